"""Pieces of work go to other processes by the database's queue; one that is killed loses none."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from senior_life.__main__ import app
from senior_life.registry import Offered, Registry
from senior_life.storage import open_store
from senior_life.town import Pack, load
from senior_life.usecases.host import open_town
from senior_life.usecases.upkeep import every_minute
from senior_life.work_queue import NoQueue, open_queue, prepare
from services.on_demand_transport import service
from tests.services.on_demand_transport.conftest import (
    SAMPLE,
    WEDNESDAY,
    checked,
    scene_on,
    small_town,
    two_yards,
)
from tests.services.on_demand_transport.test_improving import FAR, NEAR, Background

ROOT = Path(__file__).parents[2]


@pytest.fixture
def url(postgresql_template: Callable[[], str]) -> str:
    found = postgresql_template()
    asyncio.run(prepare(found))
    return found


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load(SAMPLE)


def worker(url: str, now: str, moment: str) -> int:
    command = [sys.executable, "-m", "tests.commands.worker_to_kill", url, now, moment]
    path = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=ROOT, env=path, check=False, timeout=120).returncode


@pytest.mark.parametrize(
    ("moment", "run", "is_handed_over_again"),
    [("within", FAR, False), ("after", NEAR, False), ("within", FAR, True)],
)
def test_what_a_killed_worker_had_begun_another_does_and_nobody_is_on_two_vehicles(
    url: str, pack: Pack, moment: str, run: str, is_handed_over_again: bool
) -> None:
    store = open_store(url)
    background = Background(scene_on(store, pack, two_yards()))
    now = background.scene.clock().isoformat()

    async def begin() -> None:
        await background.booked_badly()
        async with open_queue(url) as queue:
            for piece in await background.scene.provider.pieces(1):
                await queue.hand_over("rides", piece)
            assert await queue.waiting() == 1

    async def look() -> tuple[list[str], int]:
        async with open_queue(url) as queue:
            if is_handed_over_again:
                await queue.hand_over("rides", f"{WEDNESDAY}")
            await asyncio.sleep(0.5)
            return await background.runs(), await queue.take_up(dead_after_seconds=0.3)

    async def end() -> tuple[list[str], int]:
        async with open_queue(url) as queue:
            return await background.runs(), await queue.waiting()

    asyncio.run(begin())
    assert worker(url, now, moment) == -signal.SIGKILL
    assert asyncio.run(look()) == ([run] * 3, 1)
    assert worker(url, now, "never") == 0
    assert asyncio.run(end()) == ([NEAR] * 3, 0)
    store.close()


async def test_a_piece_waits_once_and_a_town_with_workers_does_none_itself(
    url: str, pack: Pack, clock: Any, tmp_path: Path
) -> None:
    store, done = open_store(url), []
    background = Background(scene_on(store, pack, two_yards()))
    await background.booked_badly()

    async def work(name: str, piece: str) -> None:
        done.append((name, piece))

    async with open_queue(url, work) as queue:
        registry = Registry([Offered(service, "tests", "1", checked(two_yards()))])
        for _process in range(2):  # each remembers by itself what it has seen
            town = open_town(
                *("senboku", store, registry, pack, background.scene.clock, tmp_path, b"k" * 32),
                workers=2,
                hand_over=queue.hand_over,
            )
            await every_minute(town)
        assert await background.runs() == [FAR] * 3
        assert await queue.waiting() == 3
        await queue.run(waits=False)
    day = f"{WEDNESDAY}"
    assert sorted(done) == [(service.id, one) for one in (day, f"{day}/far", f"{day}/yard")]
    store.close()


async def test_depots_by_themselves_then_the_day_by_which_rides_come_to_another(
    url: str, pack: Pack
) -> None:
    store = open_store(url)
    background = Background(scene_on(store, pack, two_yards()))
    await background.booked_badly()
    provider = background.scene.provider
    pieces = list(await provider.pieces(2))
    assert pieces == [f"{WEDNESDAY}/yard", f"{WEDNESDAY}/far", f"{WEDNESDAY}"]
    for piece in pieces[:2]:
        await provider.work(piece)
        assert await background.runs() == [FAR] * 3
    await provider.work(pieces[2])
    assert await background.runs() == [NEAR] * 3
    await provider.work(f"{WEDNESDAY}/a depot that was closed")
    assert list(await provider.pieces(1)) == [f"{WEDNESDAY}"]
    store.close()


async def test_all_pieces_at_once_leave_everybody_on_one_vehicle(url: str, pack: Pack) -> None:
    store = open_store(url)
    background = Background(scene_on(store, pack, two_yards()))
    await background.booked_badly()
    others = [Background(scene_on(store, pack, two_yards())) for _each in range(3)]
    pieces = await background.scene.provider.pieces(4)
    await asyncio.gather(*(one.scene.provider.work(piece) for one in others for piece in pieces))
    assert await background.runs() == [NEAR] * 3
    store.close()


async def test_a_database_without_the_queue_says_so(
    postgresql_template: Callable[[], str],
) -> None:
    with pytest.raises(NoQueue):
        async with open_queue(postgresql_template()):
            pass


async def test_making_the_tables_twice_changes_nothing(url: str) -> None:
    async with open_queue(url) as queue:
        await queue.hand_over("rides", "piece")
        await prepare(url)
        assert await queue.waiting() == 1


def test_a_worker_of_the_command_line_does_what_is_handed_over_until_it_is_stopped(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SENIOR_LIFE_DATABASE", url)
    assert CliRunner().invoke(app, ["migrate", "--data", str(tmp_path)]).exit_code == 0
    command = [sys.executable, "-m", "senior_life", "work", "--data", str(tmp_path)]
    worker = subprocess.Popen(command, cwd=ROOT)

    async def is_done() -> bool:
        async with open_queue(url) as queue:
            await queue.hand_over(service.id, f"{WEDNESDAY}/izumigaoka_depot")
            for _half in range(120):
                if not await queue.waiting():
                    return True
                await asyncio.sleep(0.5)
        return False

    try:
        assert asyncio.run(is_done())
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(60) == 0
    finally:
        worker.kill()


async def test_without_the_extra_it_is_said_what_is_missing(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("senior_life.work_queue.is_here", lambda: False)
    with pytest.raises(NoQueue):
        async with open_queue(url):
            pass


def test_work_needs_postgresql(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["work", "--data", str(tmp_path)])
    assert done.exit_code == 1
    assert "PostgreSQL" in done.output


def test_small_town_has_one_depot_and_whole_days() -> None:
    depots = checked(small_town())["vehicles.yaml"].depots
    assert len(depots) == 1
