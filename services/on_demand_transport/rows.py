"""The row of a run on one day: its visits in order, and what the driver said is done.

Whoever changes one compares it with the version that was read.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from sqlalchemy import bindparam, insert, select, update
from sqlmodel import Session, col

from senior_life.direct import Direct
from senior_life.dispatch import Visit
from services.on_demand_transport.tables import RunDay

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
        delay_minutes=bindparam("its_delay_minutes"),
        late_since=bindparam("its_late_since"),
        late_until=bindparam("its_late_until"),
        out_until=bindparam("its_out_until"),
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
    late_since: float = 0.0
    late_until: float = 0.0
    out_until: float = 0.0

    def in_time(self) -> "Row":
        """What was behind when it went out of service stays behind."""
        since = self.late_since if self.out_until else 0.0
        return replace(self, delay_minutes=0.0, late_since=since, late_until=0.0)

    def late(self, minutes: float, since: float, until: float) -> "Row":
        """Told at ``since``: it leaves for its next stop no sooner than ``until``."""
        return replace(self, delay_minutes=minutes, late_since=since, late_until=until)

    def out(self, since: float, until: float) -> "Row":
        """Said at ``since``: it drives nowhere before ``until``."""
        return replace(self.in_time(), late_since=max(0.0, since), out_until=until)

    def back(self, now: float) -> "Row":
        """It drives again, and stood where it was until ``now``."""
        return replace(self, out_until=0.0, late_until=max(0.0, now))


class Written(NamedTuple):
    """A row as it is in the database; visits and done are JSON."""

    version: int
    visits: str
    done: str
    delay_minutes: float
    late_since: float
    late_until: float
    out_until: float


COLUMNS = tuple(col(getattr(RunDay, name)) for name in ("run", *Written._fields))
IN_DAY = col(RunDay.day) == bindparam("its_day")
OF_DAY = Direct(select(*COLUMNS).where(IN_DAY))
VERSIONS = Direct(select(col(RunDay.run), col(RunDay.version)).where(IN_DAY))


def written(session: Session, day: date) -> dict[str, Written]:
    """By run."""
    found = OF_DAY.all(session, {"its_day": day})
    return {one.run: Written(*one[1:]) for one in found}


def versions(session: Session, day: date) -> dict[str, int]:
    found = VERSIONS.all(session, {"its_day": day})
    return {one.run: one.version for one in found}


def row_of(session: Session, day: date, run: str) -> Row | None:
    """None: nothing was ever written of the run on that day."""
    query = select(*COLUMNS).where(col(RunDay.day) == day, col(RunDay.run) == run)
    found = session.execute(query).one_or_none()
    return read(Written(*found[1:])) if found else None


def read(row: Written) -> Row:
    return Row(
        row.version,
        tuple(Visit(trip, bool(on)) for trip, on in json.loads(row.visits)),
        tuple(Done(one[0], one[1], one[2], tuple(one[3])) for one in json.loads(row.done)),
        row.delay_minutes,
        row.late_since,
        row.late_until,
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
    done = session.connection().execute(SWAP, {**which, **new, **_state(row, "its_{}")})
    return bool(done.rowcount)


def _first(session: Session, day: date, run: str, row: Row, values: Mapping[str, str]) -> bool:
    if session.get(RunDay, (day, run), populate_existing=True) is not None:
        return False
    which = {"day": day, "run": run, "version": 1}
    session.connection().execute(insert(RunDay), {**which, **values, **_state(row)})
    return True


def _state(row: Row, named: str = "{}") -> dict[str, float]:
    names = ("delay_minutes", "late_since", "late_until", "out_until")
    return {named.format(name): getattr(row, name) for name in names}
