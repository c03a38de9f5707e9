"""Drafts: the questions of one errand so far, kept so that any device can go on with them."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field

from senior_life.storage.types import Instant, Json, Row


class WalkRow(Row, table=True):
    """``rev`` grows with every change; ``attempt`` with every confirm that came to nothing;
    ``beside`` is what is booked under the same yes."""

    __tablename__ = "walks"
    __table_args__ = (
        Index(None, "resident", "state", "touched_at"),
        Index(None, "state", "touched_at"),
    )

    ref: str = Field(primary_key=True, max_length=64)
    town: str = Field(max_length=64)
    resident: str = Field(max_length=64)
    service: str = Field(max_length=64)
    made_by: str = Field(max_length=64)
    channel: str = Field(max_length=16)
    state: str = Field(max_length=16)
    rev: int = 0
    attempt: int = 0
    current: str = Field(default="", max_length=64)
    flow: Any = Field(default_factory=dict, sa_type=Json)
    offers: Any = Field(default_factory=list, sa_type=Json)
    trouble: Any = Field(default=None, sa_type=Json)
    typed: str = ""
    replacing: str | None = Field(default=None, max_length=64)
    booking: str | None = Field(default=None, max_length=64)
    began_at: datetime = Field(sa_type=Instant)
    touched_at: datetime = Field(sa_type=Instant)
    beside: Any = Field(default=None, sa_type=Json)
