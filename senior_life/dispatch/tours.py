"""Routes with everything known about them that makes putting in one more request quick.

Compiled by numba, on the nodes of ``kernels``. Beside its nodes a tour keeps for each of them the
earliest and the latest time that any schedule allows, and who is on board; so that most places
for a visit are ruled out by two comparisons, and what is left is decided by pushing times later
only as far as the new visits make themselves felt. The answer is exact, as ``schedule.fits``.
"""

from typing import Any, NamedTuple

import numpy as np

from senior_life.dispatch.kernels import EPSILON, LESS, NEVER, Facts, fits, lean


class Tours(NamedTuple):
    """By vehicle, a row of nodes with both depots, ``count`` long; ``at`` and ``by`` are the
    earliest and latest times there, ``seats`` and ``chairs`` what is taken on leaving.

    ``length`` is by vehicle, ``slot`` by visit (its place in the row), ``where`` by request (its
    vehicle, -1: none).
    """

    nodes: Any
    count: Any
    at: Any
    by: Any
    seats: Any
    chairs: Any
    length: Any
    slot: Any
    where: Any


class Scratch(NamedTuple):
    """A route being tried: its nodes and times; ``index`` is for ``kernels.fits`` alone."""

    nodes: Any
    at: Any
    index: Any


def idle(n: int, vehicles: int) -> Tours:
    """Rows of which nothing is known yet: ``settle`` fills them."""
    shape = (vehicles, 2 * n + 4)
    times = [np.zeros(shape) for _ in range(2)]
    loads = [np.zeros(shape, np.int64) for _ in range(2)]
    nodes, count = np.zeros(shape, np.int64), np.full(vehicles, 2, np.int64)
    for v in range(vehicles):
        nodes[v, :2] = 2 * n + 2 * v, 2 * n + 2 * v + 1
    slot, where = np.zeros(2 * n, np.int64), np.full(n, -1, np.int64)
    return Tours(nodes, count, *times, *loads, np.zeros(vehicles), slot, where)


def scratch(n: int) -> Scratch:
    size = 2 * n + 6
    return Scratch(np.zeros(size, np.int64), np.zeros(size), np.zeros(size, np.int64))


@lean
def settle(f: Facts, t: Tours, v: int) -> bool:
    """Takes stock of a row that was changed; False: no schedule keeps every limit."""
    row, count = t.nodes[v], t.count[v]
    seats = chairs = 0
    length = 0.0
    for k in range(1, count - 1):
        node = row[k]
        seats += f.riders[node] + f.chairs[node] * f.folds[v]
        chairs += f.chairs[node]
        t.seats[v, k], t.chairs[v, k] = seats, chairs
        t.slot[node] = k
        t.where[node % f.n] = v
        length += f.lengths[row[k - 1], node]
    t.length[v] = length + f.lengths[row[count - 2], row[count - 1]] if count > 2 else 0.0
    return _earliest(f, v, row, count, t.at[v], t.slot) and _latest(
        f, v, row, count, t.by[v], t.slot
    )


@lean
def _earliest(f: Facts, v: int, row: Any, count: int, at: Any, slot: Any) -> bool:
    at[0] = f.begins[v]
    for k in range(1, count):
        at[k] = f.early[row[k]]
    low, is_settled = 0, False
    for _round in range(count + 2):
        for k in range(low + 1, count):
            at[k] = max(at[k], at[k - 1] + f.service[row[k - 1]] + f.minutes[row[k - 1], row[k]])
            if at[k] > f.late[row[k]] + EPSILON:
                return False
        low = _pull(f, v, row, count, at, slot)
        if low == count:
            is_settled = True
            break
    if is_settled and not f.is_metric:
        at[0] = f.begins[v]
        for k in range(1, count):
            arrives = at[k - 1] + f.service[row[k - 1]] + f.minutes[row[k - 1], row[k]]
            at[k] = max(f.early[row[k]], arrives)
    return is_settled


@lean
def _pull(f: Facts, v: int, row: Any, count: int, at: Any, slot: Any) -> int:
    """Boards and starts later what would take too long; the first index that moved, or count."""
    last, low = count - 1, count
    for k in range(last - 1, 1, -1):
        r = row[k] - f.n
        if r >= 0:
            board = at[k] - f.ride[r] - f.service[r]
            if board > at[slot[r]] + EPSILON:
                at[slot[r]] = board
                low = min(low, slot[r])
    if at[last] - f.longest[v] > at[0] + EPSILON:
        at[0], low = at[last] - f.longest[v], 0
    return int(low)


