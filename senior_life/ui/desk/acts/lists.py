"""Work on the lists of a day: another day, an action, what it asks, and reading them again."""

from dataclasses import replace
from datetime import date
from uuid import NAMESPACE_OID, uuid4, uuid5

from senior_life import wire
from senior_life.client import Unreachable
from senior_life.contract import Kind, Text, words
from senior_life.ui.desk import shown
from senior_life.ui.desk.acts.staff import at_desk
from senior_life.ui.desk.rooms import day_room
from senior_life.ui.desk.visit import DeskVisit
from senior_life.ui.shown import Shown
from senior_life.ui.visit import Act

_ = words("senior_life")
TYPED = (Kind.TEXT, Kind.NUMBER)
RESIDENT = "resident"
"""A question of this name wants one of the town's residents: the desk finds the person."""


def open_day(place: str, day: date) -> Act:
    async def deed(visit: DeskVisit) -> Shown:
        return await day_room(visit, [place, day.isoformat()])

    return at_desk(deed)


def look_at_month(month: date | None) -> Act:
    """None closes the calendar."""

    async def deed(visit: DeskVisit) -> Shown | None:
        here = visit.shown
        return replace(here, month=month) if isinstance(here, shown.Day) else None

    return at_desk(deed)


def refresh() -> Act:
    """Reads the lists again. Whatever is typed, opened or focused stays; an outage is said."""

    async def deed(visit: DeskVisit) -> Shown | None:
        before = visit.shown
        if not isinstance(before, shown.Day):
            return None
        try:
            staff = await visit.learn()
            tables = await visit.client.views(before.day, before.place)
        except Unreachable:
            here = visit.shown
            return replace(here, is_old=True) if isinstance(here, shown.Day) else None
        here = visit.shown
        if not isinstance(here, shown.Day) or here.route != before.route:
            return None
        return replace(
            here, tables=tuple(tables), read_at=staff.now, today=staff.now.date(), is_old=False
        )

    return at_desk(deed)


def start(table: wire.TableOut, line: wire.LineOut | None, action: wire.ActionOut) -> Act:
    """Asks first where there is something to ask or to warn of; otherwise it is done at once.

    What stood there already stands in the form, to be put right.
    """
    picked = tuple((asked.step, asked.chosen) for asked in action.asks if asked.chosen)
    side = shown.Side(table, line, action, uuid4().hex, picked)

    async def deed(visit: DeskVisit) -> Shown | None:
        here = visit.shown
        if not isinstance(here, shown.Day):
            return None
        visit.fill("find", "")
        for asked in action.asks:
            visit.fill(asked.step, next(iter(asked.chosen), ""))
        if action.asks:
            return replace(here, side=side, said=None)
        if action.warns is not None:
            return replace(here, side=replace(side, answers=()), said=None)
        return await _send(visit, here, side, ())

    return at_desk(deed)


def close_side() -> Act:
    """Nothing was sent, nothing is done."""

    async def deed(visit: DeskVisit) -> Shown | None:
        here = visit.shown
        return replace(here, side=None) if isinstance(here, shown.Day) else None

    return at_desk(deed)


def pick(asked: wire.Card, value: str) -> Act:
    """One value, or one more or fewer of several."""

    async def deed(visit: DeskVisit) -> Shown | None:
        here = visit.shown
        if not isinstance(here, shown.Day) or here.side is None:
            return None
        before = here.side.chosen(asked.step)
        after: tuple[str, ...] = (value,)
        if value in before:
            after = tuple(one for one in before if one != value)
        elif asked.many:
            after = (*before, value)
        picked = {**dict(here.side.picked), asked.step: after}
        return replace(here, side=replace(here.side, picked=tuple(picked.items())))

    return at_desk(deed)


