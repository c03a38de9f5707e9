"""Once a minute: lapsed holds end, closed counters are cleared, the waiting list moves on."""

from datetime import timedelta

from sqlalchemy import delete, select
from sqlmodel import Session, col

from senior_life.contract import Progress, State
from services.counter_reservation import moving, showing, telling, waiting
from services.counter_reservation.offices import Offices
from services.counter_reservation.tables import Applied, Booking, Hold, Pause
from services.counter_reservation.waiting import Place

AT_ONCE = 200  # lapsed holds in one transaction; the rest a minute later
KEYS_KEPT = timedelta(days=30)
"""A key is sent again within hours of a crash; later its screen is long gone."""


async def upkeep(offices: Offices) -> None:
    """Each part finds by itself what is left to do, so it may be interrupted or run twice."""
    await telling.tell_again(offices)
    await telling.tell(offices, await offices.host.write(lambda s: _end_lapsed(s, offices)))
    await _clear_closed(offices)
    await telling.tell(offices, await offices.host.write(lambda s: _end_waiting(s, offices)))
    await waiting.fill(offices, await offices.host.read(lambda s: _queues(s, offices)))
    if offices.keys_forgotten_on != offices.today():
        forgotten = await offices.host.write(lambda s: _forget_keys(s, offices))
        if forgotten < AT_ONCE:
            offices.keys_forgotten_on = offices.today()


def _forget_keys(session: Session, offices: Offices) -> int:
    """Once a day, a batch a minute until none is left."""
    old = col(Applied.at) < offices.host.now() - KEYS_KEPT
    some = select(col(Applied.key)).where(old).limit(AT_ONCE)
    done = session.execute(delete(Applied).where(col(Applied.key).in_(some)))
    return int(done.rowcount)  # type: ignore[attr-defined]


def _end_lapsed(session: Session, offices: Offices) -> list[Progress]:
    query = select(Hold).where(col(Hold.holds_until) <= offices.host.now()).limit(AT_ONCE)
    passed = [waiting.let_go(session, hold) for hold in session.scalars(query).all()]
    return [showing.progress(offices, booking) for booking in passed if booking]


async def _clear_closed(offices: Offices) -> None:
    """Whoever booked in the very moment of a closure is found here."""
    query = select(Pause).where(col(Pause.day) >= offices.today(), col(Pause.lifted_at).is_(None))
    for pause in await offices.host.read(lambda s: list(s.scalars(query))):
        busy = await moving.busy(offices, pause.counter, pause.day)
        told = await offices.host.write(
            lambda s, p=pause, b=busy: moving.clear(s, offices, p, b)  # type: ignore[misc]
        )
        await telling.tell(offices, told)


def _end_waiting(session: Session, offices: Offices) -> list[Progress]:
    """The day has come and gone; nobody waits for ever."""
    query = select(Booking).where(
        col(Booking.state) == State.WAITING, col(Booking.day) < offices.today()
    )
    ended = session.scalars(query).all()
    for booking in ended:
        booking.state, booking.needs_call, booking.seq = State.FAILED, False, booking.seq + 1
        session.add(booking)
    return [showing.progress(offices, booking) for booking in ended]


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
