"""A drawn plan above a work list: ways and marks where they lie, north up, without any tiles."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians

import flet as ft
import flet.canvas as cv

from senior_life import wire
from senior_life.ui.look import SMALL, Look

EDGE, PAGE_MARGIN, TALLEST = 46, 90, 380
DOT, SIGN, STROKE = 5, 11, 4
DASHES: tuple[list[float] | None, ...] = (None, [14, 6], [4, 6], [20, 5, 4, 5])
"""Ways differ by their dashes, too, not by colour alone."""
KILOMETRES_A_DEGREE = 111.32  # of latitude: a quarter of the meridian is 10,002 km
LEAST_KM = 0.5


@dataclass(frozen=True, slots=True)
class Ground:
    """From degrees to pixels: the same scale both ways, everything within the edge."""

    west: float
    north: float
    x_km: float  # a degree of longitude here
    px_per_km: float
    left: float  # px, of the westernmost point

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        x = (lon - self.west) * self.x_km * self.px_per_km
        y = (self.north - lat) * KILOMETRES_A_DEGREE * self.px_per_km
        return self.left + x, EDGE + y


def plan(look: Look, picture: wire.MapOut) -> ft.Control:
    points = [(mark.lat, mark.lon) for mark in picture.marks]
    points += [point for way in picture.ways for point in way.points]
    if not points:
        return ft.Container()
    width = look.width - PAGE_MARGIN
    ground, height = ground_of(points, width)
    shapes = [
        *_ways(look, ground, picture.ways),
        *_dots(look, ground, picture.marks),
        *_signs(look, ground, picture.marks, width / 2),
    ]
    return ft.Container(
        cv.Canvas(shapes, width=width, height=height),
        border=ft.Border.all(1, look.theme.line),
        border_radius=8,
        bgcolor=look.theme.paper,
        clip_behavior=ft.ClipBehavior.HARD_EDGE,
    )


def ground_of(points: Sequence[tuple[float, float]], width: float) -> tuple[Ground, float]:
    """And how tall the plan becomes; ``width`` and the height in pixels."""
    lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
    x_km = KILOMETRES_A_DEGREE * cos(radians((min(lats) + max(lats)) / 2))
    broad = max((max(lons) - min(lons)) * x_km, LEAST_KM)
    tall = max((max(lats) - min(lats)) * KILOMETRES_A_DEGREE, LEAST_KM)
    px_per_km = min((width - 2 * EDGE) / broad, (TALLEST - 2 * EDGE) / tall)
    left = (width - (max(lons) - min(lons)) * x_km * px_per_km) / 2
    return Ground(min(lons), max(lats), x_km, px_per_km, left), tall * px_per_km + 2 * EDGE


def _ways(look: Look, ground: Ground, ways: Sequence[wire.WayOut]) -> list[cv.Shape]:
    shades = [shade.edge for shade in look.theme.families.values()]
    shapes: list[cv.Shape] = []
    for n, way in enumerate(ways):
        color, dashes = shades[n % len(shades)], DASHES[n % len(DASHES)]
        paint = ft.Paint(
            color=color,
            stroke_width=STROKE,
            style=ft.PaintingStyle.STROKE,
            stroke_dash_pattern=dashes,
        )
        spots = [ground.at(*point) for point in way.points]
        shapes += [cv.Line(*a, *b, paint=paint) for a, b in pairwise(spots)]
        if way.says is not None and spots:
            shapes.append(_words(look, spots[len(spots) // 2], way.says.text, color))
    return shapes


def _dots(look: Look, ground: Ground, marks: Sequence[wire.MarkOut]) -> list[cv.Shape]:
    paint = ft.Paint(color=look.theme.soft, style=ft.PaintingStyle.FILL)
    spots = [ground.at(mark.lat, mark.lon) for mark in marks if mark.says is None]
    return [cv.Circle(x, y, DOT, paint=paint) for x, y in spots]


def _signs(
    look: Look, ground: Ground, marks: Sequence[wire.MarkOut], middle: float
) -> list[cv.Shape]:
    """With their names on the side where there is room."""
    ink, shapes = look.theme.ink, list[cv.Shape]()
    paint = ft.Paint(color=ink, style=ft.PaintingStyle.FILL)
    for mark in marks:
        if mark.says is None:
            continue
        x, y = ground.at(mark.lat, mark.lon)
        is_west, beside = x < middle, SIGN + 4
        spot = (x + beside if is_west else x - beside, y - look.px(SMALL) * 0.7)
        shapes.append(cv.Circle(x, y, SIGN, paint=paint))
        shapes.append(_words(look, spot, mark.says.text, ink, is_west))
    return shapes


def _words(
    look: Look, spot: tuple[float, float], text: str, color: str, to_the_right: bool = True
) -> cv.Shape:
    """On the ground's own colour, so that a line below does not cross the letters."""
    style = ft.TextStyle(size=look.px(SMALL), color=color, bgcolor=look.theme.paper)
    corner = ft.Alignment.TOP_LEFT if to_the_right else ft.Alignment.TOP_RIGHT
    return cv.Text(*spot, value=text, style=style, alignment=corner)
