"""What is nearest to a wish that cannot be had: other times of that day, then other days."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from sqlmodel import Session

from senior_life.contract import Alternative, Channel, Gone, Text
from senior_life.dispatch import Proposal
from services.on_demand_transport import driving
from services.on_demand_transport.clock import moment, time_at
from services.on_demand_transport.driving import Day
from services.on_demand_transport.network import Network
from services.on_demand_transport.sentences import FULL, NOTHING, _
from services.on_demand_transport.tables import Trip
from services.on_demand_transport.wishes import wish_of

NEAREST = 3
HALF_HOUR, FARTHEST_MINUTES = 30, 5 * 60
DAYS = 3
"""So many later days are looked at: each has to be read."""


async def gone(
    network: Network,
    asked: Trip,
    says: Text = FULL,
    may_wait: bool = True,
    without: tuple[str, ...] = (),
) -> Gone:
    """With the three nearest others; one can wait for the day that was asked for."""

    def work(session: Session) -> list[Alternative]:
        return list(islice(alternatives(session, network, asked, without), NEAREST))

    found = await network.host.read(work)
    return Gone(says if found else NOTHING, found, may_wait)


def alternatives(
    session: Session, network: Network, asked: Trip, without: tuple[str, ...]
) -> Iterator[Alternative]:
    """Two at other times of the day, one on the next days; then what is left of the day."""
    day = driving.load(session, network, asked.day, without)
    same_day = _that_day(network, day, asked)
    yield from islice(same_day, NEAREST - 1)
    yield from islice(_later(session, network, asked, without), 1)
    yield from same_day


def _that_day(network: Network, day: Day, asked: Trip) -> Iterator[Alternative]:
    for off in range(HALF_HOUR, FARTHEST_MINUTES + 1, HALF_HOUR):
        for minute in (asked.minute - off, asked.minute + off):
            if any(possible(network, day, asked, minute)):
                yield _alternative(asked.day, minute)


def _later(
    session: Session, network: Network, asked: Trip, without: tuple[str, ...]
) -> Iterator[Alternative]:
    _first, last = network.bookable()
    for n in range(1, DAYS + 1):
        other = replace_day(asked, asked.day + timedelta(days=n))
        if other.day <= last and network.opening(other.day):
            day = driving.load(session, network, other.day, without)
            if any(possible(network, day, other, asked.minute)):
                yield _alternative(other.day, asked.minute)


def replace_day(asked: Trip, day: date) -> Trip:
    return Trip(**{**asked.model_dump(include=set(Trip.model_fields)), "day": day})


def possible(network: Network, day: Day, asked: Trip, minute: float) -> Iterator[Proposal]:
    """What could be promised for that minute of the day, within its hours and in good time."""
    opening = network.opening(day.day)
    if opening is None:
        return iter(())
    soonest = network.earliest(day.day, Channel(asked.channel))
    earliest = max(soonest, opening.since)
    latest = network.latest(day.day)
    wish = wish_of(network, asked, "asked", minute)
    return (
        one
        for one in day.fleet.times(wish)
        if earliest <= one.board_from <= latest and one.arrive_by <= opening.until
    )


def _alternative(day: date, minute: float) -> Alternative:
    at = time_at(minute)
    label = _("{day:near} {at:clock}", day=moment(day, minute).date(), at=at)
    return Alternative(label, {"date": day.isoformat(), "time": f"{at:%H:%M}"})
