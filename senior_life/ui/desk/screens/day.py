"""A day's work at one place: every list of every service, and what is asked beside them."""

from collections.abc import Sequence
from datetime import date, timedelta

import flet as ft

from senior_life.contract import Text, words
from senior_life.ui.acts.opening import open_at
from senior_life.ui.blocks import Do, lettering
from senior_life.ui.desk import shown
from senior_life.ui.desk.acts import lists
from senior_life.ui.desk.blocks import (
    MIDDLE,
    Page,
    pair_of,
    push,
    pushes,
    sheet,
    status,
    title,
    words_of,
)
from senior_life.ui.desk.form import Form, answers_says, question
from senior_life.ui.desk.frame import is_wide
from senior_life.ui.desk.month import month_of
from senior_life.ui.desk.table import work_list
from senior_life.ui.desk.ticking import Ticking
from senior_life.ui.look import BODY, RING, Look
from senior_life.words import Words

_ = words("senior_life")


def day(look: Look, here: shown.Day, do: Do) -> Page:
    controls: list[ft.Control] = [_head(look, here, do)]
    if here.month is not None:
        controls.append(_calendar(look, here, do))
    controls.append(_standing(look, here))
    if here.is_old:
        controls.append(_old(look, here, do))
    broad = is_wide(look) and here.side is None
    start = lambda table, line, action: do(lists.start(table, line, action))  # noqa: E731
    controls += [work_list(look, table, start, broad) for table in here.tables]
    if not here.places:
        controls.append(words_of(look, _("No service has a work list for you yet.")))
    controls.append(Ticking(do.stays(lists.refresh())))
    side = _side(look, here, do) if here.side else ()
    key = f"{here.side.seed}{here.side.answers is None}" if here.side else ""
    escape = do(lists.close_side()) if here.side else None
    if here.side is None and here.month is not None:
        escape = do(lists.look_at_month(None))
    return Page(here.key, "day", _("Work lists"), controls, side, key, escape, reading=False)


def _head(look: Look, here: shown.Day, do: Do) -> ft.Control:
    phone = push(
        look,
        "action:phone-booking",
        _("Book for a caller"),
        do(open_at("/desk/residents")),
        picture="phone_in_talk",
        primary=True,
    )
    row = ft.Row(
        [pushes(_days(look, here, do)), phone],
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
        vertical_alignment=MIDDLE,
        wrap=True,
        run_spacing=4,
    )
    return ft.Column([*_places(look, here, do), row], spacing=6, tight=True)


def _days(look: Look, here: shown.Day, do: Do) -> list[ft.Control]:
    """The day before, the calendar, the next day, today."""
    one = timedelta(days=1)

    def to(name: str, label: Text, day: date, picture: str) -> ft.Control:
        go = do(lists.open_day(here.place, day))
        return push(look, f"action:{name}", label, go, picture=picture, quiet=True)

    when = push(
        look,
        "action:calendar",
        Text("{when}", {"when": here.day}),
        do(lists.look_at_month(None if here.month else here.day)),
        picture="calendar_month",
        selected=None,
    )
    return [
        to("day-before", _("Day before"), here.day - one, "chevron_left"),
        when,
        to("day-after", _("Next day"), here.day + one, "chevron_right"),
        to("today", _("Today"), here.today, "today"),
    ]


def _places(look: Look, here: shown.Day, do: Do) -> list[ft.Control]:
    """Whoever works at one place only sees its name."""
    if len(here.places) == 1:
        return [title(look, here.places[0].label)]
    return [
        pushes(
            [
                push(
                    look,
                    f"choice:{one.value}",
                    one.label,
                    do(lists.open_day(one.value, here.day)),
                    selected=one.value == here.place,
                    quiet=True,
                )
                for one in here.places
            ]
        )
    ]


