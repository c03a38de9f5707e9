"""Where one more party costs least, over all runs: exact, and the cheapest place is tried first.

Most places for its two visits are ruled out by the times that each line keeps ready. The others
are tried in the order of what they cost, over the whole fleet, so that the first that can be
driven is the best.
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
    """Line number ``line``: boarding after position ``on``, alighting after ``off``."""

    extra_metres: float
    line: int
    on: int
    off: int


def cheapest(
    lines: Sequence[Line], ride: Ride, roads: Travel, count: int = 1, bound: float = inf
) -> list[Placed]:
    """The ``count`` cheapest below ``bound`` metres, each on another line."""
    heap = [
        (extra, number, on, off)
        for number, line in enumerate(lines)
        for extra, on, off in places(line, ride, roads)
        if extra < bound
    ]
    heapq.heapify(heap)
    found: dict[int, Placed] = {}
    while heap and len(found) < count:
        extra, number, on, off = heapq.heappop(heap)
        if number not in found and is_kept(lines[number], ride, on, off, roads):
            found[number] = Placed(extra, number, on, off)
    return list(found.values())


def visits_with(standing: Standing, ride: Ride, placed: Placed) -> tuple[Visit, ...]:
    visits = list(standing.visits)
    visits.insert(placed.off, Visit(ride.id, is_pickup=False))
    visits.insert(placed.on, Visit(ride.id, is_pickup=True))
    return tuple(visits)


def places(line: Line, ride: Ride, roads: Travel) -> Iterator[tuple[float, int, int]]:
    """(metres more, boarding after, alighting after), where arithmetic does not forbid it."""
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
            yield there + direct + metres(ride.destination, b), on, on
        if on + 1 < len(spots) - 1:
            before = there + metres(ride.origin, b)
            leaves += minutes(ride.origin, b, leaves)
            yield from _apart(line, ride, roads, on, before, leaves)


def _boards(line: Line, ride: Ride, on: int, roads: Travel) -> float:
    """When boarding begins, for a vehicle that goes there after position ``on``."""
    leaves = line.leaves[on]
    there = leaves + roads.minutes(line.limits.places[on], ride.origin, leaves)
    return max(there, ride.board_from)


def _apart(
    line: Line, ride: Ride, roads: Travel, on: int, before: float, arrives: float
) -> Iterator[tuple[float, int, int]]:
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
        yield before + after, on, off
        arrives = leaves + minutes(spots[off], spots[off + 1], leaves)


def _joins(line: Line, ride: Ride, k: int) -> bool:
    """Whether there is room beside those on board after position ``k``."""
    return has_room(line.run, line.riders[k] + ride.riders, line.chairs[k] + ride.wheelchairs)


def has_room(run: Run, riders: int, chairs: int) -> bool:
    return (
        chairs <= run.wheelchair_places and riders + chairs * run.seats_per_wheelchair <= run.seats
    )


def is_kept(line: Line, ride: Ride, on: int, off: int, roads: Travel) -> bool:
    """Whether everybody, the new party too, is still where promised in time."""
    told = _pushes(line, ride, on, off, roads)
    if told is None:
        return line.limits.with_ride(ride, on, off).settled(roads)[1]
    return told


def _pushes(line: Line, ride: Ride, on: int, off: int, roads: Travel) -> bool | None:
    """What it does to those further on, up to where nobody notices any more.

    None: somebody would have to board later, for the sake of a ride time; look at the whole.
    """
    limits, minutes, at = line.limits, roads.minutes, line.at
    spots, service, late, partner = limits.places, limits.service, limits.late, limits.partner
    board = _boards(line, ride, on, roads)
    here, leaves = ride.origin, board + ride.boarding_minutes
    fresh: dict[int, float] = {}
    for k in range(on + 1, len(spots)):
        if k == off + 1:
            alights = leaves + minutes(here, ride.destination, leaves)
            if alights > ride.arrive_by + EPSILON:
                return False
            if alights - board - ride.boarding_minutes > ride.longest_ride_minutes + EPSILON:
                return None
            here, leaves = ride.destination, alights + ride.alighting_minutes
        begins = max(leaves + minutes(here, spots[k], leaves), at[k])
        if begins > late[k] + EPSILON:
            return False
        if k > off and begins <= at[k] + EPSILON:
            return True
        fresh[k], p = begins, partner[k]
        if p >= 0:
            boarded = fresh.get(p, at[p]) + service[p]
            if begins - boarded > limits.longest[k] + EPSILON:
                return None
        here, leaves = spots[k], begins + service[k]
    return True


def keeps(standing: Standing, rides: Mapping[str, Ride], roads: Travel, now: float) -> bool:
    """Whether all who were promised something have it, with room for everybody."""
    line = line_of(standing, rides, roads, now)
    return limits_of(standing, rides, now).settled(roads)[1] and all(
        has_room(line.run, riders, chairs)
        for riders, chairs in zip(line.riders, line.chairs, strict=True)
    )
