"""What takes the processor long, handed over to other processes (extra: workers; PostgreSQL).

Procrastinate keeps the queue in the town's own database. A piece stands in it once, however often
it is handed over. One whose worker died is taken up by another: services promise that a piece may
be broken off at any point, and done twice.
"""

import asyncio
import importlib.util
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from procrastinate import App

Work = Callable[[str, str], Awaitable[None]]
HEARTBEAT_SECONDS = 10.0
DEAD_AFTER_SECONDS = 30.0
"""Without a heartbeat."""
ANSWERS_WITHIN_SECONDS = 5.0
"""Else the database is away."""
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 1.0, 60.0
"""Between two looks for a database that is away; each is twice as long as the one before."""
TABLE = "select to_regclass('procrastinate_jobs')"
log = structlog.get_logger()


class NoQueue(Exception):
    """The extra is missing, or the database has no tables for it yet: ``senior-life migrate``."""


class DatabaseAway(Exception):
    """It does not answer. What this process had begun is taken up by whoever is there first."""


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
        """Let others do what dead workers had begun; how many pieces that were.

        One that was handed over again meanwhile waits already, for the dead one to make way.
        """
        from procrastinate.exceptions import UniqueViolation
        from procrastinate.jobs import Status

        manager = self._app.job_manager
        stalled = list(await manager.get_stalled_jobs(seconds_since_heartbeat=dead_after_seconds))
        for job in stalled:
            try:
                await manager.retry_job(job)
            except UniqueViolation:
                await manager.finish_job(job, Status.ABORTED, delete_job=True)
        return len(stalled)

    async def run(self, waits: bool = True, heartbeat_seconds: float = HEARTBEAT_SECONDS) -> None:
        """Take pieces until a signal comes; unless it ``waits``, until there are none.

        Raises DatabaseAway.
        """
        with _away():
            await self._app.run_worker_async(
                wait=waits,
                delete_jobs="always",
                update_heartbeat_interval=heartbeat_seconds,
                stalled_worker_timeout=3 * heartbeat_seconds,
            )


@contextmanager
def _away() -> Iterator[None]:
    from procrastinate.exceptions import ConnectorException

    try:
        yield
    except ConnectorException as error:
        raise DatabaseAway(str(error.__cause__ or error)) from error


async def _only_hands_over(service: str, piece: str) -> None:
    raise AssertionError(f"{service}/{piece}: this process takes no pieces")


@asynccontextmanager
async def open_queue(url: str, work: Work = _only_hands_over) -> AsyncIterator[Queue]:
    """Raises NoQueue and DatabaseAway."""
    if not is_here():
        raise NoQueue
    app = _app(url)
    async with AsyncExitStack() as opened:
        with _away():
            await opened.enter_async_context(app.open_async())
            found = await app.connector.execute_query_one_async(TABLE)
        if found["to_regclass"] is None:
            raise NoQueue
        yield Queue(app, work)


async def serve(url: str, work: Work) -> None:
    """Take pieces, and look after those of others, until a signal comes; while the database is
    away, wait for it. Raises NoQueue."""
    pause = FIRST_PAUSE_SECONDS
    while True:
        try:
            async with open_queue(url, work) as queue:
                log.info("takes_pieces")
                pause = FIRST_PAUSE_SECONDS
                await _looked_after(queue)
            return
        except DatabaseAway as away:
            log.warning("database_away", looks_again_in_seconds=pause, why=str(away))
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)


async def _looked_after(queue: Queue) -> None:
    looks = asyncio.create_task(queue.look_after())
    try:
        await queue.run()
    finally:
        looks.cancel()
        await asyncio.wait([looks])


async def prepare(url: str) -> None:
    """Make its tables, where there are none."""
    app = _app(url)
    async with app.open_async():
        found = await app.connector.execute_query_one_async(TABLE)
        if found["to_regclass"] is None:
            await app.schema_manager.apply_schema_async()


def _app(url: str) -> "App":
    from procrastinate import App, PsycopgConnector

    address = url.replace("+psycopg", "", 1)
    return App(connector=PsycopgConnector(conninfo=address, timeout=ANSWERS_WITHIN_SECONDS))
