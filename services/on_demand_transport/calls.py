"""Whom the desk telephoned, who did, when, and what was answered; it stays on the list, and can be
taken back."""

from collections.abc import Iterable, Mapping
from uuid import uuid4

from sqlalchemy import select
from sqlmodel import Session, col

from senior_life.contract import (
    Action,
    Kind,
    Option,
    Person,
    State,
    Step,
    Text,
    Trouble,
    Unclear,
    Value,
)
from senior_life.providing import JAPAN, single
from services.on_demand_transport import confirming
from services.on_demand_transport.sentences import _, clock_of
from services.on_demand_transport.tables import Call, Ride
from services.on_demand_transport.working import LATER, Work

FINE, NO_ANSWER = "waits", "no_answer"
ANSWERS: dict[str, Text] = {
    FINE: _("Is fine with it"),
    "other": _("Wants another time, or does not ride"),
    NO_ANSWER: _("Did not answer the telephone"),
}
AGAIN_MINUTES = 5
"""Missed by so much more than when they were telephoned, they are to be telephoned again."""
STEP = Step("answer", Kind.CHOICE, _("What did they answer?"), _("Answer"))
OPTIONS = tuple(Option(name, label) for name, label in ANSWERS.items())
TELEPHONED = Action("telephoned", _("Has been telephoned"), (STEP,), {STEP.name: OPTIONS})
TAKE_BACK = Action("undo_call", _("Take the call back"))


def latest(session: Session, rides: Iterable[str]) -> Mapping[str, Call]:
    """By the ref of the ride: the last call about it."""
    query = select(Call).where(col(Call.ride).in_(list(rides))).order_by(col(Call.at), col(Call.id))
    return {one.ride: one for one in session.scalars(query)}


def is_settled(call: Call | None, minutes: float) -> bool:
    """Whether they know of it: somebody answered, and it is no worse since."""
    if call is None or call.answer == NO_ANSWER:
        return False
    return minutes < call.minutes + AGAIN_MINUTES


def said(call: Call | None) -> Value:
    if call is None:
        return _("Not telephoned yet")
    return _(
        "{day:near} {at:clock}, {staff}: {answer}",
        day=call.at.astimezone(JAPAN).date(),
        at=clock_of(call.at),
        staff=Person(call.staff, "staff"),
        answer=ANSWERS[call.answer],
    )


def actions(call: Call | None, *, is_open: bool) -> tuple[Action, ...]:
    return (*((TELEPHONED,) if is_open else ()), *((TAKE_BACK,) if call is not None else ()))


def telephone(session: Session, work: Work, ride: Ride, minutes: float) -> None:
    """Raises Unclear without an answer, and Trouble when what was proposed is gone by now."""
    answer = single(work.answers.get(STEP.name, ""))
    if answer not in ANSWERS:
        raise Unclear(_("Please choose what they answered."), STEP.name)
    is_taken = answer == FINE and State(ride.state) is State.PROPOSED
    if is_taken and not confirming.accept_by_telephone(session, work.network, ride):
        raise Trouble(LATER)
    session.add(
        Call(
            id=uuid4().hex,
            ride=ride.ref,
            staff=work.who.ref,
            answer=answer,
            minutes=minutes,
            needed=ride.needs_call,
            at=work.now,
        )
    )
    ride.needs_call = ride.needs_call and answer == NO_ANSWER
    session.add(ride)


def take_back(session: Session, ride: Ride) -> None:
    """The last call was a mistake: it is as before it. Raises Trouble when there is none."""
    call = latest(session, [ride.ref]).get(ride.ref)
    if call is None:
        raise Trouble(LATER)
    ride.needs_call = call.needed
    session.add(ride)
    session.delete(call)
