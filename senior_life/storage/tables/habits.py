"""Habits: errands of every week, of which only the weeks that can be booked are bookings."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from senior_life.storage.types import Instant, Json, Row

HABIT_OPEN, HABIT_ENDED = "open", "ended"
IS_OPEN = text("state = 'open'")


class HabitRow(Row, table=True):
    """``plan`` is the yes that it came of: without that nothing is booked any more. ``answers``
    are the service's, without the day; ``weekly`` a Weekly. All days up to and with ``seen_until``
    are booked, or the resident was told why not; ``next_at`` is when to look for the next ones.
    ``waits``: full days are put on the waiting list. ``again``: days of the time before that which
    were left out and are wanted after all, with a mark that makes the keys of this try its own.
    ``state``: open, ended.
    """

    __tablename__ = "habits"
    __table_args__ = (
        UniqueConstraint("plan"),
        Index(None, "resident"),
        Index("ix_habits_due", "next_at", sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
    )

    ref: str = Field(primary_key=True, max_length=64)
    town: str = Field(max_length=64)
    resident: str = Field(max_length=64)
    service: str = Field(max_length=64)
    plan: str = Field(max_length=64)
    answers: Any = Field(default_factory=dict, sa_type=Json)
    weekly: Any = Field(default=None, sa_type=Json)
    seen_until: date
    waits: bool = False
    again: Any = Field(default_factory=dict, sa_type=Json)
    made_by: str = Field(max_length=64)
    channel: str = Field(max_length=16)
    state: str = Field(max_length=16)
    made_at: datetime = Field(sa_type=Instant)
    next_at: datetime = Field(sa_type=Instant)
