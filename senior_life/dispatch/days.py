"""Invented days: who asks for a ride, and when; from a seed.

Two thirds of the rides begin or end at one of the places where many go (stations, clinics,
shops). Who asks the day before is asked about first, in any order; the others ask between half
an hour and four hours before. The hours follow the two humps of older riders' days.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from senior_life.dispatch.fleet import Run, Standing
from senior_life.dispatch.online import Fleet
from senior_life.dispatch.rides import Rules, Wish
from senior_life.dispatch.travel import Point, Straight

HUMPS = ((9.5 * 60, 75.0), (13.5 * 60, 150.0), (16 * 60, 80.0))
OPENS, CLOSES = 7.0 * 60, 19.0 * 60
RUSH = ((0.0, 27.0), (450.0, 20.0), (540.0, 25.0), (1020.0, 20.0), (1110.0, 27.0))


@dataclass(frozen=True, slots=True)
class Asked:
    """``at`` is the minute of asking (before the run's beginning: the day before), and
    ``cancels_at`` that of thinking better of it."""

    at: float
    wish: Wish
    cancels_at: float | None


@dataclass(frozen=True, slots=True)
class Habits:
    """Shares of the day's requests, but ``flexible_minutes``, by which half would move, and the
    minutes between which vehicles drive."""

    before: float = 0.5
    arrive: float = 0.5
    to_hubs: float = 0.67
    cancelled: float = 0.05
    wheelchairs: float = 0.08
    couples: float = 0.15
    flexible_minutes: float = 30.0
    opens: float = OPENS
    closes: float = CLOSES


def requests(
    count: int, places: Sequence[Point], hubs: Sequence[Point], seed: int, habits: Habits
) -> list[Asked]:
    """In the order of asking. ``places`` are where people live, ``hubs`` where many go."""
    dice = Random(seed)  # noqa: S311 -- nothing secret
    made = [_asked(f"ride{k}", places, hubs, dice, habits) for k in range(count)]
    return sorted(made, key=lambda one: one.at)


def _asked(
    name: str, places: Sequence[Point], hubs: Sequence[Point], dice: Random, habits: Habits
) -> Asked:
    minute = _minute(dice, habits)
    at = habits.opens - 60 * dice.uniform(1, 14)
    if dice.random() >= habits.before:
        at = max(at, minute - dice.uniform(30, 240))
    is_cancelled = dice.random() < habits.cancelled
    cancels_at = dice.uniform(max(at, habits.opens - 60), minute) if is_cancelled else None
    return Asked(
        at, _wish(name, minute, *_ends(places, hubs, dice, habits), dice, habits), cancels_at
    )


def _minute(dice: Random, habits: Habits) -> float:
    """Not in the first half hour, nor so late that the vehicle could not be home in time."""
    while True:
        middle, wide = dice.choice(HUMPS)
        minute = dice.gauss(middle, wide)
        if habits.opens + 30 <= minute <= max(habits.closes - 60, habits.opens + 30):
            return 5 * round(minute / 5)


def _ends(
    places: Sequence[Point], hubs: Sequence[Point], dice: Random, habits: Habits
) -> tuple[Point, Point]:
    home = dice.choice(places)
    other = dice.choice(hubs if hubs and dice.random() < habits.to_hubs else places)
    while other == home:
        other = dice.choice(places)
    return (home, other) if dice.random() < 0.5 else (other, home)  # noqa: PLR2004 -- there or back


def _wish(
    name: str, minute: float, origin: Point, end: Point, dice: Random, habits: Habits
) -> Wish:
    in_wheelchair = dice.random() < habits.wheelchairs
    has_company = dice.random() < habits.couples
    slow = 3.0 if in_wheelchair else dice.choice((0.5, 1.0, 1.5))
    return Wish(
        name,
        origin,
        end,
        "arrive" if dice.random() < habits.arrive else "depart",
        minute,
        int(not in_wheelchair) + int(has_company),
        int(in_wheelchair),
        slow,
        slow,
        dice.choice((0.0, 1.0)) * habits.flexible_minutes,
    )


def invented_town(seed: int, kilometres: float = 9.0) -> tuple[list[Point], list[Point]]:
    """400 stops within a circle, and ten places where many go, most of them near its middle."""
    dice = Random(seed)  # noqa: S311 -- nothing secret
    middle = Point(34.48, 135.50)

    def around(wide: float) -> Point:
        while True:
            north, east = dice.uniform(-1, 1), dice.uniform(-1, 1)
            if north * north + east * east <= 1:
                return Point(
                    middle.lat + wide * north / 111.2, middle.lon + wide * east / (111.2 * 0.824)
                )

    return [around(kilometres / 2) for _ in range(400)], [around(kilometres / 4) for _ in range(10)]


def invented_fleet(vehicles: int, hubs: Sequence[Point], rules: Rules | None = None) -> Fleet:
    """Eight seats and one wheelchair place each, two depots, on the road from 7 to 19."""
    runs = (
        Run(f"run{k}", f"car{k}", 8, 1, 2, hubs[k % 2], hubs[k % 2], OPENS, CLOSES)
        for k in range(vehicles)
    )
    roads = Straight(1.3, RUSH, 0.2)
    return Fleet(tuple(Standing(run) for run in runs), {}, roads, OPENS - 900, rules or Rules())
