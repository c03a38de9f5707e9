"""The runs of one day as the database has them, as a fleet to the dispatcher, and back again.

A run's row keeps its visits in order, as pairs of a trip and whether it boards there. Reading
and reckoning need no lock: what is written back is compared with the version that was read, in
one transaction with the rides it is about, so that two who decide on the same seats never both
get them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sqlmodel import Session

from senior_life.dispatch import Call, Fleet, Visit
from services.on_demand_transport import remembered, rows, sheets
from services.on_demand_transport.network import Network
from services.on_demand_transport.remembered import NO_ROW
from services.on_demand_transport.rows import Overtaken, Row
from services.on_demand_transport.tables import Trip


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
    session.flush()
    sheets.refresh(session, network)
    runs, now, known = network.runs(day), network.minute_now(day), remembered.of(network, day)
    found = known.rows(session, day)
    promised = known.promised(session, network, day, set(without))
    standings, behind, rides = known.standings(network, runs.values(), found, promised, now)
    fleet = known.fleet(network, standings, rides, now)
    return Day(day, fleet, {run: found.get(run, NO_ROW) for run in runs}, behind)


def write(session: Session, day: Day) -> bool:
    """All runs that changed, or none; False: somebody else was quicker, so look again."""
    changed, now = day.changed(), rows.versions(session, day.day)
    if any(now.get(run, 0) != row.version for run, row in changed.items()):
        return False
    for run, row in changed.items():
        _swapped(rows.swap(session, day.day, run, row))
    return True


def _swapped(is_written: bool) -> None:
    """Within one transaction nobody comes between reading a version and comparing it."""
    if not is_written:
        raise Overtaken


def drop(session: Session, day: date, trips: Mapping[str, str]) -> None:
    """Take trips (with the run of each) out of what is ahead; for a transaction that decides."""
    for run in sorted({run for run in trips.values() if run}):
        row = rows.row_of(session, day, run)
        if row is None:
            continue
        kept = tuple(one for one in row.visits if trips.get(one.ride) != run)
        if kept != row.visits:
            _swapped(rows.swap(session, day, run, replace(row, visits=kept)))


def claim(session: Session, trip: Trip) -> None:
    """Whoever read the run before, to do without a hold that lapsed or is given back, finds it
    changed: the trip is a ride now, though its visits stay as they are."""
    row = rows.row_of(session, trip.day, trip.run)
    if row is not None:
        _swapped(rows.swap(session, trip.day, trip.run, row))


def is_on(session: Session, trip: Trip, name: str) -> bool:
    """Whether the run still has both visits of it."""
    row = rows.row_of(session, trip.day, trip.run)
    return row is not None and sum(one.ride == name for one in row.visits) == 2  # noqa: PLR2004
