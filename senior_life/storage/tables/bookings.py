"""Bookings as the core knows them, and the acts on them that may still be under way."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from senior_life.storage.types import Instant, Json, Row

IS_OPEN = text("done_at is null")


class BookingRow(Row, table=True):
    """``key`` goes to the provider and is never used for two bookings.

    ``provider_ref`` is the provider's own name for it, empty until it has answered. Of a ``plan``
    it counts as booked only when ``is_whole``. ``goes_with`` is the booking that it was made for,
    ``around`` where and when that was then (an Appointment); ``habit`` the one that it is a day of.
    """

    __tablename__ = "bookings"
    __table_args__ = (
        UniqueConstraint("key"),
        Index(None, "resident", "ends"),
        Index(None, "service", "provider_ref"),
        Index(None, "plan"),
        Index(None, "goes_with"),
        Index(None, "habit"),
        Index(
            "ix_bookings_requested",
            "requested_at",
            sqlite_where=text("state = 'requested'"),
            postgresql_where=text("state = 'requested'"),
        ),
    )

    ref: str = Field(primary_key=True, max_length=64)
    key: str = Field(max_length=80)
    town: str = Field(max_length=64)
    resident: str = Field(max_length=64)
    service: str = Field(max_length=64)
    provider_ref: str = Field(default="", max_length=128)
    walk: str = Field(max_length=64)
    state: str = Field(max_length=16)
    seq: int = 0
    made_by: str = Field(max_length=64)
    channel: str = Field(max_length=16)
    starts: datetime | None = Field(default=None, sa_type=Instant)
    ends: datetime | None = Field(default=None, sa_type=Instant)
    offer: Any = Field(default=None, sa_type=Json)
    progress: Any = Field(default=None, sa_type=Json)
    requested_at: datetime = Field(sa_type=Instant)
    changed_at: datetime = Field(sa_type=Instant)
    plan: str | None = Field(default=None, max_length=64)
    is_whole: bool = True
    goes_with: str | None = Field(default=None, max_length=64)
    around: Any = Field(default=None, sa_type=Json)
    habit: str | None = Field(default=None, max_length=64)


class ActRow(Row, table=True):
    """One act on a booking, written before the provider hears of it; open until it answered.

    A change carries the new ``offer`` and its times, so that nothing else takes that time. One that
    comes ``after`` another is done only once that is done, and not at all if that is refused.
    """

    __tablename__ = "acts"
    __table_args__ = (
        Index(None, "after"),
        Index(
            "uq_acts_booking_open",
            "booking",
            unique=True,
            sqlite_where=IS_OPEN,
            postgresql_where=IS_OPEN,
        ),
        Index(
            "ix_acts_resident_open",
            "resident",
            sqlite_where=IS_OPEN,
            postgresql_where=IS_OPEN,
        ),
    )

    key: str = Field(primary_key=True, max_length=160)
    town: str = Field(max_length=64)
    booking: str = Field(max_length=64, foreign_key="bookings.ref")
    resident: str = Field(max_length=64)
    service: str = Field(max_length=64)
    action: str = Field(max_length=64)
    answers: Any = Field(default_factory=dict, sa_type=Json)
    offer: Any = Field(default=None, sa_type=Json)
    made_by: str = Field(max_length=64)
    channel: str = Field(max_length=16)
    walk: str | None = Field(default=None, max_length=64)
    starts: datetime | None = Field(default=None, sa_type=Instant)
    ends: datetime | None = Field(default=None, sa_type=Instant)
    asked_at: datetime = Field(sa_type=Instant)
    done_at: datetime | None = Field(default=None, sa_type=Instant)
    came_to: str = Field(default="", max_length=16)
    after: str | None = Field(default=None, max_length=160)
