"""The frame of every screen: a bar above, what it is about, and the same two helpers below."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import flet as ft

from senior_life.contract import words
from senior_life.ui.blocks.kept import Kept
from senior_life.ui.blocks.lettering import Said, icon, lettering
from senior_life.ui.blocks.press import Handler, Press
from senior_life.ui.blocks.wide import small
from senior_life.ui.look import BODY, READING_WIDTH, RING, SMALL, Look

_ = words("senior_life")


@dataclass(frozen=True, slots=True)
class Screen:
    """``key`` names the screen: a new one starts at its top, with nothing left of the old.

    ``back`` is absent where there is nowhere to go back to; ``bar`` replaces the bar's middle.
    ``heard`` is what follows when よみあげ came to its end; ``above`` stays while it
    scrolls, where there is room.
    """

    key: str
    controls: Sequence[ft.Control]
    title: Said | None = None
    position: Said | None = None
    back: Handler | None = None
    helped: bool = True
    full_width: bool = False
    bar: Sequence[ft.Control] = field(default=())
    heard: Handler | None = None
    above: Sequence[ft.Control] = field(default=())


@dataclass(frozen=True, slots=True)
class Helpers:
    """What the frame itself offers on every screen; the same handlers always, whatever the
    screen, so that its buttons need not be drawn again: they are ``kept`` by the window."""

    back: Handler
    listen: Handler
    human: Handler
    emergency: Handler
    voice: Callable[[], Sequence[ft.Control]]
    kept: Kept
    is_listening: bool = False


def frame(
    look: Look, screen: Screen, helpers: Helpers, notices: Sequence[ft.Control] = ()
) -> ft.Control:
    """The whole window. ``notices`` stand above the screen, and scroll with it."""
    width = None if screen.full_width or not look.is_wide else READING_WIDTH
    parts: list[ft.Control] = [
        _beside(look, _bar(look, screen, helpers, width), "bar"),
        *(_beside(look, control) for control in helpers.voice()),
        *([] if look.is_crowded else [_beside(look, one, "above") for one in screen.above]),
        _body(look, screen, [*screen.above, *notices] if look.is_crowded else notices),
    ]
    if screen.helped:
        parts.append(helpers.kept.part("footer", (look, width), lambda: _footer(look, helpers)))
    column = ft.Column(parts, spacing=8, expand=True, horizontal_alignment=STRETCH)
    edge = look.margin - RING
    return ft.Container(
        bgcolor=look.theme.paper,
        padding=ft.Padding.only(left=edge, top=edge, bottom=edge),
        expand=True,
        alignment=ft.Alignment.TOP_CENTER,
        content=ft.Container(column, width=width, expand=True) if width else column,
    )


STRETCH = ft.CrossAxisAlignment.STRETCH


def _beside(look: Look, control: ft.Control, key: str | None = None) -> ft.Control:
    """Leaves room at the right, where the screen itself has its scroll bar."""
    return ft.Container(control, padding=ft.Padding.only(right=look.margin - RING), key=key)


def _body(look: Look, screen: Screen, notices: Sequence[ft.Control]) -> ft.Control:
    inner = ft.Column(
        [*notices, *screen.controls], spacing=10, tight=True, horizontal_alignment=STRETCH
    )
    return ft.Column(
        [_beside(look, inner)],
        scroll=ft.ScrollMode.ALWAYS,
        expand=True,
        horizontal_alignment=STRETCH,
        key=screen.key,
    )


def _bar(look: Look, screen: Screen, helpers: Helpers, width: int | None) -> ft.Control:
    """In another place its buttons are others: Flet would take the same away and bring it again."""
    kept, is_on, place = helpers.kept, helpers.is_listening, (bool(screen.bar), width, look)
    right = kept.part("listen", (is_on, place), lambda: _listen(look, helpers.listen, is_on))
    if screen.bar:
        return _day_bar(look, screen, right)
    left: ft.Control = ft.Container()
    if screen.back is not None:
        left = kept.part("back", place, lambda: _back(look, helpers.back))
    middle = ft.Column(
        _titles(look, screen),
        spacing=0,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
    )
    if look.is_phone:
        ends = ft.Row([left, right], alignment=ft.MainAxisAlignment.SPACE_BETWEEN)
        return ft.Column([ends, middle], spacing=2, tight=True, horizontal_alignment=STRETCH)
    return ft.Row(
        [left, ft.Container(middle, expand=True, alignment=ft.Alignment.CENTER), right],
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )


def _listen(look: Look, listen: Handler, is_listening: bool) -> ft.Control:
    says = _("Stop") if is_listening else _("Read aloud")
    picture = "stop_circle" if is_listening else "volume_up"
    return small(look, "action:listen", says, listen, picture=picture)


def _back(look: Look, back: Handler) -> ft.Control:
    return small(look, "action:back", _("Back"), back, picture="arrow_back", quiet=True)


def _day_bar(look: Look, screen: Screen, right: ft.Control) -> ft.Control:
    """Home has the day instead of a title; on a phone over the whole width."""
    day, *rest = screen.bar
    if look.is_phone:
        ends = ft.Row([right], alignment=ft.MainAxisAlignment.END)
        return ft.Column([day, *rest, ends], spacing=0, tight=True, horizontal_alignment=STRETCH)
    column = ft.Column([day, *rest], spacing=2, tight=True, expand=True)
    return ft.Row([column, right], vertical_alignment=ft.CrossAxisAlignment.CENTER)


def _titles(look: Look, screen: Screen) -> list[ft.Control]:
    soft = look.theme.soft
    lines = [(screen.title, True), (screen.position, False)]
    return [
        lettering(
            look, said, BODY if bold else SMALL, bold=bold, color=soft, centred=True, line=1.3
        )
        for said, bold in lines
        if said is not None
    ]


def _footer(look: Look, helpers: Helpers) -> ft.Control:
    theme = look.theme
    ask = _help(
        look,
        "action:human",
        _("Ask a person"),
        "support_agent",
        helpers.human,
        (theme.ink, theme.card, theme.line),
    )
    alarm = _help(
        look,
        "action:emergency",
        _("Emergency"),
        "emergency",
        helpers.emergency,
        (theme.on_alarm, theme.alarm, theme.alarm),
    )
    return _beside(look, ft.Row([ask, alarm], spacing=8), "footer")


def _help(
    look: Look, handle: str, says: Said, picture: str, act: Handler, colors: tuple[str, str, str]
) -> ft.Control:
    ink, ground, edge = colors
    size, drawn = (22, 26) if look.is_phone else (24, 34)
    if look.is_crowded and look.furigana:
        size = 18  # small kana are wider than what they stand above
    inner: list[ft.Control] = [lettering(look, says, size, bold=True, color=ink, line=1.3)]
    if not look.is_crowded:
        inner.insert(0, icon(look, picture, drawn, ink))
    content = ft.Row(
        inner,
        alignment=ft.MainAxisAlignment.CENTER,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
        spacing=6,
        tight=True,
    )
    press = Press(
        look,
        handle,
        content,
        act,
        ground=ground,
        edge=edge,
        centred=True,
        padding=ft.Padding.symmetric(horizontal=4, vertical=20),
    )
    return ft.Container(press, expand=1)
