"""A card on the paper, the facts in it, and a note of one sentence."""

from collections.abc import Sequence

import flet as ft

from senior_life.ui.blocks.lettering import Said, icon, lettering
from senior_life.ui.look import BODY, RADIUS, RING, Look


def card(look: Look, controls: Sequence[ft.Control], spacing: int = 12) -> ft.Control:
    return ft.Container(
        bgcolor=look.theme.card,
        border=ft.Border.all(2, look.theme.line),
        border_radius=RADIUS,
        padding=16 if look.is_phone else 20,
        margin=RING,
        content=ft.Column(
            list(controls),
            spacing=spacing,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
    )


def fact(
    look: Look,
    picture: str,
    says: Said,
    *,
    size: float = BODY,
    family: str = "",
    bold: bool = False,
) -> ft.Control:
    """A picture and a sentence beside it."""
    color = look.shade(family).edge if family else look.theme.act
    return ft.Row(
        [
            icon(look, picture, 32, color),
            ft.Container(lettering(look, says, size, bold=bold), expand=True),
        ],
        spacing=12,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )


def note(look: Look, says: Said, picture: str = "", handle: str = "") -> ft.Control:
    """A quiet sentence below what it is about; with a handle it is announced when it changes."""
    text = lettering(look, says, BODY, color=look.theme.soft, line=1.6)
    inner: list[ft.Control] = [ft.Container(text, expand=True)]
    if picture:
        inner.insert(0, icon(look, picture, 28, look.theme.soft))
    row = ft.Row(inner, spacing=10, vertical_alignment=ft.CrossAxisAlignment.START)
    content: ft.Control = ft.Container(row, padding=ft.Padding.symmetric(horizontal=RING + 2))
    return ft.Semantics(identifier=handle, live_region=True, content=content) if handle else content
