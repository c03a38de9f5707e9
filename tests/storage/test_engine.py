"""What a store promises, on SQLite and on PostgreSQL."""

import asyncio
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlmodel import Session, select

from senior_life.storage import Store, new_ref, open_store
from senior_life.storage.tables.idempotency import IdempotencyRow
from tests.storage.restarting import end_connections


def key(clock: Any, name: str, status: int = 0) -> IdempotencyRow:
    return IdempotencyRow(actor="a", key=name, request="r", at=clock(), status=status)


async def test_what_was_written_is_read_by_everyone(store: Store, clock: Any) -> None:
    await store.write(lambda s: s.add(key(clock, "one")))
    row = await store.read(lambda s: s.get(IdempotencyRow, ("a", "one")))
    assert row is not None
    assert row.at == clock()
    assert row.at.tzinfo is not None


async def test_an_error_keeps_nothing(store: Store, clock: Any) -> None:
    def half(session: Session) -> None:
        session.add(key(clock, "half"))
        session.flush()
        raise LookupError

    with pytest.raises(LookupError):
        await store.write(half)
    assert await store.read(lambda s: s.exec(select(IdempotencyRow)).all()) == []


async def test_an_error_does_not_say_what_was_written(store: Store) -> None:
    """Errors are logged, and what is written are names, addresses and tokens."""
    secret = "髙橋 花子"
    with pytest.raises(SQLAlchemyError) as error:
        await store.write(lambda s: s.execute(text("select :name from nowhere"), {"name": secret}))
    assert secret not in str(error.value)


async def test_concurrent_read_then_write_loses_nothing(
    store: Store, store_url: str, clock: Any
) -> None:
    """Each store stands for a process of its own."""
    others = [open_store(store_url) for _ in range(3)]
    await store.write(lambda s: s.add(key(clock, "count")))
    await asyncio.gather(*(others[n % 3].write(one_more) for n in range(24)))
    for other in others:
        other.close()
    assert (await store.read(lambda s: s.exec(select(IdempotencyRow)).one())).status == 24


async def test_a_read_cannot_write(store: Store, clock: Any) -> None:
    def write(session: Session) -> None:
        session.add(key(clock, "no"))
        session.flush()

    with pytest.raises(Exception, match=r"readonly|read-only"):
        await store.read(write)


async def test_a_naive_time_is_refused(store: Store, clock: Any) -> None:
    row = key(clock, "naive")
    row.at = datetime(2026, 11, 24, 9, 0)  # noqa: DTZ001
    with pytest.raises(Exception, match="time zone"):
        await store.write(lambda s: s.add(row))


def test_refs_are_sorted_by_time_and_never_the_same(clock: Any) -> None:
    refs = set()
    last = ""
    for _ in range(50):
        clock.goes(milliseconds=1)
        ref = new_ref(clock())
        assert ref > last
        last = ref
        refs.add(ref)
    assert len(refs) == 50
    assert all(len(ref) == 26 for ref in refs)


async def test_a_restart_of_postgresql_is_not_noticed(
    postgresql_template: Any, postgresql_server: str, clock: Any
) -> None:
    """Every connection of the pools is ended, as by a restart, and the next taps still count."""
    store = open_store(postgresql_template())
    await store.write(lambda s: s.add(key(clock, "count")))
    await asyncio.gather(*(store.read(in_use_for_a_moment) for _ in range(4)))
    end_connections(store, postgresql_server)
    found = await asyncio.gather(*(store.read(counted) for _ in range(8)))
    assert found == [0] * 8
    end_connections(store, postgresql_server)
    await store.write(one_more)
    end_connections(store, postgresql_server)
    await asyncio.gather(*(store.write_locking(one_more_locked) for _ in range(8)))
    assert await store.read(counted) == 9
    store.close()


async def test_what_is_cut_off_half_way_is_done_once(
    postgresql_template: Any, postgresql_server: str, clock: Any
) -> None:
    store = open_store(postgresql_template())
    await store.write(lambda s: s.add(key(clock, "count")))
    runs = []

    def cut_off_once(session: Session) -> None:
        one_more(session)
        session.flush()
        runs.append("run")
        if len(runs) == 1:
            end_connections(store, postgresql_server)
        counted(session)

    await store.write(cut_off_once)
    assert (len(runs), await store.read(counted)) == (2, 1)
    store.close()


async def test_a_commit_that_is_cut_off_is_not_done_again(
    postgresql_template: Any, postgresql_server: str, clock: Any
) -> None:
    """Whether it was kept is not known: who asked has a key, and asks again."""
    store = open_store(postgresql_template())
    runs = []

    def cut_off_at_the_end(session: Session) -> None:
        session.add(key(clock, "once"))
        session.flush()
        runs.append("run")
        end_connections(store, postgresql_server)

    with pytest.raises(DBAPIError):
        await store.write(cut_off_at_the_end)
    assert runs == ["run"]
    await store.write(lambda s: s.add(key(clock, "once")))
    store.close()


def counted(session: Session) -> int:
    return session.exec(select(IdempotencyRow)).one().status or 0


def one_more(session: Session) -> None:
    row = session.exec(select(IdempotencyRow)).one()
    row.status = (row.status or 0) + 1


def one_more_locked(session: Session) -> None:
    row = session.exec(select(IdempotencyRow).with_for_update()).one()
    row.status = (row.status or 0) + 1


def in_use_for_a_moment(session: Session) -> None:
    """So that the reads beside it need connections of their own."""
    session.execute(text("select pg_sleep(0.05)"))
