"""A sentence above the screen that must be heard: why something was not done, or to wait."""

from collections.abc import Sequence

import flet as ft

from senior_life.ui.blocks.lettering import Said, icon, lettering
from senior_life.ui.look import RADIUS, RING, Look


def banner(
    look: Look,
    says: Said,
    picture: str,
    handle: str,
    controls: Sequence[ft.Control] = (),
    is_alarm: bool = False,
) -> ft.Control:
    """Announced by screen readers as soon as it appears."""
    edge = look.theme.alarm if is_alarm else look.theme.act
    text = ft.Semantics(
        identifier=handle,
        live_region=True,
        content=lettering(look, says, 24, bold=True, line=1.5),
    )
    inner: list[ft.Control] = [
        icon(look, picture, 36, look.theme.ink),
        ft.Container(text, expand=True),
    ]
    return ft.Container(
        bgcolor=look.theme.card,
        border=ft.Border.all(4, edge),
        border_radius=RADIUS,
        padding=16,
        margin=RING,
        content=ft.Column(
            [ft.Row(inner, spacing=14), *controls],
            spacing=8,
            tight=True,
        ),
    )
