"""The inner loops of a fleet on the road, compiled by numba: the same sums as ``line`` and
``placing``, on arrays.

Importing this module needs numba; ``moving`` does it where it is there. Ride ``r`` boards at node
``r`` and alights at ``r + n``; run ``v`` is free at node ``2n + 2v`` and ends at ``2n + 2v + 1``.
A row of ``routes`` begins and ends with these two; its visits stand between.
"""

from typing import Any, NamedTuple

from numba import njit

EPSILON = 1e-7
LESS = 1e-6
NEVER = 1e18
REFUSED, KEPT, UNSURE = 0, 1, 2
EARTH_METRES = 6_371_008.8


class Town(NamedTuple):
    """What does not change while plans do: by node, by run, by band of the day.

    ``spot`` is in metres from the middle of the earth. ``partner`` of a delivery is the pickup,
    -1 where the party is on board already.
    """

    n: int
    spot: Any
    early: Any
    late: Any
    service: Any
    riders: Any
    chairs: Any
    partner: Any
    longest: Any
    seats: Any
    places: Any
    folds: Any
    fixed: Any
    begins: Any
    a_minute: Any


class Plans(NamedTuple):
    """Who drives where, and the times that follow: by run and position, ``where`` by node.

    ``held`` counts all of a row, both ends too; ``metres`` is as the crow flies, by run.
    """

    routes: Any
    held: Any
    at: Any
    arrive_by: Any
    riders: Any
    chairs: Any
    metres: Any
    where: Any
    run: Any


@njit(cache=True)
def crow(t: Town, a: int, b: int) -> float:
    """Metres over ground from the chord; the series is exact to a millimetre within a town."""
    x = t.spot[a, 0] - t.spot[b, 0]
    y = t.spot[a, 1] - t.spot[b, 1]
    z = t.spot[a, 2] - t.spot[b, 2]
    square = x * x + y * y + z * z
    return float((square**0.5) * (1 + square / (24 * EARTH_METRES * EARTH_METRES)))


@njit(cache=True)
def drive(t: Town, metres: float, at: float) -> float:
    """When the vehicle is there that leaves at ``at``; the first band begins at minus infinity."""
    band, last = 0, len(t.begins) - 1
    while band < last and t.begins[band + 1] <= at:
        band += 1
    while band < last and metres > (t.begins[band + 1] - at) * t.a_minute[band]:
        metres -= (t.begins[band + 1] - at) * t.a_minute[band]
        at = t.begins[band + 1]
        band += 1
    return float(at + metres / t.a_minute[band])


@njit(cache=True)
def leave_by(t: Town, metres: float, arrive: float) -> float:
    """The latest departure that is still there by ``arrive``."""
    band = 0
    while band + 1 < len(t.begins) and t.begins[band + 1] < arrive:
        band += 1
    while band > 0 and metres > (arrive - t.begins[band]) * t.a_minute[band]:
        metres -= (arrive - t.begins[band]) * t.a_minute[band]
        arrive = t.begins[band]
        band -= 1
    return float(arrive - metres / t.a_minute[band])


@njit(cache=True)
def settled(t: Town, route: Any, k: int, at: Any, where: Any) -> bool:
    """As ``Limits.settled`` for a row of ``k`` nodes: whether every limit holds; the last two are
    written to."""
    for j in range(k):
        at[j] = t.early[route[j]]
        where[route[j]] = j
    for _round in range(k + 1):
        for j in range(1, k):
            a, b = route[j - 1], route[j]
            leaves = at[j - 1] + t.service[a]
            at[j] = max(at[j], drive(t, crow(t, a, b), leaves))
            if at[j] > t.late[b] + EPSILON:
                return False
        has_moved = False
        for j in range(1, k):
            p = t.partner[route[j]]
            if p >= 0:
                board = at[j] - t.longest[route[j]] - t.service[p]
                if board > at[where[p]] + EPSILON:
                    at[where[p]] = board
                    has_moved = True
        if not has_moved:
            return True
    return False


@njit(cache=True)
def refresh(t: Town, p: Plans, v: int) -> bool:
    """Works out anew all that depends on row ``v``; False: it cannot be driven."""
    route, k, at = p.routes[v], p.held[v], p.at[v]
    if not settled(t, route, k, at, p.where):
        return False
    p.metres[v] = 0.0
    p.riders[v, 0], p.chairs[v, 0] = t.riders[route[0]], t.chairs[route[0]]
    p.run[route[0]] = v
    for j in range(1, k):
        node = route[j]
        p.run[node] = v
        p.metres[v] += crow(t, route[j - 1], node)
        p.riders[v, j] = p.riders[v, j - 1] + t.riders[node]
        p.chairs[v, j] = p.chairs[v, j - 1] + t.chairs[node]
    p.arrive_by[v, k - 1] = max(at[k - 1], t.late[route[k - 1]])
    for j in range(k - 2, -1, -1):
        a, b = route[j], route[j + 1]
        onward = leave_by(t, crow(t, a, b), p.arrive_by[v, j + 1]) - t.service[a]
        p.arrive_by[v, j] = max(at[j], min(t.late[a], onward))
    return True


