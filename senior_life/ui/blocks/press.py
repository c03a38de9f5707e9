"""Whatever can be pressed: one button with its handle, its focus ring, and its release."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import lru_cache
from typing import Any, Protocol

import flet as ft

from senior_life.ui.blocks.keyboard import give, keyboard
from senior_life.ui.blocks.lettering import words_in
from senior_life.ui.look import GAP, RADIUS, RING, Look

Handler = Callable[[], Awaitable[None]]
"""What happens on release; made by ``Do`` from an act."""
Typed = Callable[[str], Awaitable[None]]
Hears = Callable[[bool], None]
Acts = Callable[[], ft.ClientAction]
"""Made when the button is drawn, and bound to its window."""
Act = Callable[[Any], Awaitable[Any]]
"""Asks the town for something, and gives what is shown next; see ``senior_life.ui.visit``."""


class Do(Protocol):
    """What screens know of a visit: handlers for taps, quiet ones, and what is typed."""

    def __call__(self, act: Act) -> Handler: ...
    def stays(self, act: Act) -> Handler: ...
    def typed(self, name: str) -> str: ...
    def keeps(self, name: str) -> Typed: ...


def Press(  # noqa: N802 written like the controls it stands for
    look: Look,
    handle: str,
    content: ft.Control,
    on_press: Handler,
    *,
    ground: str,
    edge: str,
    padding: ft.PaddingValue = GAP,
    radius: int = RADIUS,
    border: int = 2,
    centred: bool = False,
    selected: bool | None = None,
    first: bool = False,
    opens: str = "",
    label: str = "",
    height: int | None = None,
    disabled: bool = False,
    acts: Acts | None = None,
) -> ft.Control:
    """``first`` takes the focus when keys are in use; ``opens`` is what the browser opens inside
    the tap itself, where no blocker of windows stands in its way, and ``acts`` what else it does
    there.

    A finger needs no ring: without keys nothing listens to the focus, and a screen is lighter.
    """

    async def pressed(_: ft.Event[ft.Button]) -> None:
        await on_press()

    named = label or (" ".join(w.text for w in words_in(content)) if look.furigana else "")

    def held(hears: Hears | None, at: Any = None) -> ft.Control:
        button = ft.Button(
            content=ft.Semantics(exclude_semantics=True, content=content) if named else content,
            style=_style(
                look.keyboard,
                look.theme.ring,
                ground,
                edge,
                _sides(padding),
                radius,
                border,
                centred,
            ),
            elevation=0,
            on_click=pressed,
            on_focus=(lambda _: hears(True)) if hears else None,
            on_blur=(lambda _: hears(False)) if hears else None,
            action=ft.OpenUrl(opens, target=_target(opens)) if opens else acts and acts(),
            ref=at,
            height=height,
            disabled=disabled,
        )
        node = ft.Semantics(
            identifier=handle, label=named or None, selected=selected, content=button
        )
        return ft.MergeSemantics(content=node) if named else node

    if look.keyboard or opens or acts:  # an address is bound to the window when it is drawn
        # The key: another control in its place is not the same one with the focus gone elsewhere.
        return _Ringed(content, held, radius + RING, look.theme.halo, handle, first, key=handle)  # type: ignore[call-arg]
    return ft.Container(padding=RING, border_radius=radius + RING, content=held(None))


@ft.component
def _Ringed(  # noqa: N802 a component
    content: ft.Control,  # noqa: ARG001 so that what it says can be read aloud
    held: Callable[[Hears, Any], ft.Control],
    radius: int,
    halo: str,
    handle: str,
    first: bool,
) -> ft.Control:
    """The yellow outside the black ring, while the button has the focus."""
    focused, set_focused = ft.use_state(False)
    here: Any = ft.use_ref()

    lost: Any = ft.use_ref(asyncio.Event)

    def heard(is_focused: bool) -> None:
        set_focused(is_focused)
        keyboard().heard(handle, is_focused)
        if not is_focused:
            lost.current.set()

    async def focus() -> None:
        with suppress(RuntimeError):  # it went with its screen meanwhile
            if here.current is not None:
                await here.current.focus()

    async def come_first() -> None:
        if first:
            await give(keyboard(), lost.current, focus)

    ft.use_effect(come_first, [])
    return ft.Container(
        padding=RING,
        border_radius=radius,
        bgcolor=halo if focused else None,
        content=held(heard, here),
    )


async def by_the_browser() -> None:
    """The ``on_press`` of what only ``opens``."""


def _target(address: str) -> ft.UrlTarget:
    """A call needs no window of its own; a file must not take the place of the app."""
    return ft.UrlTarget.SELF if address.startswith("tel:") else ft.UrlTarget.BLANK


Sides = tuple[float, float, float, float]


def _sides(padding: ft.PaddingValue) -> Sides:
    if isinstance(padding, ft.Padding):
        return padding.left, padding.top, padding.right, padding.bottom
    return padding, padding, padding, padding


@lru_cache(maxsize=512)
def _style(
    has_keys: bool,
    ring: str,
    ground: str,
    edge: str,
    padding: Sides,
    radius: int,
    border: int,
    centred: bool,
) -> ft.ButtonStyle:
    return ft.ButtonStyle(
        bgcolor=ground,
        elevation=0,
        visual_density=ft.VisualDensity.STANDARD,
        padding=ft.Padding(*padding),
        overlay_color=ft.Colors.TRANSPARENT,
        shape=ft.RoundedRectangleBorder(radius=radius),
        side=_side(has_keys, ring, edge, border),
        alignment=ft.Alignment.CENTER if centred else ft.Alignment.CENTER_LEFT,
    )


def _side(has_keys: bool, ring: str, edge: str, border: int) -> ft.ControlStateValue[ft.BorderSide]:
    """The ring belongs to those who use keys: 4 px of black, with yellow outside it."""
    usual = ft.BorderSide(border, edge)
    if not has_keys:
        return usual
    return {ft.ControlState.FOCUSED: ft.BorderSide(RING, ring), ft.ControlState.DEFAULT: usual}
