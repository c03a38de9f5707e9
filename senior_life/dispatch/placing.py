"""Where one more party costs least, over all runs: exact, and the cheapest place is tried first.

Most places for its two visits are ruled out by the times that each line keeps ready. The others
are tried in the order of what they cost at least (the way, and the party's own minutes), over the
whole fleet, until what is left costs more than the best that can be driven.
"""

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from senior_life.dispatch.fleet import Ride, Run, Standing, Visit
from senior_life.dispatch.line import Line, limits_of, line_of
from senior_life.dispatch.schedule import EPSILON
from senior_life.dispatch.travel import Travel


@dataclass(frozen=True, slots=True)
class Placed:
    """Line number ``line``: boarding after position ``on``, alighting after ``off``.

    ``extra_cost`` is in metres: the way, and what it is worth to everybody's minutes.
    """

    extra_cost: float
    line: int
    on: int
    off: int


def cheapest(
    lines: Sequence[Line], ride: Ride, roads: Travel, count: int = 1, bound: float = inf
) -> list[Placed]:
    """The ``count`` cheapest below ``bound``, each on another line; the cheapest first."""
    heap = [
        (least, metres, number, on, off)
        for number, line in enumerate(lines)
        for least, metres, on, off in places(line, ride, roads)
        if least < bound
    ]
    heapq.heapify(heap)
    found: dict[int, Placed] = {}
    last = bound
    while heap and heap[0][0] < last:
        least, metres, number, on, off = heapq.heappop(heap)
        if number in found and found[number].extra_cost <= least:
            continue
        cost = metres + minutes_cost(lines[number], ride, on, off, roads)
        if cost < (found[number].extra_cost if number in found else bound):
            found[number] = Placed(cost, number, on, off)
            if len(found) >= count:
                last = sorted(one.extra_cost for one in found.values())[count - 1]
    return sorted(found.values(), key=lambda one: one.extra_cost)[:count]


def visits_with(standing: Standing, ride: Ride, placed: Placed) -> tuple[Visit, ...]:
    visits = list(standing.visits)
    visits.insert(placed.off, Visit(ride.id, is_pickup=False))
    visits.insert(placed.on, Visit(ride.id, is_pickup=True))
    return tuple(visits)


def places(line: Line, ride: Ride, roads: Travel) -> Iterator[tuple[float, float, int, int]]:
    """(cost at least, metres more, boarding after, alighting after), where arithmetic does not
    forbid it."""
    if not has_room(line.run, ride.riders, ride.wheelchairs):
        return
    spots, minutes, metres = line.limits.places, roads.minutes, roads.metres
    direct = metres(ride.origin, ride.destination)
    for on in line.span(ride):
        a, b = spots[on], spots[on + 1]
        boards = _boards(line, ride, on, roads)
        if boards > ride.board_by + EPSILON or not _joins(line, ride, on):
            continue
        leaves = boards + ride.boarding_minutes
        there = metres(a, ride.origin) - line.metres[on]
        alights = leaves + minutes(ride.origin, ride.destination, leaves)
        if alights <= ride.arrive_by + EPSILON:
            more = there + direct + metres(ride.destination, b)
            yield more + line.weights.cost(ride, boards, alights), more, on, on
        if on + 1 < len(spots) - 1:
            before = there + metres(ride.origin, b)
            leaves += minutes(ride.origin, b, leaves)
            yield from _apart(line, ride, roads, on, before, boards, leaves)


def _boards(line: Line, ride: Ride, on: int, roads: Travel) -> float:
    """When boarding begins, for a vehicle that goes there after position ``on``."""
    leaves = line.leaves[on]
    there = leaves + roads.minutes(line.limits.places[on], ride.origin, leaves)
    return max(there, ride.board_from)


