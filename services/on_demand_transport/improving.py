"""Rides change vehicles in the background where that costs less by the town's weights; what was
promised stays.

Reckoned on what was read, in a thread and without a lock. What comes of it is written only for
runs to which nothing happened meanwhile, with the ride's own row in the same transaction.
"""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from threading import Event

from sqlalchemy import bindparam, select, update
from sqlmodel import Session, col

from senior_life.contract import State
from senior_life.direct import Direct
from senior_life.dispatch import Fleet, Standing
from services.on_demand_transport import driving
from services.on_demand_transport.driving import Day
from services.on_demand_transport.network import Network, Versions
from services.on_demand_transport.standing import SOON_MINUTES
from services.on_demand_transport.tables import Hold, Ride, RunDay

SETTLED_MINUTES = SOON_MINUTES + 5
"""Whose window begins sooner stays: its rider is told which vehicle comes from ``SOON_MINUTES``
on. Five more, for time goes on between reading and writing."""
SECONDS_A_RIDE, SECONDS_A_DAY = 0.02, 0.5
"""Of the processor, once for each change of a day; a small day is through sooner."""
DAYS_AT_ONCE = 4  # the nearest first; the rest a minute later
WORTH_METRES = 100.0
"""For less no driver's list is changed: metres, or minutes that are worth them."""
LATE = Direct(
    select(col(Ride.trip)).where(
        col(Ride.day) == bindparam("its_day"),
        col(Ride.state) == State.CONFIRMED.value,
        col(Ride.late_minutes) != 0,
    )
)
"""Whose rider was told that the vehicle is late."""


async def pieces(network: Network, at_once: int) -> list[str]:
    """A day to which nothing happened since it was looked at is not looked at again.

    For one who works alone, whole days. For several the runs of each depot by themselves, and then
    the whole day, by which rides come from one depot to another.
    """
    found = await network.host.read(lambda session: due(session, network))
    network.improved |= found
    depots = dict.fromkeys(one.depot for one in network.vehicles.values())
    zones = depots if at_once > 1 and len(depots) > 1 else {}
    return [piece for day in found for piece in (*(f"{day}/{one}" for one in zones), f"{day}")]


async def work(network: Network, piece: str) -> None:
    """Those of a depot that has left the pack since are nobody's."""
    day, _slash, depot = piece.partition("/")
    await _improve(network, date.fromisoformat(day), depot)


def due(session: Session, network: Network) -> Mapping[date, Versions]:
    """The days from the first that is on, where they changed since, with what they are now."""
    query = select(col(RunDay.day), col(RunDay.run), col(RunDay.version))
    rows = session.execute(query.where(col(RunDay.day) >= network.days_on()[0])).all()
    found = {
        day: Versions(network.known.batch, frozenset((r, v) for its, r, v in rows if its == day))
        for day in sorted({row[0] for row in rows})
    }
    network.improved = {day: network.improved[day] for day in network.improved.keys() & found}
    new = [day for day, versions in found.items() if network.improved.get(day) != versions]
    return {day: found[day] for day in new[:DAYS_AT_ONCE]}


async def _improve(network: Network, day: date, depot: str) -> None:
    since = await network.host.read(lambda session: of_depot(session, network, day, depot))
    better = await reckoned(since.fleet)
    if better.cost <= since.fleet.cost - WORTH_METRES:
        await network.host.write(lambda session: adopt(session, network, since, better))


async def reckoned(fleet: Fleet) -> Fleet:
    """The event loop goes on meanwhile; whoever is cancelled leaves no thread at work."""
    seconds = min(SECONDS_A_DAY, SECONDS_A_RIDE * len(fleet.rides))
    stop = Event()
    try:
        return await asyncio.to_thread(fleet.improved, seconds, stop.is_set)
    finally:
        stop.set()


def read(session: Session, network: Network, day: date) -> Day:
    """The day, with all visits settled up to the last whose rider may know the vehicle."""
    return settled(session, driving.load(session, network, day))


def settled(session: Session, found: Day) -> Day:
    soon = found.fleet.now + SETTLED_MINUTES
    told = {name for name, ride in found.fleet.rides.items() if ride.board_from <= soon}
    told |= {one.trip for one in LATE.all(session, {"its_day": found.day})}
    standings = [_settled(one, told, found.fleet.now) for one in found.fleet.standings]
    return found.with_fleet(found.fleet.told(found.fleet.now, standings, found.fleet.rides))


def of_depot(session: Session, network: Network, day: date, depot: str) -> Day:
    """Its runs alone, as if there were no others; no depot: all of them."""
    found = read(session, network, day)
    if not depot:
        return found
    ours = {name for name, one in network.vehicles.items() if one.depot == depot}
    standings = tuple(one for one in found.fleet.standings if one.run.vehicle in ours)
    names = {visit.ride for one in standings for visit in one.visits}
    rides = {name: ride for name, ride in found.fleet.rides.items() if name in names}
    return found.with_fleet(replace(found.fleet, standings=standings, rides=rides, _lines=None))


def _settled(standing: Standing, told: Collection[str], now: float) -> Standing:
    """A vehicle that has not left yet leaves no sooner than now."""
    boards = [
        place
        for place, visit in enumerate(standing.visits, start=1)
        if visit.is_pickup and visit.ride in told
    ]
    if not boards or boards[-1] <= standing.fixed:
        return standing
    free = standing.run.begins if standing.free_from is None else standing.free_from
    free = free if standing.fixed else max(free, now)
    return replace(standing, fixed=boards[-1], free_from=free)


def adopt(session: Session, network: Network, since: Day, better: Fleet) -> bool:
    """Write what of it still costs less; False: nothing does, and nothing is written.

    A hold that lapsed stands in its run until its own upkeep ends it: that day waits a minute.
    """
    day = read(session, network, since.day)
    if day.changed():
        return False
    fleet = day.fleet.adopting(better, since.fleet)
    if fleet.cost > day.fleet.cost - WORTH_METRES:
        return False
    if not driving.write(session, day.with_fleet(fleet)):
        return False
    follow(session, day.fleet, fleet)
    return True


def follow(session: Session, before: Fleet, after: Fleet) -> None:
    """Rides and holds are on the runs that their visits went to."""
    known = _runs(before)
    for trip, run in _runs(after).items():
        if known.get(trip, run) != run:
            for table in (Ride, Hold):
                session.execute(update(table).where(col(table.trip) == trip).values(run=run))


def _runs(fleet: Fleet) -> dict[str, str]:
    """Of each trip that has not ended, its run."""
    return {visit.ride: one.run.id for one in fleet.standings for visit in one.visits}
