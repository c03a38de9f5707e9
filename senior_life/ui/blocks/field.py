"""A field for typed words, in large letters and with a clear edge."""

from collections.abc import Awaitable, Callable

import flet as ft

from senior_life.ui.blocks.keyboard import keyboard
from senior_life.ui.blocks.lettering import Said, on_screen
from senior_life.ui.blocks.press import Typed
from senior_life.ui.look import ANSWER, BODY, RADIUS, RING, Look, Theme

FLOATING = 0.75
"""The client draws a label that stands above its field at this share of its size."""


def field(
    look: Look,
    name: str,
    label: Said,
    value: str,
    on_typed: Typed,
    *,
    on_enter: Callable[[], Awaitable[None]] | None = None,
    hint: Said | None = None,
    lines: int = 1,
    longest: int | None = None,
    digits: bool = False,
    password: bool = False,
    first: bool = False,
) -> ft.Control:
    """``on_typed`` hears every change, so that nothing typed is lost; ``on_enter`` the last."""

    async def typed(event: ft.Event[ft.TextField]) -> None:
        await on_typed(event.control.value)

    async def entered(_: ft.Event[ft.TextField]) -> None:
        if on_enter is not None:
            await on_enter()

    theme, named, handle = look.theme, on_screen(look, label), f"field:{name}"
    text = ft.TextField(
        value=value,
        label=named.text,
        label_style=ft.TextStyle(size=look.px(BODY / FLOATING), color=theme.soft),
        align_label_with_hint=True,
        hint_text=on_screen(look, hint).text if hint else None,
        hint_style=ft.TextStyle(size=look.px(BODY), color=theme.soft),
        text_style=ft.TextStyle(
            size=look.px(BODY if look.at_desk else ANSWER), color=theme.ink, height=1.4
        ),
        multiline=lines > 1,
        min_lines=lines if lines > 1 else None,
        max_length=longest,
        keyboard_type=ft.KeyboardType.NUMBER if digits else ft.KeyboardType.TEXT,
        password=password,
        autofocus=first,
        filled=True,
        fill_color=theme.card,
        hover_color=theme.card,
        counter=ft.Container(),
        cursor_color=theme.ink,
        cursor_width=3,
        border=_border(theme),
        content_padding=13 if look.at_desk else 20,
        on_change=typed,
        on_submit=entered,
        on_focus=lambda _: keyboard().heard(handle, True),
        on_blur=lambda _: keyboard().heard(handle, False),
    )
    return ft.Container(
        padding=RING,
        content=ft.Semantics(identifier=handle, content=text),
        data=named,
    )


def _border(theme: Theme) -> dict[ft.ControlState, ft.InputBorder]:
    """Whoever writes in the field sees it by the ring."""

    def line(width: float, color: str) -> ft.InputBorder:
        return ft.OutlineInputBorder(side=ft.BorderSide(width, color), border_radius=RADIUS)

    return {
        ft.ControlState.DEFAULT: line(2, theme.line),
        ft.ControlState.FOCUSED: line(RING, theme.halo if theme.is_dark else theme.ring),
    }
