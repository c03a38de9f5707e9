"""What a process remembers of the days that it has read, so that only what changed is read anew.

Everything is told apart by what it says, never by a version: whoever reads within a transaction
that is rolled back leaves nothing here that is wrong afterwards. What a trip is promised never
changes; a run's row is parsed again when its text is another; a run's hours follow from both.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    and_,
    bindparam,
    func,
    literal_column,
    or_,
    select,
)
from sqlmodel import Session, col

from senior_life.contract import State
from senior_life.direct import Direct
from senior_life.dispatch import Fleet, Point, Run, Standing, Visit
from senior_life.dispatch import Ride as Promised
from senior_life.dispatch.travel import safe
from services.on_demand_transport import rows
from services.on_demand_transport.network import Network
from services.on_demand_transport.pack import Chair
from services.on_demand_transport.rows import Row, Written
from services.on_demand_transport.tables import Hold, Ride
from services.on_demand_transport.underway import Said

ON_ROAD = (State.CONFIRMED, State.UNDER_WAY, State.PROPOSED)
NO_ROW = Row()
DAYS_KEPT = 16
"""Two weeks ahead, and a little; the others are read anew."""
FEW = 100
"""So many trips are asked for by name; more of them with the whole day."""
SPARE = 1000
"""Trips that may be remembered beside those of the day."""
PROMISED = (
    "trip",
    "board_lat",
    "board_lon",
    "leave_lat",
    "leave_lon",
    "board_from",
    "board_by",
    "arrive_by",
    "longest_minutes",
    "riders",
    "chair",
    "boarding_minutes",
)


DAY: BindParameter[date] = bindparam("its_day")
STANDING: tuple[tuple[Any, ColumnElement[bool]], ...] = (
    (Hold, and_(col(Hold.day) == DAY, col(Hold.holds_until) > bindparam("now"))),
    (
        Ride,
        and_(
            col(Ride.day) == DAY,
            or_(*(col(Ride.state) == one.value for one in ON_ROAD), col(Ride.outcome) == "done"),
            col(Ride.trip) != "",
        ),
    ),
)
"""The tables with a trip, and which of their rows have a place on the road that day."""
COMMA: Any = literal_column("','")  # written out, for what is compiled once has no other values
NAMES = tuple(
    Direct(select(func.aggregate_strings(col(table.trip), COMMA).label("names")).where(condition))
    for table, condition in STANDING
)
"""All trips of such a table as one text: mostly it is the one that is known already."""


class Standings(NamedTuple):
    """The runs that drive; by run what is ``behind`` by the clock; and the rides that are ahead."""

    standings: Sequence[Standing]
    behind: Mapping[str, tuple[Visit, ...]]
    rides: Mapping[str, Promised]


def of(network: Network, day: date) -> "Remembered":
    """Of the days that were asked for last."""
    found = network.days.pop(day, None) or Remembered()
    network.days[day] = found
    for other in list(network.days)[:-DAYS_KEPT]:
        network.days.pop(other, None)
    return found


class Seen(NamedTuple):
    """Which trips stood when the runs were last looked at, and what was said of each run."""

    rides: Mapping[str, Promised]
    said: Mapping[str, Said]


class Remembered:
    """One day. Used by several threads at once: each part is replaced, or only added to."""

    def __init__(self) -> None:
        self._texts: dict[str, tuple[Written, Row]] = {}
        self._trips: dict[str, Promised] = {}
        self._standing: tuple[tuple[str, ...], dict[str, Promised]] = ((), {})
        self._seen = Seen({}, {})
        self._fleet: Fleet | None = None

    def rows(self, session: Session, day: date) -> dict[str, Row]:
        """By run, of those of which something was ever written."""
        old, fresh = self._texts, {}
        for run, text in rows.written(session, day).items():
            known = old.get(run)
            fresh[run] = known if known and known[0] == text else (text, rows.read(text))
        self._texts = fresh
        return {run: row for run, (_text, row) in fresh.items()}

    def promised(
        self, session: Session, network: Network, day: date, without: Collection[str]
    ) -> Mapping[str, Promised]:
        """By trip, of all that stand. Holds that lapsed do not."""
        asked = {"its_day": day, "now": network.host.now()}
        names = tuple(one.first(session, asked).names or "" for one in NAMES)
        known, rides = self._standing
        if known != names:
            rides = self._read(session, asked, [one for one in ",".join(names).split(",") if one])
            self._standing = names, rides
        if not without:
            return rides
        return {name: ride for name, ride in rides.items() if name not in without}

    def _read(
        self, session: Session, asked: Mapping[str, Any], names: Sequence[str]
    ) -> dict[str, Promised]:
        trips = self._trips if len(self._trips) < 2 * len(names) + SPARE else {}
        if unknown := [name for name in names if name not in trips]:
            for table, condition in STANDING:
                some = () if len(unknown) > FEW else (col(table.trip).in_(unknown),)
                query = select(*(col(getattr(table, name)) for name in PROMISED))
                for found in session.connection().execute(query.where(condition, *some), asked):
                    trips[found[0]] = _promised(*found)
        self._trips = trips
        return {name: trips[name] for name in names}

    def standings(
        self,
        network: Network,
        runs: Iterable[Run],
        known: Mapping[str, Row],
        rides: Mapping[str, Promised],
        now: float,
    ) -> Standings:
        standings, behind = [], {}
        on_runs: dict[str, Promised] = {}
        planned = safe(network.roads, network.promise.share)
        for run, said in self._said(runs, known, rides).items():
            standing, behind[run] = said.at(network.roads, planned, now)
            standings.append(standing)
            on_runs.update(said.rides_of(standing))
        return Standings(standings, behind, on_runs)

    def _said(
        self, runs: Iterable[Run], known: Mapping[str, Row], rides: Mapping[str, Promised]
    ) -> Mapping[str, Said]:
        """Of the runs that drive. It stays for as long as the row does, and its trips do."""
        old, fresh = self._seen, {}
        differ = old.rides.keys() ^ rides.keys() if old.rides is not rides else frozenset()
        for run in runs:
            row = known.get(run.id, NO_ROW)
            if row.out_until < run.ends:
                said = old.said.get(run.id)
                is_still = said is not None and said.row is row and said.names.isdisjoint(differ)
                fresh[run.id] = said if said and is_still else Said(run, row, rides)
        self._seen = Seen(rides, fresh)
        return fresh

    def fleet(
        self,
        network: Network,
        standings: Sequence[Standing],
        rides: Mapping[str, Promised],
        now: float,
    ) -> Fleet:
        """Runs that stand as they did keep the times that were worked out for them."""
        old = self._fleet
        if old is None or old.travel is not network.roads:
            old = Fleet((), {}, network.roads, now, network.promise)
        self._fleet = fresh = old.told(now, standings, rides)
        return fresh


def _promised(
    trip: str,
    board_lat: float,
    board_lon: float,
    leave_lat: float,
    leave_lon: float,
    board_from: float,
    board_by: float,
    arrive_by: float,
    longest: float,
    riders: int,
    chair: str,
    boarding: float,
) -> Promised:
    takes = int(Chair(chair).takes_a_place)
    return Promised(
        trip,
        Point(board_lat, board_lon),
        Point(leave_lat, leave_lon),
        board_from,
        board_by,
        arrive_by,
        longest,
        riders - takes,
        takes,
        boarding,
        boarding,
    )
