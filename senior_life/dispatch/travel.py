"""How long a drive takes, and how far it is: a port, and a default that needs no map.

Times are minutes from midnight of the service day. Speeds change with the hour, and whoever
leaves later never arrives earlier (first in, first out): a drive goes on at the next band's speed
when its hour strikes, after Ichoua, Gendreau and Potvin, "Vehicle dispatching with time-dependent
travel times", European Journal of Operational Research 144 (2003).
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import asin, cos, exp, log, radians, sin, sqrt
from statistics import NormalDist
from typing import NamedTuple, Protocol

EARTH_METRES = 6_371_008.8
"""The mean radius (IUGG)."""
REMEMBERED = 1 << 16
HOLDS = 0.95


class Point(NamedTuple):
    """Degrees, WGS 84."""

    lat: float
    lon: float


class Travel(Protocol):
    """What the dispatcher asks of roads. Both answers are quick, and always the same."""

    @property
    def spread(self) -> float:
        """Declared standard deviation of one drive's minutes, as a share of them."""

    def minutes(self, a: Point, b: Point, at: float) -> float:
        """Expected, for a vehicle that leaves ``a`` at ``at``."""

    def metres(self, a: Point, b: Point) -> float: ...

    def slowed(self, factor: float) -> "Travel":
        """The same roads, each drive so many times as long in time."""


@lru_cache(REMEMBERED)
def metres_between(a: Point, b: Point) -> float:
    """As the crow flies (haversine)."""
    here, there = radians(a.lat), radians(b.lat)
    north, east = sin((there - here) / 2), sin(radians(b.lon - a.lon) / 2)
    return 2 * EARTH_METRES * asin(sqrt(north * north + cos(here) * cos(there) * east * east))


@dataclass(frozen=True)
class Straight:
    """Roads are ``detour_factor`` longer than the crow flies.

    ``speeds``: (from which minute of the day, kilometres an hour), in order; the first band also
    holds before its minute. ``slowness`` stretches every drive's time, not its length.
    """

    detour_factor: float = 1.3
    speeds: tuple[tuple[float, float], ...] = ((0.0, 25.0),)
    spread: float = 0.2
    slowness: float = 1.0

    def __post_init__(self) -> None:
        if not self.speeds or any(speed <= 0 for _from, speed in self.speeds):
            raise ValueError("every band of the day needs a speed above zero")
        begins = [start for start, _speed in self.speeds]
        if begins != sorted(set(begins)):
            raise ValueError("the bands of the day stand in the order of their minutes")
        stretch = self.detour_factor * self.slowness
        object.__setattr__(self, "_begins", begins[1:])
        object.__setattr__(self, "_a_minute", [v / 0.06 / stretch for _, v in self.speeds])

    def metres(self, a: Point, b: Point) -> float:
        return self.detour_factor * metres_between(a, b)

    def minutes(self, a: Point, b: Point, at: float) -> float:
        return lasts(metres_between(a, b), at, self._begins, self._a_minute)  # type: ignore[attr-defined]

    def slowed(self, factor: float) -> "Straight":
        return replace(self, slowness=self.slowness * factor)


def lasts(left: float, at: float, begins: Sequence[float], a_minute: Sequence[float]) -> float:
    """Minutes until nothing is ``left``, of which ``a_minute`` (by band) is done in each.

    ``begins`` are the bands after the first. Whoever begins later is never done earlier.
    """
    band, now = bisect_right(begins, at), at
    while band < len(begins) and left > (begins[band] - now) * a_minute[band]:
        left -= (begins[band] - now) * a_minute[band]
        now = begins[band]
        band += 1
    return now - at + left / a_minute[band]


def safe_factor(spread: float, share: float = HOLDS) -> float:
    """By how much a drive's expected minutes are stretched so that ``share`` of drives fit in.

    The quantile of a lognormal time of mean one: skewed to the right as times on roads are. It is
    GTFS-Flex's ``safe_duration_factor``; its offset is zero.
    """
    variance = log(1 + spread * spread)
    return exp(NormalDist().inv_cdf(share) * sqrt(variance) - variance / 2)


def safe(travel: Travel, share: float = HOLDS) -> Travel:
    """The roads that are planned with: see docs/decisions/online-promises.md."""
    return travel.slowed(safe_factor(travel.spread, share))
