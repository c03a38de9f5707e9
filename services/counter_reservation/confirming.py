"""From an offer to a booking, and a resident's own changes to it; each key works once."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from senior_life.contract import Caller, Offer, Progress, State, Trouble, Unclear
from services.counter_reservation import at_once, booked, showing, slots, waiting
from services.counter_reservation.nearest import gone
from services.counter_reservation.offices import Offices
from services.counter_reservation.quoting import refuse_twice
from services.counter_reservation.sentences import LAPSED, _
from services.counter_reservation.tables import Booking, Hold, Visit
from services.counter_reservation.wishes import wish


@dataclass(frozen=True, slots=True)
class Done:
    """The booking, and the places (office and day) where something became free."""

    booking: Booking
    proposal: Hold | None = None
    freed: frozenset[waiting.Place] = frozenset()


async def confirm(offices: Offices, who: Caller, offer: Offer, key: str) -> Progress:
    """Same key, same booking; the old slot of a change is freed only here, in the same act."""

    def work(session: Session) -> Done | None:
        booking = None if offer.is_standby else at_once.book(session, offices, who, offer.hold, key)
        if booking is not None:
            return Done(booking)
        before = booked.done_before(session, key)
        if before is not None:
            return _seen(session, _theirs(who, before))
        if offer.is_standby:
            return _wait(session, offices, who, offer, key)
        return _book(session, offices, who, offer.hold, key)

    done = await offices.host.write(work)
    if done is None:
        raise await gone(offices, wish(offices, who, offer.answers), LAPSED)
    await waiting.fill(offices, done.freed)
    return showing.progress(offices, done.booking, done.proposal)


async def act(offices: Offices, who: Caller, ref: str, action: str, key: str) -> Progress:
    def work(session: Session) -> Done | None:
        booking = booked.of(session, who, ref)
        if booked.done_before(session, key) is not None:
            return _seen(session, booking)
        match action:
            case "cancel":
                return _cancel(session, offices, who, booking, key)
            case "accept":
                return _accept(session, offices, who, booking, key)
            case "decline":
                return _decline(session, offices, booking, key)
        raise Unclear(_("This cannot be done with this booking."))

    done = await offices.host.write(work)
    if done is None:
        raise await _gone_again(offices, who, ref)
    await waiting.fill(offices, done.freed)
    return await status(offices, who, ref)


async def status(offices: Offices, who: Caller, ref: str) -> Progress:
    def work(session: Session) -> Progress:
        booking = booked.of(session, who, ref)
        return showing.progress(offices, booking, booked.proposal_of(session, booking))

    return await offices.host.read(work)


def _theirs(who: Caller, booking: Booking) -> Booking:
    if booking.resident != who.ref:
        raise Trouble(booked.UNKNOWN)
    return booking


def _seen(session: Session, booking: Booking) -> Done:
    return Done(booking, booked.proposal_of(session, booking))


def _wait(session: Session, offices: Offices, who: Caller, offer: Offer, key: str) -> Done:
    asked = wish(offices, who, offer.answers)
    if asked.day is None:
        raise Unclear(_("Please choose a day."), "date")
    wanted = asked.wanted
    visit = Visit(
        resident=who.ref,
        channel=wanted.channel,
        topics=",".join(wanted.topics),
        mode=wanted.mode,
        office=wanted.office,
        day=asked.day,
        units=offices.units(wanted.topics),
    )
    refuse_twice(session, visit, asked.period)
    booking = booked.new(session, offices, who, visit, State.WAITING)
    booking.period, booking.waiting_since = asked.period, offices.host.now()
    booking.undo_until = offer.undo_until
    return _kept(session, offices, booking, key, frozenset())


def _book(session: Session, offices: Offices, who: Caller, slot: str, key: str) -> Done | None:
    hold = session.get(Hold, slot)
    if hold is None:
        query = select(Booking).where(col(Booking.slot) == slot)
        before = session.scalar(query)
        return _seen(session, _theirs(who, before)) if before else None
    if hold.resident != who.ref:
        raise Trouble(booked.UNKNOWN)
    return _take(session, offices, who, hold, key)


def _take(session: Session, offices: Offices, who: Caller, hold: Hold, key: str) -> Done | None:
    """None: it lapsed and somebody else has it, its time is here, or the counter closed since."""
    old = booked.slot_of(session, hold.replacing)
    is_over = booked.has_begun(offices, who, hold) or slots.is_paused(session, slots.slot_of(hold))
    if is_over or not slots.keep(session, hold, None, old):
        waiting.let_go(session, hold)
        return None
    if hold.replacing:
        return _move(session, offices, who, hold, key)
    booking = booked.new(session, offices, who, hold, State.CONFIRMED)
    booked.place_at(offices, booking, hold)
    booked.add(session, booking)
    slots.forget(session, hold)
    booked.KEYS.remember(session, key, booking.ref, offices.host.now())
    return Done(booking)


def _move(session: Session, offices: Offices, who: Caller, hold: Hold, key: str) -> Done:
    booking = booked.changeable(session, offices, who, hold.replacing)
    freed = _has(session, booking)
    slots.hand_over(session, hold, booking.slot)
    booked.give_up(session, booking, but=hold.slot)
    booked.place_at(offices, booking, hold)
    booking.seq += 1
    session.delete(hold)
    return _kept(session, offices, booking, key, freed)


def _cancel(session: Session, offices: Offices, who: Caller, booking: Booking, key: str) -> Done:
    if State(booking.state) is State.CANCELLED:
        return _seen(session, booking)
    booked.changeable(session, offices, who, booking.ref)
    freed = _has(session, booking)
    slot, booking.undo_until = booking.slot, None
    booked.give_up(session, booking)
    booking.slot, booking.state, booking.seq = slot, State.CANCELLED, booking.seq + 1
    booking.needs_call = False
    return _kept(session, offices, booking, key, freed)


def _has(session: Session, booking: Booking) -> frozenset[waiting.Place]:
    """Where something becomes free when the booking gives up all it has."""
    both = (booking, booked.proposal_of(session, booking))
    return frozenset((one.office, one.day) for one in both if one and one.slot)


def _accept(
    session: Session, offices: Offices, who: Caller, booking: Booking, key: str
) -> Done | None:
    hold = booked.proposal_of(session, booking)
    return _take(session, offices, who, hold, key) if hold else None


def _decline(session: Session, offices: Offices, booking: Booking, key: str) -> Done:
    """The next person is asked; this one goes on waiting for another time."""
    hold = booked.proposal_of(session, booking)
    if hold is None:
        return _seen(session, booking)
    waiting.pass_by(session, booking, hold)
    return _kept(session, offices, booking, key, frozenset({(hold.office, hold.day)}))


def _kept(
    session: Session,
    offices: Offices,
    booking: Booking,
    key: str,
    freed: frozenset[waiting.Place],
) -> Done:
    booking.told = booking.seq
    session.add(booking)
    booked.KEYS.remember(session, key, booking.ref, offices.host.now())
    session.flush()
    return Done(booking, None, freed)


async def _gone_again(offices: Offices, who: Caller, ref: str) -> Trouble:
    booking = await offices.host.read(lambda session: booked.of(session, who, ref))
    return await gone(offices, wish(offices, who, showing.answers_of(booking)), LAPSED)
