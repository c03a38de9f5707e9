"""The area around a town's stops whose roads its vehicles may use."""

from collections.abc import Iterable
from math import cos, radians
from typing import NamedTuple, Self

from services.on_demand_transport.ground import METRES_A_DEGREE, LatLon

MARGIN_METRES = 5000
"""A way between two stops may lead out of town and in again."""
NEAR_DEGREES = 0.01
"""About a kilometre: a stop in a town with roads is no farther from all of them."""


class Area(NamedTuple):
    """Degrees WGS 84, its edges included."""

    south: float
    west: float
    north: float
    east: float

    @classmethod
    def around(cls, points: Iterable[LatLon], metres: float = 0.0) -> Self:
        """All of ``points``, of which there is at least one, and so far beyond them."""
        found = list(points)
        lats, lons = [lat for lat, _lon in found], [lon for _lat, lon in found]
        up = metres / METRES_A_DEGREE
        wide = up / cos(radians(max(map(abs, lats))))
        return cls(min(lats) - up, min(lons) - wide, max(lats) + up, max(lons) + wide)

    def holds(self, lat: float, lon: float) -> bool:
        return self.south <= lat <= self.north and self.west <= lon <= self.east


def share_near(points: Iterable[LatLon], roads: Iterable[LatLon]) -> float:
    """How many of ``points``, of 1, have one of ``roads`` within about a kilometre or two."""
    cells = {_cell(*one) for one in roads}
    found = [any(one in cells for one in _cells_about(*point)) for point in points]
    return sum(found) / len(found) if found else 0.0


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return int(lat // NEAR_DEGREES), int(lon // NEAR_DEGREES)


def _cells_about(lat: float, lon: float) -> Iterable[tuple[int, int]]:
    row, column = _cell(lat, lon)
    return ((row + up, column + right) for up in (-1, 0, 1) for right in (-1, 0, 1))
