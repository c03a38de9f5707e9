"""What no answer with three offers can do without: its rows, by the database's driver alone."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import uuid4

import psycopg
from sqlalchemy import make_url

from senior_life.storage import Store

INSERT = "insert into on_demand_transport_hold (%s) values (%s)"


class Bare:
    """The driver's own statements for one answer with three offers."""

    def __init__(self, store: Store, day: date) -> None:
        self.is_sqlite, self.day = store.is_sqlite, day.isoformat()
        url = make_url(store.url)
        if self.is_sqlite:
            self.connection: Any = sqlite3.connect(url.database or "", isolation_level=None)
            for pragma in ("journal_mode=wal", "synchronous=full"):
                self.connection.execute(f"pragma {pragma}")
        else:
            address = url.set(drivername="postgresql").render_as_string(hide_password=False)
            self.connection = psycopg.connect(address, autocommit=True)
        self.hold = self._columns(store)

    def __call__(self) -> None:
        runs = self._all("select run, version, visits from on_demand_transport_run where day = {0}")
        self._all("select trip from on_demand_transport_ride where day = {0}")
        for _run, _version, visits in runs:
            json.loads(visits)
        self.connection.execute("begin immediate" if self.is_sqlite else "begin")
        for run, version, visits in runs[:3]:
            self._run(
                "update on_demand_transport_run set version = {0}, visits = {0} "
                "where day = {0} and run = {0}",
                (version, visits, self.day, run),
            )
            names = ", ".join(self.hold)
            marks = ", ".join("{0}" for _ in self.hold)
            values = {**self.hold, "trip": uuid4().hex, "hold": uuid4().hex, "key": uuid4().hex}
            self._run(INSERT % (names, marks), tuple(values.values()))
        self.connection.execute("delete from on_demand_transport_hold where resident = 'bare'")
        self.connection.execute("commit")

    def _all(self, sql: str) -> list[Any]:
        return list(self._run(sql, (self.day,)).fetchall())

    def _run(self, sql: str, values: Sequence[Any]) -> Any:
        return self.connection.execute(sql.format("?" if self.is_sqlite else "%s"), values)

    def _columns(self, store: Store) -> dict[str, Any]:
        """The values of a hold, from a ride of the day."""
        with store.readers.connect() as connection:
            sql = "select * from on_demand_transport_ride limit 1"
            ride = dict(connection.exec_driver_sql(sql).mappings().one())
            sql = "select * from on_demand_transport_hold"
            names = list(connection.exec_driver_sql(sql).keys())
        more = {"resident": "bare", "place": 0, "replacing": ""}
        times = dict.fromkeys(("since", "holds_until"), ride["made_at"])
        known = {**ride, **more, **times}
        return {name: known.get(name, "") for name in names}
