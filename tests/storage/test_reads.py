"""Reads of a file share connections that stay open, one after the other and never two at once."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlmodel import Session

from senior_life.storage import Store, open_store

COUNT = text("select count(*) from seen")


@pytest.fixture
def store(sqlite_url: str) -> Iterator[Store]:
    store = open_store(sqlite_url)
    store.write_now(lambda s: s.execute(text("create table if not exists seen (n integer)")))
    yield store
    store.close()


def add(session: Session) -> None:
    session.execute(text("insert into seen values (1)"))


def count(session: Session) -> int:
    return int(session.execute(COUNT).scalar_one())


def test_a_read_within_a_read_has_a_moment_of_its_own(store: Store) -> None:
    def outer(session: Session) -> tuple[int, int, int]:
        before = count(session)
        store.write_now(add)
        return before, store.read_now(count), count(session)

    assert store.read_now(outer) == (0, 1, 0)
    assert store.read_now(count) == 1


def test_a_read_that_failed_leaves_nothing_open(store: Store) -> None:
    def fails(session: Session) -> None:
        count(session)
        raise LookupError

    with pytest.raises(LookupError):
        store.read_now(fails)
    store.write_now(add)
    assert store.read_now(count) == 1
