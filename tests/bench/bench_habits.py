"""What the round of the minute takes for errands of every week, among 20,000 of them.

Run by `make bench`, or alone: python tests/bench/bench_habits.py
On SQLite: 20,000 habits of rides of as many people; first each is looked at before its next day can
be booked, then some whose next day can. Aims: a look costs no more among 20,000 than among 1,000,
within what two medians of the same work differ, and 20,000 are looked at within a day of rounds.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, update
from town_of_rides import invented

from senior_life.contract import Weekly
from senior_life.registry import Offered, Registry
from senior_life.storage import Store, open_store
from senior_life.storage.migrate import migrate_now
from senior_life.storage.tables.habits import HABIT_OPEN, HabitRow
from senior_life.storage.tables.people import HouseholdRow, ResidentRow
from senior_life.storage.tables.plans import PlanRow
from senior_life.storage.values import to_json
from senior_life.testing import Clock
from senior_life.town import load
from senior_life.usecases.habits import AT_LEAST, LONGEST_SECONDS, keep_habits
from senior_life.usecases.host import open_town
from senior_life.usecases.town import Town
from services.on_demand_transport import service
from services.on_demand_transport.clock import moment

SAMPLE = Path(__file__).parents[2] / "assets" / "towns" / "senboku"
FEW, MANY, ROUNDS, VEHICLES, KILOMETRES, SEED = 1_000, 20_000, 12, 200, 7.0, 1
TODAY = date(2026, 11, 24)
BEYOND = TODAY + timedelta(days=20)
ALIKE, MINUTES_A_DAY = 1.25, 24 * 60
ANSWERS = {
    "time_kind": "arrive",
    "time": "10:00",
    "riders": "1",
    "wheelchair": "none",
    "round_trip": "no",
}


def write_habits(store: Store, count: int, stops: int) -> None:
    now = moment(TODAY, 0)
    store.write_now(lambda session: _write(session, count, stops, now))


def _write(session: Session, count: int, stops: int, now: datetime) -> None:
    """Each of a household and a plan of its own; nothing is left to book before ``BEYOND``."""
    weekly = to_json(Weekly(("tue",), BEYOND + timedelta(days=365)))
    for n in range(count):
        ref, way = f"{n:05}", {"origin": f"stop_{n % stops}", "destination": f"stop_{stops}"}
        whose: dict[str, Any] = {"town": "senboku", "resident": f"r{ref}", "service": service.id}
        session.add(HouseholdRow(ref=f"h{ref}", created_at=now))
        session.add(
            ResidentRow(
                ref=f"r{ref}", household=f"h{ref}", name=ref, kana="か", search="", created_at=now
            )
        )
        session.add(
            PlanRow(
                ref=f"p{ref}",
                key=ref,
                walk="",
                state="booked",
                requested_at=now,
                changed_at=now,
                **whose,
            )
        )
        session.add(
            HabitRow(
                ref=f"a{ref}",
                plan=f"p{ref}",
                answers=to_json({**ANSWERS, **way}),
                weekly=weekly,
                seen_until=BEYOND,
                made_by=f"r{ref}",
                channel="touch",
                state=HABIT_OPEN,
                made_at=now,
                next_at=now,
                **whose,
            )
        )


async def round_seconds(town: Town) -> float:
    began = time.perf_counter()
    assert await keep_habits(town, longest=0) == AT_LEAST
    return time.perf_counter() - began


async def looks(town: Town) -> float:
    """Milliseconds for one of them, before its day can be booked."""
    spent = [await round_seconds(town) for _round in range(ROUNDS)]
    return statistics.median(spent) / AT_LEAST * 1000


async def booked(town: Town) -> float:
    """Milliseconds for one of them, whose next day is booked."""
    due = {"seen_until": TODAY, "next_at": moment(TODAY, -1)}
    await town.store.write(
        lambda s: s.exec(
            update(HabitRow).where(col(HabitRow.ref) < f"a{AT_LEAST:05}").values(**due)
        )
    )
    return await round_seconds(town) / AT_LEAST * 1000


def in_a_round(each_ms: float) -> float:
    """Habits that take so many milliseconds each."""
    return max(AT_LEAST, LONGEST_SECONDS * 1000 / each_ms)


async def measure(count: int, folder: Path) -> tuple[float, float]:
    pack, files = load(SAMPLE), invented(SEED, VEHICLES, KILOMETRES)
    registry = Registry([Offered(service, "bench", "1", files.files)])
    store = open_store(f"sqlite:///{folder}/{count}.sqlite")
    migrate_now(store, {service.id: service.package})
    write_habits(store, count, len(files.stops))
    clock = Clock(moment(TODAY, 9 * 60))
    town = open_town("senboku", store, registry, pack, clock, folder, b"k" * 32)
    try:
        return await looks(town), await booked(town)
    finally:
        store.close()


async def main() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        few, _booked = await measure(FEW, Path(folder))
        look, book = await measure(MANY, Path(folder))
    minutes = MANY / in_a_round(look)
    is_right = look < ALIKE * few and minutes < MINUTES_A_DAY
    print(f"{AT_LEAST} habits are looked at in {look * AT_LEAST / 1000:.2f} s among {MANY}")
    print(f"one look {look:.2f} ms, among {FEW}: {few:.2f} ms; one day booked {book:.1f} ms")
    print(f"all {MANY} looked at within {minutes:.0f} rounds of a minute: {minutes / 60:.1f} h")
    print(f"all {MANY} days booked within {MANY / in_a_round(book) / 60:.1f} h of rounds")
    print(f"aims: {'reached' if is_right else 'MISSED'}")
    return is_right


if __name__ == "__main__":
    sys.exit(0 if asyncio.run(main()) else 1)
