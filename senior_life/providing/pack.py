"""What stands in a service's pack files again and again: names, times of day, weekdays, numbers."""

from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from senior_life.contract import Name

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Kana = Annotated[str, StringConstraints(pattern=r"^[ぁ-ゖァ-ヺー・、。～（）()\-0-9０-９ 　]*$")]
Letters = Annotated[str, StringConstraints(pattern=r"^[A-HJ-NP-Z]{2}$")]
"""They begin every number that is read out; no I and no O, which are taken for 1 and 0."""
Telephone = Annotated[str, StringConstraints(pattern=r"^[0-9-]{3,14}$")]
Latitude = Annotated[float, Field(ge=20, le=46)]
Longitude = Annotated[float, Field(ge=122, le=154)]
LATEST = 28 * 60
"""A service day may go on after midnight: 25:30 is half past one."""


class File(BaseModel):
    """What every part of a pack keeps to: unknown keys are faults, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Named(File):
    """Words that people see, with the reading that people hear."""

    text: str = Field(min_length=1)
    kana: str = Field(min_length=1)
    english: str = ""

    @property
    def name(self) -> Name:
        return Name(self.text, self.kana, self.english)


class Weekday(StrEnum):
    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


def minutes_written(value: Any) -> int:
    """``09:30`` as minutes from midnight. Raises ValueError, saying how it is written."""
    hour, colon, minute = str(value).partition(":")
    if not (colon and hour.isdigit() and minute.isdigit() and int(minute) < 60):  # noqa: PLR2004
        raise ValueError(f"“{value}” is not a time of day; write it like 09:30, in quotes")
    return int(hour) * 60 + int(minute)


def _within_the_day(value: Any) -> int:
    minutes = minutes_written(value)
    if minutes > LATEST:
        raise ValueError(f"“{value}” is too late; a service day ends at 28:00")
    return minutes


Clock = Annotated[int, BeforeValidator(_within_the_day)]
"""Written ``09:30``, kept as minutes from midnight, up to 28:00."""


class Span(File):
    """From one time of day until another."""

    since: Clock
    until: Clock

    @model_validator(mode="after")
    def _is_forward(self) -> Self:
        if self.since >= self.until:
            raise ValueError("it ends before it begins; exchange “since” and “until”")
        return self
