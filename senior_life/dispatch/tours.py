"""Routes with everything known about them that makes putting in one more request quick.

Compiled by numba, on the nodes of ``kernels``. Beside its nodes a tour keeps for each of them the
earliest and the latest time that any schedule allows, and who is on board.
"""

from typing import Any, NamedTuple

import numpy as np

from senior_life.dispatch.kernels import EPSILON, Facts, inlined, lean

IDLE = 2
"""How many nodes the row of an idle vehicle has: both depots."""


class Tours(NamedTuple):
    """By vehicle, a row of nodes with both depots, ``count`` long; ``at`` and ``by`` are the
    earliest and latest times there, ``seats`` and ``chairs`` what is taken on leaving. Where one
    more visit can make a way quicker (not ``is_metric``) they are no more than the windows.

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


def idle(n: int, vehicles: int) -> Tours:
    """Rows of which nothing is known yet: ``settle`` fills them."""
    shape = (vehicles, 2 * n + 4)
    at, by = np.zeros(shape), np.zeros(shape)
    seats, chairs = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    nodes, count = np.zeros(shape, np.int64), np.full(vehicles, IDLE, np.int64)
    for v in range(vehicles):
        nodes[v, :2] = 2 * n + 2 * v, 2 * n + 2 * v + 1
    slot, where = np.zeros(2 * n, np.int64), np.full(n, -1, np.int64)
    return Tours(nodes, count, at, by, seats, chairs, np.zeros(vehicles), slot, where)


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
    t.length[v] = length + f.lengths[row[count - 2], row[count - 1]] if count > IDLE else 0.0
    return _earliest(f, v, row, count, t.at[v], t.slot) and _latest(
        f, v, row, count, t.by[v], t.slot
    )


@inlined
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
            at[k] = f.early[row[k]]
    return is_settled


@inlined
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


@inlined
def _latest(f: Facts, v: int, row: Any, count: int, by: Any, slot: Any) -> bool:
    """The mirror image, backwards; it cannot fail where the earliest times exist."""
    last = count - 1
    for k in range(count):
        by[k] = f.late[row[k]]
    if not f.is_metric:
        return True
    high = last
    for _round in range(count + 2):
        for k in range(high - 1, -1, -1):
            by[k] = min(by[k], by[k + 1] - f.minutes[row[k], row[k + 1]] - f.service[row[k]])
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


@inlined
def take_in(f: Facts, t: Tours, v: int, r: int, i: int, j: int) -> bool:
    """Boards ``r`` after position ``i``, lets them off after ``j``; whether that can be driven."""
    row, count = t.nodes[v], t.count[v]
    for k in range(count - 1, j, -1):
        row[k + 2] = row[k]
    row[j + 2] = r + f.n
    for k in range(j, i, -1):
        row[k + 1] = row[k]
    row[i + 1] = r
    t.count[v] = count + 2
    return bool(settle(f, t, v))


@inlined
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


@inlined
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
