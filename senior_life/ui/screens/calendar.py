"""A month to choose a day from: large squares, and on a phone only the days that can be used."""

import calendar as months
from dataclasses import replace
from datetime import date, timedelta

import flet as ft

from senior_life.contract import Text, words
from senior_life.ui import shown
from senior_life.ui.acts import errand
from senior_life.ui.blocks import Do, Press, lettering, note, on_screen, small
from senior_life.ui.look import ANSWER, BODY, CONTROL, RING, SMALL, Look
from senior_life.wire import DayOut

_ = words("senior_life")
SHORT_DAYS: tuple[Text, ...] = (
    _("Su"),
    _("Mo"),
    _("Tu"),
    _("We"),
    _("Th"),
    _("Fr"),
    _("Sa"),
)
ON_PHONE = 3


def calendar(look: Look, here: shown.Question, do: Do) -> ft.Control:
    """Closed days are seen and cannot be pressed; full ones lead to the nearest alternatives.

    The squares have no room for kana; よみあげ and screen readers say each day in full.
    """
    look = replace(look, furigana=False)
    month = here.month or here.card.days[0].day
    days = {d.day: d for d in here.card.days}
    parts = [_month_bar(look, here, month, do)]
    if look.is_phone or look.is_largest:
        parts += _list(look, here, days, do)
    else:
        parts += [_weekdays(look), *_weeks(look, here, month, days, do)]
    if not any(d.state == "free" for d in days.values()):
        parts.append(note(look, _("No day of this month is free."), "event_busy"))
    return ft.Column(
        parts, spacing=6, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
    )


def _month_bar(look: Look, here: shown.Question, month: date, do: Do) -> ft.Control:
    name = lettering(look, _("{when:month}", when=month), ANSWER, bold=True, centred=True)
    after = (month.replace(day=28) + timedelta(days=5)).replace(day=1)
    before = (month - timedelta(days=1)).replace(day=1)
    go = errand.look_at_month
    left = small(
        look, "action:month-before", _("Before"), do(go(here, before)), picture="chevron_left"
    )
    right = small(
        look,
        "action:month-after",
        _("After"),
        do(go(here, after)),
        picture="chevron_right",
        onward=True,
    )
    if look.is_phone:
        ends = ft.Row([left, right], alignment=ft.MainAxisAlignment.SPACE_BETWEEN)
        return ft.Column([name, ends], spacing=4, tight=True, horizontal_alignment=STRETCH)
    middle = ft.Container(name, expand=True, alignment=ft.Alignment.CENTER)
    return ft.Row([left, middle, right], vertical_alignment=ft.CrossAxisAlignment.CENTER)


STRETCH = ft.CrossAxisAlignment.STRETCH


def _weekdays(look: Look) -> ft.Control:
    names: list[ft.Control] = [
        ft.Container(
            lettering(look, says, BODY, bold=True, centred=True),
            expand=1,
            alignment=ft.Alignment.CENTER,
        )
        for says in SHORT_DAYS
    ]
    return ft.Row(names, spacing=4)


def _weeks(
    look: Look, here: shown.Question, month: date, days: dict[date, DayOut], do: Do
) -> list[ft.Control]:
    weeks = months.Calendar(months.SUNDAY).monthdatescalendar(month.year, month.month)
    return [
        ft.Row(
            [
                ft.Container(
                    _square(look, here, day, days.get(day), do)
                    if day.month == month.month
                    else None,
                    expand=1,
                )
                for day in week
            ],
            spacing=4,
        )
        for week in weeks
    ]


def _square(
    look: Look, here: shown.Question, day: date, known: DayOut | None, do: Do
) -> ft.Control:
    theme = look.theme
    number = Text("{n:plain}", {"n": day.day})
    if known is None or known.state == "closed":
        faint = lettering(look, number, BODY, color=theme.soft, centred=True, line=1.3)
        return ft.Container(faint, height=look.px(CONTROL) + 16, alignment=ft.Alignment.CENTER)
    text = lettering(look, number, ANSWER, bold=True, line=1.1)
    return _day(look, here, known, do, [text], look.px(CONTROL) + 16 - 2 * RING)


def _day(
    look: Look,
    here: shown.Question,
    known: DayOut,
    do: Do,
    texts: list[ft.Control],
    height: int | None = None,
) -> ft.Control:
    """Free or full is said by a word, not by a colour alone."""
    theme = look.theme
    is_free = known.state == "free"
    mark = _("free") if is_free else _("full")
    shade = theme.families["town"] if is_free else None  # type: ignore[index]
    column = ft.Column(
        [
            *texts,
            lettering(look, mark, SMALL, color=theme.act if is_free else theme.soft, line=1.1),
        ],
        spacing=0,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
    )
    says = on_screen(look, _("{day}: {state}", day=known.says.text, state=mark))
    return Press(
        look,
        f"day:{known.day.isoformat()}",
        ft.Container(column, data=says),
        do(errand.answer(here.walk, here.card.step, known.day.isoformat())),
        ground=shade.ground if shade else theme.card,
        edge=shade.edge if shade else theme.line,
        padding=4 if height else ft.Padding.symmetric(horizontal=4, vertical=19),
        radius=12,
        centred=True,
        height=height,
    )


def _list(look: Look, here: shown.Question, days: dict[date, DayOut], do: Do) -> list[ft.Control]:
    """Three squares in a row, each with its weekday: a finger needs the width."""
    per_row = ON_PHONE if look.is_phone else 5
    usable = [d for d in days.values() if d.state != "closed"]
    squares: list[ft.Control] = []
    for known in usable:
        weekday = SHORT_DAYS[(known.day.weekday() + 1) % 7]
        says = _("{n:plain} ({weekday})", n=known.day.day, weekday=weekday)
        text = lettering(look, says, BODY, bold=True, centred=True, line=1.2)
        squares.append(ft.Container(_day(look, here, known, do, [text]), expand=1))
    rows = [squares[i : i + per_row] for i in range(0, len(squares), per_row)]
    return [
        ft.Row([*row, *(ft.Container(expand=1) for _gap in range(per_row - len(row)))], spacing=6)
        for row in rows
    ]
