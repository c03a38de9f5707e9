"""The runs of one day as the database has them, as a fleet to the dispatcher, and back again.

A run's row keeps its visits in order, as pairs of a trip and whether it boards there. Reading
and reckoning need no lock: what is written back is compared with the version that was read, in
one transaction with the rides it is about, so that two who decide on the same seats never both
get them.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import bindparam, insert, or_, select, update
from sqlmodel import Session, col

from senior_life.contract import State
from senior_life.dispatch import Call, Fleet, Point, Run, Standing, Visit
from senior_life.dispatch import Ride as Promised
from senior_life.dispatch.travel import safe
from services.on_demand_transport import sheets
from services.on_demand_transport.network import Network
from services.on_demand_transport.pack import Chair
from services.on_demand_transport.tables import Hold, Ride, RunDay, Trip

ON_ROAD = (State.CONFIRMED, State.UNDER_WAY, State.PROPOSED)
SWAP = (
    update(RunDay)
    .where(
        col(RunDay.day) == bindparam("its_day"),
        col(RunDay.run) == bindparam("its_run"),
        col(RunDay.version) == bindparam("seen"),
    )
    .values(
        version=bindparam("seen") + 1,
        visits=bindparam("its_visits"),
        done=bindparam("its_done"),
        delay_minutes=bindparam("its_delay"),
        out_until=bindparam("its_out"),
    )
)


class Overtaken(RuntimeError):
    """The transaction read what was not so any more: nothing of it is kept."""


@dataclass(frozen=True, slots=True)
class Done:
    """A visit behind, or (``what`` no_show) two that will not be: when, and where they stood."""

    trip: str
    what: str  # on, off, no_show
    at: float
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A run's row, read; version 0: there is none yet."""

    version: int = 0
    visits: tuple[Visit, ...] = ()
    done: tuple[Done, ...] = ()
    delay_minutes: float = 0.0
    out_until: float = 0.0


@dataclass(frozen=True)
class Day:
    """``behind`` are the visits of each run that are over by the clock, though nobody said so.

    Holds that lapsed are not in the ``fleet``: whoever needs their seats takes them.
    """

    day: date
    fleet: Fleet
    rows: Mapping[str, Row]
    behind: Mapping[str, tuple[Visit, ...]] = field(default_factory=dict)

    def with_fleet(self, fleet: Fleet) -> "Day":
        return replace(self, fleet=fleet)

    def changed(self) -> dict[str, Row]:
        """The runs whose visits are no longer those that were read, by their id."""
        found = {}
        for standing in self.fleet.standings:
            old = self.rows[standing.run.id]
            visits = (*self.behind.get(standing.run.id, ()), *standing.visits)
            if visits != old.visits:
                found[standing.run.id] = replace(old, visits=visits)
        return found

    def call(self, trip: str, is_pickup: bool) -> Call | None:
        """When that visit is expected; None: it is over, or on no run."""
        for standing in self.fleet.standings:
            if Visit(trip, is_pickup) in standing.visits:
                calls = self.fleet.timetable(standing.run.id)
                return next(one for one in calls if one.visit == Visit(trip, is_pickup))
        return None


def load(session: Session, network: Network, day: date, without: Iterable[str] = ()) -> Day:
    """``without``: trips that are as if they were not there."""
    sheets.refresh(session, network)
    runs, now = network.runs(day), network.minute_now(day)
    rows = dict.fromkeys(runs, Row()) | rows_of(session, day)
    promised = _promised(session, network, day)
    for trip in without:
        promised.pop(trip, None)
    standings, behind = [], {}
    for run in runs.values():
        row = rows[run.id]
        if row.out_until >= run.ends:
            continue
        standing, over = _standing(network, run, row, promised, now)
        standings.append(standing)
        behind[run.id] = over
    on_runs = _named(standings)
    rides = {name: ride for name, ride in promised.items() if name in on_runs}
    fleet = Fleet(tuple(standings), rides, network.roads, now, network.promise)
    return Day(day, fleet, {run: rows[run] for run in runs}, behind)


def rows_of(session: Session, day: date) -> dict[str, Row]:
    found = session.scalars(
        select(RunDay).where(col(RunDay.day) == day).execution_options(populate_existing=True)
    )
    return {one.run: _read(one) for one in found}


def _read(row: RunDay) -> Row:
    return Row(
        row.version,
        tuple(Visit(trip, bool(on)) for trip, on in json.loads(row.visits)),
        tuple(Done(one[0], one[1], one[2], tuple(one[3])) for one in json.loads(row.done)),
        row.delay_minutes,
        row.out_until,
    )


def swap(session: Session, day: date, run: str, row: Row) -> bool:
    """Write what was made of a row; False: somebody wrote it since it was read."""
    session.flush()
    values = {
        "visits": json.dumps([[one.ride, int(one.is_pickup)] for one in row.visits]),
        "done": json.dumps([[one.trip, one.what, one.at, one.places] for one in row.done]),
    }
    if row.version == 0:
        return _first(session, day, run, row, values)
    which = {"its_day": day, "its_run": run, "seen": row.version}
    new = {f"its_{name}": value for name, value in values.items()}
    state = {"its_delay": row.delay_minutes, "its_out": row.out_until}
    done = session.connection().execute(SWAP, {**which, **new, **state})
    return bool(done.rowcount)


