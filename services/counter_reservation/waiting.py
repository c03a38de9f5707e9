"""The waiting list: what becomes free is offered to the first whom it fits, for a stated time."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import uuid4

from sqlalchemy import select
from sqlmodel import Session, col

from senior_life.contract import Channel, Progress, State
from senior_life.providing import PROPOSAL, Busy, awake
from services.counter_reservation import elsewhere, showing, slots, telling
from services.counter_reservation.availability import PERIODS, units_in
from services.counter_reservation.elsewhere import suits
from services.counter_reservation.offices import Offices, Wanted
from services.counter_reservation.pack import Mode
from services.counter_reservation.quoting import hold_of
from services.counter_reservation.slots import Slot
from services.counter_reservation.tables import Booking, Hold

Place = tuple[str, date]
"""An office and a day."""
MORNING, EVENING = time(10), time(21)
"""Between these an answer may be due."""
TO_THINK = timedelta(hours=24)  # for those whose counter closes; the slot is theirs meanwhile


async def fill(offices: Offices, places: Iterable[Place]) -> None:
    """Propose what is free there to those who wait; each is told once it is held for them."""
    for office, day in places:
        waiting_here = await offices.host.read(lambda s, o=office, d=day: queue(s, o, d))  # type: ignore[misc]
        if waiting_here:
            busy = await elsewhere.busy(offices, waiting_here)
            told = await offices.host.write(
                lambda s, o=office, d=day, b=busy: propose_all(s, offices, o, d, b)  # type: ignore[misc]
            )
            await telling.tell(offices, told)


def queue(session: Session, office: str, day: date) -> list[Booking]:
    """Those whose counter was closed first, then in the order of their asking."""
    query = (
        select(Booking)
        .where(
            col(Booking.state) == State.WAITING,
            col(Booking.day) == day,
            col(Booking.office) == office,
        )
        .order_by(col(Booking.is_moved).desc(), col(Booking.waiting_since), col(Booking.ref))
    )
    return list(session.scalars(query))


def propose_all(
    session: Session, offices: Offices, office: str, day: date, busy: Busy
) -> list[Progress]:
    """What is free there, to those who wait; they are still to be told."""
    return [
        showing.progress(offices, booking, hold)
        for booking in queue(session, office, day)
        for hold in [_propose(session, offices, booking, busy)]
        if hold
    ]


def _propose(session: Session, offices: Offices, booking: Booking, busy: Busy) -> Hold | None:
    """The earliest that fits the resident's day and was not yet proposed in vain."""
    wanted = wanted_of(booking)
    if not offices.knows(wanted):
        return None
    room = slots.openings(session, offices, wanted, booking.day, booking.day)
    wished = room.starts(booking.day) & PERIODS.get(booking.period, -1)
    passed = set(booking.passed.split(","))
    for unit in units_in(wished):
        if _said(booking.day, unit) not in passed:
            free = [one for one in room.slots(booking.day, unit) if suits(busy, booking, one)]
            hold = propose(session, offices, booking, free)
            if hold:
                return hold
    return None


def is_hopeless(offices: Offices, booking: Booking) -> bool:
    """Even if all went free, no visit could begin any more: it is too late, or nothing opens.

    Whom the office moved away itself it telephones, until the day is over.
    """
    if booking.is_moved:
        return booking.day < offices.today()
    wanted = wanted_of(booking)
    if not offices.knows(wanted):
        return True
    room = slots.Openings(offices, wanted, offices.units(wanted.topics), {}, offices.earliest())
    return not room.possible(booking.day) & PERIODS.get(booking.period, -1)


def wanted_of(booking: Booking) -> Wanted:
    """The office itself moves people to the places kept for its telephone."""
    channel = Channel.PHONE if booking.is_moved else Channel(booking.channel)
    topics = showing.topics_of(booking)
    return Wanted(topics, Mode(booking.mode), channel, booking.office)


def propose(
    session: Session, offices: Offices, booking: Booking, free: Iterable[Slot]
) -> Hold | None:
    """Hold one of these for the booking; nothing else of it is held any more."""
    now, owner = offices.host.now(), uuid4().hex
    slot = slots.claim_first(session, free, owner, now + TO_THINK, now)
    if slot is None:
        return None
    booking.seq += 1
    key = f"{PROPOSAL}{booking.ref}:{booking.seq}"
    hold = hold_of(slot, owner, wanted_of(booking), booking.resident, key, now, now)
    hold.holds_until = _until(offices, booking, hold, now)
    hold.replacing = booking.ref
    slots.keep(session, hold, hold.holds_until)
    booking.state, booking.proposal, booking.needs_call = State.PROPOSED, owner, False
    session.add(hold)
    session.add(booking)
    session.flush()
    return hold


def _until(offices: Offices, booking: Booking, hold: Hold, now: datetime) -> datetime:
    thinking = timedelta(minutes=offices.rules.proposal_minutes)
    latest = showing.starts_at(hold) - timedelta(minutes=offices.rules.notice_minutes)
    answer_by = awake(now + (TO_THINK if booking.is_moved else thinking), MORNING, EVENING)
    return max(min(answer_by, latest), now)


def pass_by(session: Session, booking: Booking, hold: Hold) -> None:
    """The proposal was declined or lapsed: this start is not proposed to them again."""
    said = _said(hold.day, hold.first)
    booking.passed = ",".join(filter(None, (booking.passed, said)))
    slots.release(session, hold)
    booking.proposal, booking.state = "", State.WAITING
    booking.waiting_since = booking.waiting_since or hold.since
    booking.needs_call = booking.is_moved
    booking.seq += 1
    session.add(booking)


def let_go(session: Session, hold: Hold) -> Booking | None:
    """End a hold; the booking that it was proposed to, if it was, waits again."""
    booking = session.get(Booking, hold.replacing) if hold.key.startswith(PROPOSAL) else None
    if booking is None or booking.proposal != hold.slot:
        slots.release(session, hold)
        return None
    pass_by(session, booking, hold)
    return booking


def _said(day: date, unit: int) -> str:
    return f"{day:%y%m%d}.{unit}"
