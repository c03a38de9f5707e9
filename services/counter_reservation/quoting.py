"""From answers to an offer: a slot is kept free for a while, or the nearest others are named."""

from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import select
from sqlmodel import Session, col

from senior_life.contract import (
    Answers,
    Caller,
    Gone,
    Offer,
    Trouble,
    Unclear,
)
from senior_life.providing import HOLD, PROPOSAL, prolonged
from services.counter_reservation import booked, own, showing, slots
from services.counter_reservation.nearest import gone
from services.counter_reservation.offices import Offices, Wanted
from services.counter_reservation.sentences import LAPSED, _
from services.counter_reservation.slots import Openings, Slot
from services.counter_reservation.tables import Hold, Visit
from services.counter_reservation.wishes import Wish, bookable, known_day, wish


async def quote(offices: Offices, who: Caller, answers: Answers, key: str, replacing: str) -> Offer:
    """The same key renews the same hold, or moves it when the answers have changed."""
    asked = bookable(offices, wish(offices, who, answers))

    def work(session: Session) -> Hold | None:
        return _hold(session, offices, who, asked, key, replacing)

    hold = await offices.host.write(work)
    if hold is None:
        raise await gone(offices, asked, may_wait=not replacing)
    return showing.offer(offices, hold)


async def standby(offices: Offices, who: Caller, answers: Answers, key: str) -> Offer:
    """Nothing is held; what the key held before is let go."""
    await offices.host.write(lambda session: _let_go(session, who, key))
    asked = bookable(offices, wish(offices, who, answers))
    wanted = asked.wanted
    visit = Visit(
        resident=who.ref,
        channel=who.channel,
        topics=",".join(wanted.topics),
        mode=wanted.mode,
        office=wanted.office,
        day=known_day(asked),
    )
    await offices.host.read(lambda session: refuse_twice(session, visit, asked.period))
    return showing.standby_offer(offices, visit, dict(answers), asked.period)


def refuse_twice(session: Session, visit: Visit, period: str) -> None:
    """Nobody waits twice for the same thing: two would be called, and one would come. Unclear."""
    if own.waits(session, visit, period):
        says = _(
            "You are waiting for a time on {day:near} already. We will tell you here.",
            day=visit.day,
        )
        raise Unclear(says, "date")


def _hold(
    session: Session, offices: Offices, who: Caller, asked: Wish, key: str, replacing: str
) -> Hold | None:
    now = offices.host.now()
    earlier = session.scalar(select(Hold).where(col(Hold.key) == key))
    if earlier is not None:
        if earlier.resident != who.ref:
            raise Trouble(_("This belongs to another person."))
        if _is_same(earlier, asked, replacing) and _renew(session, earlier, now):
            return earlier
        slots.release(session, earlier)
    if replacing:
        booked.changeable(session, offices, who, replacing)
    return _take(session, offices, who, asked, key, replacing)


def _let_go(session: Session, who: Caller, key: str) -> None:
    earlier = session.scalar(select(Hold).where(col(Hold.key) == key))
    if earlier is not None and earlier.resident == who.ref:
        slots.release(session, earlier)


def _is_same(hold: Hold, asked: Wish, replacing: str) -> bool:
    wanted = asked.wanted
    return (hold.topics, hold.mode, hold.office, hold.day, hold.first, hold.replacing) == (
        ",".join(wanted.topics),
        wanted.mode,
        wanted.office,
        asked.day,
        asked.unit,
        replacing,
    )


def _renew(session: Session, hold: Hold, now: datetime) -> bool:
    """False: it lapsed, or somebody took it since."""
    if hold.holds_until <= now:
        return False
    hold.holds_until = prolonged(hold.holds_until, hold.since, now)
    session.add(hold)
    return slots.keep(session, hold, hold.holds_until, booked.slot_of(session, hold.replacing))


def _take(
    session: Session, offices: Offices, who: Caller, asked: Wish, key: str, replacing: str
) -> Hold | None:
    now, wanted, day = offices.host.now(), asked.wanted, known_day(asked)
    mine = own.slots_of(session, who.ref, replacing)
    room = slots.openings(session, offices, wanted, day, day, mine)
    if asked.unit is None:
        if room.starts(day) & asked.window:
            raise Unclear(_("Please choose a time."), "time" if asked.period else "period")
        return None
    own.make_way(session, who.ref, day, asked.unit, room.units)
    owner, until = uuid4().hex, now + HOLD
    free, old = _on_grid(room, day, asked.unit), booked.slot_of(session, replacing)
    slot = slots.claim_first(session, free, owner, until, now, old)
    if slot is None:
        _refuse_overlap(session, who, day, asked.unit, room.units, replacing)
        return None
    hold = hold_of(slot, owner, wanted, who.ref, key, now, until)
    hold.replacing = replacing
    session.add(hold)
    return hold


def _refuse_overlap(
    session: Session, who: Caller, day: date, unit: int, units: int, replacing: str
) -> None:
    """It is taken, but by the very person who asks. Raises Unclear."""
    if own.is_booked_then(session, who.ref, day, unit, units, replacing):
        says = _("You have a booking at that time already. Please choose another time.")
        raise Unclear(says, "time")


def _on_grid(room: Openings, day: date, unit: int) -> list[Slot]:
    return list(room.slots(day, unit)) if room.starts(day) >> unit & 1 else []


def hold_of(
    slot: Slot,
    owner: str,
    wanted: Wanted,
    resident: str,
    key: str,
    now: datetime,
    until: datetime,
) -> Hold:
    return Hold(
        resident=resident,
        channel=wanted.channel,
        topics=",".join(wanted.topics),
        mode=wanted.mode,
        office=slot.office,
        counter=slot.counter,
        day=slot.day,
        lane=slot.lane,
        first=slot.first,
        units=slot.units,
        slot=owner,
        key=key,
        since=now,
        holds_until=until,
    )


# --- holds that already stand ---


async def extend(offices: Offices, hold: str) -> datetime:
    """Twenty more minutes from now, sixty in all at most. Raises Gone."""

    def work(session: Session) -> datetime:
        found = session.get(Hold, hold)
        if found is None or not _renew(session, found, offices.host.now()):
            raise Gone(LAPSED)
        return found.holds_until

    return await offices.host.write(work)


async def release(offices: Offices, hold: str) -> Hold | None:
    """What was held; None: nothing was. A proposal stays, it ends by an answer or by itself."""

    def work(session: Session) -> Hold | None:
        found = session.get(Hold, hold)
        if found is None or found.key.startswith(PROPOSAL):
            return None
        slots.release(session, found)
        return found

    return await offices.host.write(work)
