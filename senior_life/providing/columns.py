"""Columns that hold moments, and whose rows they are."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, update
from sqlalchemy.types import TypeDecorator
from sqlmodel import Session


class Instant(TypeDecorator[datetime]):
    """An aware datetime, kept and given back in UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("An instant needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def join(session: Session, tables: Iterable[Any], stays: str, goes: str) -> None:
    """Two records were of one person: the rows are now those of the one that stays."""
    for table in tables:
        session.execute(update(table).where(table.resident == goes).values(resident=stays))
