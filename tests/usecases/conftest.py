"""A town with one invented service, on either database."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from senior_life.contract import Staff as StaffMember
from senior_life.registry import Offered, Registry
from senior_life.storage import Store
from senior_life.town import load
from senior_life.usecases import people
from senior_life.usecases.access import Reader
from senior_life.usecases.host import open_town
from senior_life.usecases.people import Details
from senior_life.usecases.town import Town

from .clerk import SAMPLE, Clerk, chat


def build(store: Store, clock: Callable[[], datetime], folder: Path) -> Town:
    service = chat()
    registry = Registry([Offered(service, "tests", "1", {})])
    return open_town("senboku", store, registry, load(SAMPLE), clock, folder, b"k" * 32)


@pytest.fixture
def town(store: Store, clock: Any, tmp_path: Path) -> Town:
    """On SQLite, and on PostgreSQL."""
    return build(store, clock, tmp_path)


@pytest.fixture
def quick_town(sqlite_store: Store, clock: Any, tmp_path: Path) -> Town:
    """On SQLite alone."""
    return build(sqlite_store, clock, tmp_path)


DESK = Reader(staff=StaffMember("staff1", ""), name="desk", role="desk")


@pytest.fixture
def desk() -> Reader:
    return DESK


@pytest.fixture
def head() -> Reader:
    """Of the desk: may also join and pause people."""
    return Reader(staff=StaffMember("staff2", ""), name="head", role="admin")


@pytest.fixture
def resident() -> Callable[..., Awaitable[Reader]]:
    """Makes a resident of a town, holding a tablet."""
    made: list[str] = []

    async def make(town: Town, name: str = "髙橋 花子", phone: str = "") -> Reader:
        details = Details(name=name, kana="たかはし はなこ", phone=phone)
        found = await people.create(town, DESK, details, None)
        made.append(found.ref)
        return Reader(device=f"d{len(made)}", resident=found.ref, household=(found.ref,), name=name)

    return make


@pytest.fixture
def clerk() -> Callable[[Town], Clerk]:
    """The provider behind a town's line."""

    def find(town: Town) -> Clerk:
        host: Any = town.host_for("chat")
        found: Clerk = host.line.provider
        return found

    return find


@pytest.fixture
def answer_all() -> Callable[..., Awaitable[Any]]:
    """Walks through every question to the offer."""
    from senior_life.usecases import walks

    async def go(
        town: Town, reader: Reader, day: str = "2026-11-25", at: str = "10:00", **how: Any
    ) -> Any:
        view = await walks.begin(town, reader, "chat", **how)
        given = {"topic": ("t1",), "date": (day,), "time": (at,), "note": ()}
        while view.draft.state == "asking":
            step = view.draft.walk.current
            view = await walks.answer(
                town, reader, view.draft.ref, view.draft.rev, step, given[step]
            )
        return view

    return go
