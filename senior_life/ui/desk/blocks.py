"""What the desk's own screens are built from: as calm as the residents' blocks, and smaller."""

from collections.abc import Sequence
from dataclasses import dataclass

import flet as ft

from senior_life.contract import Phone, Text
from senior_life.ui.blocks import Handler, Press, Said, heading, icon, lettering
from senior_life.ui.blocks.press import Acts
from senior_life.ui.look import BODY, RING, Look

BUTTON_HEIGHT = 46
RADIUS = 10
STRETCH = ft.CrossAxisAlignment.STRETCH
MIDDLE = ft.CrossAxisAlignment.CENTER


@dataclass(frozen=True, slots=True)
class Page:
    """One screen within the desk's frame. ``side`` stands beside it, or above on a small screen."""

    key: str
    tab: str
    title: Said
    controls: Sequence[ft.Control]
    side: Sequence[ft.Control] = ()
    side_key: str = ""
    escape: Handler | None = None
    reading: bool = True  # a column of readable width; a work list takes the whole


def push(
    look: Look,
    handle: str,
    says: Said,
    on_press: Handler,
    *,
    picture: str = "",
    primary: bool = False,
    quiet: bool = False,
    selected: bool | None = None,
    first: bool = False,
    opens: str = "",
    label: str = "",
    acts: Acts | None = None,
) -> ft.Control:
    """A button of the desk, 46 px high. ``quiet``: the line of plain controls."""
    theme = look.theme
    ink, ground, edge = theme.act, theme.card, theme.act
    if quiet:
        ink, edge = theme.ink, theme.line
    if primary or selected:
        ink, ground, edge = theme.on_act, theme.act, theme.act
    inner: list[ft.Control] = [lettering(look, says, BODY, bold=True, color=ink, line=1.2)]
    if selected:
        picture = "check"
    if picture:
        inner.insert(0, icon(look, picture, 26, ink))
    return Press(
        look,
        handle,
        ft.Row(inner, spacing=6, tight=True, vertical_alignment=MIDDLE),
        on_press,
        ground=ground,
        edge=edge,
        padding=ft.Padding.symmetric(horizontal=12, vertical=0),
        radius=RADIUS,
        centred=True,
        selected=selected,
        first=first,
        opens=opens,
        label=label,
        acts=acts,
        height=max(BUTTON_HEIGHT, look.px(BODY * 2.4)),
    )


def pushes(controls: Sequence[ft.Control], *, at_end: bool = False) -> ft.Control:
    return ft.Row(
        list(controls),
        wrap=True,
        spacing=4,
        run_spacing=4,
        alignment=ft.MainAxisAlignment.END if at_end else ft.MainAxisAlignment.START,
        vertical_alignment=MIDDLE,
    )


def sheet(look: Look, controls: Sequence[ft.Control], *, edge: str = "") -> ft.Control:
    """A white card; ``edge`` names the colour of one that asks for attention."""
    return ft.Container(
        bgcolor=look.theme.card,
        border=ft.Border.all(3 if edge else 1.5, edge or look.theme.line),
        border_radius=RADIUS + 4,
        padding=14,
        margin=RING,
        content=ft.Column(list(controls), spacing=10, tight=True, horizontal_alignment=STRETCH),
    )


def title(look: Look, says: Said) -> ft.Control:
    return heading(look, says, "heading", 31)


def words_of(look: Look, says: Said, *, bold: bool = False, soft: bool = False) -> ft.Control:
    color = look.theme.soft if soft else look.theme.ink
    return ft.Container(
        lettering(look, says, BODY, bold=bold, color=color, line=1.5),
        padding=ft.Padding.symmetric(horizontal=RING),
    )


def pair_of(look: Look, label: Said, says: Said, *, width: int = 130) -> ft.Control:
    """A fact with its name before it."""
    return ft.Row(
        [
            ft.Container(lettering(look, label, BODY, color=look.theme.soft), width=look.px(width)),
            ft.Container(lettering(look, says, BODY + 2, bold=True, line=1.4), expand=True),
        ],
        spacing=10,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


def phone_says(number: str) -> Text:
    """Grouped as it is read out."""
    return Text("{number}", {"number": Phone("".join(c for c in number if c in "+0123456789"))})


def status(look: Look, handle: str, says: Said, picture: str) -> ft.Control:
    """Announced when it changes, without taking anything away."""
    text = ft.Semantics(
        identifier=handle, live_region=True, content=lettering(look, says, BODY, line=1.4)
    )
    return ft.Row(
        [icon(look, picture, 26, look.theme.soft), ft.Container(text, expand=True)], spacing=8
    )
