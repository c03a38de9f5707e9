"""A drawn plan above a work list: ways and marks where they lie, north up, without any tiles."""

from collections.abc import Sequence
from itertools import pairwise
from math import dist

import flet as ft
import flet.canvas as cv

from senior_life import wire
from senior_life.ui.blocks.ground import Ground, ground_of
from senior_life.ui.look import SMALL, Look

EDGE, PAGE_MARGIN, TALLEST = 46, 90, 380
DOT, SIGN, STROKE = 5, 11, 4
DASHES: tuple[list[float] | None, ...] = (None, [14, 6], [4, 6], [20, 5, 4, 5])
"""Ways differ by their dashes, too, not by colour alone."""
LEAST_KM = 0.5


def plan(look: Look, picture: wire.MapOut) -> ft.Control:
    points = [(mark.lat, mark.lon) for mark in picture.marks]
    points += [point for way in picture.ways for point in way.points]
    if not points:
        return ft.Container()
    width = look.width - PAGE_MARGIN
    ground, height = ground_of(points, width, TALLEST, EDGE, LEAST_KM)
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
            shapes.append(_words(look, _beside(spots), way.says.text, color))
    return shapes


def _beside(spots: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Midway on the longest stretch: at its bends stand the marks."""
    a, b = max(pairwise(spots), key=lambda two: dist(*two), default=(spots[0], spots[0]))
    if dist(a, b) > 2 * (SIGN + 4):
        return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
    return a[0], a[1] + SIGN + 4


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