@lean
def _latest(f: Facts, v: int, row: Any, count: int, by: Any, slot: Any) -> bool:
    """The mirror image, backwards; it cannot fail where the earliest times exist."""
    last = count - 1
    for k in range(count):
        by[k] = f.late[row[k]]
    high = last
    for _round in range(count + 2):
        for k in range(high - 1, -1, -1):
            by[k] = min(by[k], by[k + 1] - f.minutes[row[k], row[k + 1]] - f.service[row[k]])
        if not f.is_metric:
            return True
        high = -1
        for k in range(2, last):
            r = row[k] - f.n
            if r >= 0:
                alight = by[slot[r]] + f.service[r] + f.ride[r]
                if alight < by[k] - EPSILON:
                    by[k] = alight
                    high = max(high, k)
        if by[0] + f.longest[v] < by[last] - EPSILON:
            by[last], high = by[0] + f.longest[v], last
        if high < 0:
            return True
    return False


@lean
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


@lean
def _push(f: Facts, s: Scratch, count: int, low: int, high: int) -> int:
    """Times after ``low`` as late as those before ask for; at ``high`` or later it ends where
    nothing changes. The index after the last that moved; -1: too late somewhere."""
    for k in range(low, count):
        a, b = s.nodes[k - 1], s.nodes[k]
        arrives = s.at[k - 1] + f.service[a] + f.minutes[a, b]
        if arrives > s.at[k]:
            if arrives > f.late[b] + EPSILON:
                return -1
            s.at[k] = arrives
        elif k >= high:
            return k
    return count


@lean
def _holds(f: Facts, t: Tours, v: int, r: int, i: int, j: int, s: Scratch) -> bool:
    """Whether ``r`` can board after position ``i`` and alight after ``j`` of row ``v``."""
    count = _write(f, t, v, r, i, j, s)
    if not f.is_metric:
        return fits(f, v, s.nodes[1:], count - 2, s.at, s.index)
    low, end = i + 1, _push(f, s, count, i + 1, j + 3)
    for _round in range(count + 2):
        if end < 0:
            return False
        first, last = count, 0
        for k in range(end - 1, low - 1, -1):
            p = s.nodes[k] - f.n
            if p >= 0 and k < count - 1:
                if p == r:
                    at = i + 1
                else:
                    at = t.slot[p] + (t.slot[p] > i) + (t.slot[p] > j)
                board = s.at[k] - f.ride[p] - f.service[p]
                if board > s.at[at] + EPSILON:
                    if board > f.late[p] + EPSILON:
                        return False
                    s.at[at] = board
                    first, last = min(first, at), max(last, at)
        if end == count and s.at[count - 1] - f.longest[v] > s.at[0] + EPSILON:
            s.at[0], first = s.at[count - 1] - f.longest[v], 0
            if s.at[0] > f.ends[v] + EPSILON:
                return False
        if first == count:
            return True
        low, end = first + 1, _push(f, s, count, first + 1, last + 1)
    return False


@lean
def _apart(
    f: Facts, t: Tours, v: int, r: int, i: int, before: float, bound: float, s: Scratch
) -> tuple[float, int]:
    """With others between boarding and alighting."""
    row, d, c = t.nodes[v], r + f.n, f.lengths
    seats, chairs = f.riders[r] + f.chairs[r] * f.folds[v], f.chairs[r]
    a, x = row[i], row[i + 1]
    boards = max(t.at[v, i] + f.service[a] + f.minutes[a, r], f.early[r])
    arrives = boards + f.service[r] + f.minutes[r, x]
    boards_by = t.by[v, i + 1] - f.minutes[r, x] - f.service[r]
    alights_by = min(f.late[d], min(f.late[r], boards_by) + f.service[r] + f.ride[r])
    best, best_j = bound, -1
    for j in range(i + 1, t.count[v] - 1):
        a, b = row[j], row[j + 1]
        arrives = max(arrives, t.at[v, j])
        if (
            arrives > t.by[v, j] + EPSILON
            or t.seats[v, j] + seats > f.seats[v]
            or t.chairs[v, j] + chairs > f.places[v]
        ):
            break
        leaves = arrives + f.service[a]
        alights = max(leaves + f.minutes[a, d], f.early[d])
        if alights > alights_by + EPSILON:
            break
        extra = before + c[a, d] + c[d, b] - c[a, b]
        onward = alights + f.service[d] + f.minutes[d, b]
        if (
            extra < best - LESS
            and onward <= t.by[v, j + 1] + EPSILON
            and _holds(f, t, v, r, i, j, s)
        ):
            best, best_j = extra, j
        arrives = leaves + f.minutes[a, b]
    return best, best_j


