"""The town pack files of this service: offices, counters, topics, quotas and closures."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, RootModel, StringConstraints, model_validator

from senior_life import providing
from senior_life.providing import File, Id, Letters, Named, Telephone, Weekday, minutes_written
from services.counter_reservation.availability import DAY_BEGINS, UNIT_MINUTES, UNITS


class Mode(StrEnum):
    """How a visit takes place."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    VIDEO = "video"


def _unit(value: Any) -> int:
    """``09:30`` as the number of quarter hours since the day begins at 6:00."""
    minutes = minutes_written(value) - DAY_BEGINS * 60
    if minutes % UNIT_MINUTES:
        raise ValueError(f"“{value}” is between two quarter hours; use :00, :15, :30 or :45")
    if not 0 <= minutes <= UNITS * UNIT_MINUTES:
        raise ValueError(f"“{value}” is at night; use a time from 06:00 to 21:00")
    return minutes // UNIT_MINUTES


Clock = Annotated[int, BeforeValidator(_unit)]
"""Written ``09:30``, kept as units since 6:00."""


def _quarter_hours(value: Any) -> int:
    minutes = int(str(value)) if str(value).isdigit() else 0
    if minutes <= 0 or minutes % UNIT_MINUTES:
        raise ValueError(f"“{value}” is no length of a visit; use 15, 30, 45, 60 … minutes")
    return minutes


Minutes = Annotated[int, BeforeValidator(_quarter_hours)]


class Span(providing.Span):
    """From one time of day until another."""

    since: Clock
    until: Clock


class Hours(Span):
    """When a counter is open: on which days, in which weeks, with which breaks.

    ``every_weeks: 2`` with ``starting: 2026-11-02`` is that week and every second one after it;
    ``weeks_of_month: [1, 3]`` the first and third such weekday of a month, ``-1`` the last.
    ``first_day`` and ``last_day`` bound a season.
    """

    days: tuple[Weekday, ...] = Field(min_length=1)
    breaks: tuple[Span, ...] = ()
    every_weeks: int = Field(default=1, ge=1, le=8)
    starting: date | None = None
    weeks_of_month: tuple[Annotated[int, Field(ge=-1, le=5)], ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    on_holidays: bool = False

    @model_validator(mode="after")
    def _has_anchor(self) -> Self:
        if self.every_weeks > 1 and self.starting is None:
            raise ValueError("“every_weeks” does not say which weeks; add “starting: 2026-11-02”")
        if 0 in self.weeks_of_month:
            raise ValueError("“weeks_of_month” has a week 0; write 1 to 5, or -1 for the last")
        return self


class Rules(File):
    """``first_day`` 1 is tomorrow; in working days, weekends and holidays are not counted."""

    first_day: int = Field(default=1, ge=0, le=60)
    first_day_counts: Annotated[str, StringConstraints(pattern="^(days|working_days)$")] = "days"
    last_day: int = Field(default=60, ge=1, le=366)
    starts_every_minutes: Minutes = 30
    notice_minutes: int = Field(default=30, ge=0, le=24 * 60)
    cancel_hours: int = Field(default=2, ge=0, le=14 * 24)
    proposal_minutes: int = Field(default=120, ge=20, le=48 * 60)


class Office(File):
    """``id`` is a place of places.csv, which also names it, unless it has a ``name`` of its own.

    ``letters`` begin the number of every booking there.
    ``by_phone`` and ``by_video`` say how the office will call; without them it does not.
    """

    id: Id
    name: Named | None = None
    letters: Letters
    phone: Telephone = ""
    hours: tuple[Hours, ...] = Field(min_length=1)
    by_phone: Named | None = None
    by_video: Named | None = None


class OfficesFile(File):
    """offices.yaml"""

    rules: Rules = Rules()
    offices: tuple[Office, ...] = Field(min_length=1)


class Counter(File):
    """``where`` is its floor and number; without ``hours`` it keeps those of its office."""

    id: Id
    office: Id
    where: Named
    topics: tuple[Id, ...] = Field(min_length=1)
    modes: tuple[Mode, ...] = (Mode.IN_PERSON,)
    hours: tuple[Hours, ...] = ()


class CountersFile(RootModel[tuple[Counter, ...]]):
    """counters.yaml"""


class Topic(File):
    id: Id
    name: Named
    minutes: Minutes
    aliases: tuple[str, ...] = ()
    bring: tuple[Named, ...] = ()
    modes: tuple[Mode, ...] = Field(default=(Mode.IN_PERSON,), min_length=1)
    icon: str = ""


class TopicsFile(RootModel[tuple[Topic, ...]]):
    """topics.yaml"""


class Quota(File):
    """How many visitors at once a counter takes, by where the request comes from.

    ``public`` (touch, voice, family) ≤ ``call_centre`` (telephone) ≤ ``counter`` (walk-ins).
    """

    counter: Id
    public: int = Field(ge=0, le=20)
    call_centre: int = Field(ge=0, le=20)
    at_counter: int = Field(ge=1, le=20)

    @model_validator(mode="after")
    def _grows(self) -> Self:
        if not self.public <= self.call_centre <= self.at_counter:
            raise ValueError(
                "a quota shrinks; let public, call_centre and at_counter stay equal or grow"
            )
        return self


class QuotasFile(RootModel[tuple[Quota, ...]]):
    """quotas.csv"""


class Closure(File):
    """A counter, or a whole office, that is closed; without times for the whole of the days."""

    office: Id
    counter: Id | None = None
    first_day: date
    last_day: date
    since: Clock = 0
    until: Clock = UNITS
    reason: str = ""

    @model_validator(mode="after")
    def _is_forward(self) -> Self:
        if self.first_day > self.last_day or self.since >= self.until:
            raise ValueError("it ends before it begins; correct the dates or the times")
        return self


class ClosuresFile(RootModel[tuple[Closure, ...]]):
    """closures.csv"""


FILES: dict[str, Any] = {
    "offices.yaml": OfficesFile,
    "counters.yaml": CountersFile,
    "topics.yaml": TopicsFile,
    "quotas.csv": QuotasFile,
    "closures.csv": ClosuresFile,
}
