"""What the staff of one office see: the day's visits, who waits, and the counters."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from senior_life.contract import (
    Action,
    Column,
    Kind,
    Line,
    Person,
    Several,
    State,
    Step,
    Table,
    Text,
    Value,
)
from services.counter_reservation import desk_counters
from services.counter_reservation.availability import clock, moment
from services.counter_reservation.offices import Offices
from services.counter_reservation.options import MODES, topic_options
from services.counter_reservation.pack import Mode
from services.counter_reservation.sentences import _, time_of
from services.counter_reservation.showing import topics_of
from services.counter_reservation.standing import is_visit
from services.counter_reservation.tables import Booking

UNDO = Action("undo", _("Take back"))
FORGET = Action("undo", _("Take back"), warns=_("The visitor is taken off the list."))
ARRIVED = Action("arrived", _("Has arrived"))
CALLED = Action("called", _("Call up"))
DONE = Action("done", _("Finished"))
NO_SHOW = Action("no_show", _("Did not come"))
CALLING = Action("called", _("Begin the call"))
NOT_REACHED = Action("no_show", _("Was not reached"))
TELEPHONED = Action("telephoned", _("Has been telephoned"))
STATES: dict[tuple[State, str], Text] = {
    (State.CONFIRMED, ""): _("Booked"),
    (State.UNDER_WAY, "arrived"): _("Has arrived"),
    (State.UNDER_WAY, "called"): _("At the counter"),
    (State.DONE, "done"): _("Finished"),
    (State.DONE, "no_show"): _("Did not come"),
    (State.WAITING, ""): _("Waits for a free time"),
    (State.PROPOSED, ""): _("Has been offered a time"),
}
ON_LIST = (State.CONFIRMED, State.UNDER_WAY, State.DONE)
BY_CALL: dict[tuple[State, str], Text] = {
    (State.UNDER_WAY, "called"): _("Being talked to"),
    (State.DONE, "no_show"): _("Was not reached"),
}
IN_LINE = (State.WAITING, State.PROPOSED)


def tables(session: Session, offices: Offices, day: date, office: str) -> Sequence[Table]:
    return (
        _visits(session, offices, day, office),
        _waiting(session, offices, day, office),
        desk_counters.table(session, offices, day, office),
    )


def _of_day(session: Session, day: date, office: str, states: Sequence[State]) -> list[Booking]:
    query = (
        select(Booking)
        .where(
            col(Booking.day) == day, col(Booking.office) == office, col(Booking.state).in_(states)
        )
        .order_by(col(Booking.first), col(Booking.counter), col(Booking.number))
    )
    return list(session.scalars(query))


# --- the day's visits ---


def _visits(session: Session, offices: Offices, day: date, office: str) -> Table:
    columns = (
        Column("time", _("Time")),
        Column("number", _("Number")),
        Column("resident", _("Resident")),
        Column("topic", _("Topic")),
        Column("counter", _("Counter")),
        Column("how", _("How")),
        Column("state", _("State")),
    )
    found = _of_day(session, day, office, ON_LIST)
    lines = tuple(_visit(offices, booking) for booking in found)
    actions = (_walk_in(offices, office),) if day == offices.today() else ()
    return Table("day", _("Visits of the day"), columns, lines, actions)


def _visit(offices: Offices, booking: Booking) -> Line:
    counter = offices.counters.get(booking.counter)
    cells: tuple[Value, ...] = (
        time_of(clock(booking.first)),
        booking.number,
        _person(booking),
        _topics(offices, booking),
        counter.where.name if counter else booking.counter,
        _how(booking),
        state_of(booking),
    )
    return Line(booking.ref, cells, _steps(offices, booking), booking.outcome or booking.state)


def _person(booking: Booking) -> Value:
    if booking.resident:
        return Person(booking.resident)
    return booking.name or _("Without a name")


def _how(booking: Booking) -> Text:
    """With the number to call, where the office calls; and what to have ready for the visitor."""
    mode = Mode(booking.mode)
    said: list[Value] = [MODES[mode]]
    if booking.resident:
        called = () if mode is Mode.IN_PERSON else (Person(booking.resident, "phone"),)
        said += [*called, Person(booking.resident, "needs")]
    return _("{all}", all=Several(tuple(said)))


def _topics(offices: Offices, booking: Booking) -> Text:
    return _("{topics}", topics=Several(offices.topic_names(topics_of(booking))))


def state_of(booking: Booking) -> Text:
    how = (State(booking.state), booking.outcome)
    return STATES[how] if is_visit(booking) else BY_CALL.get(how, STATES[how])


def _steps(offices: Offices, booking: Booking) -> tuple[Action, ...]:
    """What may happen next on that day; nobody is missing before the visit begins."""
    has_begun = offices.host.now() >= moment(booking.day, booking.first)
    is_today = booking.day <= offices.today()
    match State(booking.state), booking.outcome:
        case State.CONFIRMED, _:
            begin, missed = (ARRIVED, NO_SHOW) if is_visit(booking) else (CALLING, NOT_REACHED)
            return (*((begin,) if is_today else ()), *((missed,) if has_begun else ()))
        case State.UNDER_WAY, "arrived":
            return (CALLED, DONE, FORGET if booking.is_walk_in else UNDO)
        case State.UNDER_WAY, _:
            return (DONE, UNDO)
        case _:
            return (UNDO,)


def _walk_in(offices: Offices, office: str) -> Action:
    served = {t for one in offices.counters.values() if one.office == office for t in one.topics}
    return Action(
        "walk_in",
        _("Somebody without a booking"),
        (
            Step("topic", Kind.CHOICE, _("What is the visit about?"), _("Topic"), many=True),
            Step(
                "resident",
                Kind.TEXT,
                _("Who is it?"),
                _("Resident"),
                may_skip=True,
                longest=64,
            ),
            Step(
                "name",
                Kind.TEXT,
                _("If they are not found: what is the name? A number is enough, too."),
                _("Name"),
                may_skip=True,
                longest=64,
            ),
        ),
        {"topic": tuple(one for one in topic_options(offices) if one.value in served)},
    )


# --- who waits ---


def _waiting(session: Session, offices: Offices, day: date, office: str) -> Table:
    columns = (
        Column("number", _("Number")),
        Column("resident", _("Resident")),
        Column("topic", _("Topic")),
        Column("state", _("State")),
        Column("phone", _("Telephone")),
    )
    found = _of_day(session, day, office, IN_LINE)
    ordered = sorted(found, key=lambda one: (not one.needs_call, one.waiting_since or one.made_at))
    return Table(
        "waiting", _("Waiting list"), columns, tuple(_waits(offices, one) for one in ordered)
    )


def _waits(offices: Offices, booking: Booking) -> Line:
    needs_call = _("Please telephone: the counter closes and no other time was found or taken.")
    cells: tuple[Value, ...] = (
        booking.number,
        _person(booking),
        _topics(offices, booking),
        needs_call if booking.needs_call else state_of(booking),
        Person(booking.resident, "phone") if booking.resident else "",
    )
    has_been = booking.is_moved and booking.state == State.WAITING and not booking.needs_call
    actions = (TELEPHONED,) if booking.needs_call else (UNDO,) if has_been else ()
    return Line(booking.ref, cells, actions, "call" if booking.needs_call else booking.state)
