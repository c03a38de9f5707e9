"""What waits together is committed together, and nobody pays for another's fault."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session, select

from senior_life.storage import Store
from senior_life.storage.tables.idempotency import IdempotencyRow

Work = Callable[[Session], Any]
Meanwhile = Callable[..., Awaitable[list[Any]]]


@pytest.fixture
def commits(sqlite_store: Store) -> list[str]:
    found: list[str] = []
    event.listen(sqlite_store.writers, "commit", lambda _: found.append("commit"))
    return found


@pytest.fixture
def while_one_writes(sqlite_store: Store) -> Meanwhile:
    """Queues works behind one that does not end before all of them wait."""

    async def run(*works: Work) -> list[Any]:
        reached, go_on = asyncio.Event(), threading.Event()
        loop = asyncio.get_running_loop()

        def first(_: Session) -> None:
            loop.call_soon_threadsafe(reached.set)
            assert go_on.wait(10)

        busy = asyncio.ensure_future(sqlite_store.write(first))
        await reached.wait()
        waiting = [asyncio.ensure_future(sqlite_store.write(work)) for work in works]
        await asyncio.sleep(0)
        go_on.set()
        await busy
        return await asyncio.gather(*waiting, return_exceptions=True)

    return run


def adds(clock: Any, name: str) -> Work:
    def work(s: Session) -> str:
        s.add(IdempotencyRow(actor="a", key=name, request="r", at=clock()))
        return name

    return work


def names(s: Session) -> list[str]:
    return sorted(row.key for row in s.exec(select(IdempotencyRow)))


async def test_what_waits_together_is_committed_together(
    sqlite_store: Store, while_one_writes: Meanwhile, commits: list[str], clock: Any
) -> None:
    assert await while_one_writes(*(adds(clock, name) for name in "abc")) == ["a", "b", "c"]
    assert commits == ["commit"], "the one that kept them waiting wrote nothing"
    assert await sqlite_store.read(names) == ["a", "b", "c"]


async def test_each_sees_what_those_before_it_wrote(
    while_one_writes: Meanwhile, clock: Any
) -> None:
    assert await while_one_writes(adds(clock, "a"), names, adds(clock, "b"), names) == [
        "a",
        ["a"],
        "b",
        ["a", "b"],
    ]


async def test_one_that_fails_keeps_nothing_and_spoils_nothing(
    sqlite_store: Store, while_one_writes: Meanwhile, clock: Any
) -> None:
    def fails(s: Session) -> None:
        adds(clock, "half")(s)
        s.flush()
        raise LookupError("mine alone")

    found = await while_one_writes(adds(clock, "a"), fails, adds(clock, "b"))
    assert (found[0], found[2]) == ("a", "b")
    assert isinstance(found[1], LookupError)
    assert await sqlite_store.read(names) == ["a", "b"]


async def test_one_that_breaks_a_constraint_spoils_nothing(
    sqlite_store: Store, while_one_writes: Meanwhile, clock: Any
) -> None:
    """Its flush ends the transaction that all of them share."""
    found = await while_one_writes(*(adds(clock, name) for name in "aab"))
    assert (found[0], found[2]) == ("a", "b")
    assert isinstance(found[1], Exception)
    assert await sqlite_store.read(names) == ["a", "b"]


async def test_part_of_a_work_can_be_taken_back(while_one_writes: Meanwhile, clock: Any) -> None:
    def tries(s: Session) -> list[str]:
        with s.begin_nested() as part:
            adds(clock, "not kept")(s)
            s.flush()
            part.rollback()
        return names(s)

    assert await while_one_writes(adds(clock, "a"), tries, names) == ["a", ["a"], ["a"]]


async def test_closing_waits_for_what_waits(sqlite_store: Store, clock: Any) -> None:
    last = asyncio.ensure_future(sqlite_store.write(adds(clock, "last")))
    await asyncio.sleep(0)
    sqlite_store.close()
    assert await last == "last"
