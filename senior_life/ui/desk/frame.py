"""The frame of the desk: a bar to go everywhere, the screen, and what is asked beside it."""

from collections.abc import Sequence

import flet as ft

from senior_life import wire
from senior_life.contract import Text, words
from senior_life.ui.acts.opening import open_at
from senior_life.ui.blocks import Do, icon, lettering
from senior_life.ui.desk.acts import log_out
from senior_life.ui.desk.blocks import MIDDLE, STRETCH, Page, push
from senior_life.ui.look import BODY, RING, WIDE_FROM, Look

_ = words("senior_life")
TABS: Sequence[tuple[str, Text, str]] = (
    ("day", _("Work lists"), "list_alt"),
    ("residents", _("Residents"), "people"),
    ("help", _("Who asks for us"), "support_agent"),
    ("devices", _("Tablets"), "tablet_android"),
    ("registry", _("Services"), "apps"),
    ("display", _("Display"), "contrast"),
)
OF_THE_TOWN = frozenset({"registry"})
"""Only for whoever heads the desk."""
SIDE_WIDTH, READING_WIDTH = 440, 920
MARGIN = 16


def frame(
    look: Look,
    page: Page,
    do: Do,
    who: wire.StaffOut | None,
    notices: Sequence[ft.Control] = (),
) -> ft.Control:
    """``who`` is logged in; None: nobody, and there is nowhere to go."""
    bar = [_bar(look, page, do, who)] if who else []
    return ft.Container(
        bgcolor=look.theme.paper,
        expand=True,
        content=ft.Column(
            [*bar, _inside(look, page, notices)],
            spacing=0,
            expand=True,
            horizontal_alignment=STRETCH,
        ),
    )


def _bar(look: Look, page: Page, do: Do, who: wire.StaffOut) -> ft.Control:
    mine = [one for one in TABS if who.role == "admin" or one[0] not in OF_THE_TOWN]
    tabs = ft.Row([_tab(look, one, page, do) for one in mine], spacing=0, tight=True)
    out = push(look, "action:log-out", _("Log out"), do(log_out()), picture="logout", quiet=True)
    name = lettering(look, _("{who} (desk)", who=who.name), BODY, color=look.theme.soft)
    me = ft.Row([icon(look, "badge", 26, look.theme.soft), name, out], spacing=8, tight=True)
    content: ft.Control = ft.Row(
        [tabs, me], alignment=ft.MainAxisAlignment.SPACE_BETWEEN, vertical_alignment=MIDDLE
    )
    if not is_wide(look):
        right = ft.Row([me], alignment=ft.MainAxisAlignment.END)
        content = ft.Column([right, tabs], spacing=2, tight=True, horizontal_alignment=STRETCH)
    return ft.Container(
        content,
        bgcolor=look.theme.card,
        border=ft.Border.only(bottom=ft.BorderSide(2, look.theme.line)),
        padding=ft.Padding.symmetric(horizontal=MARGIN - RING, vertical=4),
    )


def _tab(look: Look, one: tuple[str, Text, str], page: Page, do: Do) -> ft.Control:
    name, says, picture = one
    is_here = name == page.tab
    return push(
        look,
        f"tab:{name}",
        says,
        do(open_at(f"/desk/{name}")),
        picture="" if look.scale > 1 or not is_wide(look) else picture,
        primary=is_here,
        quiet=not is_here,
    )


def is_wide(look: Look) -> bool:
    """At a larger setting the same window holds less."""
    return look.width / max(look.scale / 0.82, 1) >= WIDE_FROM


def _inside(look: Look, page: Page, notices: Sequence[ft.Control]) -> ft.Control:
    if page.side and is_wide(look):
        return ft.Row(
            [
                ft.Container(_scrolling(page.key, [*notices, *page.controls]), expand=True),
                ft.Container(_scrolling(page.side_key, page.side), width=SIDE_WIDTH),
            ],
            spacing=0,
            expand=True,
            vertical_alignment=ft.CrossAxisAlignment.STRETCH,
        )
    whole = _scrolling(page.key + page.side_key, [*notices, *page.side, *page.controls])
    if not page.reading or look.width < READING_WIDTH:
        return whole
    return ft.Row(
        [ft.Container(whole, width=READING_WIDTH)],
        alignment=ft.MainAxisAlignment.CENTER,
        expand=True,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _scrolling(key: str, controls: Sequence[ft.Control]) -> ft.Control:
    inner = ft.Column(list(controls), spacing=10, tight=True, horizontal_alignment=STRETCH)
    return ft.Column(
        [ft.Container(inner, padding=ft.Padding.symmetric(horizontal=MARGIN, vertical=12))],
        scroll=ft.ScrollMode.AUTO,
        expand=True,
        horizontal_alignment=STRETCH,
        key=key,
    )
