"""Killed at any commit of a yes to a ride of every week, or while a later day is booked: all the
days of the yes stand or none, and each later day is booked exactly once. A pause is whole or was
never there, and so is its end."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from senior_life.storage import open_store
from senior_life.storage.tables.plans import PlanRow
from senior_life.town import Pack
from senior_life.usecases.habits import keep_habits
from senior_life.usecases.planning import recover_plans
from senior_life.usecases.recover import recover
from senior_life.usecases.town import Town
from services.on_demand_transport import service
from services.on_demand_transport.tables import Ride
from tests.forking import Asks, parent

from .weeks import BOOKABLE, LATER, days, open_weeks, rows

ROOT = Path(__file__).parents[3]
CHILD = f"{__package__}.weekly_to_kill"
SURE = 2
"""So many commits both have at least, however many their writers share."""
COMMITS = range(1, 9)
Die = Callable[[str, str, int], int]


@pytest.fixture(scope="module")
def asks() -> Iterator[Asks]:
    """Has everything imported; what dies is a fork of it."""
    with parent("-m", CHILD) as ask:
        yield ask


@pytest.fixture
def die(asks: Asks, tmp_path: Path, clock: Any) -> Die:
    def run(url: str, what: str, commit: int) -> int:
        return asks(url, str(tmp_path), clock().isoformat(), what, commit)

    return run


def again(url: str, pack: Pack, now: datetime, folder: Path) -> list[Any]:
    """The town started anew: its days, those of the provider, and how its plans stand."""
    store = open_store(url)
    town = open_weeks(store, pack, lambda: now, folder)
    try:
        return asyncio.run(_recovered(town))
    finally:
        store.close()


async def _recovered(town: Town) -> list[Any]:
    for _each in range(2):
        await recover(town, service.id)
        await recover_plans(town)
        await keep_habits(town)
    plans = await town.store.read(lambda s: s.exec(select(PlanRow)).all())
    standing = select(Ride).where(col(Ride.state) == "confirmed", Ride.resident.not_like("other%"))
    rides = await town.store.read(lambda s: s.exec(standing).all())
    assert len(rides) == len([row for row in await rows(town) if row.state == "confirmed"])
    assert all(row.is_whole for row in await rows(town))
    return [await days(town), sorted({plan.state for plan in plans})]


@pytest.mark.parametrize("commit", COMMITS)
def test_killed_while_all_days_are_booked_all_stand_or_none(
    die: Die, store_url: str, pack: Pack, tmp_path: Path, clock: Any, commit: int
) -> None:
    status = die(store_url, "yes", commit)
    assert status == signal.SIGKILL or commit > SURE
    found = again(store_url, pack, clock(), tmp_path)
    assert found == ([[], []] if commit == 1 else [BOOKABLE, ["booked"]])


@pytest.mark.parametrize("commit", COMMITS)
def test_killed_while_a_later_day_is_booked_it_is_booked_once(
    die: Die, store_url: str, pack: Pack, tmp_path: Path, clock: Any, commit: int
) -> None:
    status = die(store_url, "later", commit)
    assert status == signal.SIGKILL or commit > SURE
    found = again(store_url, pack, clock() + timedelta(days=3, hours=2), tmp_path)
    assert found == [[*BOOKABLE, LATER[0]], ["booked"]]


@pytest.mark.parametrize("commit", COMMITS)
def test_killed_while_days_are_left_out_all_of_them_are_or_none(
    die: Die, store_url: str, pack: Pack, tmp_path: Path, clock: Any, commit: int
) -> None:
    status = die(store_url, "pause", commit)
    assert status == signal.SIGKILL or commit > SURE
    found = again(store_url, pack, clock(), tmp_path)
    assert found == [BOOKABLE if commit == 1 else [BOOKABLE[0], BOOKABLE[3]], ["booked"]]


@pytest.mark.parametrize("commit", COMMITS)
def test_killed_while_they_are_taken_up_again_each_is_booked_once(
    die: Die, store_url: str, pack: Pack, tmp_path: Path, clock: Any, commit: int
) -> None:
    status = die(store_url, "resume", commit)
    assert status == signal.SIGKILL or commit > SURE
    found = again(store_url, pack, clock(), tmp_path)
    assert found == [[BOOKABLE[0], BOOKABLE[3]] if commit == 1 else BOOKABLE, ["booked"]]
