"""One run's visits ahead, with the times that they leave to others.

Exact for windows, ride times and room, with drives that depend on the hour: the earliest times
that respect every limit are a least fix-point, as in ``schedule``. Who is on board already is no
more than a window where they alight. A limit that is missed already (the vehicle is late) is
moved to where it is missed by: what comes later may not make it worse.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import inf

from senior_life.dispatch.fleet import Ride, Run, Standing, Visit
from senior_life.dispatch.schedule import EPSILON
from senior_life.dispatch.travel import Point, Travel
from senior_life.dispatch.weights import DISTANCE, Weights

ROUNDS = 30
"""Each makes the error smaller by the ratio of two bands' speeds, less one."""


@dataclass(slots=True)
class Limits:
    """By position: 0 is where the vehicle is free, the last is the run's end.

    ``partner`` is the position of the boarding of who alights there (-1: none, or on board
    already), ``longest`` the ride between the two.
    """

    places: list[Point]
    early: list[float]
    late: list[float]
    service: list[float]
    partner: list[int]
    longest: list[float]

    def with_ride(self, ride: Ride, i: int, j: int) -> "Limits":
        """Boarding after position ``i``, alighting after position ``j`` of those there are."""
        on, rest = i + 1, j + 1

        def put(old: list[float], board: float, alight: float) -> list[float]:
            return [*old[:on], board, *old[on:rest], alight, *old[rest:]]

        partner = [p if p <= i else p + 1 if p <= j else p + 2 for p in self.partner]
        places = self.places
        return Limits(
            [*places[:on], ride.origin, *places[on:rest], ride.destination, *places[rest:]],
            put(self.early, ride.board_from, 0.0),
            put(self.late, ride.board_by, ride.arrive_by),
            put(self.service, ride.boarding_minutes, ride.alighting_minutes),
            [*partner[:on], -1, *partner[on:rest], on, *partner[rest:]],
            put(self.longest, inf, ride.longest_ride_minutes),
        )

    def settled(self, roads: Travel) -> tuple[list[float], bool]:
        """When service begins, each as early as can be, and whether every limit holds.

        Where one does not, times are those of a vehicle that does its best.
        """
        at = list(self.early)
        for _round in range(len(at) + 1):
            self._go_forward(roads, at)
            if not self._pull_up(at):
                return at, not self._missed(at)
        return at, False

    def _go_forward(self, roads: Travel, at: list[float]) -> None:
        places, service, minutes = self.places, self.service, roads.minutes
        leaves = at[0]
        for k in range(1, len(at)):
            arrives = leaves + minutes(places[k - 1], places[k], leaves)
            at[k] = max(at[k], arrives)
            leaves = at[k] + service[k]

    def _pull_up(self, at: list[float]) -> bool:
        """Board later who would ride too long, but not later than promised; whether any moved."""
        has_moved = False
        for k, p in enumerate(self.partner):
            if p >= 0:
                board = min(at[k] - self.longest[k] - self.service[p], self.late[p])
                if board > at[p] + EPSILON:
                    at[p], has_moved = board, True
        return has_moved

    def _missed(self, at: list[float]) -> bool:
        if any(t > late + EPSILON for t, late in zip(at, self.late, strict=True)):
            return True
        return any(self.ride_minutes(at, k) > self.longest[k] + EPSILON for k in range(len(at)))

    def ride_minutes(self, at: list[float], k: int) -> float:
        """Of who alights at position ``k``; none where nobody who boards on the way does."""
        p = self.partner[k]
        return at[k] - at[p] - self.service[p] if p >= 0 else 0.0


def limits_of(standing: Standing, rides: Mapping[str, Ride], now: float) -> Limits:
    """Those promised. Raises KeyError for a visit whose ride is not known."""
    run, visits = standing.run, standing.visits
    free = run.begins if standing.free_from is None else standing.free_from
    free = free if standing.fixed else max(free, now)
    known = [rides[visit.ride] for visit in visits]
    pairs = list(zip(visits, known, strict=True))
    boards = {v.ride: k for k, v in enumerate(visits, start=1) if v.is_pickup}
    late = [_late(standing, visit, ride) for visit, ride in pairs]
    return Limits(
        [
            standing.place or run.start,
            *(ride.origin if visit.is_pickup else ride.destination for visit, ride in pairs),
            run.end,
        ],
        [free, *(max(now, r.board_from) if v.is_pickup else now for v, r in pairs), now],
        [free, *late, run.ends],
        [0.0, *(r.boarding_minutes if v.is_pickup else r.alighting_minutes for v, r in pairs), 0.0],
        [-1, *(-1 if v.is_pickup else boards.get(v.ride, -1) for v in visits), -1],
        [inf, *(ride.longest_ride_minutes for ride in known), inf],
    )


def _late(standing: Standing, visit: Visit, ride: Ride) -> float:
    if visit.is_pickup:
        return ride.board_by
    boarded = standing.aboard.get(visit.ride)
    return (
        ride.arrive_by
        if boarded is None
        else min(ride.arrive_by, boarded + ride.longest_ride_minutes)
    )


