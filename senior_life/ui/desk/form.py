"""The questions of an action side by side, one way to answer for every kind of card."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

import flet as ft

from senior_life import wire
from senior_life.contract import PAPER, Kind, Text, words
from senior_life.ui.blocks import Do, Said, field
from senior_life.ui.blocks.press import by_the_browser
from senior_life.ui.desk import shown
from senior_life.ui.desk.acts import files, lists
from senior_life.ui.desk.blocks import push, pushes, status, words_of
from senior_life.ui.desk.choosing import ChooseFile
from senior_life.ui.desk.finding import found_list
from senior_life.ui.desk.month import month_of
from senior_life.ui.look import Look
from senior_life.ui.screens.answers import WEEKDAYS
from senior_life.words import Words

_ = words("senior_life")
TOO_MANY_TIMES = 8
ONE_LINE = 200
"""Characters that a field of one line is for; longer words get a field of several."""
FIRST_MATCHES = 6


@dataclass(frozen=True, slots=True)
class Form:
    """What a question needs to be drawn: the reader, the answers so far, and the handlers."""

    look: Look
    do: Do
    side: shown.Side
    today: date

    def chosen(self, asked: wire.Card) -> tuple[str, ...]:
        return self.side.chosen(asked.step)


def question(form: Form, asked: wire.Card, first: bool = False) -> list[ft.Control]:
    """``first`` is where the keyboard begins."""
    look = form.look
    head = ft.Semantics(
        identifier=f"question:{asked.step}",
        content=words_of(look, asked.ask, bold=True),
    )
    controls: list[ft.Control] = [head]
    if asked.hint is not None:
        controls.append(words_of(look, asked.hint, soft=True))
    if asked.may_skip:
        controls.append(words_of(look, _("May be left empty."), soft=True))
    return [*controls, *answer_of(form, asked, first)]


def answer_of(form: Form, asked: wire.Card, first: bool) -> list[ft.Control]:
    if asked.step == lists.RESIDENT:
        return _resident(form, asked)
    if asked.kind is Kind.TIME and len(asked.choices) > TOO_MANY_TIMES:
        return _times(form, asked, first)
    if asked.choices:
        return [pushes(_choices(form, asked, asked.choices, first))]
    return WAYS[asked.kind](form, asked, first)


def _choices(
    form: Form, asked: wire.Card, choices: Sequence[wire.Choice], first: bool = False
) -> list[ft.Control]:
    return [
        _chip(form, asked, one.value, one.label, first and index == 0)
        for index, one in enumerate(choices)
    ]


def _chip(form: Form, asked: wire.Card, value: str, says: Said, first: bool = False) -> ft.Control:
    return push(
        form.look,
        f"choice:{asked.step}:{value}",
        says,
        form.do(lists.pick(asked, value)),
        selected=value in form.chosen(asked),
        quiet=True,
        first=first,
    )


def _times(form: Form, asked: wire.Card, first: bool) -> list[ft.Control]:
    """Hours first, and the times within the one that is opened."""
    hours: dict[str, list[wire.Choice]] = {}
    for one in asked.choices:
        hours.setdefault(one.value[:2], []).append(one)
    chosen = next(iter(form.chosen(asked)), "")[:2]
    opened = dict(form.side.hours).get(asked.step, chosen)
    row = [
        push(
            form.look,
            f"hour:{asked.step}:{hour}",
            Text("{at}", {"at": time(int(hour))}),
            form.do(lists.open_hour(asked, hour)),
            selected=hour == opened,
            quiet=True,
            first=first and index == 0,
        )
        for index, hour in enumerate(hours)
    ]
    controls: list[ft.Control] = [pushes(row)]
    if opened in hours:
        controls.append(words_of(form.look, _("Exactly when?"), soft=True))
        controls.append(pushes(_choices(form, asked, hours[opened])))
    return controls


def _typed(form: Form, asked: wire.Card, first: bool) -> list[ft.Control]:
    label = _("How many") if asked.kind is Kind.NUMBER else _("Write here")
    return [
        field(
            form.look,
            asked.step,
            label,
            form.do.typed(asked.step),
            form.do.keeps(asked.step),
            on_enter=form.do(lists.answer_all()),
            lines=1 if (asked.longest or 0) <= ONE_LINE else 6,
            longest=asked.longest,
            digits=asked.kind is Kind.NUMBER,
            first=first,
        )
    ]


def _yes_no(form: Form, asked: wire.Card, first: bool) -> list[ft.Control]:
    return [pushes([_chip(form, asked, "yes", _("Yes"), first), _chip(form, asked, "no", _("No"))])]


def _file(form: Form, asked: wire.Card, first: bool) -> list[ft.Control]:
    """From this computer where the service takes files, else on paper."""
    if not asked.accepts:
        return [pushes([_chip(form, asked, PAPER, _("Is brought on paper"), first)])]
    sent = [one for one in form.side.sent if one.ref in form.chosen(asked)]
    sending = dict(form.side.sending).get(asked.step)
    says = _("Choose another file") if sent else _("Choose a file")
    choose = ChooseFile(  # type: ignore[call-arg]
        form.look,
        asked.step,
        asked.accepts,
        says,
        lambda chosen, send: form.do(files.send_file(asked, chosen, send))(),
        first,
        key=f"choose:{asked.step}",
    )
    on_its_way = (
        [status(form.look, f"sending:{asked.step}", files.percent(sending), "upload")]
        if sending
        else []
    )
    return [*(_sent(form, one) for one in sent), *on_its_way, pushes([choose])]


def _sent(form: Form, file: wire.FileOut) -> ft.Control:
    return push(
        form.look,
        f"sent:{file.ref}",
        Words(file.name),
        by_the_browser,
        picture="check_circle",
        quiet=True,
        opens=file.url,
    )


def _repeat(form: Form, asked: wire.Card, first: bool) -> list[ft.Control]:
    weekly = next((v for v in form.chosen(asked) if v.startswith("weekly:")), "weekly:")
    marked = set(weekly.removeprefix("weekly:").split(",")) - {""}

    def toggled(day: str) -> tuple[str, ...]:
        after = marked ^ {day}
        names = ",".join(name for name, _says in WEEKDAYS if name in after)
        return (f"weekly:{names}",) if names else ()

    return [
        pushes(
            [
                push(
                    form.look,
                    f"day:{day}",
                    says,
                    form.do(lists.set_picked(asked, toggled(day))),
                    selected=day in marked,
                    quiet=True,
                    first=first and index == 0,
                )
                for index, (day, says) in enumerate(WEEKDAYS)
            ]
        )
    ]


def _date(form: Form, asked: wire.Card, _first: bool) -> list[ft.Control]:
    value = next(iter(form.chosen(asked)), "")
    chosen = date.fromisoformat(value) if value else None
    month = dict(form.side.hours).get(asked.step, "")
    shown_month = date.fromisoformat(month) if month else (chosen or form.today)
    return [
        month_of(
            form.look,
            shown_month,
            chosen,
            form.today,
            lambda m: form.do(lists.open_hour(asked, m.isoformat())),
            lambda d: form.do(lists.set_picked(asked, (d.isoformat(),))),
        )
    ]


WAYS: Mapping[Kind, Callable[[Form, wire.Card, bool], list[ft.Control]]] = {
    Kind.CHOICE: _typed,
    Kind.PLACE: _typed,
    Kind.TIME: _typed,
    Kind.TEXT: _typed,
    Kind.NUMBER: _typed,
    Kind.DATE: _date,
    Kind.YES_NO: _yes_no,
    Kind.REPEAT: _repeat,
    Kind.FILE: _file,
}


def _resident(form: Form, asked: wire.Card) -> list[ft.Control]:
    """Found by kana, name or the end of the telephone number, never typed as a name."""
    find = form.do(lists.find_for_side())
    row = ft.Row(
        [
            ft.Container(
                field(
                    form.look,
                    "find",
                    _("Kana or 4 digits"),
                    form.do.typed("find"),
                    form.do.keeps("find"),
                    on_enter=find,
                ),
                expand=True,
            ),
            push(form.look, "action:find", _("Find"), find, picture="search"),
        ],
        spacing=4,
    )

    def choose(one: wire.ResidentFull) -> ft.Control:
        is_chosen = one.ref in form.chosen(asked)
        return push(
            form.look,
            f"choice:{asked.step}:{one.ref}",
            _("Chosen") if is_chosen else _("Choose"),
            form.do(lists.pick(asked, one.ref)),
            selected=is_chosen,
            quiet=True,
        )

    found = form.side.found
    return [row, *found_list(form.look, found and found[:FIRST_MATCHES], choose)]


def answers_says(side: shown.Side) -> list[tuple[Said, Said]]:
    """The answers as they are read back, in the words of the options."""
    return [
        (asked.ask, _says(side, asked, values))
        for asked, (_step, values) in zip(side.action.asks, side.answers or (), strict=True)
        if values
    ]


def _says(side: shown.Side, asked: wire.Card, values: Sequence[str]) -> Said:
    named: dict[str, str] = {one.value: one.label.text for one in asked.choices}
    named |= {one.ref: one.name for one in side.found or ()}
    named |= {one.ref: one.name for one in side.sent}
    return Words("、".join(named.get(value, value) for value in values))
