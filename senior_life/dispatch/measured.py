"""Drives between points that a router has measured; all others as straight roads have it.

A router gives one time for each drive, as the roads are when nobody is in the way. The town's
speeds by time of day say how much slower they are in each band, and whoever leaves later never
arrives earlier, as in ``travel``.
"""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import inf, nan
from typing import NamedTuple

from senior_life.dispatch.travel import REMEMBERED, Point, Straight, lasts

Rows = tuple["array[float]", ...]
Reader = Callable[[Point, Point], float]
DECIMALS = 5
"""Of a degree: a little more than a metre."""


class Drive(NamedTuple):
    """From ``start`` to ``goal`` where ``holds_at`` is the speed; None: there is no way."""

    start: Point
    goal: Point
    minutes: float | None
    metres: float | None


@lru_cache(REMEMBERED)
def rounded(point: Point) -> Point:
    """As points are told apart here."""
    return Point(round(point.lat, DECIMALS), round(point.lon, DECIMALS))


@dataclass(frozen=True)
class Grid:
    """By the numbers of ``points``, row by row: inf where there is no way, nan where nobody asked.

    ``minutes_of`` and ``metres_of`` two points, which need not be rounded.
    """

    points: Mapping[Point, int] = field(default_factory=dict)
    minutes: Rows = ()
    metres: Rows = ()
    minutes_of: Reader = field(init=False, repr=False, compare=False)
    metres_of: Reader = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for name, rows in (("minutes_of", self.minutes), ("metres_of", self.metres)):
            object.__setattr__(self, name, lru_cache(REMEMBERED)(_reader(self.points, rows)))

    def look_up(self, a: Point, b: Point) -> float:
        """``minutes_of`` for whoever goes through all points once, which no memory helps."""
        return _reader(self.points, self.minutes)(a, b)

    def knowing(self, drives: Iterable[Drive]) -> "Grid":
        """With these too; what is said later of the same two points holds."""
        found = list(drives)
        points = dict(self.points)
        for one in found:
            for point in (one.start, one.goal):
                points.setdefault(rounded(point), len(points))
        minutes, metres = (_wider(rows, len(points)) for rows in (self.minutes, self.metres))
        for one in found:
            row, column = points[rounded(one.start)], points[rounded(one.goal)]
            minutes[row][column], metres[row][column] = _said(one)
        return Grid(points, minutes, metres)


def _reader(points: Mapping[Point, int], rows: Rows) -> Reader:
    def read(a: Point, b: Point) -> float:
        row, column = points.get(rounded(a)), points.get(rounded(b))
        return nan if row is None or column is None else rows[row][column]

    return read


NOTHING = Grid()


@dataclass(frozen=True)
class Measured:
    """``otherwise`` answers for what was not measured, and lends its speeds by time of day.

    What was measured holds at ``holds_at`` kilometres an hour of these speeds: where the band has
    half of it, the drive takes twice as long.
    """

    otherwise: Straight
    holds_at: float
    grid: Grid = NOTHING

    def __post_init__(self) -> None:
        if self.holds_at <= 0:
            raise ValueError("the speed at which measured times hold is above zero")
        bands, stretch = self.otherwise.speeds, self.otherwise.slowness
        object.__setattr__(self, "_begins", [start for start, _speed in bands[1:]])
        object.__setattr__(self, "_pace", [v / self.holds_at / stretch for _, v in bands])

    @property
    def spread(self) -> float:
        return self.otherwise.spread

    def slowed(self, factor: float) -> "Measured":
        return replace(self, otherwise=self.otherwise.slowed(factor))

    def minutes(self, a: Point, b: Point, at: float) -> float:
        left = self.grid.minutes_of(a, b)
        if not left < inf:  # a nan is not, either
            return self.otherwise.minutes(a, b, at)
        return lasts(left, at, self._begins, self._pace)  # type: ignore[attr-defined]

    def metres(self, a: Point, b: Point) -> float:
        found = self.grid.metres_of(a, b)
        return found if found < inf else self.otherwise.metres(a, b)

    def is_asked(self, a: Point, b: Point) -> bool:
        """Whether a router has said how long it is, or that there is no way."""
        found = self.grid.look_up(a, b)
        return found == found  # noqa: PLR0124 -- a nan is not

    def knowing(self, drives: Iterable[Drive]) -> "Measured":
        return replace(self, grid=self.grid.knowing(drives))


def _said(drive: Drive) -> tuple[float, float]:
    if drive.minutes is None or drive.metres is None:
        return inf, inf
    return drive.minutes, drive.metres


def _wider(rows: Sequence["array[float]"], size: int) -> tuple["array[float]", ...]:
    """A copy, with as many rows and columns."""
    more = array("d", [nan]) * (size - len(rows))
    new = (array("d", [nan]) * size for _row in range(size - len(rows)))
    return (*(row + more for row in rows), *new)
