"""The cheapest place for one more party, compiled by numba: the same sums as ``placing``.

Importing this module needs numba; ``moving`` does it where it is there. The arrays are those of
``fleet_times``.
"""

from typing import Any

from numba import njit

from senior_life.dispatch.fleet_times import (
    EPSILON,
    NEVER,
    Plans,
    Town,
    drive,
    far,
    settled,
    way,
)

LESS = 1e-6
UNSURE = -1.0


@njit(cache=True)
def _has_room(t: Town, v: int, riders: int, chairs: int) -> bool:
    return bool(chairs <= t.places[v] and riders + chairs * t.folds[v] <= t.seats[v])


@njit(cache=True)
def _own(t: Town, r: int, boards: float, alights: float) -> float:
    """What the party's own minutes cost: as ``Weights.cost``."""
    d, early = r + t.n, t.early[r]
    return float(t.weigh[r] * (boards - early) + t.weigh[d] * (alights - early - t.service[r]))


@njit(cache=True)
def _pushes(t: Town, p: Plans, v: int, r: int, i: int, j: int, alights: float, fresh: Any) -> float:
    """What the longer route costs those from position ``i + 1`` on (NEVER: too much), without
    boarding anybody later for the sake of a ride time (UNSURE: that would have to be tried)."""
    route, at, d, cost = p.routes[v], p.at[v], r + t.n, 0.0
    leaves, before = fresh[r] + t.service[r], r
    for k in range(i + 1, p.held[v]):
        if k == j + 1:
            if alights - fresh[r] - t.service[r] > t.longest[d] + EPSILON:
                return UNSURE
            leaves, before = alights + t.service[d], d
        node = route[k]
        begins = max(drive(t, far(t, before, node), leaves), at[k])
        if begins > t.late[node] + EPSILON:
            return NEVER
        if k > j and begins <= at[k] + EPSILON:
            return float(cost)
        cost += t.weigh[node] * (begins - at[k])
        fresh[node] = begins
        on = t.partner[node]
        if on >= 0:
            boarded = fresh[on] if p.where[on] > i else at[p.where[on]]
            if begins - boarded - t.service[on] > t.longest[node] + EPSILON:
                return UNSURE
        leaves, before = begins + t.service[node], node
    return float(cost)


@njit(cache=True)
def _whole(t: Town, p: Plans, v: int, r: int, i: int, j: int, row: Any, fresh: Any) -> float:
    """What everybody's minutes cost then, the party's too; NEVER: it cannot be driven."""
    k, route = p.held[v], p.routes[v]
    row[: i + 1] = route[: i + 1]
    row[i + 1] = r
    row[i + 2 : j + 2] = route[i + 1 : j + 1]
    row[j + 2] = r + t.n
    row[j + 3 : k + 2] = route[j + 1 : k]
    held = settled(t, row, k + 2, fresh, p.where)
    cost = _own(t, r, fresh[i + 1], fresh[j + 2])
    for m in range(k):
        p.where[route[m]] = m
        new = m if m <= i else m + 1 if m <= j else m + 2
        cost += t.weigh[route[m]] * (fresh[new] - p.at[v, m])
    return float(cost) if held else NEVER


@njit(cache=True)
def _minutes_cost(
    t: Town, p: Plans, v: int, r: int, i: int, j: int, alights: float, row: Any, fresh: Any
) -> float:
    """As ``placing.minutes_cost``."""
    told = _pushes(t, p, v, r, i, j, alights, fresh[0])
    if told == UNSURE:
        return _whole(t, p, v, r, i, j, row, fresh[1])
    return told + _own(t, r, fresh[0, r], alights)


@njit(cache=True)
def _first(p: Plans, v: int, k: int, early: float) -> int:
    """The first position whose next one may be reached at ``early`` or later."""
    low, high = 1, k - 1
    while low < high:
        middle = (low + high) // 2
        if p.arrive_by[v, middle] < early:
            low = middle + 1
        else:
            high = middle
    return low - 1


