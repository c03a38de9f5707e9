"""The desk's list of doors that stayed shut: whom to telephone next, and all that was done."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from senior_life.contract import (
    Action,
    Column,
    Kind,
    Line,
    Option,
    Person,
    Several,
    Step,
    Table,
    Text,
    Value,
)
from senior_life.providing import JAPAN
from services.meal_delivery import checks, eaters
from services.meal_delivery.checks import BACK, MISTAKE, NOT_GONE, TELEPHONED, WE_GO, Course
from services.meal_delivery.desk_rounds import SAID
from services.meal_delivery.sentences import _
from services.meal_delivery.tables import Check, CheckStep

ANSWERS: dict[str, Text] = {
    "no_answer": _("Did not answer the telephone"),
    "cannot": _("Cannot go"),
    "goes": _("Will go and look"),
}
DONE: dict[str, Text] = {
    **SAID,
    **ANSWERS,
    WE_GO: _("Somebody of the town goes"),
    NOT_GONE: _("Has not gone after all"),
    "well": _("All is well"),
    "help": _("Help was called"),
    BACK: _("Taken back"),
    MISTAKE: _("Was a mistake"),
}
STEP = Step("answer", Kind.CHOICE, _("What did they answer?"), _("Answer"))
OPTIONS = tuple(Option(name, says) for name, says in ANSWERS.items())
ENDS = (
    Action("well", _("All is well"), warns=_("The check ends: all is well.")),
    Action("help", _("Help was called"), warns=_("The check ends: help was called.")),
)
TAKE_BACK = Action(BACK, _("Take back"))
Known = tuple[Check, list[CheckStep], Course]


def table(session: Session, day: date, kitchen: str) -> Table:
    """Open ones of whatever day first, then those of this day that are over."""
    columns = (
        Column("resident", _("Resident")),
        Column("phone", _("Telephone")),
        Column("address", _("Address")),
        Column("why", _("At the door")),
        Column("next", _("What to do now")),
        Column("done", _("What was done")),
    )
    lines = tuple(_line(*one) for one in _known(session, day, kitchen))
    return Table("checks", _("Is all well?"), columns, lines)


def _known(session: Session, day: date, kitchen: str) -> Sequence[Known]:
    query = (
        select(Check)
        .where(col(Check.kitchen) == kitchen, (col(Check.outcome) == "") | (col(Check.day) == day))
        .order_by(col(Check.outcome) != "", col(Check.day), col(Check.ref))
    )
    found = list(session.scalars(query))
    steps = checks.steps_of(session, [one.ref for one in found])
    return [
        (
            one,
            steps[one.ref],
            checks.course(steps[one.ref], eaters.contacts_of(session, one.resident)),
        )
        for one in found
    ]


def _line(check: Check, steps: Sequence[CheckStep], now: Course) -> Line:
    cells: tuple[Value, ...] = (
        Person(check.resident),
        Person(check.resident, "phone"),
        Person(check.resident, "address"),
        _("{day:day}: {what}", day=check.day, what=SAID[check.why]),
        _next(check, now),
        _("{all}", all=Several(tuple(map(_said, steps)))),
    )
    return Line(checks.item(check, steps), cells, _actions(check, now), check.outcome or "call")


def _said(step: CheckStep) -> Text:
    at: datetime = step.at.astimezone(JAPAN)
    what = DONE[step.what]
    if not step.who:
        return _("{at:clock} {what} ({staff})", at=at, what=what, staff=Person(step.staff, "staff"))
    return _(
        "{at:clock} {who}: {what} ({staff})",
        at=at,
        who=step.who,
        what=what,
        staff=Person(step.staff, "staff"),
    )


def _next(check: Check, now: Course) -> Text:
    if check.outcome:
        return DONE[check.outcome]
    if now.somebody_goes:
        return _("Somebody goes. Ask what they found.")
    if now.next is None:
        return _("No contact is written down. Somebody of the town should go.")
    return _("Telephone {who}, {phone}", who=now.next.name, phone=now.next.phone)


def _actions(check: Check, now: Course) -> tuple[Action, ...]:
    back = (TAKE_BACK,) if now.steps and check.outcome != MISTAKE else ()
    if check.outcome:
        return back
    if now.somebody_goes:
        return (*ENDS, Action(NOT_GONE, _("Has not gone after all")), *back)
    called: tuple[Action, ...] = ()
    if now.next is not None:
        called = (Action(TELEPHONED, _("Has been telephoned"), (STEP,), {STEP.name: OPTIONS}),)
    return (*called, Action(WE_GO, _("Somebody of the town goes")), *ENDS, *back)
