"""Errands of every week: what is booked of one, what is left out, and the questions of a pause."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from senior_life.wire.bookings import BookingOut
from senior_life.wire.grain import Line, Wire
from senior_life.wire.walk import Card
from senior_life.words import Words


class PausedOut(Wire):
    """Days that are left out, from ``since`` up to and with ``until``."""

    since: date
    until: date
    says: Words


class HabitOut(Wire):
    """``says``: on which days of the week, which weeks are booked, and what is ``paused``, in
    sentences. ``booked`` are its days that stand, the next first."""

    ref: str
    service: str
    service_name: Words
    icon: str
    family: str
    says: tuple[Words, ...]
    paused: tuple[PausedOut, ...]
    booked: tuple[BookingOut, ...]


class PauseDayOut(Wire):
    """A day of a pause: ``cancelled`` with the yes, or it ``stays``, because it is too late."""

    day: date
    state: Literal["cancelled", "stays"]
    says: Words


class PauseOut(Wire):
    """A pause that is asked about. With a ``card`` that is the next question; its answer, an ISO
    date, is the ``since`` or ``until`` that is missing. Without one it is read back: ``says``,
    the ``days`` that are booked, and what becomes of later ones."""

    since: date | None = None
    until: date | None = None
    card: Card | None = None
    says: Words | None = None
    days: tuple[PauseDayOut, ...] = ()
    later_says: Words | None = None


class SpanIn(BaseModel):
    """Up to and with ``until``."""

    model_config = ConfigDict(extra="forbid")
    since: date
    until: date


class SaidIn(BaseModel):
    model_config = ConfigDict(extra="forbid")
    words: Annotated[Line, Field(min_length=1)]


class MeantOut(Wire):
    """The habits that a sentence may mean. Where it is one alone: the ``pause`` that was said, as
    far as it was, or what is ``resumed``."""

    habits: tuple[HabitOut, ...]
    pause: PauseOut | None = None
    resumed: PausedOut | None = None
