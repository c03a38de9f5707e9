"""Answers already given, so that a repeated request gets the same one; kept for a day."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from senior_life.storage.types import Instant, Row


class IdempotencyRow(Row, table=True):
    """``status`` is empty while the first request is still being answered."""

    __tablename__ = "idempotency_keys"
    __table_args__ = (Index(None, "at"),)

    actor: str = Field(primary_key=True, max_length=128)
    key: str = Field(primary_key=True, max_length=128)
    request: str = Field(max_length=128)
    at: datetime = Field(sa_type=Instant)
    status: int | None = None
    kind: str = Field(default="", max_length=64)
    body: str = ""
