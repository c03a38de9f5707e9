"""The one way to the database: short functions, each in one transaction of its own.

SQLite reads run where they are called (a page is read in a fraction of a millisecond, a thread
would cost more); writes run one after the other in a single thread, see ``turns``, so that an
``fsync`` never stalls the loop. On PostgreSQL reads run in a few threads; writes are serializable,
which gives a ``work`` function the same promise that SQLite's one writer gives it, and leave each
process one after the other, because its own threads would only make one another run again.

A connection that PostgreSQL has ended (it was started again) is not asked after before each use,
which would cost a round trip every time: what meets a dead one is run again on a new one, unless
its commit was already on the way.
"""

import asyncio
import random
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import Session

from senior_life.storage.reads import OpenReads
from senior_life.storage.turns import Turns

T = TypeVar("T")
Work = Callable[[Session], T]

BUSY_MS = 10_000
THREADS = 6
TRIES = 40  # lost races; each wait is random and at most 50 ms
DEAD_TRIES = 2  # the first dead connection makes the pool give new ones
LOST_RACES = {"40001", "40P01", "55P03"}  # serialization failure, deadlock, lock not available
UNIQUE_VIOLATION = "23505"


class Store:
    """Reads and writes of one database; ``close`` waits for what is under way."""

    def __init__(self, url: str, readers: Engine, writers: Engine) -> None:
        self.url = url
        self.is_sqlite = writers.dialect.name == "sqlite"
        self.readers, self.writers = readers, writers
        self._lockers = writers if self.is_sqlite else _reading_committed(writers)
        self._turns = Turns(writers, self.write_now) if self.is_sqlite else None
        self._open = OpenReads(readers) if self.is_sqlite else None
        self._writer = ThreadPoolExecutor(1, "writer")
        self._threads = ThreadPoolExecutor(THREADS, "store")

    async def read(self, work: Work[T]) -> T:
        """Run ``work(session)`` on one snapshot; nothing it does is kept."""
        if self.is_sqlite:
            return self.read_now(work)
        return await _in(self._threads, self.read_now, work)

    async def write(self, work: Work[T]) -> T:
        """Run ``work(session)`` and commit; it runs again if it lost a race."""
        if self._turns:
            return await self._turns.run(work)
        return await _in(self._writer, self.write_now, work)

    async def write_locking(self, work: Work[T]) -> T:
        """As ``write``, for work that locks every row it decides by, and checks what it updates.

        On PostgreSQL it waits for its turn instead of being run again, which is quicker.
        """
        if self._turns:
            return await self._turns.run(work)
        return await _in(self._threads, self._write_locking_now, work)

    def read_now(self, work: Work[T]) -> T:
        """``read`` for a caller that has no loop, or is in a thread of its own."""
        for _try in range(DEAD_TRIES - 1):
            try:
                return self._read_once(work)
            except DBAPIError as error:
                if not error.connection_invalidated:
                    raise
        return self._read_once(work)

    def _read_once(self, work: Work[T]) -> T:
        if self._open is not None:
            return self._open.read(work)
        with Session(self.readers, expire_on_commit=False, autoflush=False) as session:
            return work(session)

    def write_now(self, work: Work[T]) -> T:
        """``write`` for a caller that has no loop, or is in a thread of its own.

        Cut off while it commits, it raises: nobody knows what was kept, so only who has a key may
        ask again.
        """
        return self._until_it_wins(work, self.writers)

    def _write_locking_now(self, work: Work[T]) -> T:
        return self._until_it_wins(work, self._lockers)

    def _until_it_wins(self, work: Work[T], engine: Engine) -> T:
        tries = 1
        while True:
            attempt = _Attempt()
            try:
                return attempt.run(work, engine)
            except DBAPIError as error:
                if tries >= _tries_after(error, attempt.is_committing):
                    raise
            time.sleep(random.uniform(0, min(0.05, 0.002 * tries)))  # noqa: S311
            tries += 1

    def close(self) -> None:
        if self._turns:
            self._turns.close()
        if self._open:
            self._open.close()
        self._writer.shutdown(wait=True)
        self._threads.shutdown(wait=True)
        self.readers.dispose()
        self.writers.dispose()


def open_store(url: str) -> Store:
    """Open ``sqlite:////path/to/file`` or ``postgresql://…``; nothing is created or migrated."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return Store(url, _sqlite(url, "BEGIN"), _sqlite(url, "BEGIN IMMEDIATE"))
    parsed = parsed.set(drivername="postgresql+psycopg")
    options: dict[str, Any] = {"pool_size": THREADS, "max_overflow": 2, "pool_pre_ping": False}
    options["hide_parameters"] = True  # an error is logged, and they are names and tokens
    only_reads = {"options": "-c default_transaction_read_only=on"}
    readers = create_engine(
        parsed, isolation_level="REPEATABLE READ", connect_args=only_reads, **options
    )
    return Store(url, readers, create_engine(parsed, isolation_level="SERIALIZABLE", **options))


async def _in(threads: Executor, run: Callable[[Work[T]], T], work: Work[T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(threads, run, work)


class _Attempt:
    """Runs a work once, and knows how far it came."""

    is_committing = False

    def run(self, work: Work[T], engine: Engine) -> T:
        with Session(engine, expire_on_commit=False) as session:
            result = work(session)
            session.flush()
            self.is_committing = True
            session.commit()
            return result


def _reading_committed(engine: Engine) -> Engine:
    return engine.execution_options(isolation_level="READ COMMITTED")


def _sqlite(url: str, begin: str) -> Engine:
    engine = create_engine(
        url,
        connect_args={"check_same_thread": False},
        hide_parameters=True,
        pool_reset_on_return=None,  # a session never gives one back inside a transaction
    )

    def prepare(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None  # BEGIN is ours, see below
        for pragma in _pragmas(is_reader=begin == "BEGIN"):
            connection.execute(f"PRAGMA {pragma}")

    def open_transaction(connection: Connection) -> None:
        connection.connection.cursor().execute(begin)  # the driver's own: a third of the time

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", open_transaction)
    return engine


def _pragmas(is_reader: bool) -> tuple[str, ...]:
    always = (f"busy_timeout={BUSY_MS}", "foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL")
    return (*always, "query_only=ON") if is_reader else always


def _tries_after(error: DBAPIError, is_committing: bool) -> int:
    """How often in all to try: running it again lets it see what the winner committed."""
    if error.connection_invalidated:  # what was not committed ended with the connection
        return 0 if is_committing else DEAD_TRIES
    if isinstance(error.orig, sqlite3.OperationalError):
        return 2 if "locked" in str(error.orig) else 0  # it has waited BUSY_MS already
    state = getattr(error.orig, "sqlstate", "")
    if isinstance(error, IntegrityError):
        return 3 if state == UNIQUE_VIOLATION else 0  # on PostgreSQL it can hide a lost race
    return TRIES if state in LOST_RACES else 0
