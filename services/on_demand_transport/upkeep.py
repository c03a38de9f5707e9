"""Once a minute: lapsed holds end, the waiting list moves on, and riders hear of their vehicle."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from senior_life.contract import State
from services.on_demand_transport import (
    booked,
    driving,
    measuring,
    proposals,
    seen,
    showing,
    telling,
    waiting,
)
from services.on_demand_transport.network import Network
from services.on_demand_transport.standing import LATE_MINUTES, Expected
from services.on_demand_transport.tables import Hold, Ride

AT_ONCE = 200  # lapsed holds in one transaction; the rest a minute later
SOON = (20, 10, 5)
"""Minutes before the vehicle comes at which its rider is told."""


async def upkeep(network: Network) -> None:
    """Each part finds by itself what is left to do, so it may be interrupted or run twice."""
    await network.host.write(lambda s: _end_waiting(s, network))
    await waiting.fill(network, await network.host.write(lambda s: _end_lapsed(s, network)))
    await network.host.write(lambda s: look_at_the_road(s, network))
    await telling.tell_again(network)
    await waiting.fill(network, await network.host.read(lambda s: _queues(s, network)))
    if network.keys_forgotten_on != network.today() and await booked.KEYS.forget(network.host):
        network.keys_forgotten_on = network.today()
        network.in_vain.clear()
    await measuring.upkeep(network)


def _end_lapsed(session: Session, network: Network) -> set[date]:
    """Whose hold lapsed has no seat any more; the days on which one became free."""
    query = select(Hold).where(col(Hold.holds_until) <= network.host.now()).limit(AT_ONCE)
    freed = set()
    for hold in session.scalars(query).all():
        freed.add(hold.day)
        passed = proposals.let_go(session, hold)
        if passed and waiting.is_hopeless(network, passed):
            _end(session, passed)
    return freed


def _end_waiting(session: Session, network: Network) -> None:
    """Nobody waits for ever, nor for what can no longer come."""
    today = network.today()
    query = select(Ride).where(col(Ride.state) == State.WAITING, col(Ride.day) <= today)
    for ride in session.scalars(query).all():
        if waiting.is_hopeless(network, ride):
            _end(session, ride)


def _end(session: Session, ride: Ride) -> None:
    ride.state, ride.needs_call, ride.seq = State.FAILED, False, ride.seq + 1
    session.add(ride)


def _queues(session: Session, network: Network) -> list[date]:
    """The days for which somebody waits."""
    query = (
        select(col(Ride.day))
        .where(col(Ride.state) == State.WAITING, col(Ride.day) >= network.days_on()[0])
        .distinct()
    )
    return list(session.scalars(query))


# --- the vehicle on its way ---


def look_at_the_road(session: Session, network: Network) -> None:
    """Riders of a day that is on hear when their vehicle is near, or late; each number once."""
    for day in network.days_on():
        _look_at_day(session, network, day)


def _look_at_day(session: Session, network: Network, day: date) -> None:
    rides: Sequence[Ride] = booked.of_day(session, day, State.CONFIRMED)
    for ride in filter(showing.is_open, rides):
        _may_call(session, ride)
    ahead = [one for one in rides if one.trip]
    if not ahead:
        return
    read = driving.load(session, network, day)
    for ride in ahead:
        expected = seen.expected(network, ride, read)
        if expected is not None and not expected.was_there:
            _note(session, ride, expected)


def _may_call(session: Session, ride: Ride) -> None:
    """From the morning of its day on a way back can be called, which the core has to hear."""
    if not ride.soon_minutes:
        ride.soon_minutes, ride.seq = SOON[0], ride.seq + 1
        session.add(ride)


def _note(session: Session, ride: Ride, expected: Expected) -> None:
    late = expected.late_minutes if expected.late_minutes >= LATE_MINUTES else 0
    soon = min((one for one in SOON if expected.minutes <= one), default=0)
    is_later = abs(late - ride.late_minutes) >= LATE_MINUTES
    is_nearer = not late and soon and (not ride.soon_minutes or soon < ride.soon_minutes)
    if is_later or is_nearer:
        ride.late_minutes, ride.soon_minutes = late, soon or ride.soon_minutes
        ride.seq += 1
        session.add(ride)
