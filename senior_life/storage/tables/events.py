"""What happened to bookings: rows are added and never changed."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, text
from sqlmodel import Field

from senior_life.storage.types import Instant, Json, Row


class EventRow(Row, table=True):
    __tablename__ = "events"
    __table_args__ = (
        Index(None, "booking", "ref"),
        Index(
            "ix_events_cancelled",
            "at",
            sqlite_where=text("state = 'cancelled'"),
            postgresql_where=text("state = 'cancelled'"),
        ),
    )

    ref: str = Field(primary_key=True, max_length=64)
    town: str = Field(max_length=64)
    booking: str = Field(max_length=64)
    at: datetime = Field(sa_type=Instant)
    what: str = Field(max_length=64)
    state: str = Field(max_length=16)
    seq: int
    by: str = Field(max_length=64)
    channel: str = Field(max_length=16)
    detail: Any = Field(default=None, sa_type=Json)
