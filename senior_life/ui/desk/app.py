"""The desk in one window of the browser."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

import flet as ft

from senior_life.client import Client
from senior_life.contract import words
from senior_life.ui import shown as errand_shown
from senior_life.ui.acts.opening import open_at
from senior_life.ui.blocks import Screen
from senior_life.ui.blocks.banner import banner
from senior_life.ui.desk.blocks import Page, push
from senior_life.ui.desk.errand import errand_page
from senior_life.ui.desk.frame import frame
from senior_life.ui.desk.rooms import rooms
from senior_life.ui.desk.screens import DRAWINGS
from senior_life.ui.desk.visit import STAFF_TOKEN, TEXT, THEME, DeskVisit, at_desk
from senior_life.ui.look import Look, shape_of
from senior_life.ui.screens import draw
from senior_life.ui.window import Window

_ = words("senior_life")
STEP = 40
Leave = Callable[[ft.Page], Awaitable[None]]
KEYS = {"Tab", "Enter", " ", "Arrow Down", "Arrow Up", "Arrow Left", "Arrow Right"}


@dataclass(eq=False)
class DeskWindow(Window):
    """Every address of the desk lies below /desk."""

    def say_where(self, route: str) -> None:
        super().say_where(at_desk(route))


def is_desk(route: str) -> bool:
    return urlsplit(route).path.split("/")[1:2] == ["desk"]


async def open_desk(page: ft.Page, client: Client, leave: Leave) -> DeskVisit:
    """Shows the desk at the page's route; the token of the browser's session opens it.

    ``leave`` is called when the browser goes to an address that is not the desk's.
    """
    window = DeskWindow(page)
    token = await window.kept(STAFF_TOKEN)
    visit = DeskVisit(client.bearing(token), window, _sized(Look(), page), rooms=rooms)
    visit.wear(await window.kept(THEME), await window.kept(TEXT))
    page.padding = 0
    _listen_to(page, visit, leave)
    await visit.perform(open_at(page.route))
    page.render(Desk, visit, window)
    return visit


def _sized(look: Look, page: ft.Page) -> Look:
    width, height = page.width or 1280, page.height or 800
    return replace(
        look,
        shape=shape_of(width),
        width=round(width / STEP) * STEP,
        height=round(height / STEP) * STEP,
    )


def _listen_to(page: ft.Page, visit: DeskVisit, leave: Leave) -> None:
    async def moved(event: ft.RouteChangeEvent) -> None:
        if not is_desk(event.route):
            await leave(page)
        elif visit.shown is not None and event.route != at_desk(visit.shown.route):
            await visit.perform(open_at(event.route))

    async def returned(_: ft.Event[ft.Page]) -> None:
        """After a reload everything is read anew."""
        await (visit.perform(open_at(page.route)) if is_desk(page.route) else leave(page))

    page.on_route_change = moved
    page.on_connect = returned
    _listen_to_keys(page, visit)


def _listen_to_keys(page: ft.Page, visit: DeskVisit) -> None:
    """Keys, and a window that changes its size."""

    async def pressed(event: ft.KeyboardEvent) -> None:
        if event.key in KEYS and not visit.look.keyboard:
            visit.look = replace(visit.look, keyboard=True)
            visit.device.redraw()
        if event.key == "Escape" and visit.escape is not None:
            await visit.escape()

    def resized(_: ft.PageResizeEvent) -> None:
        fresh = _sized(visit.look, page)
        if fresh != visit.look:
            visit.look = fresh
            visit.device.redraw()

    page.on_keyboard_event = pressed
    page.on_resize = resized


@ft.component
def Desk(visit: DeskVisit, window: Window) -> ft.Control:  # noqa: N802 a component
    _count, redraw = ft.use_state(0)

    def mounted() -> None:
        window.on_change = lambda: redraw(lambda n: n + 1)

    ft.use_effect(mounted, [])
    return drawn(visit)


def drawn(visit: DeskVisit) -> ft.Control:
    """The window as it stands."""
    if visit.shown is None:
        return ft.Container()
    page = page_of(visit)
    visit.escape = page.escape
    return frame(visit.look, page, visit, visit.staff, _notices(visit))


def page_of(visit: DeskVisit) -> Page:
    """The desk's own screens, and the residents' errands walked for a caller."""
    assert visit.shown is not None  # noqa: S101 -- nothing is drawn before the first answer
    drawing: Callable[..., Page] | None = DRAWINGS.get(type(visit.shown))
    if drawing is not None:
        return drawing(visit.look, visit.shown, visit)
    screen: Screen = draw(visit.look, visit.shown, visit)
    caller = None if isinstance(visit.shown, errand_shown.Outage) else visit.caller
    return errand_page(visit.look, screen, caller, visit)


def _notices(visit: DeskVisit) -> Sequence[ft.Control]:
    look = visit.look
    if visit.is_waiting:
        return [banner(look, _("Please wait a moment."), "hourglass_empty", "waiting")]
    if visit.notice is None:
        return ()
    again = (
        []
        if visit.failed is None
        else [push(look, "action:retry", _("Try again"), visit(visit.failed), picture="refresh")]
    )
    return [banner(look, visit.notice, "info", "trouble", again)]
