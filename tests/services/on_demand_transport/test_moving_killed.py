"""Killed at any commit of a yes that moves a visit with its rides: all three have moved in the end,
or none, and no seat is lost or held twice."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, col, select

from senior_life.storage import open_store
from senior_life.storage.tables.bookings import ActRow, BookingRow
from senior_life.town import Pack
from senior_life.usecases.recover import recover
from services.on_demand_transport.tables import Ride
from tests.forking import Asks, parent

from .moving_to_kill import open_both
from .weeks import TOKYO

ROOT = Path(__file__).parents[3]
CHILD = f"{__package__}.moving_to_kill"
SURE = 3
"""So many commits it has at least, however many its writers share."""
COMMITS = range(1, 8)
Die = Callable[[str, int], int]


@pytest.fixture(scope="module")
def asks() -> Iterator[Asks]:
    """Has everything imported; what dies is a fork of it."""
    with parent("-m", CHILD) as ask:
        yield ask


@pytest.fixture
def die(asks: Asks, tmp_path: Path, clock: Any) -> Die:
    def run(url: str, commit: int) -> int:
        return asks(url, str(tmp_path), clock().isoformat(), commit)

    return run


def standing(s: Session) -> tuple[list[str], list[str], int]:
    """The days of the core's bookings, those of the rides, and the acts that are still open."""
    rows = s.exec(select(BookingRow).where(BookingRow.state == "confirmed")).all()
    cars = s.exec(select(Ride).where(col(Ride.state) == "confirmed")).all()
    still_open = s.exec(select(ActRow).where(col(ActRow.done_at).is_(None))).all()
    days = sorted(f"{row.starts.astimezone(TOKYO):%m-%d}" for row in rows if row.starts)
    return days, sorted(f"{one.day:%m-%d}" for one in cars), len(still_open)


@pytest.mark.parametrize("commit", COMMITS)
def test_killed_while_a_visit_moves_with_its_rides_all_have_moved_or_none(
    die: Die, store_url: str, pack: Pack, tmp_path: Path, clock: Any, commit: int
) -> None:
    status = die(store_url, commit)
    assert status == signal.SIGKILL or commit > SURE
    store = open_store(store_url)
    town = open_both(store, pack, clock, tmp_path)

    async def restart() -> None:
        for _round in range(2):
            for service in reversed(list(town.registry.services)):
                await recover(town, service)

    asyncio.run(restart())
    found = store.read_now(standing)
    store.close()
    day = "11-26" if commit == 1 else "11-27"
    assert found == ([day] * 3, [day] * 2, 0)
