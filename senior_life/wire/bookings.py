"""Bookings, the day and the voice."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from senior_life.contract import State
from senior_life.wire.grain import Ref, Value, Wire
from senior_life.wire.pictures import MapOut
from senior_life.wire.walk import Card, CompanionOut, OfferOut, RowOut
from senior_life.words import Words


class ActionOut(Wire):
    name: str
    label: Words
    warns: Words | None = None
    asks: tuple[Card, ...] = ()


class OtherOut(Wire):
    """A booking that goes with another one."""

    ref: str
    service_name: Words
    icon: str
    number: str
    says: Words
    state: State
    state_says: Words
    when: Words | None
    rows: tuple[RowOut, ...]


class BookingOut(Wire):
    """``number`` is read out on the telephone; ``made_by`` says who booked and how.

    ``title`` is what it is, without its day and time. ``others`` go with it; ``flag`` says that
    what it was made for has changed; ``companions`` could still go with it. ``weekly`` says of
    which ``habit`` it is a day (empty: of none, or that has ended), and which weeks are booked;
    ``could_repeat`` is the button that makes one.
    """

    ref: str
    service: str
    service_name: Words
    icon: str
    family: str
    number: str
    state: State
    says: Words
    title: Words
    state_says: Words
    when: Words | None
    starts: datetime | None
    ends: datetime | None
    where: Words | None
    rows: tuple[RowOut, ...]
    bring: tuple[Words, ...]
    next: Words | None
    undo_until: datetime | None
    undo_says: Words | None
    actions: tuple[ActionOut, ...]
    made_by: Words
    phone: str
    phone_says: Words
    offers: tuple[OfferOut, ...] = ()  # with PROPOSED
    others: tuple[OtherOut, ...] = ()
    flag: Words | None = None
    companions: tuple[CompanionOut, ...] = ()
    picture: MapOut | None = None
    weekly: tuple[Words, ...] = ()
    habit: str = ""
    could_repeat: Words | None = None
    seq: int


class ActIn(BaseModel):
    model_config = ConfigDict(extra="forbid")
    seq: int = Field(ge=0, le=2**31 - 1)
    answers: Annotated[dict[Ref, Value | tuple[Value, ...]], Field(max_length=20)] = {}


class Entry(Wire):
    """A line of a day's plan; ``news`` is what matters of it just now. With a ``notice`` it is no
    booking but what a notice of that ``service`` announces."""

    booking: str
    service: str
    icon: str
    family: str
    when: Words
    says: Words
    state: State
    starts: datetime
    news: Words | None = None
    notice: str = ""


class Reminder(Wire):
    """A stored notice of the app itself; it stays until it is seen."""

    ref: str
    says: Words
    booking: str | None
    at: datetime
    kind: Literal["reminder", "proposal", "change", "info"]


class TodayOut(Wire):
    day: date
    says: Words  # 令和8年11月24日 火曜日
    holiday: Words | None
    greeting: Words
    entries: tuple[Entry, ...]
    reminders: tuple[Reminder, ...]
    drafts: tuple["DraftOut", ...]


class DraftOut(Wire):
    walk: str
    service: str
    says: Words


class HelpIn(BaseModel):
    """A wish to speak with a person; what was asked so far goes along."""

    model_config = ConfigDict(extra="forbid")
    walk: Ref | None = None
    words: Value = ""


class HelpOut(Wire):
    ref: str
    says: Words


class LinksOut(Wire):
    """Short-lived signed addresses for files that the browser itself fetches."""

    slip: str
    calendar: str


class ClauseOut(Wire):
    """One breath of speech: what is said, and where its sound is."""

    text: str
    url: str


class SpeechIn(BaseModel):
    """``lines``: the sentences of a screen, with readings where they are known."""

    model_config = ConfigDict(extra="forbid")
    lines: Annotated[tuple[Words, ...], Field(max_length=80)]
    speed: Literal["slow", "normal", "fast"] = "normal"