@dataclass(slots=True)
class Line:
    """A standing with its times: what an insertion looks at. Never changed once made.

    ``at`` is when service begins, ``leaves`` when it ends; ``arrive_by`` is how late the vehicle
    may come without spoiling a window ahead; ``riders`` and ``chairs`` are on board on leaving.
    """

    standing: Standing
    limits: Limits
    at: list[float]
    leaves: list[float]
    arrive_by: list[float]
    riders: list[int]
    chairs: list[int]
    metres: list[float] = field(default_factory=list)
    """Of the leg that begins at each position."""
    weights: Weights = DISTANCE
    weigh: list[float] = field(default_factory=list)
    """By position, metres that each minute by which its visit is later is worth."""

    @property
    def run(self) -> Run:
        return self.standing.run

    @property
    def cost(self) -> float:
        """Metres, and what the people's minutes are worth but for a constant of each ride."""
        return sum(self.metres) + sum(a * t for a, t in zip(self.weigh, self.at, strict=True))

    def at_hour(self, now: float, roads: Travel) -> "Line | None":
        """The same at a later hour, if no more than waiting time passed; None: work it out."""
        limits, then = self.limits, self.at[1]
        if self.standing.fixed or self.at[0] >= now:
            return self if then >= now else None
        arrives = now + roads.minutes(limits.places[0], limits.places[1], now)
        if arrives > then and (self.standing.visits or arrives > limits.late[1]):
            return None
        at = [now, max(then, arrives), *self.at[2:]]
        free = replace(limits, early=[now, *limits.early[1:]], late=[now, *limits.late[1:]])
        leaves = [now, at[1] + limits.service[1], *self.leaves[2:]]
        return replace(self, limits=free, at=at, leaves=leaves)

    def fixed_as(self, standing: Standing) -> "Line | None":
        """The same where only more or fewer of its visits are settled; None: work it out.

        A vehicle that is on its way is free when it left, one that is not no sooner than now.
        """
        free = standing.run.begins if standing.free_from is None else standing.free_from
        known = replace(self.standing, free_from=standing.free_from, fixed=standing.fixed)
        is_alike = bool(standing.fixed) and free == self.at[0] and known == standing
        return replace(self, standing=standing) if is_alike else None

    def span(self, ride: Ride) -> range:
        """The positions after which the party could board at all."""
        first = bisect_left(self.arrive_by, ride.board_from, 1) - 1
        last = bisect_right(self.leaves, ride.board_by + EPSILON, 0, len(self.leaves) - 1)
        return range(max(first, self.standing.fixed), last)


def line_of(
    standing: Standing,
    rides: Mapping[str, Ride],
    roads: Travel,
    now: float,
    weights: Weights = DISTANCE,
) -> Line:
    """``roads`` are those planned with. Raises KeyError for a visit whose ride is not known."""
    limits = limits_of(standing, rides, now)
    at, is_kept = limits.settled(roads)
    if not is_kept:
        _forgive(limits, at)
    legs = list(pairwise(limits.places))
    riders, chairs = _loads(standing, rides)
    return Line(
        standing,
        limits,
        at,
        [t + s for t, s in zip(at, limits.service, strict=True)],
        _latest_arrivals(limits, roads, at),
        riders,
        chairs,
        [roads.metres(a, b) for a, b in legs],
        weights,
        [0.0, *(_weight(weights, visit, rides) for visit in standing.visits), 0.0],
    )


def _weight(weights: Weights, visit: Visit, rides: Mapping[str, Ride]) -> float:
    ride = rides[visit.ride]
    return weights.board(ride) if visit.is_pickup else weights.alight(ride)


def _forgive(limits: Limits, at: list[float]) -> None:
    for k, t in enumerate(at):
        limits.late[k] = max(limits.late[k], t)
        limits.longest[k] = max(limits.longest[k], limits.ride_minutes(at, k))


def _loads(standing: Standing, rides: Mapping[str, Ride]) -> tuple[list[int], list[int]]:
    riders = [sum(rides[one].riders for one in standing.aboard)]
    chairs = [sum(rides[one].wheelchairs for one in standing.aboard)]
    for visit in standing.visits:
        sign = 1 if visit.is_pickup else -1
        riders.append(riders[-1] + sign * rides[visit.ride].riders)
        chairs.append(chairs[-1] + sign * rides[visit.ride].wheelchairs)
    return riders, chairs


def _latest_arrivals(limits: Limits, roads: Travel, at: list[float]) -> list[float]:
    """Ride times aside. Never before ``at``."""
    found = list(limits.late)
    for k in range(len(found) - 2, 0, -1):
        a, b = limits.places[k], limits.places[k + 1]
        leave = latest_departure(roads, a, b, found[k + 1])
        found[k] = max(at[k], min(found[k], leave - limits.service[k]))
    return found


def latest_departure(roads: Travel, a: Point, b: Point, arrive_by: float) -> float:
    """When to leave at the latest, to the second; whoever leaves later never arrives earlier."""
    leave = arrive_by - roads.minutes(a, b, arrive_by)
    for _again in range(ROUNDS):
        late = leave + roads.minutes(a, b, leave) - arrive_by
        if abs(late) < EPSILON:
            break
        leave -= late
    return leave
