"""The town pack files of this service: rules and fares, virtual stops, and vehicles."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    RootModel,
    StringConstraints,
    model_validator,
)

from senior_life.contract import Name
from services.on_demand_transport.pack_minutes import Walking, Weights
from services.on_demand_transport.pack_router import Router

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Kana = Annotated[str, StringConstraints(pattern=r"^[ぁ-ゖァ-ヺー・、。～（）()\-0-9０-９ 　]*$")]
Latitude = Annotated[float, Field(ge=20, le=46)]
Longitude = Annotated[float, Field(ge=122, le=154)]
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


class Chair(StrEnum):
    """How somebody moves, in the words of TOMP-API's assistance kinds."""

    NONE = "none"
    WALKER = "walker"
    WHEELCHAIR = "wheelchair"
    ASSISTED = "assisted_wheelchair"
    MOTORISED = "motorised_wheelchair"

    @property
    def takes_a_place(self) -> bool:
        """Whether one of the vehicle's wheelchair places is needed."""
        return self in {Chair.WHEELCHAIR, Chair.ASSISTED, Chair.MOTORISED}


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


class Hours(Span):
    """On which weekdays; holidays of the town only with ``on_holidays``."""

    days: tuple[Weekday, ...] = Field(min_length=1)
    on_holidays: bool = False


class BookingRules(File):
    """As GTFS-Flex's booking_rules.txt names them (gtfs.org, reference of GTFS Schedule).

    A ride begins at least ``prior_notice_duration_min`` minutes after it is booked; with
    ``prior_notice_last_day`` it is booked that many days before at the latest, until
    ``prior_notice_last_time``; and no earlier than ``prior_notice_start_day`` days before, from
    ``prior_notice_start_time``. With ``business_days`` those days are counted without weekends
    and holidays (GTFS: prior_notice_service_id).
    """

    prior_notice_duration_min: int = Field(default=30, ge=0, le=7 * 24 * 60)
    prior_notice_duration_max: int | None = Field(default=None, ge=1, le=366 * 24 * 60)
    prior_notice_last_day: int | None = Field(default=None, ge=1, le=60)
    prior_notice_last_time: Clock = 17 * 60
    prior_notice_start_day: int = Field(default=14, ge=0, le=366)
    prior_notice_start_time: Clock = 0
    business_days: bool = False
    message: Named | None = None
    phone: Annotated[str, StringConstraints(pattern=r"^[0-9-]{3,14}$")] = ""


class Speed(File):
    """From that time of day on, an average with stops at lights."""

    since: Clock
    km_per_hour: float = Field(gt=3, le=80)


class Roads(File):
    """``spread``: the standard deviation of a drive's time, as a share of it."""

    detour_factor: float = Field(default=1.35, ge=1, le=3)
    spread: float = Field(default=0.2, ge=0, le=1)
    speeds: tuple[Speed, ...] = Field(min_length=1)
    router: Router | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        begins = [one.since for one in self.speeds]
        if begins != sorted(set(begins)):
            raise ValueError("the speeds are not in the order of the day; sort them by “since”")
        return self


class Promise(File):
    """What is read back and kept: see ``senior_life.dispatch.rides.Rules``."""

    window_minutes: int = Field(default=10, ge=5, le=60)
    flexible_minutes: int = Field(default=30, ge=0, le=180)
    longest_ride_factor: float = Field(default=1.5, ge=1, le=4)
    longest_ride_extra_minutes: int = Field(default=15, ge=0, le=90)
    cancel_minutes: int = Field(default=30, ge=0, le=24 * 60)
    proposal_minutes: int = Field(default=60, ge=20, le=48 * 60)
    margin_minutes: int = Field(default=10, ge=0, le=60)


class Doors(File):
    """Who is fetched at the door and brought to it, by age or by need."""

    from_age: int = Field(default=80, ge=60, le=120)
    needs: tuple[str, ...] = ("wheelchair", "walker", "sight")


