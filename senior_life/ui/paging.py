"""A notice as pages, as many sentences on each as the window has room for in large letters."""

from collections.abc import Iterator, Sequence
from math import ceil

from senior_life.ui.look import ANSWER, Look
from senior_life.wire import SaidOut

Page = tuple[SaidOut, ...]
LINE, WITH_KANA = 1.6, 2.1
"""Heights of a line, in letters."""
AROUND, HEAD = 380, 130
"""Pixels at the normal setting of the bars and the button, and of what stands over the first."""
FEWEST, MOST = 3, 10
"""Lines on a page: fewer are no page, more are no card."""


def paged(look: Look, lines: Sequence[SaidOut]) -> tuple[Page, ...]:
    """One page at least. No sentence is cut in two; a long one has a page of its own; a
    heading stands with what it is about."""
    return tuple(_pages(look, lines))


def _pages(look: Look, lines: Sequence[SaidOut]) -> Iterator[Page]:
    page: list[SaidOut] = []
    taken, room = 0, _room(look, HEAD)
    for line in lines:
        height = _height(look, line)
        if page and taken + height > room:
            above = [page.pop()] if page[-1].is_heading and len(page) > 1 else []
            yield tuple(page)
            page, taken = above, sum(_height(look, one) for one in above)
            room = _room(look)
        page.append(line)
        taken += height
    yield tuple(page)


def _height(look: Look, line: SaidOut) -> int:
    width = look.width - 2 * look.margin
    return ceil(len(line.says.text) * look.px(ANSWER) / width)


def _room(look: Look, head: int = 0) -> int:
    """In lines."""
    line = look.px(ANSWER) * (WITH_KANA if look.furigana else LINE)
    free = (look.height - look.px(AROUND + head)) / line
    return max(FEWEST, min(MOST, int(free)))
