"""Seats kept free: all offers of one key are one hold, renewed and given back together."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from math import ceil
from typing import Any
from uuid import uuid4

from sqlalchemy import bindparam, delete, insert, select
from sqlmodel import Session, col

from senior_life.contract import Caller, Gone
from senior_life.direct import Direct
from senior_life.dispatch import Proposal
from senior_life.providing import PROPOSAL, prolonged
from services.on_demand_transport import driving
from services.on_demand_transport.clock import minute_of
from services.on_demand_transport.network import Network
from services.on_demand_transport.sentences import LAPSED
from services.on_demand_transport.tables import Hold, Ride, Trip
from services.on_demand_transport.wishes import ARRIVE

GRID = 5
ERRANDS_EACH = 4
"""More errands than this nobody keeps seats for while reading: the oldest gives them back."""

ADD = Direct(insert(Hold))
OF_KEY = Direct(select(col(Hold.trip)).where(col(Hold.key) == bindparam("its_key")))
OF_RESIDENT = Direct(
    select(col(Hold.key)).where(
        col(Hold.resident) == bindparam("whose"), col(Hold.key).not_like(f"{PROPOSAL}%")
    )
)


def new_name() -> str:
    """By which a run's visits call a trip."""
    return uuid4().hex


def promised(asked: Trip, proposal: Proposal) -> Trip:
    """The wish with what would be promised."""
    ride = proposal.ride
    return Trip(
        **{
            **asked.model_dump(include=set(Trip.model_fields)),
            "run": proposal.run,
            "board_from": ride.board_from,
            "board_by": ride.board_by,
            "arrive_by": _on_the_clock(asked, ride.arrive_by),
            "longest_minutes": ride.longest_ride_minutes,
            "ride_minutes": proposal.ride_minutes,
            "is_shared": proposal.is_shared,
        }
    )


def _on_the_clock(asked: Trip, minute: float) -> float:
    """To the five minutes after, as people say it, but not past what was wished."""
    said = ceil(minute / GRID) * GRID
    return float(min(said, max(asked.minute, minute)) if asked.time_kind == ARRIVE else said)


def named(proposal: Proposal, name: str) -> Proposal:
    """Under the name that the run's visits will have for it."""
    old = proposal.ride.id
    visits = tuple(replace(one, ride=name) if one.ride == old else one for one in proposal.visits)
    return replace(proposal, ride=replace(proposal.ride, id=name), visits=visits)


def hold_of(trip: Trip, base: dict[str, Any], place: int, until: datetime, name: str) -> Hold:
    values = trip.model_dump(include=set(Trip.model_fields))
    return Hold(**values, **base, place=place, holds_until=until, trip=name)


def add(session: Session, holds: Sequence[Hold]) -> None:
    """They stay as they are, nobody's objects."""
    session.flush()
    for one in holds:
        ADD.count(session, one.model_dump())


def of_key(session: Session, key: str) -> list[Hold]:
    """Most keys are new, and objects are dear: first it is asked whether there are any."""
    session.flush()
    if OF_KEY.first(session, {"its_key": key}) is None:
        return []
    query = select(Hold).where(col(Hold.key) == key).order_by(col(Hold.place))
    return list(session.scalars(query))


def of_hold(session: Session, hold: str) -> list[Hold]:
    query = select(Hold).where(col(Hold.hold) == hold).order_by(col(Hold.place))
    return list(session.scalars(query))


def oldest(session: Session, resident: str, key: str) -> list[Hold]:
    """Of other errands of this person, all but the newest; parts of one go together."""
    session.flush()
    kept = OF_RESIDENT.all(session, {"whose": resident})
    if len({_errand(one.key) for one in kept} - {_errand(key)}) < ERRANDS_EACH:
        return []
    query = (
        select(Hold)
        .where(
            col(Hold.resident) == resident,
            col(Hold.key) != key,
            col(Hold.key).not_like(f"{PROPOSAL}%"),
        )
        .order_by(col(Hold.since).desc(), col(Hold.key))
    )
    found = list(session.scalars(query))
    errands = dict.fromkeys(_errand(one.key) for one in found if _errand(one.key) != _errand(key))
    too_many = list(errands)[ERRANDS_EACH - 1 :]
    return [one for one in found if _errand(one.key) in too_many]


def _errand(key: str) -> str:
    return key.partition("-")[0]


def stands(session: Session, network: Network, holds: Sequence[Hold]) -> bool:
    """Whether every seat of the hold is still kept, and its window is not over."""
    now = network.host.now()
    return all(
        one.holds_until > now
        and minute_of(one.day, now) <= one.board_by
        and driving.is_on(session, one, one.trip)
        for one in holds
    )


def prolong(holds: Sequence[Hold], now: datetime) -> None:
    for one in holds:
        one.holds_until = prolonged(one.holds_until, one.since, now)


def release(session: Session, hold: Hold) -> None:
    """Its seat is free; where it was found is forgotten. A seat that is a booking's stays its, and
    so does one of which a booking was made since the hold was read."""
    if session.get(Hold, hold.trip) is None:
        return
    if not is_booked(session, hold):
        driving.drop(session, hold.day, {hold.trip: hold.run})
    session.execute(delete(Hold).where(col(Hold.trip) == hold.trip))


def replace_same(session: Session, holds: Sequence[Hold]) -> None:
    """Only one change of a ride that keeps its seat is read at a time: the newest."""
    names = [one.trip for one in holds]
    session.flush()
    session.execute(delete(Hold).where(col(Hold.trip).in_(names)))


def is_booked(session: Session, hold: Hold) -> bool:
    """Whether its seat is that of the very booking which it would change."""
    ride = session.get(Ride, hold.replacing) if hold.replacing else None
    return ride is not None and ride.trip == hold.trip


def let_go(session: Session, who: Caller, key: str) -> None:
    for one in of_key(session, key):
        if one.resident == who.ref:
            release(session, one)


async def extend(network: Network, hold: str) -> datetime:
    """Twenty more minutes from now, sixty in all at most. Raises Gone."""

    def work(session: Session) -> datetime:
        found = of_hold(session, hold)
        if not found or not stands(session, network, found):
            raise Gone(LAPSED)
        prolong(found, network.host.now())
        return found[0].holds_until

    return await network.host.write(work)


async def give_back(network: Network, hold: str) -> set[date]:
    """The days on which seats became free. A proposal stays; an answer or time ends it."""

    def work(session: Session) -> set[date]:
        found = [one for one in of_hold(session, hold) if not one.key.startswith(PROPOSAL)]
        for one in found:
            release(session, one)
        return {one.day for one in found}

    return await network.host.write(work)
