"""Confirming through the use case beside the bare statements, and with many past bookings.

Run by `make bench`, or alone: python tests/bench/bench_confirm.py
The bare statements are the driver's own, in the same tables and as many commits: the booking is
inserted; the claim is inserted; the booking is updated and its event inserted.
Aims: at least 30 % of the bare throughput, and with 100,000 past bookings not less than with none,
or falling no further than the bare statements: a larger file is slower for them, too.
"""

import asyncio
import sqlite3
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
from bench_contention import postgresql
from psycopg.types.json import Jsonb
from sqlalchemy import insert, make_url
from sqlmodel import Session, select
from town_of_counters import SAMPLE, TODAY, answers, fresh, pack_files, settle, write_bookings

from senior_life.contract import Staff
from senior_life.flows.walk import Walk
from senior_life.registry import Offered, Registry
from senior_life.server import take_short_turns
from senior_life.storage import Store, new_ref
from senior_life.storage.tables.bookings import BookingRow
from senior_life.town import load
from senior_life.usecases import drafts, people
from senior_life.usecases.access import Reader
from senior_life.usecases.callers import caller
from senior_life.usecases.confirming import confirm
from senior_life.usecases.drafts import Draft
from senior_life.usecases.host import line_to, open_town
from senior_life.usecases.people import Details
from senior_life.usecases.town import Town
from services.counter_reservation import service

COUNTERS, RESIDENTS, ROUNDS, AT_ONCE = 20, 40, 10, 8
PAST = 100_000
AIM, NEVER_FALLING = 0.30, 0.90
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
TIMES = [f"{hour:02}:{minute:02}" for hour in range(9, 16) for minute in (0, 30)]
JSON = {"offer", "progress", "detail", "around"}
INSERT = "insert into bookings ({}) values ({})"
CLAIM = (
    "insert into counter_reservation_claim (day, counter, lane, unit, slot, holds_until) "
    "values ({0}, 'bare', {0}, {0}, {0}, null)"
)
UPDATE = "update bookings set state = {0}, seq = 1, progress = {0} where ref = {0}"
EVENT = "insert into events ({}) values ({})"


@dataclass(frozen=True)
class Ready:
    """A walk that needs only its yes."""

    reader: Reader
    draft: Draft


def open_bench(store: Store, folder: str) -> Town:
    offered = Offered(service, "smart-senior-life", "1", pack_files(COUNTERS))
    registry = Registry([offered])
    return open_town("senboku", store, registry, load(SAMPLE), lambda: NOW, Path(folder), b"k" * 32)


async def moved_in(town: Town) -> list[Reader]:
    desk = Reader(staff=Staff("bench"), name="bench", role="admin")
    found = [
        await people.create(town, desk, Details(f"髙橋 {n}", "たかはし")) for n in range(RESIDENTS)
    ]
    return [Reader(device=r.ref, resident=r.ref, household=(r.ref,)) for r in found]


async def ready(town: Town, readers: Sequence[Reader], day: date) -> list[Ready]:
    """One walk of each resident on that day, held and read back."""
    found = []
    for n, reader in enumerate(readers):
        who = town.store.read_now(
            lambda s, r=reader: caller(s, service, r.resident, "touch", r.ref)
        )
        ref, wish = new_ref(NOW), answers(day, TIMES[n % len(TIMES)])
        offers = await line_to(town, service.id).quote(who, wish, ref)
        walk = Walk(service.steps).take(wish, {})
        draft = Draft(ref, service, who, walk, state="offered", offers=tuple(offers))
        await town.store.write(lambda s, d=draft: drafts.add(s, town.id, d, NOW))
        found.append(Ready(reader, draft))
    return found


async def use_case(town: Town, walks: Sequence[Ready]) -> float:
    """Confirms a second, some at once as in a town."""
    turns = asyncio.Semaphore(AT_ONCE)

    async def one(walk: Ready) -> None:
        async with turns:
            draft = walk.draft
            await confirm(town, walk.reader, draft.ref, draft.rev, draft.offers[0].id)

    begun = time.perf_counter()
    await asyncio.gather(*(one(walk) for walk in walks))
    return len(walks) / (time.perf_counter() - begun)