def _calendar(look: Look, here: shown.Day, do: Do) -> ft.Control:
    assert here.month is not None  # noqa: S101 -- drawn only then
    month = month_of(
        look,
        here.month,
        here.day,
        here.today,
        lambda m: do(lists.look_at_month(m)),
        lambda d: do(lists.open_day(here.place, d)),
    )
    return ft.Row([sheet(look, [month])])


def _standing(look: Look, here: shown.Day) -> ft.Control:
    """When the lists were last read, and what was done last."""
    read = lettering(
        look,
        _("Read at {at:clock}; read again by itself.", at=here.read_at),
        BODY,
        color=look.theme.soft,
    )
    inner: list[ft.Control] = [ft.Semantics(identifier="read-at", content=read)]
    if here.said is not None:
        inner.insert(0, status(look, "said", here.said, "check_circle"))
    return ft.Container(
        ft.Column(inner, spacing=2, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        padding=ft.Padding.symmetric(horizontal=RING),
    )


def _old(look: Look, here: shown.Day, do: Do) -> ft.Control:
    says = _(
        "The town does not answer just now. These lists are as they were at {at:clock} and may "
        "be old.",
        at=here.read_at,
    )
    again = push(look, "action:refresh", _("Read again"), do(lists.refresh()), picture="refresh")
    return sheet(look, [status(look, "old", says, "warning"), pushes([again])], edge=look.theme.ink)


def _side(look: Look, here: shown.Day, do: Do) -> Sequence[ft.Control]:
    assert here.side is not None  # noqa: S101 -- drawn only then
    side = here.side
    controls: list[ft.Control] = [
        ft.Semantics(
            identifier="side",
            header=True,
            heading_level=2,
            content=ft.Container(
                lettering(look, side.action.label, BODY + 6, bold=True),
                padding=ft.Padding.symmetric(horizontal=RING),
            ),
        )
    ]
    if side.line is not None:
        about = "  ".join(cell.text for cell in side.line.cells[:3] if cell.text)
        controls.append(words_of(look, Words(about)))
    controls += _asking(look, here, do) if side.answers is None else _reading(look, here, do)
    return [sheet(look, controls, edge=look.theme.act)]


def _asking(look: Look, here: shown.Day, do: Do) -> list[ft.Control]:
    assert here.side is not None  # noqa: S101 -- drawn only then
    side = here.side
    form = Form(look, do, side, here.today)
    controls = [
        control
        for index, asked in enumerate(side.action.asks)
        for control in question(form, asked, index == 0)
    ]
    goes_on = side.action.warns is not None
    says = _("Go on") if goes_on else side.action.label
    return [
        *controls,
        pushes(
            [
                push(
                    look,
                    "action:next",
                    says,
                    do(lists.answer_all()),
                    primary=True,
                    picture="arrow_forward" if goes_on else "check_circle",
                ),
                push(
                    look,
                    "action:keep",
                    _("Do not"),
                    do(lists.close_side()),
                    picture="close",
                    quiet=True,
                ),
            ]
        ),
    ]


def _reading(look: Look, here: shown.Day, do: Do) -> list[ft.Control]:
    """What will happen, read back before it does."""
    assert here.side is not None  # noqa: S101 -- drawn only then
    side = here.side
    controls: list[ft.Control] = [pair_of(look, ask, says) for ask, says in answers_says(side)]
    if side.action.warns is not None:
        controls.append(status(look, "warning", side.action.warns, "info"))
    controls.append(
        pushes(
            [
                push(
                    look,
                    "action:confirm",
                    side.action.label,
                    do(lists.do_it()),
                    primary=True,
                    picture="check_circle",
                    first=True,
                ),
                push(
                    look,
                    "action:back",
                    _("Back"),
                    do(lists.ask_again()),
                    picture="arrow_back",
                    quiet=True,
                ),
                push(
                    look,
                    "action:keep",
                    _("Do not"),
                    do(lists.close_side()),
                    picture="close",
                    quiet=True,
                ),
            ]
        )
    )
    column = ft.Column(controls, spacing=10, tight=True)
    return [ft.Semantics(identifier="readback", content=column)]
