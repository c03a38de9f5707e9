"""Killed at any commit of a yes to an outing over a meal: both are as they were, or the outing
stands and the meal is where it was agreed that it would be, once and in the kitchen's own book."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlmodel import col, select

from senior_life.storage import open_store
from senior_life.storage.tables.bookings import ActRow, BookingRow
from senior_life.town import Pack
from senior_life.usecases.recover import recover
from senior_life.usecases.town import Town
from services.meal_delivery.tables import Order
from tests.forking import Asks, parent

from . import outings
from .doors import ORDERED
from .outing_to_kill import open_outings
from .test_giving_way import EARLY, LATE

CHILD = f"{__package__}.outing_to_kill"
COMMITS = range(1, 8)
SURE = 2
"""So many commits a yes has at least, however many its writers share."""
AS_IT_WAS = (["confirmed 11:00"], ["confirmed early"])
AFTER = (
    (["confirmed 11:15", f"confirmed {LATE}"], ["confirmed late"]),
    ([f"cancelled {EARLY}", "confirmed 11:15"], []),
)
"""What the core has by then, and what the kitchen brings: the lunch later, or left out."""
Die = Callable[[str, int, int], int]


@pytest.fixture(scope="module")
def asks() -> Iterator[Asks]:
    """Has everything imported; what dies is a fork of it."""
    with parent("-m", CHILD) as ask:
        yield ask


@pytest.fixture
def die(asks: Asks, tmp_path: Path) -> Die:
    return lambda url, index, commit: asks(url, str(tmp_path), index, commit)


async def started_again(town: Town) -> tuple[list[str], list[str]]:
    """Twice, for what is done must not be done once more."""
    for _each in range(2):
        for service in town.registry.services:
            await recover(town, service)
    left = select(ActRow.key).where(col(ActRow.done_at).is_(None))
    assert await town.store.read(lambda s: s.exec(left).all()) == []
    rows = await town.store.read(lambda s: s.exec(select(BookingRow)).all())
    orders = await town.store.read(lambda s: s.exec(select(Order)).all())
    core = sorted(f"{one.state} {one.starts.astimezone(outings.JAPAN):%H:%M}" for one in rows)
    kitchen = [one for one in orders if one.state == "confirmed"]
    return core, sorted(f"{one.state} {one.round}" for one in kitchen)


@pytest.mark.parametrize("commit", COMMITS)
@pytest.mark.parametrize("index", [0, 1])
def test_the_lunch_gives_way_once_or_nothing_was_agreed(
    die: Die, store_url: str, pack: Pack, tmp_path: Path, index: int, commit: int
) -> None:
    status = die(store_url, index, commit)
    assert status == signal.SIGKILL or commit > SURE
    store = open_store(store_url)
    try:
        town = open_outings(store, pack, lambda: ORDERED, tmp_path)
        found = asyncio.run(started_again(town))
    finally:
        store.close()
    assert found == (AS_IT_WAS if commit == 1 else AFTER[index])
