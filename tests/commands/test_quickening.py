"""The compiled loops become ready beside the running town, and never at its cost."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from senior_life import quickening
from senior_life.dispatch import Straight, compiled, moving

ROOT = Path(__file__).parents[2]
TOWN = Path(__file__).parent / "town_that_quickens.py"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quickening, "QUIET_SECONDS", 0.0)


def test_a_town_compiles_beside_itself_into_its_data_folder_and_reads_it(tmp_path: Path) -> None:
    run = [sys.executable, str(TOWN), str(tmp_path)]
    done = subprocess.run(run, cwd=ROOT, check=True, capture_output=True, text=True, timeout=550)
    told = json.loads(done.stdout.splitlines()[-1])
    assert told == {"plain_first": True, "compiled_here": 0, "read": [1, 1, 1]}
    assert list((tmp_path / "compiled").rglob("fleet_kernels*.nbi"))


async def test_without_the_extra_plain_python_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiled, "is_here", lambda: False)
    assert not await quickening.make_ready(tmp_path / "compiled")
    assert not moving.is_ready(Straight())
    assert not (tmp_path / "compiled").exists()


async def test_where_nothing_can_be_kept_plain_python_goes_on(tmp_path: Path) -> None:
    taken = tmp_path / "compiled"
    taken.write_text("a file, where the folder should be")
    assert not await quickening.make_ready(taken)
    assert not moving.is_ready(Straight())


def until_it_is_nice(child: int) -> None:
    while os.getpriority(os.PRIO_PROCESS, child) != quickening.NICENESS:
        time.sleep(0.02)


async def test_it_is_compiled_at_the_lowest_priority_and_ends_with_the_town(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: asyncio.Queue[asyncio.subprocess.Process] = asyncio.Queue()
    begin = asyncio.create_subprocess_exec

    async def noted(*args: Any, **how: Any) -> asyncio.subprocess.Process:
        child = await begin(*args, **how)
        begun.put_nowait(child)
        return child

    monkeypatch.setattr(asyncio, "create_subprocess_exec", noted)
    making = asyncio.create_task(quickening.make_ready(tmp_path / "compiled"))
    child = await begun.get()
    await asyncio.to_thread(until_it_is_nice, child.pid)
    making.cancel()
    await asyncio.wait([making])
    assert making.cancelled()
    assert child.returncode == -signal.SIGKILL
