"""When each visit is expected, and which promises that breaks, told with why and by how much."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from senior_life.dispatch.fleet import Ride, Standing, Visit
from senior_life.dispatch.line import limits_of
from senior_life.dispatch.schedule import EPSILON
from senior_life.dispatch.travel import Point, Travel


class Why(StrEnum):
    LATE_TO_BOARD = "late to board"
    LATE_TO_ARRIVE = "late to arrive"
    LONG_RIDE = "too long on board"
    NO_VEHICLE = "no vehicle"


@dataclass(frozen=True, slots=True)
class Broken:
    """A promise that is not kept; ``minutes`` past it (0 where there is no vehicle at all)."""

    ride: str
    why: Why
    minutes: float
    run: str | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """A visit as expected: the vehicle ``arrives``, boarding or alighting ``begins``, it
    ``leaves``. ``by`` is when it must have begun at the latest."""

    visit: Visit
    place: Point
    arrives: float
    begins: float
    leaves: float
    by: float


def calls(
    standing: Standing, rides: Mapping[str, Ride], travel: Travel, now: float
) -> tuple[Call, ...]:
    """In order. A visit that is late is told as late as it will be."""
    limits = limits_of(standing, rides, now)
    at, _kept = limits.settled(travel)
    found, leaves, before = [], at[0], limits.places[0]
    for k, visit in enumerate(standing.visits, start=1):
        place = limits.places[k]
        arrives = max(now, leaves + travel.minutes(before, place, leaves))
        leaves, before = at[k] + limits.service[k], place
        found.append(Call(visit, place, arrives, at[k], leaves, limits.late[k]))
    return tuple(found)


def broken_on(
    standing: Standing, rides: Mapping[str, Ride], travel: Travel, now: float
) -> Iterator[Broken]:
    """Each ride of this run that misses a promise, once for each that it misses."""
    limits, run = limits_of(standing, rides, now), standing.run.id
    at, is_kept = limits.settled(travel)
    if is_kept:
        return
    for k, visit in enumerate(standing.visits, start=1):
        late = at[k] - limits.late[k]
        if late > EPSILON:
            why = Why.LATE_TO_BOARD if visit.is_pickup else Why.LATE_TO_ARRIVE
            yield Broken(visit.ride, why, late, run)
        over = limits.ride_minutes(at, k) - limits.longest[k]
        if over > EPSILON:
            yield Broken(visit.ride, Why.LONG_RIDE, over, run)


def unserved(standings: Iterable[Standing], rides: Mapping[str, Ride]) -> list[Broken]:
    """Rides that were promised and that no run has."""
    held = {visit.ride for one in standings for visit in one.visits}
    return [Broken(name, Why.NO_VEHICLE, 0.0) for name in rides if name not in held]
