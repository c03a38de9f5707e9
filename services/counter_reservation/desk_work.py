"""What staff do to a visit, to the waiting list and to a counter; each key works once."""

from collections.abc import Callable
from uuid import uuid4

from sqlmodel import Session

from senior_life.contract import (
    Caller,
    Channel,
    Gone,
    State,
    Trouble,
)
from senior_life.providing import single
from services.counter_reservation import booked, desk_counters, slots
from services.counter_reservation.availability import (
    UNITS,
    not_before,
    units_in,
)
from services.counter_reservation.quoting import hold_of
from services.counter_reservation.sentences import _
from services.counter_reservation.slots import Slot
from services.counter_reservation.standing import is_visit
from services.counter_reservation.tables import Booking
from services.counter_reservation.wishes import wanted_by
from services.counter_reservation.working import LATER, Done, Work, check_office

MOVES: dict[tuple[str, State, str], tuple[State, str]] = {
    ("arrived", State.CONFIRMED, ""): (State.UNDER_WAY, "arrived"),
    ("called", State.UNDER_WAY, "arrived"): (State.UNDER_WAY, "called"),
    ("done", State.UNDER_WAY, "arrived"): (State.DONE, "done"),
    ("done", State.UNDER_WAY, "called"): (State.DONE, "done"),
    ("no_show", State.CONFIRMED, ""): (State.DONE, "no_show"),
    ("undo", State.UNDER_WAY, "arrived"): (State.CONFIRMED, ""),
    ("undo", State.UNDER_WAY, "called"): (State.UNDER_WAY, "arrived"),
    ("undo", State.DONE, "done"): (State.UNDER_WAY, "called"),
    ("undo", State.DONE, "no_show"): (State.CONFIRMED, ""),
}
BY_CALL: dict[tuple[str, State, str], tuple[State, str]] = {
    ("called", State.CONFIRMED, ""): (State.UNDER_WAY, "called"),
    ("done", State.UNDER_WAY, "called"): (State.DONE, "done"),
    ("no_show", State.CONFIRMED, ""): (State.DONE, "no_show"),
    ("undo", State.UNDER_WAY, "called"): (State.CONFIRMED, ""),
    ("undo", State.DONE, "done"): (State.UNDER_WAY, "called"),
    ("undo", State.DONE, "no_show"): (State.CONFIRMED, ""),
}


def act(session: Session, work: Work, action: str) -> Done:
    before = booked.done_before(session, work.key)
    if before is not None or booked.KEYS.is_applied(session, work.key):
        return Done(before.ref if before else "")
    acts: dict[str, Callable[[Session, Work], Done]] = {
        "walk_in": walk_in,
        "close": desk_counters.close,
        "reopen": desk_counters.reopen,
        "telephoned": telephoned,
    }
    done = acts[action](session, work) if action in acts else _step(session, work, action)
    booked.KEYS.remember(session, work.key, done.ref, work.now)
    return done


# --- a visit goes on ---


def _step(session: Session, work: Work, action: str) -> Done:
    booking = _theirs(session, work)
    if action == "undo" and booking.is_moved:
        booking.needs_call = True
        session.add(booking)
        return Done(booking.ref)
    if action == "undo" and booking.is_walk_in and booking.outcome == "arrived":
        return _forget(session, booking)
    moves = MOVES if is_visit(booking) else BY_CALL
    move = moves.get((action, State(booking.state), booking.outcome))
    if move is None:
        raise Trouble(LATER)
    if action == "undo" and booking.outcome == "no_show":
        _take_back(session, work, booking)
    booking.state, booking.outcome = move
    booking.seq += 1
    session.add(booking)
    if move[1] != "no_show":
        return Done(booking.ref)
    slots.free(session, booking.slot, _next_unit(work, booking))
    return Done(booking.ref, freed=frozenset({(booking.office, booking.day)}))


def _forget(session: Session, booking: Booking) -> Done:
    """Entered by mistake: without a booking there is nothing to go back to."""
    slots.free(session, booking.slot)
    booking.state, booking.outcome, booking.seq = State.CANCELLED, "", booking.seq + 1
    session.add(booking)
    return Done(booking.ref, freed=frozenset({(booking.office, booking.day)}))


def _theirs(session: Session, work: Work) -> Booking:
    booking = booked.by_ref(session, work.item)
    check_office(work, booking.office)
    return booking


def _next_unit(work: Work, booking: Booking) -> int:
    """The first quarter hour that nobody has used yet."""
    return next(units_in(not_before(work.now, booking.day)), UNITS)


def _take_back(session: Session, work: Work, booking: Booking) -> None:
    first = max(booking.first, _next_unit(work, booking))
    left = booking.first + booking.units - first
    slot = Slot(booking.office, booking.counter, booking.day, booking.lane, first, max(left, 0))
    if left <= 0 or slots.is_held(session, slot, booking.slot):
        return
    if not slots.claim(session, slot, booking.slot, None, work.now):
        says = _(
            "Somebody else has this time now. Please enter the visitor as one without a booking."
        )
        raise Trouble(says)


def telephoned(session: Session, work: Work) -> Done:
    booking = _theirs(session, work)
    booking.needs_call = False
    session.add(booking)
    return Done(booking.ref)


# --- without a booking ---


def walk_in(session: Session, work: Work) -> Done:
    """The next free time from now on; the visitor is here already."""
    office = single(work.answers.get("place", "")) or work.who.office
    check_office(work, office)
    wanted = wanted_by(work.offices, Channel.COUNTER, {**work.answers, "office": office})
    today = work.offices.today()
    room = slots.openings(session, work.offices, wanted, today, today).at_any_minute()
    free = (slot for unit in units_in(room.starts(today)) for slot in room.slots(today, unit))
    owner = uuid4().hex
    slot = slots.claim_first(session, free, owner, None, work.now)
    if slot is None:
        raise Gone(_("Nothing is free any more today. Please book another day with the visitor."))
    resident = single(work.answers.get("resident", ""))
    name = "" if resident else single(work.answers.get("name", "")).strip()
    hold = hold_of(slot, owner, wanted, resident, work.key, work.now, work.now)
    who = Caller(resident, Channel.COUNTER, work.who.ref)
    booking = booked.new(session, work.offices, who, hold, State.UNDER_WAY)
    booking.name, booking.is_walk_in = name, True
    booked.place_at(work.offices, booking, hold)
    booking.state, booking.outcome, booking.undo_until = State.UNDER_WAY, "arrived", None
    session.add(booking)
    return Done(booking.ref)
