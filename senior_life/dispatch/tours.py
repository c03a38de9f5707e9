"""Routes with everything known about them that makes putting in one more request quick.

Compiled by numba, on the nodes of ``kernels``. Beside its nodes a tour keeps for each of them the
earliest and the latest time that any schedule allows, and who is on board.
"""

from typing import Any, NamedTuple

import numpy as np

from senior_life.dispatch.kernels import Facts, inlined, lean
from senior_life.dispatch.timing import push, push_sooner

IDLE = 2
"""How many nodes the row of an idle vehicle has: both depots."""
MIX = np.int64(-7046029254386353131)


class Tours(NamedTuple):
    """By vehicle, a row of nodes with both depots, ``count`` long; ``at`` and ``by`` are the
    earliest and latest times there, ``seats`` and ``chairs`` what is taken on leaving. Where one
    more visit can make a way quicker (not ``is_metric``) they are no more than the windows.

    ``length`` and ``sign`` (a hash of the row and the kind of vehicle) are by vehicle, ``slot``
    by visit (its place in the row), ``where`` by request (its vehicle, -1: none).
    """

    nodes: Any
    count: Any
    at: Any
    by: Any
    seats: Any
    chairs: Any
    length: Any
    sign: Any
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
    return Tours(
        nodes,
        count,
        at,
        by,
        seats,
        chairs,
        np.zeros(vehicles),
        np.zeros(vehicles, np.int64),
        slot,
        where,
    )


@lean
def settle(f: Facts, t: Tours, v: int) -> bool:
    """Takes stock of a row that was changed; False: no schedule keeps every limit."""
    row, count, at, by = t.nodes[v], t.count[v], t.at[v], t.by[v]
    _count(f, t, v, 1)
    _board(f, t, v, 0, count - 1)
    at[0] = f.begins[v]
    for k in range(1, count):
        at[k] = f.early[row[k]]
    if not push(f, t.slot, v, (-1, count, count), row, at, count, 1, count):
        return False
    for k in range(count):
        by[k] = f.late[row[k]]
    if f.is_metric:
        return bool(push_sooner(f, t.slot, v, row, by, count, count - 2, -1))
    at[0] = f.begins[v]
    for k in range(1, count):
        at[k] = f.early[row[k]]
    return True


@inlined
def _count(f: Facts, t: Tours, v: int, first: int) -> None:
    """Who is where in row ``v``, from position ``first`` on, and how long it is."""
    row, count = t.nodes[v], t.count[v]
    length, sign = 0.0, np.int64(f.kinds[v])
    for k in range(1, count):
        sign = (sign ^ (sign >> 29)) * MIX + row[k] if k < count - 1 else sign ^ (sign >> 32)
        length += f.lengths[row[k - 1], row[k]]
    t.sign[v] = sign
    t.length[v] = length if count > IDLE else 0.0
    for k in range(first, count - 1):
        t.slot[row[k]] = k
        t.where[row[k] % f.n] = v


@inlined
def _board(f: Facts, t: Tours, v: int, first: int, last: int) -> None:
    """Who is on board after each position between these two; both depots are empty."""
    row = t.nodes[v]
    seats, chairs = t.seats[v, first], t.chairs[v, first]
    for k in range(first + 1, last):
        node = row[k]
        seats += f.riders[node] + f.chairs[node] * f.folds[v]
        chairs += f.chairs[node]
        t.seats[v, k], t.chairs[v, k] = seats, chairs


@lean
def take_in(f: Facts, t: Tours, v: int, r: int, i: int, j: int) -> bool:
    """Boards ``r`` after position ``i``, lets them off after ``j``; whether that can be driven."""
    row, count = t.nodes[v], t.count[v]
    _make_room(t, v, i, j)
    row[i + 1], row[j + 2] = r, r + f.n
    t.count[v] = count + 2
    if not f.is_metric:
        return bool(settle(f, t, v))
    at, by = t.at[v], t.by[v]
    at[i + 1], at[j + 2] = f.early[r], f.early[r + f.n]
    by[i + 1], by[j + 2] = f.late[r], f.late[r + f.n]
    if not push(f, t.slot, v, (r, i, j), row, at, count + 2, i + 1, j + 3):
        return False
    _count(f, t, v, i + 1)
    _board(f, t, v, i, j + 3)
    return bool(push_sooner(f, t.slot, v, row, by, count + 2, j + 2, i))


@inlined
def _make_room(t: Tours, v: int, i: int, j: int) -> None:
    """For one more visit after position ``i``, and for another after ``j``."""
    for k in range(t.count[v] - 1, i, -1):
        to = k + 2 if k > j else k + 1
        t.nodes[v, to], t.at[v, to], t.by[v, to] = t.nodes[v, k], t.at[v, k], t.by[v, k]
        t.seats[v, to], t.chairs[v, to] = t.seats[v, k], t.chairs[v, k]


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
    u.count[v], u.length[v], u.sign[v] = count, t.length[v], t.sign[v]
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
