"""A town's vehicles and stops as a fleet on an invented day: the files of its rides' folder.

Only what a simulation needs is read; the service that owns the files checks the rest.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Self, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    RootModel,
    model_validator,
)

from senior_life.dispatch import Fleet, Point, Rules, Run, Standing, Straight, Weights
from senior_life.dispatch.daybook import Day
from senior_life.dispatch.days import Habits, requests
from senior_life.dispatch.simulation import How, Simulation
from senior_life.dispatch.travel import metres_between
from senior_life.dispatch.weights import MOVED, RIDING, WAITING
from senior_life.town.checking import validate
from senior_life.town.reading import read

FOLDER = "on_demand_transport"
NEAR_METRES = 300.0
"""A stop so near to one of the town's places is one where many go."""
THE_DAY_BEFORE = 900.0
M = TypeVar("M", bound=BaseModel)


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


def _minute(value: Any) -> int:
    hour, colon, minute = str(value).partition(":")
    if not (colon and hour.isdigit() and minute.isdigit()):
        raise ValueError(f"“{value}” is not a time of day; write it like 09:30, in quotes")
    return int(hour) * 60 + int(minute)


Clock = Annotated[int, BeforeValidator(_minute)]


class _Span(_File):
    since: Clock
    until: Clock


class _Shift(_Span):
    days: tuple[str, ...]
    pause: _Span | None = None


class _Spot(_File):
    id: str
    lat: float
    lon: float

    @property
    def point(self) -> Point:
        return Point(self.lat, self.lon)


class _Spots(RootModel[tuple[_Spot, ...]]):
    pass


class _Vehicle(_File):
    id: str
    depot: str
    seats: int
    wheelchair_places: int = 0
    seats_per_wheelchair: int = 1
    shifts: tuple[_Shift, ...]


class _Vehicles(_File):
    depots: tuple[_Spot, ...]
    vehicles: tuple[_Vehicle, ...]


class _Speed(_File):
    since: Clock
    km_per_hour: float = Field(gt=0)


class _Roads(_File):
    detour_factor: float = 1.35
    spread: float = 0.2
    speeds: tuple[_Speed, ...] = Field(min_length=1)


class _Promise(_File):
    window_minutes: float = 10
    longest_ride_factor: float = 1.5
    longest_ride_extra_minutes: float = 15
    flexible_minutes: float = 30


class _Weights(_File):
    waiting: float = WAITING
    riding: float = RIDING
    moved: float = MOVED

    @model_validator(mode="after")
    def _minds_waiting(self) -> Self:
        if not 0 <= self.riding <= self.waiting:
            raise ValueError("a minute on board weighs more than one of waiting")
        return self


class _Service(_File):
    roads: _Roads
    promise: _Promise = _Promise()
    weights: _Weights = _Weights()


@dataclass(frozen=True, slots=True)
class Town:
    fleet: Fleet
    stops: list[Point]
    hubs: list[Point]
    habits: Habits


def town_of(folder: Path, weekday: str = "mon") -> Town:
    """Of a town pack's folder. Raises PackBroken with file and line."""
    files = folder / FOLDER
    service = _checked(files, "service.yaml", _Service)
    stops = [spot.point for spot in _checked(files, "stops.csv", _Spots).root]
    places = [spot.point for spot in _checked(folder, "places.csv", _Spots).root]
    runs = _runs(_checked(files, "vehicles.yaml", _Vehicles), weekday)
    opens = min((run.begins for run in runs), default=0.0)
    closes = max((run.ends for run in runs), default=0.0)
    near = [s for s in stops if any(metres_between(s, p) < NEAR_METRES for p in places)]
    speeds = tuple((float(one.since), one.km_per_hour) for one in service.roads.speeds)
    roads = Straight(service.roads.detour_factor, speeds, service.roads.spread)
    promise = service.promise
    rules = Rules(
        window_minutes=promise.window_minutes,
        longest_ride_factor=promise.longest_ride_factor,
        longest_ride_extra_minutes=promise.longest_ride_extra_minutes,
        metres_a_minute=service.weights.moved,
        weights=Weights(service.weights.waiting, service.weights.riding),
    )
    standings = tuple(Standing(run) for run in runs)
    fleet = Fleet(standings, {}, roads, opens - THE_DAY_BEFORE, rules)
    habits = Habits(flexible_minutes=promise.flexible_minutes, opens=opens, closes=closes)
    return Town(fleet, stops, near or stops, habits)


def _checked(folder: Path, file: str, model: type[M]) -> M:
    return validate(read(folder, file), model)


def _runs(files: _Vehicles, weekday: str) -> list[Run]:
    depots = {depot.id: depot.point for depot in files.depots}
    found = []
    for vehicle in files.vehicles:
        for shift in (one for one in vehicle.shifts if weekday in one.days):
            for number, (begins, ends) in enumerate(_pieces(shift), start=1):
                found.append(_run(vehicle, depots[vehicle.depot], number, begins, ends))
    return found


def _pieces(shift: _Shift) -> list[tuple[int, int]]:
    """A break makes two."""
    pause = shift.pause
    if pause is None:
        return [(shift.since, shift.until)]
    return [(shift.since, pause.since), (pause.until, shift.until)]


def _run(vehicle: _Vehicle, depot: Point, number: int, begins: float, ends: float) -> Run:
    return Run(
        f"{vehicle.id}-{number}",
        vehicle.id,
        vehicle.seats,
        vehicle.wheelchair_places,
        vehicle.seats_per_wheelchair,
        depot,
        depot,
        begins,
        ends,
    )


def one_day(town: Town, count: int, seed: int, how: How) -> Day:
    """Of so many requests. The seed decides who asks and what is late, the machine's speed how
    far the plans are improved in the seconds for it."""
    asked = requests(count, town.stops, town.hubs, seed, town.habits)
    return Simulation(town.fleet, asked, how, seed).run()