@njit(cache=True)
def best_in_run(
    t: Town, p: Plans, v: int, r: int, bound: float, row: Any, fresh: Any
) -> tuple[float, int, int]:
    """(cost in crow metres, boarding after, alighting after) below ``bound``; or ``bound``, -1,
    -1."""
    route, k = p.routes[v], p.held[v]
    best, on, off = bound, -1, -1
    is_metric = len(t.minutes) == 0  # measured ways may be shorter by way of another place
    for i in range(max(_first(p, v, k, t.early[r]), t.fixed[v]), k - 1):
        a, b = route[i], route[i + 1]
        leaves = p.at[v, i] + t.service[a]
        if leaves > t.late[r] + EPSILON:
            break
        if not _has_room(t, v, p.riders[v, i] + t.riders[r], p.chairs[v, i] + t.chairs[r]):
            continue
        if is_metric and way(t, a, r) - way(t, a, b) + way(t, r, b) >= best:
            continue
        boards = max(drive(t, far(t, a, r), leaves), t.early[r])
        if boards > t.late[r] + EPSILON:
            continue
        extra, j = _endings(t, p, v, r, i, boards, best, row, fresh)
        if j >= 0:
            best, on, off = extra, i, j
    return best, on, off


@njit(cache=True)
def _passes(t: Town, p: Plans, v: int, r: int, j: int, last: int, leaves: float) -> float:
    """When the vehicle leaves the visit at ``j`` with the party on board; NEVER: it may not."""
    node = p.routes[v, j]
    arrives = drive(t, far(t, last, node), leaves)
    if arrives > p.arrive_by[v, j] + EPSILON:
        return NEVER
    if not _has_room(t, v, p.riders[v, j] + t.riders[r], p.chairs[v, j] + t.chairs[r]):
        return NEVER
    return float(max(arrives, p.at[v, j]) + t.service[node])


@njit(cache=True)
def _endings(
    t: Town, p: Plans, v: int, r: int, i: int, boards: float, bound: float, row: Any, fresh: Any
) -> tuple[float, int]:
    """For a boarding after ``i``, the best place to alight below ``bound``, or -1."""
    route, d, best, off = p.routes[v], r + t.n, bound, -1
    saved = way(t, route[i], route[i + 1])
    before, is_metric = way(t, route[i], r) - saved, len(t.minutes) == 0
    leaves, last, saved = boards + t.service[r], r, 0.0
    for j in range(i, p.held[v] - 1):
        if j > i:
            leaves = _passes(t, p, v, r, j, last, leaves)
            if j == i + 1:
                before += way(t, r, route[j])
            if leaves == NEVER or (is_metric and before >= best):
                break
            last, saved = route[j], way(t, route[j], route[j + 1])
        alights = drive(t, far(t, last, d), leaves)
        if alights > t.late[d] + EPSILON:
            break
        extra = before + way(t, last, d) + way(t, d, route[j + 1]) - saved
        if extra + _own(t, r, boards, alights) < best - LESS:
            fresh[0, r] = boards
            extra += _minutes_cost(t, p, v, r, i, j, alights, row, fresh)
            if extra < best - LESS:
                best, off = extra, j
    return best, off


@njit(cache=True)
def cheapest(t: Town, p: Plans, r: int, found: Any, row: Any, fresh: Any) -> int:
    """The cheapest places on different runs, best first, into the rows of ``found`` (cost, run,
    on, off); how many there are."""
    most, kept = len(found), 0
    for v in range(len(p.held)):
        bound = found[most - 1, 0] if kept == most else NEVER
        extra, on, off = best_in_run(t, p, v, r, bound, row, fresh)
        if on < 0:
            continue
        at = kept if kept < most else most - 1
        while at > 0 and found[at - 1, 0] > extra:
            found[at] = found[at - 1]
            at -= 1
        found[at, 0], found[at, 1], found[at, 2], found[at, 3] = extra, v, on, off
        kept = min(kept + 1, most)
    return kept