class Pass(File):
    """A price of its own for whoever is old enough, or has one of these needs."""

    id: Id
    name: Named
    yen: Yen
    from_age: int | None = Field(default=None, ge=0, le=120)
    needs: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _has_a_reason(self) -> Self:
        if self.from_age is None and not self.needs:
            raise ValueError("nobody has this pass; add “from_age” or “needs”")
        return self


class Fares(File):
    """Each rider pays ``yen``; a companion of somebody in a wheelchair ``companion_yen``."""

    yen: Yen
    companion_yen: Yen
    passes: tuple[Pass, ...] = ()


class Zone(File):
    """Where vehicles drive: the corners of an area as ``[lat, lon]``, in order."""

    id: Id
    name: Named
    outline: tuple[tuple[Latitude, Longitude], ...] = Field(min_length=3)


class ServiceFile(File):
    """service.yaml. ``letters`` begin every number; no I and no O. ``url`` is where the public
    reads of the service, and who reads its GTFS-Flex feed."""

    letters: Annotated[str, StringConstraints(pattern=r"^[A-HJ-NP-Z]{2}$")]
    phone: Annotated[str, StringConstraints(pattern=r"^[0-9-]{3,14}$")] = ""
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] = "https://example.org/"
    hours: tuple[Hours, ...] = Field(min_length=1)
    zones: tuple[Zone, ...] = Field(min_length=1)
    booking_rules: BookingRules = BookingRules()
    roads: Roads
    promise: Promise = Promise()
    weights: Weights = Weights()
    walking: Walking = Walking()
    door_to_door: Doors = Doors()
    fares: Fares
    boarding_minutes: dict[Chair, Annotated[float, Field(gt=0, le=30)]]

    @model_validator(mode="after")
    def _knows_every_chair(self) -> Self:
        if missing := sorted(set(Chair) - set(self.boarding_minutes)):
            raise ValueError(f"boarding_minutes lacks {', '.join(missing)}; add their minutes")
        return self


class Stop(File):
    """A virtual stop. ``words`` say where one stands; ``step_free``: without a kerb or stair."""

    id: Id
    name: str = Field(min_length=1)
    kana: str = Field(min_length=1)
    english: str = ""
    words: str = Field(min_length=1)
    words_kana: Kana = Field(min_length=1)
    words_english: str = ""
    lat: Latitude
    lon: Longitude
    step_free: Literal["yes", "no"] = "yes"


class StopsFile(RootModel[tuple[Stop, ...]]):
    """stops.csv"""


class Depot(File):
    id: Id
    name: Named
    lat: Latitude
    lon: Longitude


class Shift(Span):
    """A day's work; a break splits it into two runs, both from the depot and back to it."""

    days: tuple[Weekday, ...] = Field(min_length=1)
    pause: Span | None = None
    on_holidays: bool = False

    @model_validator(mode="after")
    def _holds_its_pause(self) -> Self:
        if self.pause and not self.since < self.pause.since < self.pause.until < self.until:
            raise ValueError("the pause is not within the shift; correct its times")
        return self


class Vehicle(File):
    """``seats_per_wheelchair`` are folded away for each wheelchair on board."""

    id: Id
    name: Named
    plate: str = Field(min_length=1)
    depot: Id
    seats: int = Field(ge=1, le=30)
    wheelchair_places: int = Field(default=0, ge=0, le=6)
    seats_per_wheelchair: int = Field(default=1, ge=0, le=4)
    shifts: tuple[Shift, ...] = Field(min_length=1)
    first_day: date | None = None
    last_day: date | None = None


class VehiclesFile(File):
    """vehicles.yaml"""

    depots: tuple[Depot, ...] = Field(min_length=1)
    vehicles: tuple[Vehicle, ...] = Field(min_length=1)


FILES: dict[str, Any] = {
    "service.yaml": ServiceFile,
    "stops.csv": StopsFile,
    "vehicles.yaml": VehiclesFile,
}