@njit(cache=True)
def _has_room(t: Town, v: int, riders: int, chairs: int) -> bool:
    return bool(chairs <= t.places[v] and riders + chairs * t.folds[v] <= t.seats[v])


@njit(cache=True)
def _pushes(t: Town, p: Plans, v: int, r: int, i: int, j: int, alights: float, fresh: Any) -> int:
    """What the longer route does to those from position ``i + 1`` on, without boarding anybody
    later for the sake of a ride time (UNSURE: that would have to be tried)."""
    route, at, d = p.routes[v], p.at[v], r + t.n
    leaves, before = fresh[r] + t.service[r], r
    for k in range(i + 1, p.held[v]):
        if k == j + 1:
            if alights - fresh[r] - t.service[r] > t.longest[d] + EPSILON:
                return UNSURE
            leaves, before = alights + t.service[d], d
        node = route[k]
        begins = max(drive(t, crow(t, before, node), leaves), at[k])
        if begins > t.late[node] + EPSILON:
            return REFUSED
        if k > j and begins <= at[k] + EPSILON:
            return KEPT
        fresh[node] = begins
        on = t.partner[node]
        if on >= 0:
            boarded = fresh[on] if p.where[on] > i else at[p.where[on]]
            if begins - boarded - t.service[on] > t.longest[node] + EPSILON:
                return UNSURE
        leaves, before = begins + t.service[node], node
    return KEPT


@njit(cache=True)
def _whole(t: Town, p: Plans, v: int, r: int, i: int, j: int, row: Any, fresh: Any) -> bool:
    k, route = p.held[v], p.routes[v]
    row[: i + 1] = route[: i + 1]
    row[i + 1] = r
    row[i + 2 : j + 2] = route[i + 1 : j + 1]
    row[j + 2] = r + t.n
    row[j + 3 : k + 2] = route[j + 1 : k]
    held = settled(t, row, k + 2, fresh, p.where)
    for m in range(k):
        p.where[route[m]] = m
    return held


@njit(cache=True)
def _is_kept(
    t: Town, p: Plans, v: int, r: int, i: int, j: int, alights: float, row: Any, fresh: Any
) -> bool:
    told = _pushes(t, p, v, r, i, j, alights, fresh[0])
    return told == KEPT or (told == UNSURE and _whole(t, p, v, r, i, j, row, fresh[1]))


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
    """(crow metres more, boarding after, alighting after) below ``bound``; or ``bound``, -1, -1."""
    route, k = p.routes[v], p.held[v]
    best, on, off = bound, -1, -1
    for i in range(max(_first(p, v, k, t.early[r]), t.fixed[v]), k - 1):
        a, b = route[i], route[i + 1]
        leaves = p.at[v, i] + t.service[a]
        if leaves > t.late[r] + EPSILON:
            break
        if not _has_room(t, v, p.riders[v, i] + t.riders[r], p.chairs[v, i] + t.chairs[r]):
            continue
        to = crow(t, a, r)
        there = to - crow(t, a, b)
        if there + crow(t, r, b) >= best:
            continue
        boards = max(drive(t, to, leaves), t.early[r])
        if boards > t.late[r] + EPSILON:
            continue
        leaves = boards + t.service[r]
        best, on, off = _endings(t, p, v, r, i, there, boards, best, on, off, row, fresh)
    return best, on, off


@njit(cache=True)
def _endings(
    t: Town,
    p: Plans,
    v: int,
    r: int,
    i: int,
    there: float,
    boards: float,
    best: float,
    on: int,
    off: int,
    row: Any,
    fresh: Any,
) -> tuple[float, int, int]:
    """For a boarding after ``i``, every place to alight; the best known is handed on."""
    route, k, d = p.routes[v], p.held[v], r + t.n
    before, leaves, last, so_far = there, boards + t.service[r], r, 0.0
    for j in range(i, k - 1):
        b = route[j + 1]
        if j > i:
            node = route[j]
            arrives = drive(t, crow(t, last, node), leaves)
            if arrives > p.arrive_by[v, j] + EPSILON:
                break
            if not _has_room(t, v, p.riders[v, j] + t.riders[r], p.chairs[v, j] + t.chairs[r]):
                break
            leaves, last = max(arrives, p.at[v, j]) + t.service[node], node
            before = there + crow(t, r, route[i + 1])
            if before >= best:
                break
            so_far = crow(t, node, b)
        onto = crow(t, last, d)
        alights = drive(t, onto, leaves)
        if alights > t.late[d] + EPSILON:
            break
        extra = before + onto + crow(t, d, b) - so_far
        if extra < best - LESS:
            fresh[0, r] = boards
            if _is_kept(t, p, v, r, i, j, alights, row, fresh):
                best, on, off = extra, i, j
    return best, on, off


@njit(cache=True)
def cheapest(t: Town, p: Plans, r: int, found: Any, row: Any, fresh: Any) -> int:
    """The cheapest places on different runs, best first, into the rows of ``found`` (metres, run,
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
