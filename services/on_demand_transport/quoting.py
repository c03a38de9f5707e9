"""From answers to offers: seats are kept free for a while, or the nearest others are named.

All offers of one key are one hold: whoever reads three of them has three seats kept, and the yes
to one gives the other two back.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlmodel import Session

from senior_life.contract import Answers, Caller, Offer, Trouble, Unclear
from senior_life.providing import HOLD
from services.on_demand_transport import (
    booked,
    driving,
    holding,
    making_room,
    measuring,
    proposals,
    showing,
)
from services.on_demand_transport.driving import Day
from services.on_demand_transport.nearest import gone, possible
from services.on_demand_transport.network import Network
from services.on_demand_transport.riding import price
from services.on_demand_transport.sentences import _
from services.on_demand_transport.tables import Hold, Ride, Trip
from services.on_demand_transport.wishes import OPEN, Wanted, wanted

OFFERS = 3
TRIES = 6
"""After so many lost races the seats are looked for while nobody else may take one."""
ASKED = ("origin", "destination", "day", "time_kind", "minute", "riders", "chair", "round_trip")


@dataclass(frozen=True)
class Found:
    """What a key's hold would be: as it stands (``renewed``), or seats found on the ``day``.

    ``is_same``: the seat of the very booking that is being changed, which nobody looks for.
    """

    renewed: tuple[Hold, ...] = ()
    day: Day | None = None
    holds: tuple[Hold, ...] = ()
    old: tuple[Hold, ...] = ()
    is_same: bool = False


async def quote(
    network: Network, who: Caller, answers: Answers, key: str, replacing: str
) -> Sequence[Offer]:
    """The same key renews the same hold, or moves it when the answers have changed."""
    asked = trip_of(network, who, wanted(network, who, answers))
    await measuring.before_quoting(network, asked)
    if asked.time_kind == OPEN:
        await network.host.write(lambda session: holding.let_go(session, who, key))
        return (showing.open_offer(network, asked),)
    holds = await _held(network, who, asked, key, replacing)
    if not holds:
        holds = await making_room.found(network, asked, key, replacing)
    if not holds:
        raise await gone(network, asked, may_wait=not replacing)
    return tuple(showing.offer(network, hold) for hold in holds)


async def _held(
    network: Network, who: Caller, asked: Trip, key: str, replacing: str
) -> Sequence[Hold]:
    def look(session: Session) -> Found:
        return _look(session, network, who, asked, key, replacing)

    for _try in range(TRIES):
        found = await network.host.read(look)
        kept = await network.host.write(lambda s, f=found: _keep(s, network, f))  # type: ignore[misc]
        if kept is not None:
            return kept
    kept = await network.host.write(lambda s: _keep(s, network, look(s)))
    return kept or ()


def trip_of(network: Network, who: Caller, asked: Wanted) -> Trip:
    """The wish as it is kept: what depends on the person is worked out here, once."""
    fares = network.rules.fares
    yen, used = price(fares, asked.rider, asked.riders, asked.chair)
    return Trip(
        resident=who.ref,
        channel=who.channel,
        day=asked.day,
        origin=asked.origin.answer,
        destination=asked.destination.answer,
        time_kind=asked.time_kind,
        minute=asked.minute,
        riders=asked.riders,
        chair=asked.chair,
        round_trip=asked.round_trip,
        board_stop=asked.origin.stop,
        board_lat=asked.origin.point.lat,
        board_lon=asked.origin.point.lon,
        board_walk=asked.origin.walk_minutes,
        start_lat=asked.origin.start.lat if asked.origin.start else 0.0,
        start_lon=asked.origin.start.lon if asked.origin.start else 0.0,
        leave_stop=asked.destination.stop,
        leave_lat=asked.destination.point.lat,
        leave_lon=asked.destination.point.lon,
        leave_walk=asked.destination.walk_minutes,
        boarding_minutes=network.rules.boarding_minutes[asked.chair],
        fare=used.id if used else "",
        price_yen=yen,
    )


def _look(
    session: Session, network: Network, who: Caller, asked: Trip, key: str, replacing: str
) -> Found:
    """Nothing is written."""
    earlier = holding.of_key(session, key)
    if any(one.resident != who.ref for one in earlier):
        raise Trouble(_("This belongs to another person."))
    if (
        earlier
        and _is_same(earlier[0], asked, replacing)
        and holding.stands(session, network, earlier)
    ):
        return Found(renewed=tuple(earlier))
    if replacing:
        booked.changeable(session, network, who, replacing)
    old = [*earlier, *holding.oldest(session, who.ref, key)]
    free = [one.trip for one in old if not holding.is_booked(session, one)]
    day = driving.load(session, network, asked.day, free)
    now = network.host.now()
    base = {"key": key, "hold": uuid4().hex, "replacing": replacing, "since": now}
    same = _as_booked(session, asked, replacing)
    most = 1 if who.one_offer else OFFERS
    day, holds = _seats(network, day, asked, base, now + HOLD, same, most)
    return Found((), day, tuple(holds), tuple(old), same is not None)


def _seats(
    network: Network,
    day: Day,
    asked: Trip,
    base: dict[str, Any],
    until: datetime,
    same: Ride | None,
    most: int,
) -> tuple[Day, list[Hold]]:
    """Up to ``most``, each taken before the next is looked for: all of them can be had.

    What is said of one is what it would be without the other two.
    """
    if same is not None:
        return day, [holding.hold_of(same, base, 0, until, same.trip)]
    holds: list[Hold] = []
    for one in possible(network, day, asked, asked.minute):
        if len(holds) == most:
            break
        taken = one if not holds else day.fleet.keeping(one.ride)
        if taken is not None:
            name = holding.new_name()
            trip = holding.promised(asked, replace(one, run=taken.run))
            holds.append(holding.hold_of(trip, base, len(holds), until, name))
            day = day.with_fleet(day.fleet.taking(holding.named(taken, name)))
    return day, holds


def _as_booked(session: Session, asked: Trip, replacing: str) -> Ride | None:
    """The booking that stays where it is: only the way back is asked for differently."""
    if not replacing:
        return None
    ride = session.get(Ride, replacing)
    if ride is None or not ride.trip or not driving.is_on(session, ride, ride.trip):
        return None
    is_same = all(getattr(ride, n) == getattr(asked, n) for n in ASKED if n != "round_trip")
    if not is_same:
        return None
    session.expunge(ride)
    ride.round_trip = asked.round_trip
    return ride


def _keep(session: Session, network: Network, found: Found) -> Sequence[Hold] | None:
    """None: a seat was taken in between, so look again."""
    if found.day is None:
        return _renewed(session, network, found.renewed)
    if found.is_same and not all(_still_has(session, one) for one in found.holds):
        return None
    if not driving.write(session, found.day):
        return None
    for one in found.old:
        holding.release(session, one)
    proposals.end_orphans(session, found.day)
    if found.is_same:
        holding.replace_same(session, found.holds)
    holding.add(session, found.holds)
    return found.holds


def _still_has(session: Session, hold: Hold) -> bool:
    """Whether the booking's seat is on the run that was read: it may have changed vehicles."""
    ride = session.get(Ride, hold.replacing)
    return ride is not None and (ride.trip, ride.run) == (hold.trip, hold.run)


def _renewed(session: Session, network: Network, holds: Sequence[Hold]) -> Sequence[Hold] | None:
    found = [one for one in (session.get(Hold, hold.trip) for hold in holds) if one]
    if len(found) < len(holds) or not holding.stands(session, network, found):
        return None
    holding.prolong(found, network.host.now())
    return found


def _is_same(hold: Hold, asked: Trip, replacing: str) -> bool:
    same = all(getattr(hold, name) == getattr(asked, name) for name in ASKED)
    return same and hold.replacing == replacing


async def standby(network: Network, who: Caller, answers: Answers, key: str) -> Offer:
    """Nothing is held; what the key held before is let go."""
    asked = trip_of(network, who, wanted(network, who, answers))
    if asked.time_kind == OPEN:
        raise Unclear(_("Please choose a time."), "time")
    await network.host.write(lambda session: holding.let_go(session, who, key))
    await network.host.read(lambda session: booked.refuse_twice(session, asked))
    return showing.standby_offer(network, asked)
