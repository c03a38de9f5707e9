"""Names on a drawn plan: each where it covers neither a sign nor another name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

import flet as ft
import flet.canvas as cv

from senior_life.ui.blocks.lettering import Said, on_screen
from senior_life.ui.look import SMALL, Look

LINE, LATIN, GAP, MARGIN, SLANTED = 1.3, 0.62, 5, 6, 0.7
"""Of the letters' size: the height of a line, the breadth of a Latin letter. Then pixels, and the
share of the distance that is kept aslant."""


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, spot: tuple[float, float], away: float) -> "Box":
        x, y = spot
        return cls(x - away, y - away, x + away, y + away)

    def meets(self, other: "Box") -> bool:
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)

    def is_within(self, width: float, height: float) -> bool:
        whole = self.left >= MARGIN and self.top >= MARGIN
        return whole and self.right <= width - MARGIN and self.bottom <= height - MARGIN


class Signs:
    """What is taken on one plan; ``width`` and ``height`` in pixels."""

    def __init__(self, look: Look, width: float, height: float) -> None:
        self.look, self.width, self.height = look, width, height
        self.size = look.px(SMALL)
        self.taken: list[Box] = []

    def keep_clear(self, box: Box) -> None:
        self.taken.append(box)

    def is_free(self, box: Box) -> bool:
        is_clear = not any(box.meets(one) for one in self.taken)
        return is_clear and box.is_within(self.width, self.height)

    def exactly(self, corner: tuple[float, float], says: Said) -> Iterator[cv.Shape]:
        text = on_screen(self.look, says).text
        self.keep_clear(self._box(corner, text))
        yield self._written(corner, text, self.look.theme.ink, is_bold=False)

    def beside(
        self,
        spot: tuple[float, float],
        away: float,
        says: Said | None,
        *,
        is_bold: bool = False,
        color: str = "",
    ) -> Iterator[cv.Shape]:
        """To the right, left, below or above; nowhere if it would cover something."""
        text = on_screen(self.look, says).text if says is not None else ""
        for corner in self._corners(spot, away + GAP, text) if text else ():
            box = self._box(corner, text)
            if self.is_free(box):
                self.keep_clear(box)
                yield self._written(corner, text, color or self.look.theme.ink, is_bold)
                return

    def _corners(
        self, spot: tuple[float, float], away: float, text: str
    ) -> Sequence[tuple[float, float]]:
        (x, y), broad, tall = spot, breadth(text) * self.size, LINE * self.size
        middle, upper = x - broad / 2, y - tall / 2
        sides = [(x + away, upper), (x - away - broad, upper)]
        sides += [(middle, y + away), (middle, y - away - tall)]
        for left in (x - away, x + away - broad):  # over the corner, where the edge is near
            sides += [(left, y + away), (left, y - away - tall)]
        near = away * SLANTED
        for left in (x + near, x - near - broad):  # and beside a way that goes aslant
            sides += [(left, y + near), (left, y - near - tall)]
        return sides

    def _box(self, corner: tuple[float, float], text: str) -> Box:
        x, y = corner
        return Box(x, y, x + breadth(text) * self.size, y + LINE * self.size)

    def _written(
        self, corner: tuple[float, float], text: str, color: str, is_bold: bool
    ) -> cv.Shape:
        weight = ft.FontWeight.BOLD if is_bold else ft.FontWeight.NORMAL
        style = ft.TextStyle(
            size=self.size, color=color, weight=weight, height=LINE, bgcolor=self.look.theme.card
        )
        return cv.Text(*corner, value=text, style=style, alignment=ft.Alignment.TOP_LEFT)


def breadth(text: str) -> float:
    """In letters of full width."""
    return sum(1.0 if east_asian_width(one) in "WFA" else LATIN for one in text)
