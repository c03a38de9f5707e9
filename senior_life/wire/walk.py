"""A walk: the questions of one errand."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from senior_life.contract import Kind
from senior_life.wire.grain import Ref, Value, Wire
from senior_life.wire.pictures import MapOut
from senior_life.wire.problems import Problem
from senior_life.words import Words

Often = Literal["once", "several", "weekly"]
"""How often an errand shall be."""


class AlongOut(Wire):
    """What could go along with a choice (送り迎えの車があります); nothing is held for it."""

    service: str
    says: Words
    icon: str


class Choice(Wire):
    value: str
    label: Words
    note: Words | None = None
    icon: str = ""
    is_full: bool = False
    along: tuple[AlongOut, ...] = ()


class Card(Wire):
    """One question. ``choices`` are at most five; ``has_more`` leads to the next page."""

    step: str
    kind: Kind
    ask: Words
    hint: Words | None = None
    choices: tuple[Choice, ...] = ()
    page: int = 0
    has_more: bool = False
    may_skip: bool = False
    many: bool = False
    chosen: tuple[str, ...] = ()
    lowest: int | None = None
    highest: int | None = None
    longest: int | None = None
    accepts: tuple[str, ...] = ()  # FILE: endings of names; none: on paper only
    days: tuple["DayOut", ...] = ()  # DATE: the month shown under "another day"


class DayOut(Wire):
    """A day of the calendar page; ``says`` is its full spoken form."""

    day: date
    says: Words
    state: Literal["free", "full", "closed"]
    note: Words | None = None


class RowOut(Wire):
    label: Words
    says: Words
    step: str = ""


class PartOut(Wire):
    """What is booked under the same yes; with a ``trouble`` it cannot be had, and is not. One that
    ``stays`` is a booking that cannot move along, and stays as it is; ``gives_way`` says what
    becomes of one that stood in the way."""

    service: str
    service_name: Words
    icon: str
    family: str
    title: Words | None
    rows: tuple[RowOut, ...] = ()
    price_yen: int = 0
    undo_says: Words | None = None
    shares: Words | None = None
    trouble: Words | None = None
    stays: bool = False
    gives_way: Words | None = None


class CompanionOut(Wire):
    """A service that could go with it (行き帰りの車も); ``is_wanted``: it was asked for."""

    service: str
    name: Words
    label: Words
    icon: str
    is_wanted: bool = False


class DayOfWeekOut(Wire):
    """One day of an errand of several: ``kept`` (it will be booked), ``waited`` for, or
    ``missed``, with the reason."""

    day: date
    state: Literal["kept", "waited", "missed"]
    says: Words
    may_wait: bool = False


class SeriesOut(Wire):
    """An errand of several days. ``later_says``: which days are booked only as they come. It
    ``may_be_once`` if it was not begun from a booking that stands."""

    says: Words
    count_says: Words
    days: tuple[DayOfWeekOut, ...]
    later_says: Words | None = None
    waits: bool = False
    may_wait: bool = False
    may_be_once: bool = True


class OfferOut(Wire):
    """``parts`` come with it under one yes; ``total_says`` is the price of all of it.
    ``could_repeat`` is the button that makes it one of every week (毎週にする)."""

    id: str
    summary: Words
    rows: tuple[RowOut, ...]
    price_yen: int
    undo_says: Words
    undo_until: datetime
    holds_until: datetime | None
    is_standby: bool
    shares: Words | None  # what personal data leaves, to whom
    parts: tuple[PartOut, ...] = ()
    total_says: Words | None = None
    companions: tuple[CompanionOut, ...] = ()
    picture: MapOut | None = None
    series: SeriesOut | None = None
    could_repeat: Words | None = None


class WalkOut(Wire):
    """``state``: asking (``card``), offered (``offers``), troubled (``trouble``), booked, quit.

    ``rev`` grows with every change; a change that names an older one is refused as stale.
    ``replacing`` is the booking that is being changed, ``begun_from`` the one that led to the
    errand. ``back`` is where one step back leads: asking for it makes it so, but for ``booking``
    and ``home``, which are outside of the errand.
    """

    id: str
    service: str
    service_name: Words
    resident: str
    rev: int
    position: int  # 1-based number of the question shown
    length: int
    state: Literal["asking", "offered", "troubled", "booked", "quit"]
    card: Card | None = None
    offers: tuple[OfferOut, ...] = ()
    trouble: Problem | None = None
    rows: tuple[RowOut, ...] = ()  # what was answered so far
    booking: str | None = None
    replacing: str | None = None
    begun_from: str | None = None
    back: Literal["home", "booking", "question", "read-back"] = "question"
    typed: str = ""  # the unsent words of this card's field


class BeginIn(BaseModel):
    """``words``: the first sentence (typed now, spoken later), which may answer several steps.

    ``resident`` is for the desk only; ``replacing`` starts the change of a booking; ``around`` is
    one that the ``service`` shall go with; ``weekly`` one that shall be of every week.
    """

    model_config = ConfigDict(extra="forbid")
    service: Ref | None = None
    words: Value = ""
    resident: Ref | None = None
    replacing: Ref | None = None
    around: Ref | None = None
    weekly: Ref | None = None
    channel: Literal["touch", "voice", "phone", "counter", "family"] = "touch"


class AnswerIn(BaseModel):
    """Either ``values`` or ``words``. An empty ``values`` skips a step that may be skipped."""

    model_config = ConfigDict(extra="forbid")
    rev: int = Field(ge=0, le=2**31 - 1)
    step: Ref
    values: Annotated[tuple[Value, ...], Field(max_length=60)] | None = None
    words: Value | None = None


class RevIn(BaseModel):
    model_config = ConfigDict(extra="forbid")
    rev: int = Field(ge=0, le=2**31 - 1)


class ReopenIn(RevIn):
    step: Ref


class AlternativeIn(RevIn):
    """``index`` of ``trouble.instead``; -1: wait for a free place (standby)."""

    index: int = Field(ge=-1, le=9)


class ConfirmIn(RevIn):
    offer: Ref


class CompanionIn(RevIn):
    """Book ``service`` together with this offer, or take it off again."""

    offer: Ref
    service: Ref
    is_wanted: bool = True


class OftenIn(RevIn):
    """Make this offer one of every week, or of several days, or only once after all."""

    offer: Ref
    often: Often


class WaitsIn(RevIn):
    """Wait for those days of every week that are full, or leave them out."""

    waits: bool = True


class TypedIn(BaseModel):
    """Keeps what was typed but not yet sent; the card does not change."""

    model_config = ConfigDict(extra="forbid")
    step: Ref
    words: Value
