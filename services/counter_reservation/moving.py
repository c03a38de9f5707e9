"""When a counter closes, its visitors are offered another time; when it opens again, they stay."""

from datetime import date
from uuid import uuid4

from sqlalchemy import select
from sqlmodel import Session, col

from senior_life.contract import Progress, State
from senior_life.providing import Busy
from services.counter_reservation import booked, elsewhere, showing, slots, waiting
from services.counter_reservation.elsewhere import suits
from services.counter_reservation.nearest import everywhere, nearest
from services.counter_reservation.offices import Offices
from services.counter_reservation.slots import Slot
from services.counter_reservation.tables import Booking, Pause
from services.counter_reservation.wishes import Wish


async def busy(offices: Offices, counter: str, day: date) -> Busy:
    """When those who have to do with that counter on that day are elsewhere."""
    query = select(Booking).where(
        col(Booking.day) == day,
        col(Booking.counter) == counter,
        col(Booking.state).in_((State.CONFIRMED, State.PROPOSED, State.WAITING)),
    )
    found = await offices.host.read(lambda session: list(session.scalars(query)))
    return await elsewhere.busy(offices, found)


def clear(session: Session, offices: Offices, pause: Pause, busy: Busy) -> list[Progress]:
    """Move everybody who is booked in that time and whose visit has not begun; safe to run again.

    Whoever has a time that is past may stand at the counter: the desk says what became of them.
    """
    now = offices.host.now()
    booked_then = _within(session, pause, State.CONFIRMED)
    affected = [one for one in booked_then if showing.starts_at(one) > now]
    return [move_away(session, offices, booking, busy) for booking in affected]


def restore(session: Session, offices: Offices, pause: Pause, busy: Busy) -> list[Progress]:
    """Those who have not answered get their old time back."""
    waiting_ones = [
        one
        for state in (State.PROPOSED, State.WAITING)
        for one in _within(session, pause, state)
        if one.is_moved
    ]
    told = [put_back(session, offices, one, busy) for one in waiting_ones]
    return [progress for progress in told if progress]


def _within(session: Session, pause: Pause, state: State) -> list[Booking]:
    query = (
        select(Booking)
        .where(
            col(Booking.state) == state,
            col(Booking.day) == pause.day,
            col(Booking.counter) == pause.counter,
            col(Booking.first) < pause.until,
            col(Booking.first) + col(Booking.units) > pause.since,
        )
        .order_by(col(Booking.first), col(Booking.made_at))
    )
    return list(session.scalars(query))


def move_away(session: Session, offices: Offices, booking: Booking, busy: Busy) -> Progress:
    """Another time is held that fits their day; where there is none, the office telephones."""
    slots.free(session, booking.slot)
    booking.slot, booking.is_moved, booking.undo_until = "", True, None
    asked = Wish(waiting.wanted_of(booking), booking.day, "", booking.first)
    room = everywhere(session, offices, asked)
    for office, day, unit in nearest(room, offices, asked):
        here = (one for one in room.slots(day, unit) if one.office == office)
        free = [one for one in here if suits(busy, booking, one)]
        hold = waiting.propose(session, offices, booking, free)
        if hold:
            return showing.progress(offices, booking, hold)
    booking.state, booking.needs_call = State.WAITING, True
    booking.waiting_since, booking.seq = offices.host.now(), booking.seq + 1
    session.add(booking)
    return showing.progress(offices, booking)


def put_back(session: Session, offices: Offices, booking: Booking, busy: Busy) -> Progress | None:
    """The closure was lifted before they answered: the old time is theirs again if it suits."""
    now, owner = offices.host.now(), uuid4().hex
    slot = Slot(
        booking.office, booking.counter, booking.day, booking.lane, booking.first, booking.units
    )
    is_over = showing.starts_at(booking) <= now or slots.is_paused(session, slot)
    is_free = not is_over and suits(busy, booking, slot)
    if not is_free or not slots.claim(session, slot, owner, None, now):
        return None
    booked.give_up(session, booking)
    booking.slot, booking.state, booking.seq = owner, State.CONFIRMED, booking.seq + 1
    booking.is_moved, booking.needs_call, booking.waiting_since = False, False, None
    booking.undo_until = showing.undo_until(offices, showing.starts_at(booking), now)
    session.add(booking)
    return showing.progress(offices, booking)