@lean
def cheapest(
    f: Facts, t: Tours, v: int, r: int, bound: float, s: Scratch
) -> tuple[float, int, int]:
    """(extra length, position after which to board, to alight), if below ``bound``; else NEVER."""
    row, count, d, c = t.nodes[v], t.count[v], r + f.n, f.lengths
    seats, chairs = f.riders[r] + f.chairs[r] * f.folds[v], f.chairs[r]
    if seats > f.seats[v] or chairs > f.places[v]:
        return NEVER, -1, -1
    best, best_i, best_j = bound, -1, -1
    for i in range(count - 1):
        a, b = row[i], row[i + 1]
        leaves = t.at[v, i] + f.service[a]
        if leaves > f.late[r] + EPSILON:
            break
        boards = max(leaves + f.minutes[a, r], f.early[r])
        onward = boards + f.service[r]
        if (
            boards > f.late[r] + EPSILON
            or onward > t.by[v, i + 1] + EPSILON
            or t.seats[v, i] + seats > f.seats[v]
            or t.chairs[v, i] + chairs > f.places[v]
        ):
            continue
        saved = 0.0 if count == 2 else c[a, b]
        extra = c[a, r] + c[r, d] + c[d, b] - saved
        alights = max(onward + f.minutes[r, d], f.early[d])
        if (
            extra < best - LESS
            and alights <= f.late[d] + EPSILON
            and alights + f.service[d] + f.minutes[d, b] <= t.by[v, i + 1] + EPSILON
            and _holds(f, t, v, r, i, i, s)
        ):
            best, best_i, best_j = extra, i, i
        before = c[a, r] + c[r, b] - saved
        if before >= best or onward + f.minutes[r, b] > t.by[v, i + 1] + EPSILON:
            continue
        extra, j = _apart(f, t, v, r, i, before, best, s)
        if j >= 0:
            best, best_i, best_j = extra, i, j
    if best_i < 0:
        return NEVER, -1, -1
    return best, best_i, best_j


@lean
def take_in(f: Facts, t: Tours, v: int, r: int, i: int, j: int) -> bool:
    """Boards ``r`` after position ``i``, lets them off after ``j``; ``settle`` said whether it fits."""
    row, count = t.nodes[v], t.count[v]
    for k in range(count - 1, j, -1):
        row[k + 2] = row[k]
    row[j + 2] = r + f.n
    for k in range(j, i, -1):
        row[k + 1] = row[k]
    row[i + 1] = r
    t.count[v] = count + 2
    return settle(f, t, v)


@lean
def drop(f: Facts, t: Tours, v: int, is_out: Any) -> None:
    """Takes the requests that are out from row ``v``, which is to be settled afterwards."""
    row, kept = t.nodes[v], 1
    for k in range(1, t.count[v]):
        node = row[k]
        if k == t.count[v] - 1 or not is_out[node % f.n]:
            row[kept] = node
            kept += 1
        else:
            t.where[node % f.n] = -1
    t.count[v] = kept


@lean
def copy_row(t: Tours, u: Tours, v: int) -> None:
    """Row ``v`` of ``u`` becomes that of ``t``; ``slot`` and ``where`` follow it."""
    count, half = t.count[v], len(t.where)
    u.count[v], u.length[v] = count, t.length[v]
    for k in range(count):
        node = t.nodes[v, k]
        u.nodes[v, k], u.at[v, k], u.by[v, k] = node, t.at[v, k], t.by[v, k]
        u.seats[v, k], u.chairs[v, k] = t.seats[v, k], t.chairs[v, k]
        if 0 < k < count - 1:
            u.slot[node] = k
            u.where[node % half] = v


@lean
def copy(t: Tours, u: Tours) -> None:
    """``u`` becomes as ``t``."""
    for r in range(len(t.where)):
        u.where[r] = -1
    for v in range(len(t.count)):
        copy_row(t, u, v)
