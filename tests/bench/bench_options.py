"""How long the days of a date question take, and whether past bookings make it slower.

Run by `make bench`, or alone: python tests/bench/bench_options.py
Aims, on SQLite and on PostgreSQL: under 20 ms (median) for 60 days of 20 counters with 100,000
bookings; past ones cost nothing, within what two medians of the same work differ.
The stores take turns, so that a busy machine slows all of them alike.
"""

import asyncio
import statistics
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

from bench_contention import postgresql
from town_of_counters import TODAY, answers, fresh, provider_on, settle, who, write_bookings

from senior_life.contract import Step
from senior_life.storage import Store
from services.counter_reservation import service

COUNTERS, DAYS, ROUNDS = 20, 60, 200
AHEAD = 6_000  # about half of what 60 days of 20 counters have room for
PAST = 94_000
AIM_MS, ALIKE = 20.0, 1.15
DATE: Step = next(step for step in service.steps if step.name == "date")
SCAN = "select day, counter, lane, unit from counter_reservation_claim where day between ? and ?"
Work = Callable[[], Awaitable[object]]


async def medians(works: dict[str, Work]) -> dict[str, tuple[float, float]]:
    """Wall and processor milliseconds of each."""
    took: dict[str, list[tuple[float, float]]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            wall, cpu = time.perf_counter(), time.process_time()
            await work()
            spent = (time.perf_counter() - wall, time.process_time() - cpu)
            took[name].append(spent)
    return {name: _medians(spent) for name, spent in took.items()}


def _medians(spent: list[tuple[float, float]]) -> tuple[float, float]:
    walls, cpus = zip(*spent, strict=True)
    return statistics.median(walls) * 1000, statistics.median(cpus) * 1000


def options(store: Store) -> Work:
    provider = provider_on(store, COUNTERS)
    return lambda: provider.options(who("bench"), DATE, answers())


def bare_scan(store: Store) -> Work:
    """The same window's rows, fetched by the driver and nothing more."""
    window = (TODAY.isoformat(), (TODAY + timedelta(days=DAYS)).isoformat())
    query = SCAN if store.is_sqlite else SCAN.replace("?", "%s")
    raw = store.readers.raw_connection()

    async def scan() -> object:
        return raw.cursor().execute(query, window).fetchall()

    return scan


async def measure(name: str, urls: Sequence[str]) -> bool:
    with fresh(urls[0]) as young, fresh(urls[1]) as old:
        for store in (young, old):
            write_bookings(store, TODAY + timedelta(days=1), DAYS, COUNTERS, AHEAD)
        past = write_bookings(old, TODAY - timedelta(days=600), 590, COUNTERS, PAST)
        for store in (young, old):
            settle(store)
        works = {"young": options(young), "old": options(old), "bare": bare_scan(old)}
        found = await medians(works)
    young_ms, old_ms, bare_ms = (found[name][0] for name in ("young", "old", "bare"))
    print(f"{name}: options for {DAYS} days of {COUNTERS} counters, {AHEAD} bookings ahead")
    print(f"with {past} past bookings: {old_ms:.2f} ms median ({found['old'][1]:.2f} ms processor)")
    print(f"ratio to a bare scan of the same window: {old_ms / bare_ms:.2f} ({bare_ms:.2f} ms)")
    is_right = old_ms < AIM_MS and old_ms / young_ms < ALIKE
    print(
        f"ratio to the same without past bookings: {old_ms / young_ms:.2f} ({young_ms:.2f} ms); "
        f"aims under {AIM_MS:g} ms and {ALIKE:g}: {'reached' if is_right else 'MISSED'}"
    )
    return is_right


async def main() -> bool:
    is_right = await measure("SQLite", ("", ""))
    with postgresql() as urls:
        return await measure("PostgreSQL", urls) and is_right


if __name__ == "__main__":
    sys.exit(0 if asyncio.run(main()) else 1)
