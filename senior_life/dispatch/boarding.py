"""Where one more request costs least on a tour: the compiled twin of ``insertion``, as exact.

Most places for a visit are ruled out by two comparisons with what the tour knows; what is left is
decided by pushing times later only as far as the new visits make themselves felt.
"""

from typing import Any, NamedTuple

import numpy as np

from senior_life.dispatch.kernels import EPSILON, LESS, NEVER, Facts, fits, inlined, lean
from senior_life.dispatch.timing import push
from senior_life.dispatch.tours import IDLE, Tours


class Scratch(NamedTuple):
    """A route being tried: its nodes and times; ``index`` is for ``kernels.fits`` alone."""

    nodes: Any
    at: Any
    index: Any


def scratch(n: int) -> Scratch:
    size = 2 * n + 6
    return Scratch(np.zeros(size, np.int64), np.zeros(size), np.zeros(size, np.int64))


@inlined
def _write(f: Facts, t: Tours, v: int, r: int, i: int, j: int, s: Scratch) -> int:
    """The longer row and its times so far, into ``s``; how many nodes it has."""
    row, at, count = t.nodes[v], t.at[v], t.count[v]
    for k in range(i + 1):
        s.nodes[k], s.at[k] = row[k], at[k]
    s.nodes[i + 1], s.at[i + 1] = r, f.early[r]
    for k in range(i + 1, j + 1):
        s.nodes[k + 1], s.at[k + 1] = row[k], at[k]
    s.nodes[j + 2], s.at[j + 2] = r + f.n, f.early[r + f.n]
    for k in range(j + 1, count):
        s.nodes[k + 2], s.at[k + 2] = row[k], at[k]
    return int(count + 2)


@inlined
def _holds(f: Facts, t: Tours, v: int, r: int, i: int, j: int, s: Scratch) -> bool:
    """Whether ``r`` can board after position ``i`` and alight after ``j`` of row ``v``."""
    count = _write(f, t, v, r, i, j, s)
    if not f.is_metric:
        return bool(fits(f, v, s.nodes[1:], count - 2, s.at, s.index))
    return bool(push(f, t.slot, v, (r, i, j), s.nodes, s.at, count, i + 1, j + 3))


@inlined
def _boards(f: Facts, t: Tours, v: int, r: int, i: int) -> float:
    """When at the earliest ``r`` boards after position ``i``; NEVER: no time, or no room."""
    a = t.nodes[v, i]
    boards = max(t.at[v, i] + f.service[a] + f.minutes[a, r], f.early[r])
    if (
        boards > f.late[r] + EPSILON
        or boards + f.service[r] > t.by[v, i + 1] + EPSILON
        or t.seats[v, i] + f.riders[r] + f.chairs[r] * f.folds[v] > f.seats[v]
        or t.chairs[v, i] + f.chairs[r] > f.places[v]
    ):
        return NEVER
    return float(boards)


@inlined
def _together(
    f: Facts, t: Tours, v: int, r: int, i: int, boards: float, bound: float, s: Scratch
) -> float:
    """What it costs to let ``r`` off right after boarding, if it can be and is below ``bound``."""
    a, d, b = t.nodes[v, i], r + f.n, t.nodes[v, i + 1]
    saved = 0.0 if t.count[v] == IDLE else f.lengths[a, b]
    extra = f.lengths[a, r] + f.lengths[r, d] + f.lengths[d, b] - saved
    if extra >= bound - LESS:
        return NEVER
    alights = max(boards + f.service[r] + f.minutes[r, d], f.early[d])
    is_late = (
        alights > f.late[d] + EPSILON
        or alights + f.service[d] + f.minutes[d, b] > t.by[v, i + 1] + EPSILON
    )
    return NEVER if is_late or not _holds(f, t, v, r, i, i, s) else float(extra)


@inlined
def _apart(
    f: Facts, t: Tours, v: int, r: int, i: int, boards: float, bound: float, s: Scratch
) -> tuple[float, int]:
    """With others between boarding and alighting: what it costs, and where to alight."""
    row, d, c, x = t.nodes[v], r + f.n, f.lengths, t.nodes[v, i + 1]
    before = c[row[i], r] + c[r, x] - c[row[i], x]
    arrives = boards + f.service[r] + f.minutes[r, x]
    boards_by = min(f.late[r], t.by[v, i + 1] - f.minutes[r, x] - f.service[r])
    alights_by = min(f.late[d], boards_by + f.service[r] + f.ride[r])
    seats, chairs = f.riders[r] + f.chairs[r] * f.folds[v], f.chairs[r]
    best, best_j = bound, -1
    for j in range(i + 1, t.count[v] - 1):
        a, b = row[j], row[j + 1]
        leaves = max(arrives, t.at[v, j]) + f.service[a]
        alights = max(leaves + f.minutes[a, d], f.early[d])
        if (
            before >= best
            or arrives > t.by[v, j] + EPSILON
            or (f.is_metric and alights > alights_by + EPSILON)
            or t.seats[v, j] + seats > f.seats[v]
            or t.chairs[v, j] + chairs > f.places[v]
        ):
            break
        extra = before + c[a, d] + c[d, b] - c[a, b]
        onward = alights + f.service[d] + f.minutes[d, b]
        is_late = alights > alights_by + EPSILON or onward > t.by[v, j + 1] + EPSILON
        if extra < best - LESS and not is_late and _holds(f, t, v, r, i, j, s):
            best, best_j = extra, j
        arrives = leaves + f.minutes[a, b]
    return best, best_j


@lean
def cheapest(
    f: Facts, t: Tours, v: int, r: int, bound: float, s: Scratch
) -> tuple[float, int, int]:
    """(extra length, position after which to board, to alight), if below ``bound``; else NEVER.

    It takes for granted that going round by a place is never shorter in length; that it is never
    quicker only where ``is_metric`` says so.
    """
    best, best_i, best_j = bound, -1, -1
    ready, late = f.early[r] + f.service[r] - EPSILON, f.late[r] + EPSILON
    for i in range(t.count[v] - 1):
        if t.at[v, i] > late:
            break
        boards = _boards(f, t, v, r, i) if t.by[v, i + 1] >= ready else NEVER
        if boards == NEVER:
            continue
        extra = _together(f, t, v, r, i, boards, best, s)
        if extra < best:
            best, best_i, best_j = extra, i, i
        extra, j = _apart(f, t, v, r, i, boards, best, s)
        if j >= 0:
            best, best_i, best_j = extra, i, j
    if best_i < 0:
        return NEVER, -1, -1
    return best, best_i, best_j
