"""What the pack files of this service are built of: names, times of day, degrees."""

from enum import StrEnum
from typing import Annotated, Any, Literal, Self

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
Latitude = Annotated[float, Field(ge=20, le=46)]
Longitude = Annotated[float, Field(ge=122, le=154)]
Need = Literal["wheelchair", "walker", "hearing", "sight", "interpreter"]
"""As ``contract.Caller`` shares them."""
Yen = Annotated[int, Field(ge=0, le=20_000)]
LATEST = 28 * 60
"""A service day may go on after midnight: 25:30 is half past one."""


class File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


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


def _minute(value: Any) -> int:
    """``09:30`` as minutes from midnight."""
    hour, colon, minute = str(value).partition(":")
    if not (colon and hour.isdigit() and minute.isdigit() and int(minute) < 60):  # noqa: PLR2004
        raise ValueError(f"“{value}” is not a time of day; write it like 09:30, in quotes")
    minutes = int(hour) * 60 + int(minute)
    if minutes > LATEST:
        raise ValueError(f"“{value}” is too late; a service day ends at 28:00")
    return minutes


Clock = Annotated[int, BeforeValidator(_minute)]
"""Written ``09:30``, kept as minutes from midnight."""


class Span(File):
    """From one time of day until another."""

    since: Clock
    until: Clock

    @model_validator(mode="after")
    def _is_forward(self) -> Self:
        if self.since >= self.until:
            raise ValueError("it ends before it begins; exchange “since” and “until”")
        return self
