"""An office of many counters with many bookings, written straight into the tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from sqlalchemy import insert
from sqlmodel import Session

from senior_life.contract import Caller, Channel
from senior_life.registry import Offered, Registry
from senior_life.storage import Store, open_store
from senior_life.storage.migrate import migrate_now
from senior_life.testing import Clock, FakeHost
from senior_life.town import load
from senior_life.usecases.host import open_town
from senior_life.usecases.town import Town
from services.counter_reservation import service
from services.counter_reservation.availability import moment
from services.counter_reservation.pack import FILES
from services.counter_reservation.provider import Counters
from services.counter_reservation.tables import Booking, Claim

SAMPLE = Path(__file__).parents[2] / "assets/towns/senboku"
OFFICE = "minami_ward_office"
TODAY = date(2026, 11, 24)
NAMED = {"text": "窓口", "kana": "まどぐち"}
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri"]
STARTS = range(12, 40, 2)  # 9:00 to 15:30, every half hour
AT_ONCE = 5_000


def who(ref: str) -> Caller:
    return Caller(ref, Channel.TOUCH, ref)


def answers(day: date | None = None, time: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {"topic": ("pension",), "office": OFFICE, "mode": "in_person"}
    if day and time:
        half = "morning" if time < "12:00" else "afternoon"
        found |= {"date": day.isoformat(), "period": half, "time": time}
    return found


def pack_files(counters: int, lanes: int = 1) -> dict[str, Any]:
    names = [f"counter_{n}" for n in range(counters)]
    hours = {"days": WEEKDAYS, "since": "09:00", "until": "16:00"}
    data = {
        "offices.yaml": {"offices": [{"id": OFFICE, "letters": "MN", "hours": [hours]}]},
        "counters.yaml": [
            {"id": name, "office": OFFICE, "where": NAMED, "topics": ["pension"]} for name in names
        ],
        "topics.yaml": [{"id": "pension", "name": NAMED, "minutes": 30}],
        "quotas.csv": [
            {"counter": name, "public": lanes, "call_centre": lanes, "at_counter": lanes}
            for name in names
        ],
        "closures.csv": [],
    }
    return {name: FILES[name].model_validate(rows) for name, rows in data.items()}


@contextmanager
def fresh(url: str = "") -> Iterator[Store]:
    """A migrated store: at ``url``, or a SQLite file that is thrown away."""
    with TemporaryDirectory() as folder:
        store = open_store(url or f"sqlite:///{folder}/town.sqlite")
        migrate_now(store, {service.id: service.package})
        try:
            yield store
        finally:
            store.close()


def provider_on(store: Store, counters: int, lanes: int = 1) -> Counters:
    return Counters(FakeHost(store, load(SAMPLE), pack_files(counters, lanes), Clock()))


def town_on(store: Store, counters: int) -> Town:
    """The whole core around the same counters."""
    registry = Registry([Offered(service, "bench", "1", pack_files(counters))])
    return open_town("senboku", store, registry, load(SAMPLE), Clock(), SAMPLE, b"k" * 32)


def write_bookings(store: Store, first: date, days: int, counters: int, most: int) -> int:
    """One after the other, weekdays only, until there are ``most``; how many were written."""
    found = _bookings(first, days, counters, most)
    written = 0
    while batch := [row for _n, row in zip(range(AT_ONCE), found, strict=False)]:
        written += len(batch)
        store.write_now(lambda session, rows=batch: _insert(session, rows))
    return written


def settle(store: Store) -> None:
    """As years do: the past is asked for, not the load that brought it in within a minute."""
    if store.is_sqlite:
        store.write_now(lambda s: s.connection().exec_driver_sql("analyze"))
        return
    with store.writers.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql("vacuum analyze")
        connection.exec_driver_sql("checkpoint")


def _bookings(first: date, days: int, counters: int, most: int) -> Iterator[dict[str, Any]]:
    on = (first + timedelta(days=n) for n in range(days))
    places = (
        (day, counter, unit)
        for day in on
        if day.weekday() < len(WEEKDAYS)
        for unit in STARTS
        for counter in range(counters)
    )
    for _n, (day, counter, unit) in zip(range(most), places, strict=False):
        yield _booking(day, counter, unit)


def _booking(day: date, counter: int, unit: int) -> dict[str, Any]:
    return Booking(
        resident=uuid4().hex,
        channel="touch",
        topics="pension",
        mode="in_person",
        office=OFFICE,
        counter=f"counter_{counter}",
        day=day,
        first=unit,
        units=2,
        ref=uuid4().hex,
        number=uuid4().hex[:16],
        state="confirmed",
        made_by="bench",
        slot=uuid4().hex,
        made_at=moment(day, 0),
    ).model_dump()


def _insert(session: Session, rows: list[dict[str, Any]]) -> None:
    session.execute(insert(Booking), rows)
    session.execute(
        insert(Claim),
        [
            {
                "day": row["day"],
                "counter": row["counter"],
                "lane": 0,
                "unit": row["first"] + n,
                "slot": row["slot"],
                "holds_until": None,
            }
            for row in rows
            for n in range(row["units"])
        ],
    )
