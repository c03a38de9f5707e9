"""When a row of visits is driven, compiled by numba: the same sums as ``line``, on arrays.

Importing this module needs numba; ``moving`` does it where it is there. Ride ``r`` boards at node
``r`` and alights at ``r + n``; run ``v`` is free at node ``2n + 2v`` and ends at ``2n + 2v + 1``.
A row of ``routes`` begins and ends with these two; its visits stand between.
"""

from typing import Any, NamedTuple

from numba import njit

EPSILON = 1e-7
NEVER = 1e18
EARTH_METRES = 6_371_008.8


class Town(NamedTuple):
    """What does not change while plans do: by node, by run, by band of the day.

    ``spot`` is in metres from the middle of the earth. ``partner`` of a delivery is the pickup,
    -1 where the party is on board already. ``weigh`` is what a minute later there costs. ``place``
    is a row of ``minutes`` and ``metres``, -1 for none: what was measured, both in metres as the
    crow flies, which is what the sums below are made of; nan where nobody measured.
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
    weigh: Any
    seats: Any
    places: Any
    folds: Any
    fixed: Any
    begins: Any
    a_minute: Any
    place: Any
    minutes: Any
    metres: Any


class Plans(NamedTuple):
    """Who drives where, and the times that follow: by run and position, ``where`` by node.

    ``held`` counts all of a row, both ends too; ``cost`` is by run: metres as the crow flies, and
    the minutes' worth in such.
    """

    routes: Any
    held: Any
    at: Any
    arrive_by: Any
    riders: Any
    chairs: Any
    cost: Any
    where: Any
    run: Any

    def copy(self) -> "Plans":
        return Plans(*(array.copy() for array in self))


@njit(cache=True)
def crow(t: Town, a: int, b: int) -> float:
    """Metres over ground from the chord; the series is exact to a millimetre within a town."""
    x = t.spot[a, 0] - t.spot[b, 0]
    y = t.spot[a, 1] - t.spot[b, 1]
    z = t.spot[a, 2] - t.spot[b, 2]
    square = x * x + y * y + z * z
    return float((square**0.5) * (1 + square / (24 * EARTH_METRES * EARTH_METRES)))


@njit(cache=True)
def far(t: Town, a: int, b: int) -> float:
    """What a drive is as long as in time, in metres as the crow flies; as ``Measured.minutes``."""
    i, j = t.place[a], t.place[b]
    if i >= 0 and j >= 0 and t.minutes[i, j] < NEVER:
        return float(t.minutes[i, j])
    return crow(t, a, b)


@njit(cache=True)
def way(t: Town, a: int, b: int) -> float:
    """How far it is, in such metres; as ``Measured.metres``."""
    i, j = t.place[a], t.place[b]
    if i >= 0 and j >= 0 and t.metres[i, j] < NEVER:
        return float(t.metres[i, j])
    return crow(t, a, b)


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
            at[j] = max(at[j], drive(t, far(t, a, b), leaves))
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
    p.cost[v] = 0.0
    p.riders[v, 0], p.chairs[v, 0] = t.riders[route[0]], t.chairs[route[0]]
    p.run[route[0]] = v
    for j in range(1, k):
        node = route[j]
        p.run[node] = v
        p.cost[v] += way(t, route[j - 1], node) + t.weigh[node] * at[j]
        p.riders[v, j] = p.riders[v, j - 1] + t.riders[node]
        p.chairs[v, j] = p.chairs[v, j - 1] + t.chairs[node]
    p.arrive_by[v, k - 1] = max(at[k - 1], t.late[route[k - 1]])
    for j in range(k - 2, -1, -1):
        a, b = route[j], route[j + 1]
        onward = leave_by(t, far(t, a, b), p.arrive_by[v, j + 1]) - t.service[a]
        p.arrive_by[v, j] = max(at[j], min(t.late[a], onward))
    return True