def _apart(
    line: Line, ride: Ride, roads: Travel, on: int, before: float, boards: float, arrives: float
) -> Iterator[tuple[float, float, int, int]]:
    """With others' visits in between; the vehicle ``arrives`` at the first of them."""
    limits, minutes, metres = line.limits, roads.minutes, roads.metres
    spots, end = limits.places, ride.destination
    for off in range(on + 1, len(spots) - 1):
        if arrives > line.arrive_by[off] + EPSILON or not _joins(line, ride, off):
            return
        leaves = max(arrives, limits.early[off]) + limits.service[off]
        alights = leaves + minutes(spots[off], end, leaves)
        if alights > ride.arrive_by + EPSILON:
            return
        after = metres(spots[off], end) + metres(end, spots[off + 1]) - line.metres[off]
        more = before + after
        yield more + line.weights.cost(ride, boards, alights), more, on, off
        arrives = leaves + minutes(spots[off], spots[off + 1], leaves)


def _joins(line: Line, ride: Ride, k: int) -> bool:
    """Whether there is room beside those on board after position ``k``."""
    return has_room(line.run, line.riders[k] + ride.riders, line.chairs[k] + ride.wheelchairs)


def has_room(run: Run, riders: int, chairs: int) -> bool:
    return (
        chairs <= run.wheelchair_places and riders + chairs * run.seats_per_wheelchair <= run.seats
    )


def minutes_cost(line: Line, ride: Ride, on: int, off: int, roads: Travel) -> float:
    """What the party's minutes are worth, and those that others lose by it, in metres; inf:
    somebody, or the new party, would not be where promised in time."""
    told = _pushes(line, ride, on, off, roads)
    return _whole(line, ride, on, off, roads) if told is None else told


def _whole(line: Line, ride: Ride, on: int, off: int, roads: Travel) -> float:
    limits = line.limits.with_ride(ride, on, off)
    at, is_kept = limits.settled(roads)
    if not is_kept:
        return inf
    board, alight = at[on + 1], at[off + 2]
    others = [*at[: on + 1], *at[on + 2 : off + 2], *at[off + 3 :]]
    later = zip(line.weigh, others, line.at, strict=True)
    return line.weights.cost(ride, board, alight) + sum(w * (new - old) for w, new, old in later)


def _pushes(line: Line, ride: Ride, on: int, off: int, roads: Travel) -> float | None:
    """What it does to those further on, up to where nobody notices any more; as
    ``minutes_cost``.

    None: somebody would have to board later, for the sake of a ride time; look at the whole.
    """
    limits, minutes, at = line.limits, roads.minutes, line.at
    spots, service, late, partner = limits.places, limits.service, limits.late, limits.partner
    board = _boards(line, ride, on, roads)
    here, leaves = ride.origin, board + ride.boarding_minutes
    fresh: dict[int, float] = {}
    cost = 0.0
    for k in range(on + 1, len(spots)):
        if k == off + 1:
            alights = leaves + minutes(here, ride.destination, leaves)
            if alights > ride.arrive_by + EPSILON:
                return inf
            if alights - board - ride.boarding_minutes > ride.longest_ride_minutes + EPSILON:
                return None
            cost += line.weights.cost(ride, board, alights)
            here, leaves = ride.destination, alights + ride.alighting_minutes
        begins = max(leaves + minutes(here, spots[k], leaves), at[k])
        if begins > late[k] + EPSILON:
            return inf
        if k > off and begins <= at[k] + EPSILON:
            return cost
        cost += line.weigh[k] * (begins - at[k])
        fresh[k], p = begins, partner[k]
        if p >= 0:
            boarded = fresh.get(p, at[p]) + service[p]
            if begins - boarded > limits.longest[k] + EPSILON:
                return None
        here, leaves = spots[k], begins + service[k]
    return cost


def keeps(standing: Standing, rides: Mapping[str, Ride], roads: Travel, now: float) -> bool:
    """Whether all who were promised something have it, with room for everybody."""
    line = line_of(standing, rides, roads, now)
    return limits_of(standing, rides, now).settled(roads)[1] and all(
        has_room(line.run, riders, chairs)
        for riders, chairs in zip(line.riders, line.chairs, strict=True)
    )
