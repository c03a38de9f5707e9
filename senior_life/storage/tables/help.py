"""Wishes to speak with a person, with what was asked so far; the desk works them off."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field

from senior_life.storage.types import Instant, Json, Row


class HelpRow(Row, table=True):
    """``booking``: the town itself asks for a person, because its provider does not answer."""

    __tablename__ = "help_requests"
    __table_args__ = (
        Index(None, "town", "done_at", "at"),
        Index(None, "walk"),
        Index(None, "booking"),
    )

    ref: str = Field(primary_key=True, max_length=64)
    town: str = Field(max_length=64)
    resident: str = Field(max_length=64)
    walk: str | None = Field(default=None, max_length=64)
    booking: str | None = Field(default=None, max_length=64)
    service: str = Field(default="", max_length=64)
    step: str = Field(default="", max_length=64)
    words: str = ""
    asked: Any = Field(default_factory=list, sa_type=Json)
    at: datetime = Field(sa_type=Instant)
    done_at: datetime | None = Field(default=None, sa_type=Instant)
    done_by: str = Field(default="", max_length=64)
