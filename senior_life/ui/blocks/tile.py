"""A tile: one service, one large picture, one name."""

import flet as ft

from senior_life.ui.blocks.lettering import Said, icon, lettering
from senior_life.ui.blocks.press import Handler, Press
from senior_life.ui.look import ANSWER, GAP, SMALL, Look

PICTURE, LINE = 52, 1.3


def tile(
    look: Look,
    handle: str,
    name: Said,
    below: Said | None,
    picture: str,
    family: str,
    on_press: Handler,
    *,
    least: int,
    first: bool = False,
) -> ft.Control:
    """``least`` is its height with one line of each text; longer words make it higher."""
    shade = look.shade(family)
    texts: list[ft.Control] = [lettering(look, name, ANSWER + 2, bold=True, line=LINE)]
    if below is not None:
        texts.append(lettering(look, below, SMALL, line=LINE))
    content = ft.Row(
        [
            icon(look, picture, _picture(look, least), shade.edge),
            ft.Column(texts, spacing=2, tight=True, expand=True),
        ],
        spacing=14,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )
    return Press(
        look,
        handle,
        content,
        on_press,
        ground=shade.ground,
        edge=shade.edge,
        padding=ft.Padding.symmetric(horizontal=18, vertical=_upright(look, least, below)),
        first=first,
    )


def _upright(look: Look, least: int, below: Said | None) -> float:
    lines = look.px(ANSWER + 2) * LINE + (look.px(SMALL) * LINE if below is not None else 0)
    return max(GAP, (least - max(lines, look.px(_picture(look, least)))) / 2)


def _picture(look: Look, least: int) -> float:
    """A higher tile has a larger picture."""
    return min(2 * PICTURE, max(PICTURE, 0.4 * least / look.scale))
