"""A service as small as it can be: one table of its own, and a host that lends it a store."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any, TypeVar

import pytest
from sqlalchemy import MetaData
from sqlmodel import Field

from senior_life.contract import Caller, Engagement, Progress
from senior_life.providing import Keyed
from senior_life.storage import Store

T = TypeVar("T")
TABLES = MetaData()


class Applied(Keyed, table=True):
    __tablename__ = "garden_applied"
    metadata = TABLES


class Bed(Keyed, table=True):
    """A booking, as far as the core is told of it."""

    __tablename__ = "garden_bed"
    metadata = TABLES
    number: str = Field(max_length=16)
    resident: str = ""
    seq: int = 1
    told: int = 1
    day: date = date(2026, 12, 1)


class Host:
    """Of a ``contract.Host`` only what these pieces ask for."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store, self.now = store, clock
        self.told: list[Progress] = []
        self.engagements: list[Engagement] = []
        self.asked: list[tuple[Caller, date, date | None]] = []

    async def read(self, work: Callable[[Any], T]) -> T:
        return await self._store.read(work)

    async def write(self, work: Callable[[Any], T]) -> T:
        return await self._store.write(work)

    async def tell(self, progress: Progress) -> None:
        self.told.append(progress)

    async def day(self, who: Caller, day: date, last: date | None = None) -> list[Engagement]:
        self.asked.append((who, day, last))
        return self.engagements


@pytest.fixture
def host(store: Store, clock: Callable[[], datetime]) -> Iterator[Host]:
    with store.writers.begin() as connection:
        TABLES.create_all(connection)
    return Host(store, clock)
