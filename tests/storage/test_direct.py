"""A statement run past SQLAlchemy's objects keeps the same promises, on both databases."""

import asyncio
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Float, bindparam, func, insert, literal, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session
from sqlmodel import select as orm_select

from senior_life.direct import Direct
from senior_life.storage import Store, new_ref, open_store
from senior_life.storage.tables.events import EventRow
from senior_life.storage.types import table
from tests.storage.restarting import end_connections

EVENTS = table(EventRow)
ADD = Direct(insert(EVENTS))
READ = Direct(select(EVENTS).where(EVENTS.c.ref == bindparam("its")))
BY_STATE = Direct(select(EVENTS.c.ref).where(EVENTS.c.state == "done").order_by(EVENTS.c.ref))
HALF = Direct(
    select((func.max(EVENTS.c.seq) * literal(0.5, Float)).label("half")).where(
        EVENTS.c.what == bindparam("what")
    )
)
MOVE = Direct(
    update(EVENTS)
    .where(EVENTS.c.state == bindparam("old"), EVENTS.c.seq == 1)
    .values(state=bindparam("new"))
)


def event(clock: Any, ref: str, **how: Any) -> dict[str, Any]:
    told = {"town": "t", "booking": "b", "what": "w", "state": "done", "seq": 1, "by": "x"}
    return {**told, "ref": ref, "at": clock(), "channel": "touch", "detail": {"a": [1]}, **how}


async def test_values_come_back_as_they_were_given(store: Store, clock: Any) -> None:
    await store.write(lambda s: ADD.count(s, event(clock, "one")))
    found = await store.read(lambda s: READ.first(s, {"its": "one"}))
    assert (found.ref, found.at, found.detail) == ("one", clock(), {"a": [1]})
    assert found.at.tzinfo is not None
    assert await store.read(lambda s: READ.first(s, {"its": "two"})) is None


async def test_a_float_is_read_as_one(store: Store, clock: Any) -> None:
    def work(s: Session) -> list[Any]:
        ADD.count(s, event(clock, "a"))
        return [HALF.first(s, {"what": what}).half for what in ("w", "none")]

    assert await store.write(work) == [0.5, None]


async def test_it_is_the_same_as_what_the_tables_objects_wrote(store: Store, clock: Any) -> None:
    values = event(clock, "by object")
    await store.write(lambda s: s.add(EventRow(**values)))
    await store.write(lambda s: ADD.count(s, event(clock, "direct")))
    one, other = await store.read(lambda s: s.exec(orm_select(EventRow)).all())
    assert one.model_dump(exclude={"ref"}) == other.model_dump(exclude={"ref"})


async def test_values_that_stand_in_the_statement_need_not_be_given(
    store: Store, clock: Any
) -> None:
    def work(s: Session) -> tuple[int, list[str]]:
        ADD.count(s, event(clock, "a", state="new"))
        ADD.count(s, event(clock, "b", state="new", seq=2))
        moved = MOVE.count(s, {"old": "new", "new": "done"})
        return moved, [row.ref for row in BY_STATE.all(s, {})]

    assert await store.write(work) == (1, ["a"])


async def test_a_value_that_is_missing_is_no_null(store: Store) -> None:
    with pytest.raises(KeyError, match="its"):
        await store.read(lambda s: READ.first(s, {}))


async def test_its_errors_are_sqlalchemys_and_keep_nothing(store: Store, clock: Any) -> None:
    def twice(s: Session) -> None:
        for _ in range(2):
            ADD.count(s, event(clock, "secret name"))

    with pytest.raises(IntegrityError) as error:
        await store.write(twice)
    assert "secret" not in str(error.value.statement)
    assert await store.read(lambda s: BY_STATE.all(s, {})) == []


async def test_a_list_of_any_length_is_refused(store: Store) -> None:
    endless = Direct(select(EVENTS.c.ref).where(EVENTS.c.ref.in_(["a", "b"])))
    with pytest.raises(ValueError, match="list"):
        await store.read(lambda s: endless.all(s, {}))


async def test_a_restart_of_postgresql_is_not_noticed(
    postgresql_template: Any, postgresql_server: str, clock: Any
) -> None:
    """Each of the connections kept in store may be dead, not only the first that is met."""
    store = open_store(postgresql_template())
    together = Barrier(4)

    def all_at_once(s: Session) -> None:
        s.connection()
        together.wait(timeout=10)

    for _ in range(2):
        await asyncio.gather(*(store.write_locking(all_at_once) for _ in range(4)))
        await asyncio.gather(*(store.read(all_at_once) for _ in range(4)))
        end_connections(store, postgresql_server)
        assert await store.read(lambda s: READ.first(s, {"its": "nobody"})) is None
        await store.write_locking(lambda s: ADD.count(s, event(clock, new_ref(clock()))))
        clock.goes(seconds=1)
    assert len(await store.read(lambda s: BY_STATE.all(s, {}))) == 2
    store.close()
