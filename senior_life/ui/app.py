"""The residents' app: one component in one window, drawn anew from what the visit shows."""

from collections.abc import Awaitable, Callable, Sequence

import flet as ft

from senior_life.client import Client, Refused, Unreachable
from senior_life.contract import words
from senior_life.ui.acts.opening import open_at
from senior_life.ui.blocks import Handler, Helpers, frame, small
from senior_life.ui.blocks.banner import banner
from senior_life.ui.desk.app import is_desk, open_desk
from senior_life.ui.listening import Speed
from senior_life.ui.look import Look
from senior_life.ui.screens import draw
from senior_life.ui.screens.urgent import over
from senior_life.ui.senses import follow, sized
from senior_life.ui.visit import TOKEN, Visit
from senior_life.ui.watching import Watching
from senior_life.ui.window import Window

_ = words("senior_life")
Main = Callable[[ft.Page], Awaitable[None]]
SPEEDS: tuple[Speed, ...] = ("slow", "normal", "fast")
SPEED_NAMES = {"slow": _("Slow"), "normal": _("Usual speed"), "fast": _("Fast")}
JAPANESE = ft.Locale("ja", "JP")
"""Without it Flet calls the page English (``<html lang>``)."""
THEME = ft.Theme(
    scrollbar_theme=ft.ScrollbarTheme(
        thickness=8, radius=4, thumb_visibility=True, thumb_color="#8A8173", interactive=True
    )
)


def build(
    client: Callable[[], Client], own_token: Callable[[], Awaitable[str]], watching: Watching
) -> Main:
    """``client`` is shared by all, and so is who is ``watching`` the boards; ``own_token`` is that
    of a browser which is paired already (the sample tablet on loopback), or empty."""

    async def main(page: ft.Page) -> None:
        async def to_desk() -> None:
            await open_desk(page, client(), main)

        if is_desk(page.route):
            await to_desk()
        else:
            await _open_resident(page, client(), own_token, to_desk, watching)

    return main


async def _open_resident(
    page: ft.Page,
    client: Client,
    own_token: Callable[[], Awaitable[str]],
    to_desk: Handler,
    watching: Watching,
) -> None:
    window = Window(page)
    token = await _token(client, await window.kept(TOKEN), await own_token())
    visit = Visit(client.bearing(token), window, sized(Look(), page))
    page.padding = 0
    page.theme = page.dark_theme = THEME
    page.locale_configuration = ft.LocaleConfiguration([JAPANESE], JAPANESE)
    follow(page, visit, to_desk, watching)
    await visit.perform(open_at(page.route))
    page.render(App, visit, window)


async def _token(client: Client, kept: str, own: str) -> str:
    """What was kept may be of another town that ran here before (a fresh data folder)."""
    if not (kept and own):
        return kept or own
    try:
        await client.bearing(kept).me()
    except Refused:
        return own
    except Unreachable:
        return kept
    return kept


@ft.component
def App(visit: Visit, window: Window) -> ft.Control:  # noqa: N802 a component
    _count, redraw = ft.use_state(0)

    def mounted() -> None:
        window.on_change = lambda: redraw(lambda n: n + 1)

    ft.use_effect(mounted, [])
    return drawn(visit)


def drawn(visit: Visit) -> ft.Control:
    """The window as it stands."""
    if visit.shown is None:
        return ft.Container()
    look = visit.look
    visit.kept.begin()
    screen = over(look, draw(look, visit.shown, visit), visit.shown, visit.urgent, visit)
    visit.screen = screen
    helpers = Helpers(
        back=visit.back,
        listen=visit.listen,
        human=visit.ask_person,
        emergency=visit.ask_emergency,
        voice=lambda: _voice(visit, look),
        kept=visit.kept,
        is_listening=visit.listening.is_on,
    )
    return frame(look, screen, helpers, _notices(visit, look))


def _voice(visit: Visit, look: Look) -> Sequence[ft.Control]:
    """While somebody listens: once more, and how fast."""
    if not visit.listening.is_on or visit.me is None:
        return ()
    now = visit.me.settings.speed
    slower = SPEEDS[(SPEEDS.index(now) + 1) % len(SPEEDS)]
    buttons = [
        small(look, "action:repeat", _("Once more"), visit.listen_again, picture="replay"),
        small(
            look,
            "action:speed",
            SPEED_NAMES[now],
            lambda: visit.change_speed(slower),
            picture="speed",
        ),
    ]
    return [ft.Row(buttons, spacing=8, alignment=ft.MainAxisAlignment.END, wrap=True)]


def _notices(visit: Visit, look: Look) -> Sequence[ft.Control]:
    if visit.is_waiting:
        return [banner(look, _("Please wait a moment."), "hourglass_empty", "waiting")]
    if visit.notice is None:
        return ()
    again = (
        []
        if visit.failed is None
        else [small(look, "action:retry", _("Try again"), visit(visit.failed), picture="refresh")]
    )
    return [banner(look, visit.notice, "info", "trouble", again)]
