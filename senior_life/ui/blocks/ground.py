"""From degrees to pixels for drawn plans: north up, the same scale both ways."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

KILOMETRES_A_DEGREE = 111.32  # of latitude: a quarter of the meridian is 10,002 km


@dataclass(frozen=True, slots=True)
class Ground:
    west: float
    north: float
    x_km: float  # a degree of longitude here
    px_per_km: float
    left: float  # px, of the westernmost point
    top: float  # px, of the northernmost point

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        x = (lon - self.west) * self.x_km * self.px_per_km
        y = (self.north - lat) * KILOMETRES_A_DEGREE * self.px_per_km
        return self.left + x, self.top + y


def ground_of(
    points: Sequence[tuple[float, float]],
    width: float,
    tallest: float,
    edge: float,
    least_km: float,
) -> tuple[Ground, float]:
    """And how tall the plan becomes; ``width``, ``tallest`` and ``edge`` in pixels.

    Everything lies within the edge; nothing is drawn larger than if it were ``least_km`` apart.
    """
    lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
    x_km = KILOMETRES_A_DEGREE * cos(radians((min(lats) + max(lats)) / 2))
    broad = max((max(lons) - min(lons)) * x_km, least_km)
    tall = max((max(lats) - min(lats)) * KILOMETRES_A_DEGREE, least_km)
    px_per_km = min((width - 2 * edge) / broad, (tallest - 2 * edge) / tall)
    height = tall * px_per_km + 2 * edge
    left = (width - (max(lons) - min(lons)) * x_km * px_per_km) / 2
    top = (height - (max(lats) - min(lats)) * KILOMETRES_A_DEGREE * px_per_km) / 2
    return Ground(min(lons), max(lats), x_km, px_per_km, left, top), height
