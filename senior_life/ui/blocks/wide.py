"""Buttons over the whole width, which name the act or the answer, and small ones beside text."""

from collections.abc import Sequence

import flet as ft

from senior_life.ui.blocks.lettering import Said, icon, lettering
from senior_life.ui.blocks.press import Handler, Press
from senior_life.ui.look import ANSWER, SMALL, Look


def wide(
    look: Look,
    handle: str,
    says: Said,
    on_press: Handler,
    *,
    below: Said | None = None,
    picture: str = "",
    primary: bool = False,
    alarm: bool = False,
    selected: bool | None = None,
    first: bool = False,
    opens: str = "",
    along: Sequence[tuple[str, Said]] = (),
) -> ft.Control:
    """An answer or an act. ``primary`` stands once on a screen; ``alarm`` for emergencies only.
    ``along`` are pictures and words of what could go with it."""
    theme = look.theme
    ink, ground, edge = theme.ink, theme.card, theme.line
    if primary:
        ink, ground, edge = theme.on_act, theme.act, theme.act
    if alarm:
        ink, ground, edge = theme.on_alarm, theme.alarm, theme.alarm
    coloured = primary or alarm
    tight = 3 if look.at_desk else 1
    texts: list[ft.Control] = [lettering(look, says, ANSWER, bold=True, color=ink, line=1.35)]
    if below is not None:
        soft = ink if coloured else theme.soft
        texts.append(lettering(look, below, SMALL, color=soft, line=1.35))
    texts += [_line(look, drawn, said, theme.act) for drawn, said in along]
    if selected is not None:
        picture = "check_circle" if selected else "radio_button_unchecked"
    content = _column(texts, expand=bool(picture))
    if picture:
        drawn = icon(look, picture, 36, ink if coloured else theme.act)
        content = _beside(drawn, content)
    return Press(
        look,
        handle,
        content,
        on_press,
        ground=ground,
        edge=theme.act if selected else edge,
        border=4 if selected else 2,
        padding=ft.Padding.symmetric(
            horizontal=22, vertical=(30 if primary else 16 if len(texts) > 1 else 22) // tight
        ),
        selected=selected,
        first=first,
        opens=opens,
    )


def _column(texts: list[ft.Control], *, expand: bool) -> ft.Control:
    """One text alone needs no column round it: a lighter screen is a quicker one."""
    if len(texts) > 1:
        return ft.Column(texts, spacing=2, tight=True, expand=expand)
    texts[0].expand = expand
    return texts[0]


def _line(look: Look, picture: str, says: Said, color: str) -> ft.Control:
    said = lettering(look, says, SMALL, bold=True, color=color, line=1.35)
    said.expand = True
    return ft.Row(
        [icon(look, picture, 28, color), said],
        spacing=8,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )


def _beside(picture: ft.Control, text: ft.Control) -> ft.Control:
    return ft.Row([picture, text], spacing=16, vertical_alignment=ft.CrossAxisAlignment.CENTER)


def small(
    look: Look,
    handle: str,
    says: Said,
    on_press: Handler,
    *,
    picture: str = "",
    label: str = "",
    quiet: bool = False,
    selected: bool | None = None,
    first: bool = False,
    onward: bool = False,
) -> ft.Control:
    """At least 64 px high: beside a text, or in a bar. ``quiet`` has the line of plain controls,
    ``onward`` its picture behind the words."""
    theme = look.theme
    color = theme.ink if quiet else theme.act
    inner: list[ft.Control] = [lettering(look, says, SMALL, bold=True, color=color, line=1.3)]
    if picture and (selected or not look.is_crowded):
        inner.insert(len(inner) if onward else 0, icon(look, picture, 30, color))
    return Press(
        look,
        handle,
        ft.Row(inner, spacing=8, tight=True, vertical_alignment=ft.CrossAxisAlignment.CENTER),
        on_press,
        ground=theme.card,
        edge=theme.line if quiet else theme.act,
        border=4 if selected else 2,
        padding=ft.Padding.symmetric(horizontal=16, vertical=10 if look.at_desk else 18),
        centred=True,
        label=label,
        selected=selected,
        first=first,
    )
