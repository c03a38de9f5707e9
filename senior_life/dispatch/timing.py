"""Pushes the times of a row of visits until every limit holds. Compiled by numba.

The limits are those of ``schedule``; times that were settled before a visit was put in are a bound
for those after, so that only what the new visit is felt by has to be gone over again.
"""

from typing import Any

from senior_life.dispatch.kernels import EPSILON, Facts, inlined

Put = tuple[int, int, int]
"""A request, the positions after which it boards and alights in the row as it was."""


@inlined
def _later(f: Facts, nodes: Any, at: Any, count: int, low: int, high: int) -> int:
    """Times from ``low`` on as late as those before ask for; at ``high`` or later it ends where
    nothing changes. The index after the last that moved; -1: too late somewhere."""
    begins = at[low - 1]
    for k in range(low, count):
        a, b = nodes[k - 1], nodes[k]
        arrives = begins + f.service[a] + f.minutes[a, b]
        begins = at[k]
        if arrives > begins:
            if arrives > f.late[b] + EPSILON:
                return -1
            begins = at[k] = arrives
        elif k >= high:
            return k
    return count


@inlined
def _pull(
    f: Facts, slot: Any, v: int, put: Put, nodes: Any, at: Any, count: int, low: int, end: int
) -> tuple[int, int]:
    """Boards and starts later what would take too long because times from ``low`` to ``end`` have
    moved: the first and the last index that moved. (count, 0): none; (-1, 0): it cannot."""
    r, i, j = put
    first, last = count, 0
    for k in range(min(end, count - 1) - 1, low - 1, -1):
        p = nodes[k] - f.n
        if p < 0:
            continue
        on = i + 1 if p == r else slot[p] + (slot[p] > i) + (slot[p] > j)
        board = at[k] - f.ride[p] - f.service[p]
        if board > at[on] + EPSILON:
            if board > f.late[p] + EPSILON:
                return -1, 0
            at[on] = board
            first, last = min(first, on), max(last, on)
    start = at[count - 1] - f.longest[v]
    if end == count and start > at[0] + EPSILON:
        if start > f.ends[v] + EPSILON:
            return -1, 0
        at[0], first = start, 0
    return int(first), int(last)


@inlined
def push(
    f: Facts, slot: Any, v: int, put: Put, nodes: Any, at: Any, count: int, low: int, high: int
) -> bool:
    """Makes ``at`` the earliest times of the ``count`` nodes of vehicle ``v``; False: none.

    Times from ``low`` up to ``high`` are not settled yet. ``slot`` is where the visits were before
    ``put``: a request, and after which positions it now boards and alights.
    """
    end = _later(f, nodes, at, count, low, high)
    for _round in range(count + 2):
        if end < 0:
            return False
        first, last = _pull(f, slot, v, put, nodes, at, count, low, end)
        if first < 0 or first == count:
            return bool(first == count)
        low, end = first + 1, _later(f, nodes, at, count, first + 1, last + 1)
    return False


@inlined
def _sooner(f: Facts, nodes: Any, by: Any, high: int, low: int) -> int:
    """The mirror image of ``_later``, from ``high`` down; the index of the last that moved."""
    ends = by[high + 1]
    for k in range(high, -1, -1):
        a = nodes[k]
        leaves = ends - f.minutes[a, nodes[k + 1]] - f.service[a]
        ends = by[k]
        if leaves < ends:
            ends = by[k] = leaves
        elif k <= low:
            return k + 1
    return 0


@inlined
def _let_off(
    f: Facts, slot: Any, v: int, nodes: Any, by: Any, count: int, first: int, high: int
) -> tuple[int, int]:
    """The mirror image of ``_pull``: from ``first`` to ``high`` have moved. The last index that
    moves with them and the first; (-1, 0): none."""
    top, bottom, last = -1, count, count - 1
    for k in range(max(first, 1), high + 1):
        r = nodes[k]
        if r < f.n:
            off = slot[r + f.n]
            alight = by[k] + f.service[r] + f.ride[r]
            if alight < by[off] - EPSILON:
                by[off] = alight
                top, bottom = max(top, off), min(bottom, off)
    if first == 0 and by[0] + f.longest[v] < by[last] - EPSILON:
        by[last], top = by[0] + f.longest[v], last
        bottom = min(bottom, last)
    return top, bottom


@inlined
def push_sooner(
    f: Facts, slot: Any, v: int, nodes: Any, by: Any, count: int, high: int, low: int
) -> bool:
    """Makes ``by`` the latest times; those from ``high`` down to ``low`` are not settled yet.

    ``slot`` is where the visits are. It cannot fail where the earliest times exist.
    """
    first = _sooner(f, nodes, by, high, low)
    for _round in range(count + 2):
        top, bottom = _let_off(f, slot, v, nodes, by, count, first, high)
        if top < 0:
            return True
        high = top
        first = _sooner(f, nodes, by, top - 1, bottom - 1)
    return False
