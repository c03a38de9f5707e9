"""From what somebody wishes to what could be promised: windows on the clock's five minutes."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor
from typing import Literal

from senior_life.dispatch.fleet import Ride, Visit
from senior_life.dispatch.travel import Point, Travel
from senior_life.dispatch.weights import DISTANCE, MOVED, Weights


@dataclass(frozen=True, slots=True)
class Wish:
    """To be at ``destination`` by ``minute`` ("arrive"), or fetched at it or later ("depart").

    Up to ``flexible_minutes`` earlier or later, respectively, will also do.
    """

    id: str
    origin: Point
    destination: Point
    kind: Literal["arrive", "depart"]
    minute: float
    riders: int = 1
    wheelchairs: int = 0
    boarding_minutes: float = 1.0
    alighting_minutes: float = 1.0
    flexible_minutes: float = 30.0


@dataclass(frozen=True, slots=True)
class Rules:
    """What a town promises.

    The longest ride is the greater of ``longest_ride_factor`` times the direct one and
    ``longest_ride_extra_minutes`` more. ``share`` of the arrivals are in time, under the declared
    spread. ``metres_a_minute``: how much farther a vehicle may drive so that somebody need not
    move by one minute from what was wished. ``weights`` say the same of a minute of waiting and of
    one on board.
    """

    window_minutes: float = 10.0
    grid_minutes: float = 5.0
    step_minutes: float = 10.0
    longest_ride_factor: float = 1.5
    longest_ride_extra_minutes: float = 15.0
    share: float = 0.95
    metres_a_minute: float = MOVED
    weights: Weights = DISTANCE

    def longest_ride(self, direct_minutes: float) -> float:
        factor, extra = self.longest_ride_factor, self.longest_ride_extra_minutes
        return max(direct_minutes * factor, direct_minutes + extra)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What could be promised, and how: nothing is bound before ``Fleet.taking``.

    ``visits`` are all that the run has ahead then. ``ride_minutes`` and ``direct_minutes`` are
    planned with the safety of the town's rules; ``extra_cost`` is metres driven more, and those
    that the minutes off the wish are worth.
    """

    run: str
    ride: Ride
    visits: tuple[Visit, ...]
    ride_minutes: float
    direct_minutes: float
    is_shared: bool
    extra_cost: float

    @property
    def board_from(self) -> float:
        return self.ride.board_from

    @property
    def board_by(self) -> float:
        return self.ride.board_by

    @property
    def arrive_by(self) -> float:
        return self.ride.arrive_by


def promises(wish: Wish, roads: Travel, rules: Rules, now: float) -> Iterator[Ride]:
    """The rides that would do, the nearest to the wish first; none begins before ``now``.

    ``roads`` are those planned with. A promise is a window of the problem: what is found for it
    keeps it, and so does whatever is found later.
    """
    if wish.kind == "depart":
        first = _up(max(wish.minute, now), rules.grid_minutes)
        last = wish.minute + wish.flexible_minutes
        while first <= max(last, _up(wish.minute, rules.grid_minutes)):
            yield _promised(wish, roads, rules, first)
            first += rules.step_minutes
        return
    board_from = _latest_start(wish, roads, rules)
    last = board_from - wish.flexible_minutes
    while board_from >= max(last, now):
        yield _promised(wish, roads, rules, board_from)
        board_from -= rules.step_minutes


def _latest_start(wish: Wish, roads: Travel, rules: Rules) -> float:
    """The last window from whose very end the direct ride is still in time."""
    start = wish.minute
    for _again in range(3):  # the hour's speed depends on the hour of leaving
        direct = roads.minutes(wish.origin, wish.destination, start)
        start = wish.minute - direct - wish.boarding_minutes
    return floor((start - rules.window_minutes) / rules.grid_minutes) * rules.grid_minutes


def _promised(wish: Wish, roads: Travel, rules: Rules, board_from: float) -> Ride:
    board_by = board_from + rules.window_minutes
    direct = direct_minutes(wish, roads, board_by)
    longest = rules.longest_ride(direct)
    arrive_by = board_by + wish.boarding_minutes + longest
    return Ride(
        wish.id,
        wish.origin,
        wish.destination,
        board_from,
        board_by,
        min(arrive_by, wish.minute) if wish.kind == "arrive" else arrive_by,
        longest,
        wish.riders,
        wish.wheelchairs,
        wish.boarding_minutes,
        wish.alighting_minutes,
    )


def direct_minutes(wish: Wish, roads: Travel, board: float) -> float:
    """Of a ride that nobody shares, for a vehicle that is there at ``board``."""
    return roads.minutes(wish.origin, wish.destination, board + wish.boarding_minutes)


def _up(minute: float, grid: float) -> float:
    return ceil(minute / grid - 1e-9) * grid
