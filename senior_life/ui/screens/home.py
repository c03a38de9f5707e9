"""Home: the day, what is planned, one button to ask in words, and at most six tiles."""

from collections.abc import Sequence

import flet as ft

from senior_life import wire
from senior_life.contract import Name, words
from senior_life.ui import shown
from senior_life.ui.acts.booking import see
from senior_life.ui.acts.errand import begin
from senior_life.ui.acts.household import seen
from senior_life.ui.acts.opening import open_at
from senior_life.ui.blocks import (
    Do,
    Handler,
    Press,
    Screen,
    card,
    fact,
    heading,
    icon,
    lettering,
    small,
    tile,
)
from senior_life.ui.blocks.ahead import what_of, when_of
from senior_life.ui.blocks.meanwhile import Meanwhile
from senior_life.ui.look import BODY, RING, SMALL, Look
from senior_life.ui.screens.notices import calling

_ = words("senior_life")
TILES = 6
PLANNED = 3
NOTICED = 2
USUAL = 128
GROWS = 66
"""The room below a tile, and what three lines under its name take beyond one."""
FEW = 3
FRESH_SECONDS = 60
"""A tablet stays on for days: the day, the plan and the reminders come by themselves."""
BAR, TALK, PLAN, LINE, FOOTER, NOTICE, DRAFT = 96, 120, 76, 44, 96, 170, 200
"""Heights of home's other parts at the normal setting, to share out what is left."""


def home(look: Look, here: shown.Home, do: Do) -> Screen:
    first, rest = _top(look, here, do), _tiles(look, here, do)
    bar = [*_date(look, here), Meanwhile(do.stays(open_at("/")), FRESH_SECONDS)]
    if look.is_wide:
        halves: list[ft.Control] = [
            ft.Column(side, spacing=10, expand=1, horizontal_alignment=STRETCH, tight=True)
            for side in (first, rest)
        ]
        row = ft.Row(halves, spacing=14, vertical_alignment=ft.CrossAxisAlignment.START)
        return Screen("/", [row], bar=bar, full_width=True)
    return Screen("/", [*first, *rest], bar=bar)


STRETCH = ft.CrossAxisAlignment.STRETCH


def _date(look: Look, here: shown.Home) -> list[ft.Control]:
    today = here.today
    lines: list[ft.Control] = [heading(look, today.says, "heading", 32 if look.is_phone else 34)]
    whose = _("For {name}", name=Name(here.who.name, here.who.kana)) if here.shared else None
    for said in (today.holiday, whose or today.greeting):
        if said is not None:
            text = lettering(look, said, SMALL, color=look.theme.soft, line=1.35)
            lines.append(ft.Container(text, padding=ft.Padding.symmetric(horizontal=RING)))
    return lines


def _top(look: Look, here: shown.Home, do: Do) -> list[ft.Control]:
    controls = [calling(look, one, do) for one in here.calls[:NOTICED]]
    controls += [_reminder(look, r, do) for r in here.today.reminders[:NOTICED]]
    controls.append(_plan(look, here, do))
    controls += [_draft(look, one, do) for one in here.today.drafts[:NOTICED]]
    return [*controls, _talk(look, do(open_at("/speak")))]


def _plan(look: Look, here: shown.Home, do: Do) -> ft.Control:
    today = here.today
    lines: list[ft.Control] = [lettering(look, _("Today's plan"), 24, bold=True)]
    if not today.entries:
        lines.append(lettering(look, _("Nothing is planned for today."), BODY))
        lines += [_ahead(look, b) for b in here.ahead[:1]]
    lines += [_entry(look, entry) for entry in today.entries[:PLANNED]]
    if len(today.entries) > PLANNED:
        n = len(today.entries) - PLANNED
        lines.append(lettering(look, _("And {n} more", n=n), BODY))
    theme = look.theme
    return Press(
        look,
        "action:today",
        ft.Row(
            [
                ft.Column(lines, spacing=8, tight=True, expand=True),
                icon(look, "chevron_right", 34, theme.act),
            ],
            spacing=8,
        ),
        do(open_at("/today")),
        ground=theme.card,
        edge=theme.line,
        padding=18,
    )


def _entry(look: Look, entry: wire.Entry) -> ft.Control:
    says = entry.news or entry.says
    texts = [lettering(look, entry.when, 24, bold=True), lettering(look, says, 24)]
    column = ft.Row(texts, wrap=True, spacing=12, run_spacing=0)
    color = look.shade(entry.family).edge
    return ft.Row(
        [icon(look, entry.icon, 32, color), ft.Container(column, expand=True)], spacing=12
    )


def _ahead(look: Look, booking: wire.BookingOut) -> ft.Control:
    """What is booked next, on a day when nothing is planned."""
    texts: list[ft.Control] = [
        lettering(look, _("Next:"), BODY, color=look.theme.soft),
        lettering(look, when_of(booking), 24, bold=True),
        lettering(look, what_of(booking), 24),
    ]
    column = ft.Column(texts, spacing=0, tight=True, expand=True)
    color = look.shade(booking.family).edge
    return ft.Row([icon(look, booking.icon, 32, color), column], spacing=12)


