"""What a process remembers of the days that it has read, so that only what changed is read anew.

Everything is told apart by what it says, never by a version: whoever reads within a transaction
that is rolled back leaves nothing here that is wrong afterwards. What a trip is promised never
changes; a run's row is parsed again when its text is another; a run's hours follow from both.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlmodel import Session, col

from senior_life.contract import State
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


def of(network: Network, day: date) -> "Remembered":
    """Of the days that were asked for last."""
    found = network.days.pop(day, None) or Remembered()
    network.days[day] = found
    for other in list(network.days)[:-DAYS_KEPT]:
        network.days.pop(other, None)
    return found


class Remembered:
    """One day. Used by several threads at once: each part is replaced, or only added to."""

    def __init__(self) -> None:
        self._texts: dict[str, tuple[Written, Row]] = {}
        self._trips: dict[str, Promised] = {}
        self._said: dict[str, Said] = {}
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
    ) -> dict[str, Promised]:
        """By trip, of all that stand. Holds that lapsed do not."""
        conditions = _standing(network, day)
        names = [
            name
            for table, condition in conditions
            for name in session.scalars(select(col(table.trip)).where(*condition))
            if name not in without
        ]
        trips = self._trips if len(self._trips) < 2 * len(names) + SPARE else {}
        if unknown := [name for name in names if name not in trips]:
            for table, condition in conditions:
                some = () if len(unknown) > FEW else (col(table.trip).in_(unknown),)
                query = select(*(col(getattr(table, name)) for name in PROMISED))
                for found in session.execute(query.where(*condition, *some)):
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
    ) -> tuple[list[Standing], dict[str, tuple[Visit, ...]]]:
        """Of the runs that drive, and by run what is behind by the clock."""
        standings, behind, planned = [], {}, safe(network.roads, network.promise.share)
        for run in runs:
            row = known.get(run.id, NO_ROW)
            if row.out_until < run.ends:
                said = self._said_of(run, row, rides)
                standing, behind[run.id] = said.at(network.roads, planned, now)
                standings.append(standing)
        return standings, behind

    def _said_of(self, run: Run, row: Row, rides: Mapping[str, Promised]) -> Said:
        ahead = tuple(one for one in row.visits if one.ride in rides)
        said = self._said.get(run.id)
        if said is None or not said.is_still(row, ahead, rides):
            said = self._said[run.id] = Said(run, row, ahead, rides)
        return said

    def fleet(
        self,
        network: Network,
        standings: list[Standing],
        rides: Mapping[str, Promised],
        now: float,
    ) -> Fleet:
        """Runs that stand as they did keep the times that were worked out for them."""
        old = self._fleet
        if old is None or old.travel is not network.roads:
            old = Fleet((), {}, network.roads, now, network.promise)
        self._fleet = fresh = old.told(now, standings, rides)
        return fresh


def _standing(network: Network, day: date) -> list[tuple[Any, tuple[ColumnElement[bool], ...]]]:
    """The tables with a trip, and which of their rows have a place on the road that day."""
    return [
        (Hold, (col(Hold.day) == day, col(Hold.holds_until) > network.host.now())),
        (
            Ride,
            (
                col(Ride.day) == day,
                or_(col(Ride.state).in_(ON_ROAD), col(Ride.outcome) == "done"),
                col(Ride.trip) != "",
            ),
        ),
    ]


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
