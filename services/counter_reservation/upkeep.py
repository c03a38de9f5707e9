"""Once a minute: lapsed holds end, closed counters are cleared, the waiting list moves on."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlmodel import Session, col

from senior_life.contract import State
from senior_life.providing import JAPAN, Busy
from services.counter_reservation import booked, elsewhere, moving, telling, waiting
from services.counter_reservation.offices import Offices
from services.counter_reservation.tables import Booking, Hold, Pause
from services.counter_reservation.waiting import Place

AT_ONCE = 200  # lapsed holds in one transaction; the rest a minute later


async def upkeep(offices: Offices) -> None:
    """Each part finds by itself what is left to do, so it may be interrupted or run twice."""
    await offices.host.write(lambda s: _end_waiting(s, offices))
    await _end_lapsed(offices)
    await _clear_closed(offices)
    await telling.tell_again(offices)
    await waiting.fill(offices, await offices.host.read(lambda s: _queues(s, offices)))
    if offices.keys_forgotten_on != offices.today() and await booked.KEYS.forget(offices.host):
        offices.keys_forgotten_on = offices.today()


async def _end_lapsed(offices: Offices) -> None:
    """In one act with the question to those who wait: nobody else can take it in between."""
    busy = await elsewhere.busy(offices, await offices.host.read(lambda s: _next(s, offices)))
    await offices.host.write(lambda s: _let_go(s, offices, busy))


def _lapsed(session: Session, offices: Offices) -> Sequence[Hold]:
    query = select(Hold).where(col(Hold.holds_until) <= offices.host.now()).limit(AT_ONCE)
    return session.scalars(query).all()


def _next(session: Session, offices: Offices) -> list[Booking]:
    """Those who are asked when it ends, or go on waiting because they did not answer."""
    lapsed = _lapsed(session, offices)
    places = {(hold.office, hold.day) for hold in lapsed}
    silent = [session.get(Booking, hold.replacing) for hold in lapsed if hold.replacing]
    found = [one for place in places for one in waiting.queue(session, *place)]
    return [*found, *(one for one in silent if one)]


def _let_go(session: Session, offices: Offices, busy: Busy) -> None:
    freed = set()
    for hold in _lapsed(session, offices):
        freed.add((hold.office, hold.day))
        passed = waiting.let_go(session, hold)
        if passed and waiting.is_hopeless(offices, passed):
            _end(session, passed)
    session.flush()
    for office, day in sorted(freed):
        waiting.propose_all(session, offices, office, day, busy)


async def _clear_closed(offices: Offices) -> None:
    """Whoever booked in the very moment of a closure is found here."""
    query = select(Pause).where(col(Pause.day) >= offices.today(), col(Pause.lifted_at).is_(None))
    for pause in await offices.host.read(lambda s: list(s.scalars(query))):
        busy = await moving.busy(offices, pause.counter, pause.day)
        await offices.host.write(
            lambda s, p=pause, b=busy: moving.clear(s, offices, p, b)  # type: ignore[misc]
        )


def _end_waiting(session: Session, offices: Offices) -> None:
    """Nobody waits for ever, nor for what can no longer come."""
    soon = offices.earliest().astimezone(JAPAN).date()
    query = select(Booking).where(col(Booking.state) == State.WAITING, col(Booking.day) <= soon)
    for booking in session.scalars(query).all():
        if waiting.is_hopeless(offices, booking):
            _end(session, booking)


def _end(session: Session, booking: Booking) -> None:
    booking.state, booking.needs_call, booking.seq = State.FAILED, False, booking.seq + 1
    session.add(booking)


def _queues(session: Session, offices: Offices) -> list[Place]:
    """Where somebody waits, the nearest day first."""
    place = (Booking.office, Booking.day)
    query = (
        select(*place)  # type: ignore[call-overload]
        .where(col(Booking.state) == State.WAITING, col(Booking.day) >= offices.today())
        .distinct()
        .order_by(col(Booking.day))
    )
    return [(office, day) for office, day in session.execute(query)]
