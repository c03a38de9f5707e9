"""The waiting list: a seat that becomes free is offered to the first whom it fits, for a while.

For whom nothing is free as it is the others make room, where they can, as for a fresh request.
"""

import asyncio
import time as clock
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from sqlmodel import Session

from senior_life.contract import Channel, Progress, State
from senior_life.dispatch import Proposal
from senior_life.providing import PROPOSAL, STAFF, Busy, awake, busy, is_free
from services.on_demand_transport import (
    booked,
    driving,
    holding,
    improving,
    making_room,
    rows,
    seen,
    telling,
)
from services.on_demand_transport.clock import moment
from services.on_demand_transport.driving import Day
from services.on_demand_transport.making_room import Room
from services.on_demand_transport.nearest import possible
from services.on_demand_transport.network import Network
from services.on_demand_transport.rows import Overtaken
from services.on_demand_transport.tables import Ride, Trip

MORNING, EVENING = time(8), time(21)
"""Between these an answer may be due."""
MOVED_MINUTES = 4 * 60
"""How far from the old time whoever lost a vehicle is offered another."""


async def fill(network: Network, days: Iterable[date]) -> None:
    """Propose what is free then to those who wait; each is told once it is held for them."""
    for day in sorted(set(days)):
        waits = await network.host.read(lambda s, d=day: queue(s, d))  # type: ignore[misc]
        if waits:
            taken = await busy(network.host, waits)
            told = await network.host.write(
                lambda s, d=day, b=taken: propose_all(s, network, d, b)  # type: ignore[misc]
            )
            await telling.tell(network, told)
            await _make_room(network, day, taken)


async def _make_room(network: Network, day: date, taken: Busy) -> None:
    """One after the other, for as long in all as a reader would wait; the rest at the next call.

    For whom none was found is not looked for again before something happened to the day.
    """
    until = making_room.deadline()
    waits, versions = await network.host.read(lambda s: (queue(s, day), rows.versions(s, day)))
    for ride in waits:
        if network.in_vain.get(ride.ref) == versions:
            continue
        if clock.monotonic() > until:
            return
        if not await _made_room(network, ride, taken, until):
            network.in_vain[ride.ref] = versions


async def _made_room(network: Network, ride: Ride, taken: Busy, until: float) -> bool:
    """Whether something was proposed for which others change places."""
    day = await network.host.read(lambda session: improving.read(session, network, ride.day))
    room = await asyncio.to_thread(_room, network, day, ride, taken, until)
    if room is None:
        return False
    told = await network.host.write(
        lambda session: _propose_room(session, network, day, ride.ref, room)
    )
    await telling.tell(network, told)
    return bool(told)


def _room(network: Network, day: Day, ride: Ride, taken: Busy, until: float) -> Room | None:
    asked = trip_of(ride)
    found = (
        making_room.with_room(
            network, day, asked, minute, until, lambda one: _suits(ride, one, taken)
        )
        for minute in _minutes(ride)
    )
    return next(filter(None, found), None)


def _propose_room(
    session: Session, network: Network, day: Day, ref: str, room: Room
) -> Sequence[Progress]:
    """Nothing: they do not wait any more, or one of the runs is another by now."""
    ride = booked.by_ref(session, ref)
    if State(ride.state) is not State.WAITING or not making_room.take(session, day, room):
        return ()
    _fleet, place = room
    _hold(session, network, ride, holding.promised(trip_of(ride), place), place.ride.id)
    return (seen.progress(session, network, ref),)


def queue(session: Session, day: date) -> list[Ride]:
    """Those whose vehicle failed first, then in the order of their asking."""
    found = booked.of_day(session, day, State.WAITING)
    return sorted(
        found, key=lambda one: (not one.is_moved, one.waiting_since or one.made_at, one.ref)
    )


def propose_all(session: Session, network: Network, day: date, taken: Busy) -> list[Progress]:
    """What is free that day, to those who wait; they are still to be told."""
    return [
        seen.progress(session, network, ride.ref)
        for ride in queue(session, day)
        if propose(session, network, ride, taken)
    ]


def propose(session: Session, network: Network, ride: Ride, taken: Busy) -> bool:
    """Hold for the ride what comes nearest to its wish and was not yet proposed in vain."""
    day = driving.load(session, network, ride.day)
    asked = trip_of(ride)
    for minute in _minutes(ride):
        for one in possible(network, day, asked, minute):
            if _suits(ride, one, taken):
                _take(session, network, ride, day, one)
                return True
    return False


def _suits(ride: Ride, one: Proposal, taken: Busy) -> bool:
    """It was not proposed in vain, and they have nothing else then."""
    window = (moment(ride.day, one.board_from), moment(ride.day, one.arrive_by))
    is_new = f"{one.board_from:g}" not in ride.passed.split(",")
    return is_new and is_free(taken, ride.ref, *window)


def _minutes(ride: Ride) -> Iterable[float]:
    """The wished time; for whoever lost a vehicle also times around it."""
    yield ride.minute
    if ride.is_moved:
        for off in range(30, MOVED_MINUTES + 1, 30):
            yield ride.minute + off
            yield ride.minute - off


def _take(session: Session, network: Network, ride: Ride, day: Day, one: Proposal) -> None:
    name = holding.new_name()
    if not driving.write(session, day.with_fleet(day.fleet.taking(holding.named(one, name)))):
        raise Overtaken
    _hold(session, network, ride, holding.promised(trip_of(ride), one), name)


def _hold(session: Session, network: Network, ride: Ride, trip: Trip, name: str) -> None:
    now = network.host.now()
    ride.seq += 1
    base = {
        "key": f"{PROPOSAL}{ride.ref}:{ride.seq}",
        "hold": name,
        "replacing": ride.ref,
        "since": now,
    }
    hold = holding.hold_of(trip, base, 0, _until(network, trip, now), name)
    ride.state, ride.proposal, ride.needs_call = State.PROPOSED, name, _is_to_be_called(ride)
    session.add(hold)
    session.add(ride)
    session.flush()


def _is_to_be_called(ride: Ride) -> bool:
    """Who lost a vehicle and has left a proposal unseen, or has no screen: it would lapse, too."""
    return ride.is_moved and (bool(ride.passed) or Channel(ride.channel) in STAFF)


def _until(network: Network, trip: Trip, now: datetime) -> datetime:
    thinking = timedelta(minutes=network.rules.promise.proposal_minutes)
    return max(min(awake(now + thinking, MORNING, EVENING), moment(trip.day, trip.board_from)), now)


def trip_of(ride: Ride) -> Trip:
    return Trip(**ride.model_dump(include=set(Trip.model_fields)))


def is_hopeless(network: Network, ride: Ride) -> bool:
    """No vehicle could come any more: the wished time is over. Who lost one is telephoned."""
    if not network.is_on(ride.day):
        return ride.day < network.today()
    until = network.rules.promise.flexible_minutes
    return not ride.is_moved and network.minute_now(ride.day) > ride.minute + until