def set_picked(asked: wire.Card, values: tuple[str, ...]) -> Act:
    async def deed(visit: DeskVisit) -> Shown | None:
        here = visit.shown
        if not isinstance(here, shown.Day) or here.side is None:
            return None
        picked = {**dict(here.side.picked), asked.step: values}
        return replace(here, side=replace(here.side, picked=tuple(picked.items())))

    return at_desk(deed)


def open_hour(asked: wire.Card, hour: str) -> Act:
    """A long list of times is chosen in two: the hour, then the minutes."""

    async def deed(visit: DeskVisit) -> Shown | None:
        here = visit.shown
        if not isinstance(here, shown.Day) or here.side is None:
            return None
        hours = {**dict(here.side.hours), asked.step: hour}
        return replace(here, side=replace(here.side, hours=tuple(hours.items())))

    return at_desk(deed)


def find_for_side() -> Act:
    async def deed(visit: DeskVisit) -> Shown | None:
        query = visit.typed("find").strip()[:100]
        found = tuple(await visit.client.find_residents(query)) if query else ()
        here = visit.shown
        if not isinstance(here, shown.Day) or here.side is None:
            return None
        return replace(here, side=replace(here.side, found=found))

    return at_desk(deed)


def answer_all() -> Act:
    """All questions at once; what is missing is named. A warning is read back before the yes."""

    async def deed(visit: DeskVisit) -> Shown | None:
        here = visit.shown
        if not isinstance(here, shown.Day) or here.side is None:
            return None
        side = here.side
        answers = tuple((c.step, _answer(visit, side, c)) for c in side.action.asks)
        missing = [
            c
            for c, (_step, values) in zip(side.action.asks, answers, strict=True)
            if not values and not c.may_skip
        ]
        if missing:
            visit.notice = _("Still missing: {what}", what=missing[0].ask.text)
            return None
        if side.action.warns is not None:
            return replace(here, side=replace(side, answers=answers))
        return await _send(visit, here, side, answers)

    return at_desk(deed)


def ask_again() -> Act:
    """Back from the read-back to the questions, with what was answered."""

    async def deed(visit: DeskVisit) -> Shown | None:
        here = visit.shown
        if not isinstance(here, shown.Day) or here.side is None:
            return None
        if not here.side.action.asks:
            return replace(here, side=None)
        return replace(here, side=replace(here.side, answers=None))

    return at_desk(deed)


def _answer(visit: DeskVisit, side: shown.Side, asked: wire.Card) -> tuple[str, ...]:
    if asked.step == RESIDENT or asked.choices or asked.kind not in TYPED:
        return side.chosen(asked.step)
    typed = visit.typed(asked.step).strip()
    return (typed,) if typed else ()


def do_it() -> Act:
    """The yes after the read-back."""

    async def deed(visit: DeskVisit) -> Shown | None:
        here = visit.shown
        if not isinstance(here, shown.Day) or here.side is None or here.side.answers is None:
            return None
        return await _send(visit, here, here.side, here.side.answers)

    return at_desk(deed)


async def _send(
    visit: DeskVisit, here: shown.Day, side: shown.Side, answers: shown.Picked
) -> Shown:
    many = {asked.step for asked in side.action.asks if asked.many}
    act = wire.DeskActIn(
        service=side.table.service,
        item=side.line.item if side.line else None,
        action=side.action.name,
        place=here.place,
        day=here.day,
        answers={step: values if step in many else values[0] for step, values in answers if values},
    )
    key = uuid5(NAMESPACE_OID, f"{side.seed} {act.model_dump_json()}").hex
    tables = await visit.client.desk_act(act, key)
    return replace(
        here,
        tables=tuple(tables),
        read_at=visit.now(),
        is_old=False,
        side=None,
        said=_done_says(side),
    )


def _done_says(side: shown.Side) -> Text:
    """Which line it was is said by what stands first in it."""
    action = side.action.label.text
    if side.line is None:
        return _("Noted: {action}", action=action)
    about = "  ".join(cell.text for cell in side.line.cells[:3] if cell.text)
    return _("Noted: {action} ({about})", action=action, about=about)