def _first(session: Session, day: date, run: str, row: Row, values: Mapping[str, str]) -> bool:
    if session.get(RunDay, (day, run), populate_existing=True) is not None:
        return False
    other = {"delay_minutes": row.delay_minutes, "out_until": row.out_until}
    session.connection().execute(
        insert(RunDay), {"day": day, "run": run, "version": 1, **values, **other}
    )
    return True


def write(session: Session, day: Day) -> bool:
    """All runs that changed, or none; False: somebody else was quicker, so look again."""
    changed, now = day.changed(), rows_of(session, day.day)
    if any(now.get(run, Row()).version != row.version for run, row in changed.items()):
        return False
    for run, row in changed.items():
        _swapped(swap(session, day.day, run, row))
    return True


def _swapped(is_written: bool) -> None:
    """Within one transaction nobody comes between reading a version and comparing it."""
    if not is_written:
        raise Overtaken


def drop(session: Session, day: date, trips: Mapping[str, str]) -> None:
    """Take trips (with the run of each) out of what is ahead; for a transaction that decides."""
    rows = rows_of(session, day)
    for run in sorted({run for run in trips.values() if run in rows}):
        row = rows[run]
        kept = tuple(one for one in row.visits if trips.get(one.ride) != run)
        if kept != row.visits:
            _swapped(swap(session, day, run, replace(row, visits=kept)))


def is_on(session: Session, trip: Trip, name: str) -> bool:
    """Whether the run still has both visits of it."""
    row = rows_of(session, trip.day).get(trip.run)
    return row is not None and sum(one.ride == name for one in row.visits) == 2  # noqa: PLR2004


# --- from rows to what the dispatcher knows ---


def _promised(session: Session, network: Network, day: date) -> dict[str, Promised]:
    held = select(Hold).where(col(Hold.day) == day, col(Hold.holds_until) > network.host.now())
    booked = select(Ride).where(
        col(Ride.day) == day,
        or_(col(Ride.state).in_(ON_ROAD), col(Ride.outcome) == "done"),
        col(Ride.trip) != "",
    )
    found: list[Hold | Ride] = [*session.scalars(held), *session.scalars(booked)]
    return {one.trip: promised(one, one.trip) for one in found}


def promised(trip: Trip, name: str) -> Promised:
    takes = int(Chair(trip.chair).takes_a_place)
    return Promised(
        name,
        Point(trip.board_lat, trip.board_lon),
        Point(trip.leave_lat, trip.leave_lon),
        trip.board_from,
        trip.board_by,
        trip.arrive_by,
        trip.longest_minutes,
        trip.riders - takes,
        takes,
        trip.boarding_minutes,
        trip.boarding_minutes,
    )


def _standing(
    network: Network, run: Run, row: Row, rides: Mapping[str, Promised], now: float
) -> tuple[Standing, tuple[Visit, ...]]:
    """Where the run is by what was said of it and, from there on, by the clock."""
    ahead = tuple(one for one in row.visits if one.ride in rides)
    base = _said(run, row, rides, ahead)
    return _by_the_clock(network, base, rides, now)


def _said(run: Run, row: Row, rides: Mapping[str, Promised], ahead: Sequence[Visit]) -> Standing:
    place, free = run.start, max(run.begins, row.out_until)
    aboard: dict[str, float] = {}
    for one in row.done:
        ride = rides.get(one.trip)
        if ride is None or one.what == "no_show":
            continue
        place, free = (ride.origin if one.what == "on" else ride.destination), one.at
        if one.what == "on":
            aboard[one.trip] = one.at
        else:
            aboard.pop(one.trip, None)
    aboard = {name: at for name, at in aboard.items() if Visit(name, is_pickup=False) in ahead}
    return Standing(run, tuple(ahead), aboard, place, free + row.delay_minutes)


def _by_the_clock(
    network: Network, base: Standing, rides: Mapping[str, Promised], now: float
) -> tuple[Standing, tuple[Visit, ...]]:
    """Visits that ended by now are behind: not every driver has a hand free to say so."""
    if not base.visits or base.free_from is None or base.free_from > now:
        return base, ()
    known = {name: rides[name] for name in (*(one.ride for one in base.visits), *base.aboard)}
    calls = Fleet((base,), known, network.roads, base.free_from).timetable(base.run.id)
    over = [one for one in calls if one.leaves <= now]
    aboard = dict(base.aboard)
    for one in over:
        if one.visit.is_pickup:
            aboard[one.visit.ride] = one.leaves
        else:
            aboard.pop(one.visit.ride, None)
    behind, ahead = base.visits[: len(over)], base.visits[len(over) :]
    standing = replace(base, visits=ahead, aboard=aboard)
    if over:
        standing = replace(standing, place=over[-1].place, free_from=over[-1].leaves)
    return (_on_its_way(network, standing, calls[len(over)], now) if ahead else standing), behind


def _on_its_way(network: Network, standing: Standing, next_call: Call, now: float) -> Standing:
    """A vehicle stays where it is while it can, so that it may be sent elsewhere, and then leaves
    in good time; from there on its next stop is settled."""
    here, free = standing.place or standing.run.start, standing.free_from or standing.run.begins
    leg = safe(network.roads, network.promise.share).minutes(here, next_call.place, free)
    leaves = max(free, next_call.begins - leg)
    return replace(standing, free_from=leaves, fixed=1) if leaves <= now else standing


def _named(standings: Iterable[Standing]) -> set[str]:
    return {
        name for one in standings for name in (*(visit.ride for visit in one.visits), *one.aboard)
    }
