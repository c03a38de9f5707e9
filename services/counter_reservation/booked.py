"""Finding and making bookings: whose they are, what may change, and the number read out."""

from functools import cache
from typing import Any
from uuid import uuid4

from sqlalchemy import insert
from sqlmodel import Session, col

from senior_life import providing
from senior_life.contract import Caller, Channel, State, Trouble
from senior_life.providing import STAFF, Keys, new_number
from services.counter_reservation import showing, slots
from services.counter_reservation.offices import Offices
from services.counter_reservation.sentences import _
from services.counter_reservation.tables import Applied, Booking, Hold, Visit

OPEN = {State.WAITING, State.PROPOSED, State.CONFIRMED}
KEYS, INSERT = Keys(Applied), insert(Booking)
UNKNOWN = _("This booking is not known here. Please ask a person.")


def of(session: Session, who: Caller, ref: str) -> Booking:
    """Raises Trouble when it is not theirs, in the same words as when there is none."""
    found = session.get(Booking, ref)
    if found is None or found.resident != who.ref:
        raise Trouble(UNKNOWN)
    return found


def by_ref(session: Session, ref: str) -> Booking:
    """For staff, whose office is checked where they act."""
    found = session.get(Booking, ref)
    if found is None:
        raise Trouble(UNKNOWN)
    return found


def changeable(session: Session, offices: Offices, who: Caller, ref: str) -> Booking:
    """Raises Trouble, with whom to call, when it is over or too late."""
    found = of(session, who, ref)
    phone = offices.phone(found.office)
    if State(found.state) not in OPEN:
        raise Trouble(_("This booking can no longer be changed. Please call {phone}.", phone=phone))
    if is_too_late(offices, who, found):
        raise Trouble(_("It is too late to change this here. Please call {phone}.", phone=phone))
    return found


def is_too_late(offices: Offices, who: Caller, booking: Booking) -> bool:
    """Staff at the telephone may until the visit begins."""
    if State(booking.state) is not State.CONFIRMED:
        return False
    until = showing.starts_at(booking) if who.channel in STAFF else booking.undo_until
    return until is not None and offices.host.now() > max(until, booking.undo_until or until)


def has_begun(offices: Offices, who: Caller, visit: Visit) -> bool:
    """Too late for a yes, however long it was kept; who stands at the counter is there already."""
    is_there = who.channel is Channel.COUNTER
    return not is_there and showing.starts_at(visit) <= offices.host.now()


def join(session: Session, stays: str, goes: str) -> None:
    providing.join(session, (Booking, Hold), stays, goes)


def done_before(session: Session, key: str) -> Booking | None:
    ref = KEYS.ref_of(session, key)
    return session.get(Booking, ref) if ref else None


def slot_of(session: Session, ref: str) -> str:
    """The slot of the booking that a hold would replace; empty: none."""
    found = session.get(Booking, ref) if ref else None
    return found.slot if found else ""


def proposal_of(session: Session, booking: Booking) -> Hold | None:
    return session.get(Hold, booking.proposal) if booking.proposal else None


def new(session: Session, offices: Offices, who: Caller, visit: Visit, state: State) -> Booking:
    number = new_number(session, col(Booking.number), offices.offices[visit.office].letters)
    return Booking(**columns(offices, who, visit, number, state))


def columns(
    offices: Offices, who: Caller, visit: Visit, number: str, state: State
) -> dict[str, Any]:
    """Of a new booking; those that nobody set have their defaults."""
    return {
        **_defaults(),
        **{name: getattr(visit, name) for name in Visit.model_fields},
        "ref": uuid4().hex,
        "number": number,
        "state": state.value,
        "made_by": who.made_by,
        "made_at": offices.host.now(),
    }


@cache
def _defaults() -> dict[str, Any]:
    fields = Booking.model_fields.items()
    return {name: field.default for name, field in fields if not field.is_required()}


def add(session: Session, booking: Booking) -> None:
    """A new one, which the session need not watch."""
    session.connection().execute(INSERT, booking.model_dump())


def place_at(offices: Offices, booking: Booking, hold: Hold) -> None:
    """The booking now stands where the hold was."""
    for name in ("office", "counter", "day", "lane", "first", "units", "slot", "topics", "mode"):
        setattr(booking, name, getattr(hold, name))
    now = offices.host.now()
    booking.state = State.CONFIRMED
    booking.undo_until = showing.undo_until(offices, showing.starts_at(booking), now)
    booking.proposal, booking.waiting_since = "", None
    booking.is_moved = booking.needs_call = False


def give_up(session: Session, booking: Booking, but: str = "") -> None:
    """Free what the booking has or was proposed, except the slot ``but``."""
    if booking.slot and booking.slot != but:
        slots.free(session, booking.slot)
    proposal = proposal_of(session, booking)
    if proposal and proposal.slot != but:
        slots.release(session, proposal)
    booking.slot, booking.proposal = "", ""
