"""That somebody came to the end: a receipt for each person, and one for who live together."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel, col

from senior_life.contract import Caller, How
from services.circular_board.tables import Answer, HouseholdReceipt, Receipt

INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def write(session: Session, who: Caller, ref: str, how: How, now: datetime) -> None:
    """The first stays: told again, nothing more happens."""
    add(session, Receipt, {"resident": who.ref, "notice": ref, "how": how.value, "at": now})
    household = who.shared.get("household", "")
    if household:
        its = {"household": household, "notice": ref, "resident": who.ref, "at": now}
        add(session, HouseholdReceipt, its)


def add(session: Session, table: type[SQLModel], values: dict[str, Any]) -> bool:
    """False: there was such a row, and it stays as it is."""
    insert = INSERTS[session.connection().dialect.name]
    rows = SQLModel.metadata.tables[str(table.__tablename__)]
    put = insert(rows).values(**values).on_conflict_do_nothing().returning(*rows.primary_key)
    return session.connection().execute(put).first() is not None


def join(session: Session, stays: str, goes: str) -> None:
    """Two records were of one person: read by either is read, the answer of the other is kept only
    where there is none."""
    _move(session, Receipt, stays, goes)
    _move(session, Answer, stays, goes)


def _move(session: Session, table: Any, stays: str, goes: str) -> None:
    for row in session.scalars(select(table).where(col(table.resident) == goes)).all():
        add(session, table, {**row.model_dump(), "resident": stays})
    session.execute(delete(table).where(col(table.resident) == goes))