def _reminder(look: Look, reminder: wire.Reminder, do: Do) -> ft.Control:
    buttons = [
        small(
            look,
            f"action:seen:{reminder.ref}",
            _("I have read it"),
            do(seen(reminder.ref)),
            picture="check",
        )
    ]
    if reminder.booking:
        buttons.insert(
            0,
            small(
                look,
                f"notice:{reminder.ref}",
                _("See it"),
                do(see(reminder.booking, "/")),
                picture="event_note",
            ),
        )
    return card(
        look,
        [
            fact(look, "notifications", reminder.says, bold=True),
            ft.Row(buttons, wrap=True, spacing=8),
        ],
    )


def _draft(look: Look, draft: wire.DraftOut, do: Do) -> ft.Control:
    """An errand that waits: to go on with, or to be put away after one more question."""
    way = f"/walk/{draft.walk}"
    goes_on, stops = _("Continue"), _("Stop here")
    buttons = [
        small(look, f"draft:{draft.walk}", goes_on, do(open_at(way)), picture="edit_note"),
        small(
            look, f"action:leave:{draft.walk}", stops, do(open_at(f"{way}/leave")), picture="close"
        ),
    ]
    return card(
        look,
        [
            fact(look, "edit_note", draft.says, bold=True),
            lettering(look, _("Nothing is booked yet."), BODY, color=look.theme.soft),
            ft.Row(buttons, wrap=True, spacing=8),
        ],
    )


def _talk(look: Look, act: Handler) -> ft.Control:
    theme = look.theme
    texts = [
        lettering(look, _("Ask in your own words"), 32, bold=True, color=theme.on_act, line=1.3),
        lettering(
            look,
            _("For example: pension counter tomorrow at 10"),
            SMALL,
            color=theme.on_act,
            line=1.35,
        ),
    ]
    inner = [
        icon(look, "edit", 48, theme.on_act),
        ft.Column(texts, spacing=2, tight=True, expand=True),
    ]
    return Press(
        look,
        "action:speak",
        ft.Row(inner, spacing=18),
        act,
        ground=theme.act,
        edge=theme.act,
        padding=ft.Padding.symmetric(horizontal=24, vertical=20),
        radius=22,
    )


def _tiles(look: Look, here: shown.Home, do: Do) -> list[ft.Control]:
    """Six at most; when there are more, or none, the last one leads to all of them."""
    offered = here.tiles[: TILES - 1]
    height = tile_height(look, here)
    drawn = [service_tile(look, t, do, height, first=i == 0) for i, t in enumerate(offered)]
    drawn.append(
        tile(
            look,
            "action:more",
            _("See more"),
            _("All services and settings"),
            "apps",
            "more",
            do(open_at("/services")),
            least=height,
        )
    )
    return rows(look, drawn)


def service_tile(
    look: Look, service: wire.Tile, do: Do, height: int, first: bool = False
) -> ft.Control:
    """A service that cannot be used just now says so, and leads to a person; one that takes nothing
    for today says so, and can be used for other days."""
    act = open_at("/person") if service.trouble else begin(service.service)
    if service.is_board and not service.trouble:
        act = open_at(f"/board/{service.service}")
    below = service.trouble or service.stopped or service.unread_says or service.about
    return tile(
        look,
        f"tile:{service.service}",
        service.name,
        below,
        service.icon,
        service.family,
        do(act),
        least=height,
        first=first,
    )


def rows(look: Look, tiles: Sequence[ft.Control]) -> list[ft.Control]:
    """Two beside each other; one below the other where words would be cramped, or few."""
    if _columns(look, len(tiles)) == 1:
        return list(tiles)
    pairs = [tiles[i : i + 2] for i in range(0, len(tiles), 2)]
    return [
        ft.Row(
            [
                *(ft.Container(t, expand=1) for t in pair),
                *([ft.Container(expand=1)] if len(pair) == 1 else []),
            ],
            spacing=8,
            intrinsic_height=True,
            vertical_alignment=STRETCH,
        )
        for pair in pairs
    ]


def _columns(look: Look, tiles: int) -> int:
    return 1 if look.is_phone or look.is_largest or tiles <= FEW else 2


def tile_height(look: Look, here: shown.Home | None = None) -> int:
    """At home the tiles share what the window has left; elsewhere they have their usual height."""
    usual = look.px(USUAL)
    if here is None or look.is_phone:
        return usual
    today = here.today
    lines = min(len(today.entries), PLANNED + 1) or 1 + len(here.ahead[:1])
    above = BAR
    if not look.is_wide:
        above += (
            TALK
            + PLAN
            + LINE * lines
            + NOTICE * (len(today.reminders[:NOTICED]) + len(here.calls[:NOTICED]))
        )
        above += DRAFT * len(today.drafts[:NOTICED])
    left = look.height - look.px(above + FOOTER) - 2 * look.margin
    tiles = min(len(here.tiles), TILES - 1) + 1
    rows = -(-tiles // _columns(look, tiles))
    return max(usual, min(round(left / rows) - GROWS, round(usual * 2.2)))
