"""What a window tells by itself: keys, the browser's Back, a new size, and that it is back."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import flet as ft

from senior_life.ui.acts.opening import open_at
from senior_life.ui.acts.urgent import looks
from senior_life.ui.blocks import Handler
from senior_life.ui.desk.app import is_desk
from senior_life.ui.look import Look, shape_of
from senior_life.ui.visit import Visit
from senior_life.ui.watching import Watching

HEIGHT_STEP = 40
"""A window's height counts in steps, so that a browser's own bars do not redraw the screen."""
KEYS = {"Tab", "Enter", " ", "Arrow Down", "Arrow Up", "Arrow Left", "Arrow Right"}
Moves = Callable[[str], Awaitable[None]]


def follow(page: ft.Page, visit: Visit, to_desk: Handler, watching: Watching) -> None:
    """``to_desk`` takes the window over when its address leads below /desk. While somebody may be
    looking at it, it hears of ``watching`` when something is new."""
    look = looks(visit)

    async def go(route: str) -> None:
        if is_desk(route):
            watching.leave(look)
            await to_desk()
        else:
            await visit.perform(open_at(route))

    async def moved(event: ft.RouteChangeEvent) -> None:
        if visit.shown is None or event.route != visit.shown.route:
            await go(event.route)

    async def returned(_: ft.Event[ft.Page]) -> None:
        watching.join(look)
        await go(page.route)

    def left(_: ft.Event[ft.Page]) -> None:
        watching.leave(look)

    watching.join(look)
    page.on_route_change = moved
    page.on_connect = returned
    page.on_disconnect = page.on_close = left
    page.on_keyboard_event = _keys(visit)
    page.on_resize = _sizes(page, visit)


def _keys(visit: Visit) -> Callable[[ft.KeyboardEvent], Awaitable[None]]:
    """The first key brings the focus ring; Escape goes back."""

    async def pressed(event: ft.KeyboardEvent) -> None:
        if event.key in KEYS and not visit.look.keyboard:
            visit.look = replace(visit.look, keyboard=True)
            visit.device.redraw()
        if event.key == "Escape":
            await visit.back()

    return pressed


def _sizes(page: ft.Page, visit: Visit) -> Callable[[ft.PageResizeEvent], None]:
    def resized(_: ft.PageResizeEvent) -> None:
        fresh = sized(visit.look, page)
        if (fresh.shape, fresh.height) != (visit.look.shape, visit.look.height):
            visit.look = fresh
            visit.device.redraw()

    return resized


def sized(look: Look, page: ft.Page) -> Look:
    width, height = page.width or look.width, page.height or look.height
    return replace(
        look,
        shape=shape_of(width),
        width=round(width),
        height=round(height / HEIGHT_STEP) * HEIGHT_STEP,
    )
