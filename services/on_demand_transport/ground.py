"""Distances on foot and areas, over a town that is flat enough for plain geometry."""

from collections.abc import Sequence
from math import atan2, cos, degrees, hypot, radians

METRES_A_DEGREE = 111_195.0
"""Of latitude, on a sphere of the earth's mean radius."""
DETOUR_ON_FOOT = 1.25
LatLon = tuple[float, float]


def metres(a: LatLon, b: LatLon) -> float:
    """As the crow flies, good to a metre within a town."""
    north = b[0] - a[0]
    east = (b[1] - a[1]) * cos(radians((a[0] + b[0]) / 2))
    return METRES_A_DEGREE * hypot(north, east)


def eighth(a: LatLon, b: LatLon) -> int:
    """In which direction ``b`` lies from ``a``: 0 north, 1 north-east, and so on to 7."""
    east = (b[1] - a[1]) * cos(radians((a[0] + b[0]) / 2))
    return round(degrees(atan2(east, b[0] - a[0])) / 45) % 8


def on_foot(a: LatLon, b: LatLon) -> float:
    return DETOUR_ON_FOOT * metres(a, b)


def inside(point: LatLon, outline: Sequence[LatLon]) -> bool:
    """Whether a line to the east crosses the outline an odd number of times."""
    lat, lon = point
    found = False
    for (lat_a, lon_a), (lat_b, lon_b) in zip(outline, (*outline[1:], outline[0]), strict=True):
        if (lat_a > lat) != (lat_b > lat):
            crosses = lon_a + (lat - lat_a) / (lat_b - lat_a) * (lon_b - lon_a)
            found ^= lon < crosses
    return found


def crosses_itself(outline: Sequence[LatLon]) -> bool:
    """Whether two of its sides, which are not neighbours, have a point in common."""
    sides = list(zip(outline, (*outline[1:], outline[0]), strict=True))
    return any(
        _meet(*one, *other)
        for place, one in enumerate(sides)
        for apart, other in enumerate(sides[place + 2 :], start=2)
        if apart < len(sides) - 1
    )


def _meet(a: LatLon, b: LatLon, c: LatLon, d: LatLon) -> bool:
    """Each of the two lines has the other's ends on both of its sides."""
    return _side(a, b, c) * _side(a, b, d) <= 0 and _side(c, d, a) * _side(c, d, b) <= 0


def _side(a: LatLon, b: LatLon, c: LatLon) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
