"""Is all well? What is done after a door stayed shut, until somebody knows.

Contacts are telephoned one at a time, the first again after the last, until one of them, or the
town itself, says that they go; and then until it is said what they found. A check never ends by
itself, and nothing that was done about it is taken off the list.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from senior_life.contract import Trouble, Unclear
from senior_life.providing import single
from services.meal_delivery import eaters
from services.meal_delivery.eaters import Contact
from services.meal_delivery.sentences import _
from services.meal_delivery.tables import Check, CheckStep, Order
from services.meal_delivery.working import LATER, Work, check_kitchen

ITEM = "check-"
"""Begins the item of a check's line: that of the order's own line is its ref."""
CALLED = ("no_answer", "cannot", "goes")
"""What a contact may answer."""
TELEPHONED, WE_GO, NOT_GONE, BACK = "telephoned", "we_go", "not_gone", "back"
GOES = {"goes", WE_GO}
MISTAKE = "mistake"
BEGINS = ("not_home", "worried", MISTAKE)
"""What is said at the door, and that it was wrong."""
FOUND = ("well", "help")
"""All is well, or somebody was called to help: either ends a check."""


@dataclass(frozen=True, slots=True)
class Course:
    """How far a check has come: its steps without those that were taken back."""

    steps: tuple[CheckStep, ...]
    contacts: tuple[Contact, ...]

    @property
    def somebody_goes(self) -> bool:
        return bool(self.steps) and self.steps[-1].what in GOES

    @property
    def next(self) -> Contact | None:
        """Whom to telephone now; None: nobody is written down."""
        if not self.contacts:
            return None
        called = sum(one.what in CALLED for one in self.steps)
        return self.contacts[called % len(self.contacts)]


def course(steps: Iterable[CheckStep], contacts: tuple[Contact, ...]) -> Course:
    """What is said at the door begins it anew."""
    kept: list[CheckStep] = []
    for one in steps:
        if one.what in BEGINS:
            kept = []
        elif one.what == BACK:
            kept.pop()
        else:
            kept.append(one)
    return Course(tuple(kept), contacts)


def item(check: Check, steps: Sequence[CheckStep]) -> str:
    """Of its line, until the next step: two clerks do not do the same thing one after the other."""
    return f"{ITEM}{check.ref}-{len(steps)}"


def steps_of(session: Session, refs: Sequence[str]) -> Mapping[str, list[CheckStep]]:
    """In the order in which they were done."""
    query = select(CheckStep).where(col(CheckStep.ref).in_(refs)).order_by(col(CheckStep.number))
    found: dict[str, list[CheckStep]] = {ref: [] for ref in refs}
    for one in session.scalars(query):
        found[one.ref].append(one)
    return found


def begin(session: Session, work: Work, order: Order, why: str) -> None:
    """Begun again, what was done before stays on it."""
    found = session.get(Check, order.ref) or Check(
        ref=order.ref, resident=order.resident, kitchen=order.kitchen, day=order.day, why=why
    )
    found.why, found.outcome = why, ""
    _write(session, work, found, steps_of(session, [found.ref])[found.ref], why)


def end_as_mistake(session: Session, work: Work, order: Order) -> None:
    """What the driver said is taken back: the check is over, and stays to be seen."""
    found = session.get(Check, order.ref)
    if found is not None:
        found.outcome = MISTAKE
        _write(session, work, found, steps_of(session, [found.ref])[found.ref], MISTAKE)


def go_on(session: Session, work: Work, action: str) -> str:
    """The ref of the order that it is about. Raises Trouble where the list has moved on."""
    ref = work.item.removeprefix(ITEM).rpartition("-")[0]
    found, every = session.get(Check, ref), steps_of(session, [ref])[ref]
    if found is None or work.item != item(found, every):
        raise Trouble(LATER)
    check_kitchen(work, found.kitchen)
    now = course(every, eaters.contacts_of(session, found.resident))
    what, who = _step(work, found, now, action)
    found.outcome = what if what in FOUND else ""
    _write(session, work, found, every, what, who)
    return ref


def _write(
    session: Session,
    work: Work,
    check: Check,
    before: Sequence[CheckStep],
    what: str,
    who: str = "",
) -> None:
    session.add(check)
    number, staff = len(before) + 1, work.who.ref
    session.add(
        CheckStep(ref=check.ref, number=number, what=what, who=who, staff=staff, at=work.now)
    )


def _step(work: Work, check: Check, now: Course, action: str) -> tuple[str, str]:
    """What is written down, and who was telephoned."""
    if action == BACK and now.steps and check.outcome != MISTAKE:
        return BACK, ""
    if check.outcome:
        raise Trouble(LATER)
    if action in FOUND or (action == WE_GO and not now.somebody_goes):
        return action, ""
    if action == NOT_GONE and now.somebody_goes:
        return action, now.steps[-1].who
    if action == TELEPHONED and now.next is not None and not now.somebody_goes:
        answer = single(work.answers.get("answer", ""))
        if answer not in CALLED:
            raise Unclear(_("Please choose what they answered."), "answer")
        return answer, now.next.name
    raise Trouble(LATER)