class Bare:
    """The statements alone, with the very values of a real booking."""

    def __init__(self, store: Store) -> None:
        self.url, self.is_sqlite = make_url(store.url), store.is_sqlite
        self.mark = "?" if self.is_sqlite else "%s"
        self.booking = self._columns(store, "select * from bookings limit 1")
        self.event = self._columns(store, "select * from events limit 1")
        self.count = 0

    def throughput(self, count: int) -> float:
        """As many connections as help: one on SQLite, several on PostgreSQL."""
        workers = 1 if self.is_sqlite else AT_ONCE
        first, self.count = self.count, self.count + count
        shares = [range(first + n, first + count, workers) for n in range(workers)]
        begun = time.perf_counter()
        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(self._confirm_all, shares))
        return count / (time.perf_counter() - begun)

    def _confirm_all(self, numbers: range) -> None:
        connection = self._connect()
        for n in numbers:
            for statements in self._three(n):
                connection.execute("begin immediate" if self.is_sqlite else "begin")
                for sql, values in statements:
                    connection.execute(sql, values)
                connection.execute("commit")
        connection.close()

    def _three(self, n: int) -> list[list[tuple[str, Sequence[Any]]]]:
        ref = f"bare-{n}"
        booking = {**self.booking, "ref": ref, "key": ref, "state": "requested"}
        event = {**self.event, "ref": ref}
        claim: tuple[Any, ...] = ((TODAY + timedelta(n)).isoformat(), n, n, ref)
        return [
            [(self._insert(INSERT, booking), [*booking.values()])],
            [(CLAIM.format(self.mark), claim)],
            [
                (UPDATE.format(self.mark), ("confirmed", booking["progress"], ref)),
                (self._insert(EVENT, event), [*event.values()]),
            ],
        ]

    def _insert(self, sql: str, row: dict[str, Any]) -> str:
        return sql.format(", ".join(row), ", ".join([self.mark] * len(row)))

    def _connect(self) -> Any:
        if not self.is_sqlite:
            address = self.url.set(drivername="postgresql").render_as_string(hide_password=False)
            return psycopg.connect(address, autocommit=True)
        connection = sqlite3.connect(self.url.database or "", isolation_level=None, timeout=10)
        for pragma in ("journal_mode=wal", "synchronous=full", "foreign_keys=on"):
            connection.execute(f"pragma {pragma}")
        return connection

    def _columns(self, store: Store, sql: str) -> dict[str, Any]:
        """One row as the driver gives it."""
        with store.readers.connect() as connection:
            kept = connection.exec_driver_sql(sql).mappings().one()
        return {
            column: value if self.is_sqlite or column not in JSON else Jsonb(value)
            for column, value in kept.items()
        }


def write_past(store: Store) -> None:
    """As the core and the service keep them, over the last two years."""
    write_bookings(store, TODAY - timedelta(days=730), 720, COUNTERS, PAST)
    kept = store.read_now(lambda s: s.exec(select(BookingRow)).first())
    assert kept is not None
    for first in range(0, PAST, 5_000):
        store.write_now(lambda s, f=first: _insert_past(s, kept, f))
    settle(store)


def _insert_past(s: Session, kept: BookingRow, first: int) -> None:
    row = kept.model_dump()
    rows = []
    for n in range(first, first + 5_000):
        ago = timedelta(days=1 + n % 700)
        times = {"starts": kept.starts - ago, "ends": kept.ends - ago}  # type: ignore[operator]
        rows.append({**row, "ref": f"past-{n}", "key": f"past-{n}", "state": "done", **times})
    s.execute(insert(BookingRow), rows)


async def measure(name: str, store: Store) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        town = open_bench(store, folder)
        readers, days = await moved_in(town), open_days()
        await use_case(town, await ready(town, readers, next(days)))
        by_hand = Bare(store)
        empty, bare = await rounds(town, readers, days, by_hand)
        write_past(store)
        full, bare_full = await rounds(town, readers, days, by_hand)
    ratio, kept, bare_kept = empty / bare, full / empty, bare_full / bare
    print(
        f"{name:>10}: {empty:,.0f} confirms/s ({1000 / empty:.1f} ms each), {ratio:.2f} of "
        f"{bare:,.0f}/s by bare statements; with {PAST:,} past bookings {kept:.2f} of that "
        f"(the bare statements {bare_kept:.2f} of theirs)"
    )
    return ratio >= AIM and kept >= NEVER_FALLING * min(1, bare_kept)


async def rounds(
    town: Town, readers: Sequence[Reader], days: Any, bare: Bare
) -> tuple[float, float]:
    """The best of a few rounds, in turns, so that a busy machine troubles both alike."""
    mine, theirs = [], []
    for _ in range(ROUNDS):
        mine.append(await use_case(town, await ready(town, readers, next(days))))
        theirs.append(bare.throughput(RESIDENTS))
    return max(mine), max(theirs)


def open_days() -> Any:
    return (day for n in range(1, 60) if (day := TODAY + timedelta(days=n)).weekday() < 5 and n > 2)


async def main() -> bool:
    take_short_turns()  # as a town that runs
    with fresh() as store:
        is_right = await measure("SQLite", store)
    with postgresql() as (url, *_), fresh(url) as store:
        return await measure("PostgreSQL", store) and is_right


if __name__ == "__main__":
    sys.exit(0 if asyncio.run(main()) else 1)
