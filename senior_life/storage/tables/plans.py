"""Plans: one yes to several bookings, which stand all or none."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from senior_life.storage.types import Instant, Json, Row

IS_OPEN = text("state in ('requested', 'undoing')")


class PlanRow(Row, table=True):
    """``state``: requested, then booked; or undoing, then undone, because of ``why``.

    Its parts are the bookings that name it; ``service`` is that of the first one, whose ``walk``
    was read back.
    """

    __tablename__ = "plans"
    __table_args__ = (
        UniqueConstraint("key"),
        Index("ix_plans_open", "changed_at", sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
    )

    ref: str = Field(primary_key=True, max_length=64)
    key: str = Field(max_length=80)
    town: str = Field(max_length=64)
    resident: str = Field(max_length=64)
    service: str = Field(max_length=64)
    walk: str = Field(max_length=64)
    state: str = Field(max_length=16)
    why: Any = Field(default=None, sa_type=Json)
    requested_at: datetime = Field(sa_type=Instant)
    changed_at: datetime = Field(sa_type=Instant)
