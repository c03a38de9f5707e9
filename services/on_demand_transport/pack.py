"""The town pack files of this service: rules and fares, virtual stops, and vehicles."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import Field, RootModel, StringConstraints, model_validator

from senior_life.providing import (
    Clock,
    File,
    Id,
    Kana,
    Latitude,
    Letters,
    Longitude,
    Named,
    Span,
    Telephone,
    Weekday,
)
from services.on_demand_transport.pack_booking import BookingRules
from services.on_demand_transport.pack_extract import Extract
from services.on_demand_transport.pack_minutes import Walking, Weights
from services.on_demand_transport.pack_parts import Need, Yen
from services.on_demand_transport.pack_router import Router


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


class Hours(Span):
    """On which weekdays; holidays of the town only with ``on_holidays``."""

    days: tuple[Weekday, ...] = Field(min_length=1)
    on_holidays: bool = False


class Speed(File):
    """From that time of day on, an average with stops at lights."""

    since: Clock
    km_per_hour: float = Field(gt=3, le=80)


class Roads(File):
    """``spread``: the standard deviation of a drive's time, as a share of it. How long the ways
    are says a ``router``, or an ``extract`` of OpenStreetMap, or else the crow."""

    detour_factor: float = Field(default=1.35, ge=1, le=3)
    spread: float = Field(default=0.2, ge=0, le=1)
    speeds: tuple[Speed, ...] = Field(min_length=1)
    router: Router | None = None
    extract: Extract | None = None

    @property
    def source(self) -> Router | Extract | None:
        """Who knows the roads; None: they are straight."""
        return self.router or self.extract

    @model_validator(mode="after")
    def _has_one_source(self) -> Self:
        if self.router and self.extract:
            raise ValueError("a router and an extract are both named; take one of them out")
        return self

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
    needs: tuple[Need, ...] = ("wheelchair", "walker", "sight")


class Pass(File):
    """A price of its own for whoever is old enough, or has one of these needs."""

    id: Id
    name: Named
    yen: Yen
    from_age: int | None = Field(default=None, ge=0, le=120)
    needs: tuple[Need, ...] = ()

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

    letters: Letters
    phone: Telephone = ""
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

    @model_validator(mode="after")
    def _is_in_one_place(self) -> Self:
        if self.first_day and self.last_day and self.first_day > self.last_day:
            raise ValueError("its last day is before its first; exchange them")
        for day in Weekday:
            ends = 0
            for one in sorted((s for s in self.shifts if day in s.days), key=lambda s: s.since):
                if one.since < ends:
                    raise ValueError(f"two of its shifts overlap on {day}; correct their times")
                ends = one.until
        return self


class VehiclesFile(File):
    """vehicles.yaml"""

    depots: tuple[Depot, ...] = Field(min_length=1)
    vehicles: tuple[Vehicle, ...] = Field(min_length=1)


FILES: dict[str, Any] = {
    "service.yaml": ServiceFile,
    "stops.csv": StopsFile,
    "vehicles.yaml": VehiclesFile,
}
