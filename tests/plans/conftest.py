"""A town with the counters of the sample town, and a car that goes there and back."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import rides
from sqlmodel import select

from senior_life.contract import Staff, State
from senior_life.registry import Offered, Registry
from senior_life.storage import Store
from senior_life.storage.tables.bookings import BookingRow
from senior_life.storage.tables.plans import PlanRow
from senior_life.town import load, service_files
from senior_life.usecases import accompanying, people, walks
from senior_life.usecases.access import Reader
from senior_life.usecases.host import open_town
from senior_life.usecases.moving import View
from senior_life.usecases.people import Details
from senior_life.usecases.town import Town
from senior_life.words import add_catalogue
from services.counter_reservation import service

SAMPLE = Path(__file__).parents[2] / "assets" / "towns" / "senboku"
DESK = Reader(staff=Staff("staff1"), name="desk", role="desk")
PLACE_OF_MINE = 3


def open_sample(store: Store, clock: Any, folder: Path) -> Town:
    pack = load(SAMPLE)
    pack.calendar.holiday(date(2026, 11, 24))
    add_catalogue(service.id, service.package)
    files = service_files(SAMPLE, service, pack.places)
    offered = [Offered(service, "tests", "1", files), Offered(rides.rides(), "tests", "1", {})]
    rides.make_tables(store)
    return open_town("senboku", store, Registry(offered), pack, clock, folder, b"k" * 32)


@pytest.fixture
def mood() -> Iterator[rides.Mood]:
    """What the car shall do; each test has a fresh one."""
    rides.MOOD.__init__()  # type: ignore[misc]
    yield rides.MOOD
    rides.MOOD.__init__()  # type: ignore[misc]


@pytest.fixture
def town(store: Store, clock: Any, tmp_path: Path, mood: rides.Mood) -> Town:
    """On SQLite, and on PostgreSQL."""
    return open_sample(store, clock, tmp_path)


@pytest.fixture
def quick_town(sqlite_store: Store, clock: Any, tmp_path: Path, mood: rides.Mood) -> Town:
    return open_sample(sqlite_store, clock, tmp_path)


@pytest.fixture
def resident() -> Callable[[Town], Awaitable[Reader]]:
    made: list[str] = []

    async def make(town: Town) -> Reader:
        details = Details(name="髙橋 花子", kana="たかはし はなこ")
        found = await people.create(town, DESK, details, None)
        made.append(found.ref)
        return Reader(f"d{len(made)}", found.ref, (found.ref,), name="髙橋 花子")

    return make


@pytest.fixture
def to_the_offer() -> Callable[..., Awaitable[View]]:
    """The counter, with the first (or another) free answer of every question."""

    async def go(town: Town, reader: Reader, choice: int = 0, **how: Any) -> View:
        view = await walks.begin(town, reader, how.pop("service", service.id), **how)
        while view.card:
            free = [option.value for option in view.card.choices if not option.is_full]
            value = free[min(choice, len(free) - 1)]
            draft, step = view.draft, view.card.step.name
            view = await walks.answer(town, reader, draft.ref, draft.rev, step, (value,))
        return view

    return go


@pytest.fixture
def with_the_car(to_the_offer: Any) -> Callable[..., Awaitable[View]]:
    """The counter and the car there and back, read back together."""

    async def go(town: Town, reader: Reader, choice: int = 0) -> View:
        return await add_the_car(town, reader, await to_the_offer(town, reader, choice))

    return go


async def add_the_car(town: Town, reader: Reader, view: View, wanted: bool = True) -> View:
    draft = view.draft
    offer = draft.offers[0].id
    return await accompanying.accompany(town, reader, draft.ref, draft.rev, offer, "rides", wanted)


class Books:
    """What is written down, by the core and by the two providers."""

    def __init__(self, town: Town) -> None:
        self._town = town

    async def all(self, what: Any) -> Any:
        return await self._town.store.read(lambda s: s.exec(what).all())

    async def rows(self) -> list[BookingRow]:
        return list(await self.all(select(BookingRow).order_by(BookingRow.starts)))

    async def plans(self) -> list[PlanRow]:
        return list(await self.all(select(PlanRow)))

    async def cars(self) -> list[str]:
        """The times at which the car is booked."""
        table = rides.RIDES.c
        asked = select(table.at).where(table.state == State.CONFIRMED.value).order_by(table.at)
        return list(await self.all(asked))

    async def held(self) -> list[str]:
        return list(await self.all(select(rides.HOLDS.c.at).order_by(rides.HOLDS.c.at)))


@pytest.fixture
def books() -> type[Books]:
    return Books
