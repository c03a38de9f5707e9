"""The core files of a town pack, as pydantic models; docs/town-pack.md is made from them."""

from datetime import date
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    BeforeValidator,
    Field,
    RootModel,
    StringConstraints,
    field_validator,
    model_validator,
)

from senior_life.contract import Name
from senior_life.providing import File, Latitude, Longitude

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
Dialled = Annotated[str, StringConstraints(pattern=r"^(#?[0-9]{3,5}|0[0-9]{9,10})$")]
"""As dialled within Japan, without hyphens: 0721234567, 119, #7119."""
MonthDay = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]
Need = Literal["wheelchair", "walker", "hearing", "sight", "interpreter"]


def _without_hyphens(value: object) -> object:
    return value.replace("-", "").replace(" ", "") if isinstance(value, str) else value


PhoneNumber = Annotated[Dialled, BeforeValidator(_without_hyphens)]


class Desk(File):
    """The people whom anyone may call; ``hours`` are read aloud."""

    phone: PhoneNumber
    hours: Name


class Emergency(File):
    """One number of the emergency page; ``icon`` is a Material icon's name."""

    number: PhoneNumber
    name: Name
    about: Name
    icon: str = "call"


class TownFile(File):
    """town.yaml; ``read_log_days``: how long it is kept which staff looked at whose data."""

    id: Id
    name: Name
    desk: Desk
    emergency: tuple[Emergency, ...] = Field(min_length=2)
    timezone: str = "Asia/Tokyo"
    languages: tuple[Literal["ja", "en"], ...] = Field(default=("ja", "en"), min_length=1)
    is_sample: bool = False
    read_log_days: int = Field(default=365, ge=30, le=3650)

    @field_validator("timezone")
    @classmethod
    def _is_known(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError(f"“{value}” is not a time zone; write Asia/Tokyo")
        return value

    @model_validator(mode="after")
    def _has_fire_and_police(self) -> Self:
        missing = sorted({"119", "110"} - {entry.number for entry in self.emergency})
        if missing:
            raise ValueError(f"emergency lacks {', '.join(missing)}; add the number with its name")
        return self

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


class PlaceRow(File):
    """One row of places.csv; ``aliases`` are separated by ``;``."""

    id: Id
    name: str = Field(min_length=1)
    kana: str = Field(min_length=1)
    english: str = ""
    aliases: str = ""
    lat: Latitude
    lon: Longitude


class PlacesFile(RootModel[tuple[PlaceRow, ...]]):
    """places.csv"""


class Closing(File):
    """``on``: one date; ``since`` and ``until``: MM-DD of every year, over the new year too."""

    name: Name
    on: date | None = None
    since: MonthDay | None = None
    until: MonthDay | None = None

    @model_validator(mode="after")
    def _has_one_form(self) -> Self:
        is_yearly = self.since is not None and self.until is not None
        is_partly = self.since is not None or self.until is not None
        if (self.on is None and not is_yearly) or (self.on is not None and is_partly):
            raise ValueError(
                "a closing day needs its date; "
                "write “on: 2026-11-30”, or “since: 12-29” with “until: 01-03”"
            )
        return self


class HolidaysFile(File):
    """holidays.yaml: the town's own closing days; public holidays need not be listed."""

    public_holidays: bool = True
    closed: tuple[Closing, ...] = ()


class Approval(File):
    """A service that the town offers; the order of the list is the order of the tiles.

    ``package`` is needed only where two installed packages offer the same id.
    """

    id: Id
    approved_on: date
    approved_by: str = Field(min_length=1)
    package: str = ""


class ServicesFile(File):
    """services.yaml"""

    approved: tuple[Approval, ...] = ()


class SampleResident(File):
    id: Id
    name: str = Field(min_length=1)
    kana: str = Field(min_length=1)
    address: str = ""
    phone: PhoneNumber | Literal[""] = ""
    birth_date: date | None = None
    needs: tuple[Need, ...] = ()
    home: Annotated[str, StringConstraints(pattern=r"^(-?[0-9.]+,-?[0-9.]+)?$")] = ""


class SampleHousehold(File):
    id: Id
    residents: tuple[SampleResident, ...] = Field(min_length=1)


class SampleTablet(File):
    """``is_here``: the tablet that the browser on this machine is, after a first start."""

    id: Id
    label: str
    residents: tuple[Id, ...] = Field(min_length=1, max_length=6)
    set_up_by: str = ""
    call_name: str = ""
    call_phone: PhoneNumber | Literal[""] = ""
    is_here: bool = False


class SampleStaff(File):
    """The first password is made at the first start and printed once; it is in no file."""

    name: Id
    says: str = ""
    office: Id | Literal[""] = ""
    role: Literal["desk", "admin"] = "desk"


class SampleFile(File):
    """sample.yaml: invented people, for a town with ``is_sample`` only."""

    households: tuple[SampleHousehold, ...]
    tablets: tuple[SampleTablet, ...] = ()
    staff: tuple[SampleStaff, ...] = Field(min_length=1)

    @property
    def residents(self) -> tuple[SampleResident, ...]:
        return tuple(who for household in self.households for who in household.residents)

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        ids = [who.id for who in self.residents]
        twice = sorted({one for one in ids if ids.count(one) > 1})
        if twice:
            raise ValueError(f"resident id stands twice: {', '.join(twice)}; give each their own")
        named = {one for tablet in self.tablets for one in tablet.residents}
        if unknown := sorted(named - set(ids)):
            raise ValueError(
                f"a tablet names nobody: {', '.join(unknown)}; use a resident's id of this file"
            )
        if sum(tablet.is_here for tablet in self.tablets) > 1:
            raise ValueError("more than one tablet has is_here; keep it for one")
        return self
