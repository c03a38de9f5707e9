"""The service's own tables; the key of a claim is what makes double booking impossible."""

from datetime import date, datetime

from sqlalchemy import Index, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from senior_life.providing import Instant, Keyed

UNTOLD = text("told < seq AND resident <> ''")
"""Bookings of which the core has not heard the last word; spelt like this to use their index."""


class Claim(SQLModel, table=True):
    """One quarter hour of one lane of a counter; ``holds_until`` None: for good.

    A lane is one visitor at a time; the day leads the key, so that the past costs nothing.
    """

    __tablename__ = "counter_reservation_claim"
    __table_args__ = (
        Index("ix_counter_reservation_claim_slot", "slot"),
        {"sqlite_with_rowid": False},
    )
    day: date = Field(primary_key=True)
    counter: str = Field(primary_key=True, max_length=40)
    lane: int = Field(primary_key=True)
    unit: int = Field(primary_key=True)
    slot: str = Field(max_length=32)
    holds_until: datetime | None = Field(default=None, sa_type=Instant)


class Visit(SQLModel):
    """What a hold and a booking both say: who, about what, how, and where and when."""

    resident: str = Field(max_length=64)
    channel: str = Field(max_length=10)
    topics: str = Field(max_length=400)
    mode: str = Field(max_length=10)
    office: str = Field(max_length=40)
    counter: str = Field(default="", max_length=40)
    day: date
    lane: int = 0
    first: int = 0
    units: int = 0


class Hold(Visit, table=True):
    """A slot kept free while someone reads; ``replacing`` is the booking that would move here."""

    __tablename__ = "counter_reservation_hold"
    slot: str = Field(primary_key=True, max_length=32)
    key: str = Field(unique=True, max_length=200)
    replacing: str = Field(default="", max_length=32)
    since: datetime = Field(sa_type=Instant)
    holds_until: datetime = Field(sa_type=Instant, index=True)


class Booking(Visit, table=True):
    """A booking, a place on the waiting list (``slot`` empty), or a proposal (``proposal`` set).

    ``told`` is the last ``seq`` that the core has heard: of a new one the first, as its answer.
    ``name`` is of a visitor whom the core does not know; a resident's is asked of the core.
    ``passed`` are the starts, separated by commas, that were proposed in vain.
    """

    __tablename__ = "counter_reservation_booking"
    __table_args__ = (
        UniqueConstraint("number"),
        Index("ix_counter_reservation_booking_place", "day", "office"),
        Index("ix_counter_reservation_booking_state", "state", "day"),
        Index(
            "ix_counter_reservation_booking_untold",
            "day",
            sqlite_where=UNTOLD,
            postgresql_where=UNTOLD,
        ),
    )
    ref: str = Field(primary_key=True, max_length=32)
    number: str = Field(max_length=16)
    seq: int = 1
    told: int = 1
    state: str = Field(max_length=12)
    outcome: str = Field(default="", max_length=12)
    made_by: str = Field(max_length=64)
    name: str = Field(default="", max_length=200)
    is_walk_in: bool = False
    period: str = Field(default="", max_length=10)
    slot: str = Field(default="", index=True, max_length=32)
    proposal: str = Field(default="", max_length=32)
    is_moved: bool = False
    needs_call: bool = False
    passed: str = Field(default="", sa_type=Text)
    made_at: datetime = Field(sa_type=Instant)
    waiting_since: datetime | None = Field(default=None, sa_type=Instant)
    undo_until: datetime | None = Field(default=None, sa_type=Instant)


class Pause(SQLModel, table=True):
    """A counter that the desk closed for part of a day; lifted ones stay for the record."""

    __tablename__ = "counter_reservation_pause"
    __table_args__ = (Index("ix_counter_reservation_pause_day", "day", "counter"),)
    ref: str = Field(primary_key=True, max_length=32)
    counter: str = Field(max_length=40)
    day: date
    since: int
    until: int
    reason: str = Field(default="", max_length=200)
    made_by: str = Field(max_length=64)
    made_at: datetime = Field(sa_type=Instant)
    lifted_at: datetime | None = Field(default=None, sa_type=Instant)


class Applied(Keyed, table=True):
    """A key whose work is done, and the booking that came of it."""

    __tablename__ = "counter_reservation_applied"
