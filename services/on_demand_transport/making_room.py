"""Where no vehicle has a place others change vehicles, while all that was promised stays kept.

As in ``improving``, nobody moves who may have been told which vehicle comes, and what is found is
written only for runs to which nothing happened meanwhile.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from uuid import uuid4

from sqlmodel import Session

from senior_life.contract import Channel
from senior_life.dispatch import Fleet, Proposal, Wish
from senior_life.dispatch.reshuffling import movable
from senior_life.providing import HOLD
from services.on_demand_transport import driving, holding, improving, proposals
from services.on_demand_transport.driving import Day
from services.on_demand_transport.network import Network
from services.on_demand_transport.tables import Hold, Trip
from services.on_demand_transport.wishes import DEPART, wish_of

TRIES = 2
"""Whoever books in between is quicker; after the second time the nearest others are named."""
SEEDS, ROUNDS = 4, 5
SECONDS = 0.5
"""No reader waits longer for it, nor for the nearest others after that; what is not found by then
is called full."""
Room = tuple[Fleet, Proposal]
"""The others in their new places, and the place that they leave."""


def deadline() -> float:
    """By ``time.monotonic``."""
    return time.monotonic() + SECONDS


async def found(network: Network, asked: Trip, key: str, replacing: str) -> Sequence[Hold]:
    """One seat that is held, or none."""
    for _try in range(TRIES):
        day = await network.host.read(lambda s: improving.read(s, network, asked.day))
        room = await asyncio.to_thread(with_room, network, day, asked, asked.minute, deadline())
        if room is None:
            return ()
        kept = await network.host.write(
            lambda s, d=day, r=room: _keep(s, network, d, r, asked, key, replacing)  # type: ignore[misc]
        )
        if kept is not None:
            return (kept,)
    return ()


def with_room(
    network: Network,
    day: Day,
    asked: Trip,
    minute: float,
    until: float,
    suits: Callable[[Proposal], bool] = lambda _place: True,
) -> Room | None:
    """For that ``minute`` instead of the one that was asked for, as long as it is not ``until``.

    ``day`` is as ``improving`` reads it: who may know the vehicle is settled.
    """
    wish = _wish(network, day, asked, minute)

    def placed(fleet: Fleet) -> Proposal | None:
        place = _place(network, fleet, wish, asked) if wish else None
        return place if place and suits(place) else None

    return others_moved(day, wish, until, placed) if wish else None


def others_moved(
    day: Day, wish: Wish, until: float, placed: Callable[[Fleet], Proposal | None]
) -> Room | None:
    """For a ``wish`` of a name of its own; ``placed`` says where it then rides, or that it does not
    suit."""
    if not any(movable(line) for line in day.fleet.lines):
        return None
    for seed in range(SEEDS):
        if time.monotonic() > until:
            return None
        fleet = day.fleet.making_room(wish, ROUNDS, seed)
        place = placed(fleet) if fleet else None
        if fleet is not None and place is not None:
            return fleet.without(wish.id), place
    return None


def _wish(network: Network, day: Day, asked: Trip, minute: float) -> Wish | None:
    """Not sooner than may be booked."""
    if network.opening(day.day) is None:
        return None
    soonest = network.earliest(day.day, Channel(asked.channel))
    minute = max(minute, soonest) if asked.time_kind == DEPART else minute
    return wish_of(network, asked, holding.new_name(), minute)


def _place(network: Network, fleet: Fleet, wish: Wish, asked: Trip) -> Proposal | None:
    """None: it is too soon, or after the hours of that day."""
    opening = network.opening(asked.day)
    ride = fleet.rides[wish.id]
    soonest = network.earliest(asked.day, Channel(asked.channel))
    if opening is None or ride.arrive_by > opening.until:
        return None
    if not max(soonest, opening.since) <= ride.board_from <= network.latest(asked.day):
        return None
    return fleet.without(wish.id).keeping(ride)


def _keep(
    session: Session,
    network: Network,
    day: Day,
    room: Room,
    asked: Trip,
    key: str,
    replacing: str,
) -> Hold | None:
    """None: one of the runs is another by now."""
    if not take(session, day, room):
        return None
    _fleet, place = room
    name, now = place.ride.id, network.host.now()
    base = {"key": key, "hold": uuid4().hex, "replacing": replacing, "since": now}
    trip = holding.promised(asked, place)
    hold = holding.hold_of(trip, base, 0, now + HOLD, name)
    session.add(Hold(**hold.model_dump()))
    session.flush()
    return hold


def take(session: Session, day: Day, room: Room) -> bool:
    """Everybody changes places, and the place is taken; False: one of the runs is another by now.

    Whoever calls it writes down who has the place, under the name of its ride.
    """
    fleet, place = room
    after = day.with_fleet(fleet.taking(place))
    if not driving.write(session, after):
        return False
    improving.follow(session, day.fleet, fleet)
    proposals.end_orphans(session, after)
    return True
