"""What よみあげ reads: what is drawn, from top to bottom, in the very words that are drawn.

A block leaves its words in ``data``; a control whose ``data`` is ``SILENT`` is passed over, since
hearing なおす after every row helps nobody.
"""

from itertools import pairwise

import flet as ft
from flet.components.component import Renderer

from senior_life.ui.blocks import Do, Screen, on_screen
from senior_life.ui.blocks.lettering import words_in
from senior_life.ui.look import Look
from senior_life.ui.screens import draw
from senior_life.ui.screens.urgent import over
from senior_life.ui.shown import Shown
from senior_life.wire import NoticeOut
from senior_life.words import Words

LINES = 80


def spoken(look: Look, screen: Screen) -> tuple[Words, ...]:
    """The lines of a drawn screen, each once where it would be said twice in a row."""
    titles = [on_screen(look, said) for said in (screen.title, screen.position) if said is not None]
    drawn = ft.Column([*screen.bar, *screen.controls])
    lines = [*words_in(ft.Column([*screen.above])), *titles, *words_in(drawn)]
    first = lines[:1]
    following = [after for before, after in pairwise(lines) if after.text != before.text]
    return tuple(line for line in (*first, *following) if line.text.strip())[:LINES]


def spoken_of(
    look: Look, what: Shown, do: Do, urgent: tuple[NoticeOut, ...] = ()
) -> tuple[Words, ...]:
    """The lines of a screen that nobody has drawn yet; ``urgent`` ones above it come first."""
    with Renderer().with_context():  # type: ignore[no-untyped-call]
        return spoken(look, over(look, draw(look, what, do), what, urgent, do))
