"""When services take no bookings: said at the desk, for a day or until somebody begins again."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field

from senior_life.storage.types import Instant, Row

OPEN_END = date(9999, 12, 31)
"""``last`` of a stop that nobody set an end to."""


class StopRow(Row, table=True):
    """For the days from ``first`` to ``last``, and no longer than until ``ended_at``.

    ``place`` is one of the service's at the desk; empty: all of it. ``why`` is told to residents.
    """

    __tablename__ = "stops"
    __table_args__ = (Index(None, "last", "service"),)

    ref: str = Field(primary_key=True, max_length=64)
    service: str = Field(max_length=64)
    place: str = Field(default="", max_length=64)
    first: date
    last: date
    why: str = ""
    by: str = Field(max_length=64)
    at: datetime = Field(sa_type=Instant)
    ended_by: str = Field(default="", max_length=64)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
