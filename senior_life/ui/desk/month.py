"""A month of days for staff, each a small square with its handle."""

import calendar as months
from collections.abc import Callable
from datetime import date, timedelta

import flet as ft

from senior_life.contract import Text, words
from senior_life.ui.blocks import Handler, Press, lettering, on_screen
from senior_life.ui.desk.blocks import BUTTON_HEIGHT, MIDDLE, RADIUS, push
from senior_life.ui.look import BODY, Look
from senior_life.ui.screens.calendar import SHORT_DAYS

_ = words("senior_life")
CELL = 62


def month_of(
    look: Look,
    month: date,
    chosen: date | None,
    today: date,
    turn: Callable[[date], Handler],
    choose: Callable[[date], Handler],
) -> ft.Control:
    """``turn`` shows another month, ``choose`` takes a day of this one."""
    first = month.replace(day=1)
    weeks = months.Calendar(months.SUNDAY).monthdatescalendar(first.year, first.month)
    rows = [
        ft.Row(
            [
                _square(look, one, one == chosen, one == today, choose)
                if one.month == first.month
                else ft.Container(width=_cell(look))
                for one in week
            ],
            spacing=0,
            tight=True,
        )
        for week in weeks
    ]
    return ft.Column([_turning(look, first, turn), _names(look), *rows], spacing=0, tight=True)


def _cell(look: Look) -> int:
    return max(CELL, look.px(BODY * 3.2))


def _turning(look: Look, first: date, turn: Callable[[date], Handler]) -> ft.Control:
    before = (first - timedelta(days=1)).replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    return ft.Row(
        [
            push(
                look,
                "action:month-before",
                _("Month before"),
                turn(before),
                picture="chevron_left",
                quiet=True,
            ),
            lettering(look, Text("{when:month}", {"when": first}), BODY + 4, bold=True),
            push(
                look,
                "action:month-after",
                _("Next month"),
                turn(after),
                picture="chevron_right",
                quiet=True,
            ),
        ],
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
        vertical_alignment=MIDDLE,
        width=_cell(look) * 7,
    )


def _names(look: Look) -> ft.Control:
    cells: list[ft.Control] = [
        ft.Container(
            lettering(look, one, BODY, color=look.theme.soft, centred=True),
            width=_cell(look),
            alignment=ft.Alignment.CENTER,
        )
        for one in SHORT_DAYS
    ]
    return ft.Row(cells, spacing=0, tight=True)


def _square(
    look: Look, day: date, is_chosen: bool, is_today: bool, choose: Callable[[date], Handler]
) -> ft.Control:
    theme = look.theme
    ink = theme.on_act if is_chosen else theme.ink
    number = lettering(
        look,
        Text("{n:plain}", {"n": day.day}),
        BODY + 2,
        bold=is_today or is_chosen,
        color=ink,
        centred=True,
        line=1.2,
    )
    spoken = on_screen(look, Text("{when:day}", {"when": day})).text
    press = Press(
        look,
        f"day:{day.isoformat()}",
        ft.Semantics(label=spoken, exclude_semantics=True, content=number),
        choose(day),
        ground=theme.act if is_chosen else theme.card,
        edge=theme.act if is_today or is_chosen else theme.card,
        border=3 if is_today else 1,
        padding=0,
        radius=RADIUS,
        centred=True,
        height=BUTTON_HEIGHT,
        selected=is_chosen,
    )
    return ft.Container(press, width=_cell(look))
