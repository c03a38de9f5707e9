"""Notices kept for a resident; each is shown from ``at`` until it is seen."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from senior_life.storage.types import Instant, Json, Row


class ReminderRow(Row, table=True):
    """``once`` says what it is about; the same thing is never told twice."""

    __tablename__ = "reminders"
    __table_args__ = (
        UniqueConstraint("booking", "once"),
        Index(None, "resident", "seen_at", "at"),
    )

    ref: str = Field(primary_key=True, max_length=64)
    town: str = Field(max_length=64)
    resident: str = Field(max_length=64)
    booking: str = Field(max_length=64)
    once: str = Field(max_length=64)
    kind: str = Field(max_length=16)
    at: datetime = Field(sa_type=Instant)
    until: datetime | None = Field(default=None, sa_type=Instant)
    says: Any = Field(sa_type=Json)
    seen_at: datetime | None = Field(default=None, sa_type=Instant)
