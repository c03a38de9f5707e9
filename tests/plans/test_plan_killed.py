"""Killed at any commit of a yes to several bookings, started again: all of them stand, or none."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import plan_to_kill as child
import pytest
import rides
from sqlmodel import Session, col, select

from senior_life.contract import State
from senior_life.flows.states import OVER
from senior_life.storage import open_store
from senior_life.storage.tables.bookings import ActRow, BookingRow
from senior_life.storage.tables.plans import PlanRow
from senior_life.storage.tables.walks import WalkRow
from senior_life.usecases.planning import recover_plans
from senior_life.usecases.recover import recover
from services.counter_reservation.tables import Booking
from tests.forking import Asks, parent

ROOT = Path(__file__).parents[2]
SURE = 3
"""So many commits a yes has at least, however many its writers share."""
COMMITS = range(1, 11)
Die = Callable[[str, bool, int], int]


@pytest.fixture(scope="module")
def asks() -> Iterator[Asks]:
    """Has everything imported; what dies is a fork of it."""
    with parent(child.__file__, path=ROOT / "tests" / "plans") as ask:
        yield ask


@pytest.fixture
def die(asks: Asks, tmp_path: Path, clock: Any) -> Die:
    def run(url: str, refused: bool, commit: int) -> int:
        return asks(url, str(tmp_path), clock().isoformat(), refused, commit)

    return run


def standing(s: Session) -> tuple[int, int, int, set[str]]:
    """Bookings of the core, at the counter, of the car; and how the plans stand."""
    ours = s.exec(select(BookingRow).where(col(BookingRow.state).not_in(OVER))).all()
    assert all(row.is_whole and row.state == State.CONFIRMED for row in ours)
    counter = s.exec(select(Booking).where(Booking.state == State.CONFIRMED.value)).all()
    cars = select(rides.RIDES).where(rides.RIDES.c.state == State.CONFIRMED.value)
    assert s.exec(select(ActRow).where(col(ActRow.done_at).is_(None))).all() == []
    plans = {row.state for row in s.exec(select(PlanRow)).all()}
    return len(ours), len(counter), len(s.execute(cars).all()), plans


@pytest.mark.parametrize("commit", COMMITS)
@pytest.mark.parametrize("refused", [False, True])
def test_killed_while_several_are_booked_all_stand_or_none(
    die: Die, store_url: str, tmp_path: Path, clock: Any, mood: Any, commit: int, refused: bool
) -> None:
    status = die(store_url, refused, commit)
    assert status == signal.SIGKILL or commit > SURE
    store = open_store(store_url)
    town = child.open_sample(store, clock(), tmp_path)
    if refused:
        [walk] = store.read_now(lambda s: s.exec(select(WalkRow)).all())
        mood.refuses.add(walk.beside["parts"][-1]["answers"]["at"])

    async def restart() -> None:
        for service in town.registry.services:
            await recover(town, service)
        await recover_plans(town)

    asyncio.run(restart())
    found = store.read_now(standing)
    store.close()
    if commit == 1:
        assert found == (0, 0, 0, set())
    elif refused:
        assert found == (0, 0, 0, {"undone"})
    else:
        assert found == (3, 1, 2, {"booked"})
