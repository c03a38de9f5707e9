"""What takes the processor long, handed over to other processes (extra: workers; PostgreSQL).

Procrastinate keeps the queue in the town's own database. A piece stands in it once, however often
it is handed over. One whose worker died is taken up by another: services promise that a piece may
be broken off at any point, and done twice.
"""

import asyncio
import importlib.util
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from procrastinate import App

Work = Callable[[str, str], Awaitable[None]]
HEARTBEAT_SECONDS = 10.0
DEAD_AFTER_SECONDS = 30.0
"""Without a heartbeat."""
TABLE = "select to_regclass('procrastinate_jobs')"
log = structlog.get_logger()


class NoQueue(Exception):
    """The extra is missing, or the database has no tables for it yet: ``senior-life migrate``."""


def is_here() -> bool:
    """Whether the extra is installed."""
    return importlib.util.find_spec("procrastinate") is not None


class Queue:
    """Of one database; ``work`` does a piece of a service, and is for those that take pieces."""

    def __init__(self, app: "App", work: Work) -> None:
        async def piece_of_work(service: str, piece: str) -> None:
            await work(service, piece)

        self._app = app
        self._task = app.task(name="work")(piece_of_work)

    async def hand_over(self, service: str, piece: str) -> None:
        """Waits there until a worker is free. Nothing happens where it waits already."""
        from procrastinate.exceptions import AlreadyEnqueued

        name = f"{service}/{piece}"
        try:
            await self._task.configure(queueing_lock=name, lock=name).defer_async(
                service=service, piece=piece
            )
        except AlreadyEnqueued:
            log.info("still_waiting", service=service, piece=piece)

    async def waiting(self) -> int:
        """Pieces that nobody has taken yet."""
        return len(list(await self._app.job_manager.list_jobs_async(status="todo")))

    async def look_after(self) -> None:
        """``take_up``, now and then, for as long as it is not cancelled."""
        from procrastinate.exceptions import ConnectorException

        while True:
            try:
                await self.take_up()
            except ConnectorException as away:  # it is started again, perhaps
                log.warning("not_looked_after", exc_info=away)
            await asyncio.sleep(DEAD_AFTER_SECONDS)

    async def take_up(self, dead_after_seconds: float = DEAD_AFTER_SECONDS) -> int:
        """Let others do what dead workers had begun; how many pieces that were."""
        manager = self._app.job_manager
        stalled = list(await manager.get_stalled_jobs(seconds_since_heartbeat=dead_after_seconds))
        for job in stalled:
            await manager.retry_job(job)
        return len(stalled)

    async def run(self, waits: bool = True, heartbeat_seconds: float = HEARTBEAT_SECONDS) -> None:
        """Take pieces until a signal comes; unless it ``waits``, until there are none."""
        await self._app.run_worker_async(
            wait=waits,
            delete_jobs="always",
            update_heartbeat_interval=heartbeat_seconds,
            stalled_worker_timeout=3 * heartbeat_seconds,
        )


async def _only_hands_over(service: str, piece: str) -> None:
    raise AssertionError(f"{service}/{piece}: this process takes no pieces")


@asynccontextmanager
async def open_queue(url: str, work: Work = _only_hands_over) -> AsyncIterator[Queue]:
    """Raises NoQueue."""
    if not is_here():
        raise NoQueue
    app = _app(url)
    async with app.open_async():
        found = await app.connector.execute_query_one_async(TABLE)
        if found["to_regclass"] is None:
            raise NoQueue
        yield Queue(app, work)


async def prepare(url: str) -> None:
    """Make its tables, where there are none."""
    app = _app(url)
    async with app.open_async():
        found = await app.connector.execute_query_one_async(TABLE)
        if found["to_regclass"] is None:
            await app.schema_manager.apply_schema_async()


def _app(url: str) -> "App":
    from procrastinate import App, PsycopgConnector

    return App(connector=PsycopgConnector(conninfo=url.replace("+psycopg", "", 1)))
