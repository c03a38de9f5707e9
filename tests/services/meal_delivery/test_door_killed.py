"""Killed at any commit while nobody opens, or while a contact is telephoned: nothing that was said
is lost or said twice, the check goes on, and the core hears of it."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from senior_life.contract import State
from senior_life.storage import open_store
from senior_life.storage.tables.bookings import BookingRow
from senior_life.town import Pack
from senior_life.usecases.host import line_to
from senior_life.usecases.town import Town
from services.meal_delivery import service
from services.meal_delivery.tables import CheckStep
from tests.forking import Asks, parent

from .doors import NOON, lines, open_doors, stays_shut, telephones

CHILD = f"{__package__}.door_to_kill"
COMMITS = range(1, 6)
DOOR, CALL = ["not_home"], ["not_home", "no_answer"]
Die = Callable[[str, str, int], int]


@pytest.fixture(scope="module")
def asks() -> Iterator[Asks]:
    """Has everything imported; what dies is a fork of it."""
    with parent("-m", CHILD) as ask:
        yield ask


@pytest.fixture
def die(asks: Asks, tmp_path: Path) -> Die:
    return lambda url, what, commit: asks(url, str(tmp_path), what, commit)


async def steps(town: Town) -> list[str]:
    asked = select(CheckStep).order_by(CheckStep.number)  # type: ignore[arg-type]
    return [one.what for one in await town.store.read(lambda s: s.exec(asked).all())]


async def state(town: Town) -> str:
    return str(await town.store.read(lambda s: s.exec(select(BookingRow.state)).one()))


async def done_again(town: Town, what: str) -> tuple[list[str], list[str]]:
    """What the death left; and what stands once whoever tapped it looks again, and taps if it is
    not there."""
    left = await steps(town)
    await line_to(town, service.id).upkeep()
    if left:
        assert await state(town) == State.DONE, "the core has heard it"
        (check,) = await lines(town, "checks")
        assert check.state == "call", "it stands on the list until somebody knows"
    else:
        await stays_shut(town)
    if what == "call" and len(left) < len(CALL):
        await telephones(town)
    return left, await steps(town)


@pytest.mark.parametrize("commit", COMMITS)
@pytest.mark.parametrize(("what", "before", "after"), [("door", [], DOOR), ("call", DOOR, CALL)])
def test_what_was_said_is_there_once(
    die: Die,
    store_url: str,
    pack: Pack,
    tmp_path: Path,
    what: Any,
    commit: int,
    before: list[str],
    after: list[str],
) -> None:
    status = die(store_url, what, commit)
    assert status == signal.SIGKILL or commit > 1
    store = open_store(store_url)
    try:
        left, then = asyncio.run(done_again(open_doors(store, pack, lambda: NOON, tmp_path), what))
    finally:
        store.close()
    assert left in (before, after)
    assert left == before or commit > 1
    assert then == after
