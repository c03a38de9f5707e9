"""What is nearest to a wish that cannot be had: other times of that day, then other days."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from sqlmodel import Session

from senior_life.contract import Alternative, Channel, Gone, Text
from senior_life.dispatch import Proposal
from services.on_demand_transport import driving, improving, making_room
from services.on_demand_transport.clock import day_at, time_at
from services.on_demand_transport.driving import Day
from services.on_demand_transport.network import Network
from services.on_demand_transport.sentences import FULL, NOTHING, _
from services.on_demand_transport.tables import Trip
from services.on_demand_transport.wishes import wish_of

NEAREST = 3
HALF_HOUR, FARTHEST_MINUTES = 30, 5 * 60
DAYS = 3
"""So many later days are looked at: each has to be read."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A day, and the same with all settled that nobody may move to make room."""

    day: Day
    settled: Day


async def gone(network: Network, asked: Trip, says: Text = FULL, may_wait: bool = True) -> Gone:
    """With the three nearest others; one can wait for the day that was asked for.

    Where others would have to make room that is looked for as for the wish itself, and for as long.
    """
    days = await network.host.read(lambda session: _days(session, network, asked))
    until = making_room.deadline()
    found = await asyncio.to_thread(_nearest, network, asked, days, until)
    return Gone(says if found else NOTHING, found, may_wait)


def _days(session: Session, network: Network, asked: Trip) -> list[Looked]:
    """The day that was asked for, and the next on which vehicles drive."""
    _first, last = network.bookable()
    others = (asked.day + timedelta(days=n) for n in range(1, (last - asked.day).days + 1))
    drives = islice((one for one in others if network.opening(one)), DAYS)
    read = (driving.load(session, network, one) for one in (asked.day, *drives))
    return [Looked(one, improving.settled(session, one)) for one in read]


def _nearest(
    network: Network, asked: Trip, days: Sequence[Looked], until: float
) -> list[Alternative]:
    """Two at other times of the day, one on the next days; then what is left of either."""
    same_day = _that_day(network, days[0], asked, until)
    later = _later(network, days[1:], asked, until)
    found = list(islice(same_day, NEAREST - 1))
    found += islice(later, 1)
    found += islice(same_day, NEAREST - len(found))
    return found + list(islice(later, NEAREST - len(found)))


def _that_day(network: Network, day: Looked, asked: Trip, until: float) -> Iterator[Alternative]:
    for off in range(HALF_HOUR, FARTHEST_MINUTES + 1, HALF_HOUR):
        for minute in (asked.minute - off, asked.minute + off):
            if _can_be_had(network, day, asked, minute, until):
                yield _alternative(asked.day, minute)


def _later(
    network: Network, days: Sequence[Looked], asked: Trip, until: float
) -> Iterator[Alternative]:
    for one in days:
        other = replace_day(asked, one.day.day)
        if _can_be_had(network, one, other, asked.minute, until):
            yield _alternative(other.day, asked.minute)


def _can_be_had(network: Network, looked: Looked, asked: Trip, minute: float, until: float) -> bool:
    """As a request for that minute would be answered."""
    if any(possible(network, looked.day, asked, minute)):
        return True
    return making_room.with_room(network, looked.settled, asked, minute, until) is not None


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
    label = _("{day:near} {at:clock}", day=day_at(day, minute), at=at)
    return Alternative(label, {"date": day.isoformat(), "time": f"{at:%H:%M}"})
