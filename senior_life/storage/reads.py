"""Reads of a database in a file, on connections that stay open between them.

To borrow a connection from SQLAlchemy's pool, and to end a session on it, takes several times
longer than most reads; ``senior_life.direct`` needs neither.
"""

from collections import deque
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlmodel import Session

T = TypeVar("T")


class OpenReads:
    """Any thread may read; each read has a connection to itself while it lasts."""

    def __init__(self, readers: Engine) -> None:
        self._readers = readers
        self._resting: deque[Connection] = deque()

    def read(self, work: Callable[[Session], T]) -> T:
        """Run ``work(session)`` on one snapshot; nothing it does is kept."""
        connection = self._taken()
        try:
            return _read(connection, work)
        finally:
            if connection.in_transaction():
                connection.rollback()
            self._resting.append(connection)

    def _taken(self) -> Connection:
        try:
            return self._resting.pop()
        except IndexError:
            return self._readers.connect()

    def close(self) -> None:
        while self._resting:
            self._resting.pop().close()


def _read(connection: Connection, work: Callable[[Session], T]) -> T:
    session = Session(connection, expire_on_commit=False, autoflush=False)
    try:
        return work(session)
    finally:
        if session.in_transaction():
            session.close()
