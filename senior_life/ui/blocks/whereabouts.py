"""Where something is, for who would rather look: a drawn plan, and below it the same in words.

The plan is for the eye alone. Nothing on it can be pressed, and nothing has to be read from it.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import hypot

import flet as ft
import flet.canvas as cv

from senior_life.contract import words
from senior_life.ui.blocks.card import note
from senior_life.ui.blocks.ground import ground_of
from senior_life.ui.blocks.lettering import on_screen, subheading
from senior_life.ui.blocks.places import Box, Signs
from senior_life.ui.look import RADIUS, READING_WIDTH, RING, SMALL, Look
from senior_life.wire import MapOut, MarkOut

_ = words("senior_life")
START, GOAL, FAR = "start", "goal", "far"
EDGE, TALLEST, LEAST_KM = 64, 330, 0.12
SIGN, DOT, STROKE, ARROW, INSET = 15, 8, 5, 13, 18
DASHES = [9.0, 8.0]
LENGTHS = (20, 50, 100, 200, 500, 1000, 2000)
"""Metres that the bar of the scale may stand for."""
SHORTEST_BAR = 50
Spot = tuple[float, float]


def whereabouts(look: Look, picture: MapOut | None) -> Iterator[ft.Control]:
    """Nothing without a picture."""
    if picture is None or not any(one.state != FAR for one in picture.marks):
        return
    if picture.title is not None:
        yield subheading(look, picture.title)
    label = on_screen(look, _("A drawn plan. The words below say the same.")).text
    drawn = ft.Container(
        _Plan(look, picture).drawn(),
        bgcolor=look.theme.card,
        border=ft.Border.all(2, look.theme.line),
        border_radius=RADIUS,
        margin=RING,
        clip_behavior=ft.ClipBehavior.HARD_EDGE,
        alignment=ft.Alignment.CENTER,
    )
    yield ft.Semantics(identifier="picture", label=label, exclude_semantics=True, content=drawn)
    for says in picture.says:
        yield note(look, says)


class _Plan:
    """Where one has to be and sets out come first; landmarks only where they cover nothing."""

    def __init__(self, look: Look, picture: MapOut) -> None:
        self.look, self.picture = look, picture
        self.width = min(look.width, READING_WIDTH) - 2 * look.margin - 2 * RING - 4
        near = [one for one in picture.marks if one.state != FAR]
        points = [(one.lat, one.lon) for one in near]
        points += [point for way in picture.ways for point in way.points]
        edge, tallest = look.px(EDGE), look.px(TALLEST)
        self.ground, self.height = ground_of(points, self.width, tallest, edge, LEAST_KM)
        self.near = sorted(near, key=lambda one: {GOAL: 0, START: 1}.get(one.state, 2))
        self.signs = Signs(look, self.width, self.height)

    def drawn(self) -> ft.Control:
        shapes = [*self._north(), *self._scale(), *self._ways()]
        known = [one for one in self.near if one.state]
        shapes += [shape for one in known for shape in self._sign(one)]
        shapes += [shape for one in known for shape in self._named(one)]
        far = [one for one in self.picture.marks if one.state == FAR]
        shapes += [shape for one in far for shape in self._pointer(one)]
        shapes += self._along()
        for one in self.near:
            if not one.state and self.signs.is_free(self._box(one)):
                shapes += [*self._sign(one), *self._named(one)]
        return cv.Canvas(shapes, width=self.width, height=self.height)

    def _box(self, mark: MarkOut) -> Box:
        away = SIGN if mark.state else DOT
        return Box.around(self.ground.at(mark.lat, mark.lon), away)

    def _named(self, mark: MarkOut) -> Iterator[cv.Shape]:
        away, is_bold = (SIGN, True) if mark.state else (DOT, False)
        spot = self.ground.at(mark.lat, mark.lon)
        yield from self.signs.beside(spot, away, mark.says, is_bold=is_bold)

    def _north(self) -> Iterator[cv.Shape]:
        ink, x, y = self.look.theme.ink, self.width - 30, 16.0
        yield _filled([(x, y), (x + 10, y + 26), (x, y + 20), (x - 10, y + 26)], ink)
        size = self.look.px(SMALL)
        yield from self.signs.exactly((x - size / 2, y + 28), _("N"))

    def _scale(self) -> Iterator[cv.Shape]:
        """A bar in the corner, as long as so many metres are on the plan."""
        a_metre = self.ground.px_per_km / 1000
        metres = next((one for one in LENGTHS if one * a_metre >= SHORTEST_BAR), LENGTHS[-1])
        y, paint = self.height - 16, _line(self.look.theme.ink, 3)
        end = 16 + metres * a_metre
        for a, b in (((16, y), (end, y)), ((16, y - 6), (16, y + 6)), ((end, y - 6), (end, y + 6))):
            yield cv.Line(a[0], a[1], b[0], b[1], paint=paint)
        self.signs.keep_clear(Box(10, y - 8, end + 6, y + 8))
        top = y - 8 - self.look.px(SMALL) * 1.3
        yield from self.signs.exactly((16, top), _("{metres} m", metres=metres))

    def _ways(self) -> Iterator[cv.Shape]:
        """Dashed: as the crow flies, no street."""
        paint = _line(self.look.theme.act, STROKE, DASHES)
        for way in self.picture.ways:
            for a, b in pairwise(self.ground.at(*point) for point in way.points):
                yield cv.Line(*a, *b, paint=paint)
                for spot in _between(a, b):
                    self.signs.keep_clear(Box.around(spot, STROKE))

    def _along(self) -> Iterator[cv.Shape]:
        """How far it is, beside the middle of the way."""
        for way in self.picture.ways:
            if way.says is not None and way.points:
                (x1, y1), (x2, y2) = (self.ground.at(*way.points[n]) for n in (0, -1))
                middle = ((x1 + x2) / 2, (y1 + y2) / 2)
                yield from self.signs.beside(middle, DOT, way.says, color=self.look.theme.act)

    def _sign(self, mark: MarkOut) -> Sequence[cv.Shape]:
        """A house, a target and a square: told apart by their shapes."""
        theme, (x, y) = self.look.theme, self.ground.at(mark.lat, mark.lon)
        self.signs.keep_clear(self._box(mark))
        if mark.state == START:
            house = [(0, -15), (15, -1), (10, -1), (10, 13), (-10, 13), (-10, -1), (-15, -1)]
            return [_filled([(x + dx, y + dy) for dx, dy in house], theme.ink)]
        if mark.state == GOAL:
            sizes = ((SIGN, theme.act), (SIGN - 5, theme.card), (SIGN - 10, theme.act))
            return [cv.Circle(x, y, radius, paint=_fill(color)) for radius, color in sizes]
        return [cv.Rect(x - DOT, y - DOT, 2 * DOT, 2 * DOT, paint=_fill(theme.soft))]

    def _pointer(self, mark: MarkOut) -> Iterable[cv.Shape]:
        """At the edge, in the direction in which it lies from where one has to be."""
        here = self.ground.at(self.near[0].lat, self.near[0].lon)
        there = self.ground.at(mark.lat, mark.lon)
        tip, (dx, dy) = _to_edge(here, there, self.width, self.height)
        x, y = tip[0] - dx * ARROW, tip[1] - dy * ARROW
        wings = [(x - dy * ARROW, y + dx * ARROW), (x + dy * ARROW, y - dx * ARROW)]
        self.signs.keep_clear(Box.around((x, y), ARROW))
        yield _filled([tip, *wings], self.look.theme.soft)
        yield from self.signs.beside((x, y), ARROW, mark.says)


def _between(a: Spot, b: Spot) -> Iterator[Spot]:
    """So close to one another that no name finds room between them."""
    steps = max(1, int(hypot(b[0] - a[0], b[1] - a[1]) / STROKE))
    for n in range(steps + 1):
        yield a[0] + (b[0] - a[0]) * n / steps, a[1] + (b[1] - a[1]) * n / steps


def _to_edge(here: Spot, there: Spot, width: float, height: float) -> tuple[Spot, Spot]:
    """Where the line from here leaves the plan, and its direction."""
    length = hypot(there[0] - here[0], there[1] - here[1]) or 1.0
    dx, dy = (there[0] - here[0]) / length, (there[1] - here[1]) / length
    reach = [length]
    if dx:
        reach.append(((width - INSET if dx > 0 else INSET) - here[0]) / dx)
    if dy:
        reach.append(((height - INSET if dy > 0 else INSET) - here[1]) / dy)
    far = min(reach)
    return (here[0] + dx * far, here[1] + dy * far), (dx, dy)


def _filled(points: Sequence[Spot], color: str) -> cv.Shape:
    first, *rest = points
    lines = [cv.Path.LineTo(*one) for one in rest]
    return cv.Path([cv.Path.MoveTo(*first), *lines, cv.Path.Close()], paint=_fill(color))


def _fill(color: str) -> ft.Paint:
    return ft.Paint(color=color, style=ft.PaintingStyle.FILL)


def _line(color: str, breadth: float, dashes: list[float] | None = None) -> ft.Paint:
    return ft.Paint(
        color=color,
        stroke_width=breadth,
        style=ft.PaintingStyle.STROKE,
        stroke_dash_pattern=dashes,
    )
