"""That somebody came to the end: a receipt for each person, and one for who live together."""

from datetime import datetime
from typing import Any

from sqlalchemy import Insert, bindparam, delete, insert, select
from sqlmodel import Session, SQLModel, col

from senior_life.contract import Caller, How
from senior_life.direct import Direct
from services.circular_board.tables import (
    Answer,
    FoundWell,
    HouseholdReceipt,
    OnPaper,
    PaperHouse,
    Receipt,
    Reminder,
)


def _if_new(table: type[SQLModel]) -> Insert:
    """A row, unless its key is there: two at once are told apart by the key itself."""
    rows = SQLModel.metadata.tables[str(table.__tablename__)]
    given = {one.name: bindparam(one.name, type_=one.type) for one in rows.columns}
    there = select(*rows.primary_key).where(*(one == given[one.name] for one in rows.primary_key))
    return insert(rows).from_select(list(given), select(*given.values()).where(~there.exists()))


KEPT_ONCE: tuple[type[SQLModel], ...] = (
    Receipt,
    HouseholdReceipt,
    Answer,
    FoundWell,
    OnPaper,
    PaperHouse,
    Reminder,
)
ADD: dict[type[SQLModel], Direct] = {table: Direct(_if_new(table)) for table in KEPT_ONCE}


def write(session: Session, who: Caller, ref: str, how: How, now: datetime) -> None:
    """The first stays: told again, nothing more happens."""
    add(session, Receipt, {"resident": who.ref, "notice": ref, "how": how.value, "at": now})
    household = who.shared.get("household", "")
    if household:
        its = {"household": household, "notice": ref, "resident": who.ref, "at": now}
        add(session, HouseholdReceipt, its)


def add(session: Session, table: type[SQLModel], values: dict[str, Any]) -> bool:
    """False: there was such a row, and it stays as it is. The table is of ``KEPT_ONCE``."""
    return bool(ADD[table].count(session, values))


def join(session: Session, stays: str, goes: str) -> None:
    """Two records were of one person: read by either is read, the answer of the other is kept only
    where there is none."""
    _move(session, Receipt, stays, goes)
    _move(session, Answer, stays, goes)
    _move(session, FoundWell, stays, goes)


def _move(session: Session, table: Any, stays: str, goes: str) -> None:
    for row in session.scalars(select(table).where(col(table.resident) == goes)).all():
        add(session, table, {**row.model_dump(), "resident": stays})
    session.execute(delete(table).where(col(table.resident) == goes))
