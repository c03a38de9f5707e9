"""The service's own tables. Publishing writes one row for each group, none for each reader: who is
meant is found out when somebody reads."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, Text
from sqlmodel import Field, SQLModel

from senior_life.providing import Instant, Keyed

WITHOUT_ROWID = {"sqlite_with_rowid": False}


class Notice(SQLModel, table=True):
    """A circular; ``published_at`` None: a draft that nobody else sees.

    ``targets`` are its audience as ``neighbourhood.Targets`` writes them, ``place`` is where it was
    written, ``asks`` what is asked (``asking.Question``), ``corrects`` the one it stands for.
    """

    __tablename__ = "circular_board_notice"
    __table_args__ = (
        Index("ix_circular_board_notice_happens", "happens_at"),
        Index("ix_circular_board_notice_since", "since", "ref"),
        Index("ix_circular_board_notice_place", "place", "since"),
    )
    ref: str = Field(primary_key=True, max_length=32)
    key: str = Field(unique=True, max_length=200)
    title: str = Field(max_length=60)
    text: str = Field(sa_type=Text)
    targets: list[str] = Field(sa_type=JSON)
    since: datetime = Field(sa_type=Instant)
    until: datetime = Field(sa_type=Instant)
    is_urgent: bool = False
    asks: list[Any] = Field(default_factory=list, sa_type=JSON)
    reply_until: datetime | None = Field(default=None, sa_type=Instant)
    happens_at: datetime | None = Field(default=None, sa_type=Instant)
    happens_where: str = Field(default="", max_length=60)
    place: str = Field(max_length=40)
    made_by: str = Field(max_length=64)
    published_at: datetime | None = Field(default=None, sa_type=Instant)
    withdrawn_at: datetime | None = Field(default=None, sa_type=Instant)
    corrects: str = Field(default="", max_length=32)


class Attachment(SQLModel, table=True):
    """The paper it came as (``says`` is empty), or a photo and what it shows. ``file`` is the
    core's, kept for this service."""

    __tablename__ = "circular_board_attachment"
    notice: str = Field(primary_key=True, max_length=32)
    number: int = Field(primary_key=True)
    file: str = Field(max_length=64)
    says: str = Field(max_length=200)
    is_picture: bool


class Audience(SQLModel, table=True):
    """For which group or resident a circular is, from when until when it is new.

    Gone with its withdrawal. The key is the order in which the unread are read, and that which is
    over stands in the row: the first page ends where it is full.
    """

    __tablename__ = "circular_board_audience"
    __table_args__ = (Index("ix_circular_board_audience_notice", "notice"), WITHOUT_ROWID)
    target: str = Field(primary_key=True, max_length=70)
    is_urgent: bool = Field(primary_key=True)
    since: datetime = Field(primary_key=True, sa_type=Instant)
    notice: str = Field(primary_key=True, max_length=32)
    until: datetime = Field(sa_type=Instant)


class Receipt(SQLModel, table=True):
    """Somebody came to the end of a circular, once for all."""

    __tablename__ = "circular_board_receipt"
    __table_args__ = (WITHOUT_ROWID,)
    resident: str = Field(primary_key=True, max_length=64)
    notice: str = Field(primary_key=True, max_length=32)
    how: str = Field(max_length=8)
    at: datetime = Field(sa_type=Instant)


class HouseholdReceipt(SQLModel, table=True):
    """The first of those who live together came to the end of it."""

    __tablename__ = "circular_board_household_receipt"
    __table_args__ = (WITHOUT_ROWID,)
    household: str = Field(primary_key=True, max_length=64)
    notice: str = Field(primary_key=True, max_length=32)
    resident: str = Field(max_length=64)
    at: datetime = Field(sa_type=Instant)


class Answer(SQLModel, table=True):
    """What somebody answers to one question of a circular; the last word stands."""

    __tablename__ = "circular_board_answer"
    notice: str = Field(primary_key=True, max_length=32)
    resident: str = Field(primary_key=True, max_length=64)
    step: str = Field(primary_key=True, max_length=20)
    value: str = Field(max_length=500)
    at: datetime = Field(sa_type=Instant)


class FoundWell(SQLModel, table=True):
    """Somebody of the neighbourhood, ``noted_by``, made sure that all is well with a resident. What
    the resident answered stays beside it, and counts again if it is newer."""

    __tablename__ = "circular_board_found_well"
    notice: str = Field(primary_key=True, max_length=32)
    resident: str = Field(primary_key=True, max_length=64)
    noted_by: str = Field(max_length=64)
    at: datetime = Field(sa_type=Instant)


class PaperHouse(SQLModel, table=True):
    """A house that gets every circular on paper; ``house`` is its address as it is compared."""

    __tablename__ = "circular_board_paper_house"
    house: str = Field(primary_key=True, max_length=200)
    marked_by: str = Field(max_length=64)
    at: datetime = Field(sa_type=Instant)


class OnPaper(SQLModel, table=True):
    """A circular that a house has been given on paper."""

    __tablename__ = "circular_board_on_paper"
    notice: str = Field(primary_key=True, max_length=32)
    house: str = Field(primary_key=True, max_length=200)
    given_by: str = Field(max_length=64)
    at: datetime = Field(sa_type=Instant)


class Reminder(SQLModel, table=True):
    """A han was reminded of a circular on that day; the key allows one a day."""

    __tablename__ = "circular_board_reminder"
    notice: str = Field(primary_key=True, max_length=32)
    han: str = Field(primary_key=True, max_length=40)
    day: date = Field(primary_key=True)
    reminded_by: str = Field(max_length=64)
    at: datetime = Field(sa_type=Instant)


class Applied(Keyed, table=True):
    """A key whose work is done, and the circular that came of it."""

    __tablename__ = "circular_board_applied"
