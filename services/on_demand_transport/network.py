"""The town's stops, vehicles and rules, ready to be asked: who drives when, and by which rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from senior_life.contract import Channel, Host, Name, Phone
from senior_life.dispatch import Measured, Point, Rules, Run, Straight, Weights, rounded
from senior_life.providing import JAPAN, STAFF, WEEKDAYS, today
from services.on_demand_transport import booking_days
from services.on_demand_transport.clock import WEEKEND, minute_of
from services.on_demand_transport.ground import LatLon, inside, on_foot
from services.on_demand_transport.maker import Maker
from services.on_demand_transport.pack import Depot, ServiceFile, Shift, Stop, Vehicle
from services.on_demand_transport.pack_extract import Extract
from services.on_demand_transport.pack_router import Router
from services.on_demand_transport.roads import Known, straight, unmeasured

if TYPE_CHECKING:
    from services.on_demand_transport.remembered import Remembered

KEPT_DAYS = 400
LATEST_MINUTES = 60
"""So late may a vehicle be told to be: until then the last riders of a day still wait for it."""


@dataclass(frozen=True, slots=True)
class Opening:
    """From when until when rides are on a day, in minutes."""

    since: float
    until: float

    def minute(self, clock: float) -> float:
        """Of a time of day: where rides go on after midnight, small hours are the next morning."""
        late = clock + 24 * 60
        return late if clock < self.since and late <= self.until else clock


class Versions(NamedTuple):
    """By what a day is known again: its runs' versions, and the roads' that it is planned on."""

    roads: int
    runs: frozenset[tuple[str, int]]


class Network:
    """Made once for each provider; holds no rides.

    ``measured`` are days with the doors of which a router has said all, as was known on a day.
    ``improved`` are days as they were when less driving was last looked for; ``in_vain`` the rides
    for which nobody could make room, with the versions of that day's runs then; ``days`` what was
    read of days, see ``remembered``. ``graph`` is that of the pack's extract, once it is made.
    """

    def __init__(self, host: Host) -> None:
        files = host.pack
        self.host = host
        self.keys_forgotten_on: date | None = None
        self.rules: ServiceFile = files["service.yaml"]
        self.stops: dict[str, Stop] = {one.id: one for one in files["stops.csv"].root}
        fleet = files["vehicles.yaml"]
        self.depots: dict[str, Depot] = {one.id: one for one in fleet.depots}
        self.vehicles: dict[str, Vehicle] = {one.id: one for one in fleet.vehicles}
        self.straight = straight(self.rules.roads)
        self.known = self.nothing_known()
        self.measured: dict[date, tuple[date | None, set[Point]]] = {}
        self.improved: dict[date, Versions] = {}
        self.in_vain: dict[str, Mapping[str, int]] = {}
        self.graph: Path | None = None
        self.maker = Maker()
        self.days: dict[date, Remembered] = {}
        promise = self.rules.promise
        self.promise = Rules(
            window_minutes=promise.window_minutes,
            longest_ride_factor=promise.longest_ride_factor,
            longest_ride_extra_minutes=promise.longest_ride_extra_minutes,
            metres_a_minute=self.rules.weights.moved,
            weights=Weights(self.rules.weights.waiting, self.rules.weights.riding),
        )
        self._runs: dict[date, Mapping[str, Run]] = {}

    @property
    def phone(self) -> Phone:
        return Phone(self.rules.phone) if self.rules.phone else self.host.phone

    # --- roads ---

    @property
    def source(self) -> Router | Extract | None:
        """A router, or an extract that is asked as one."""
        return self.rules.roads.source

    @property
    def roads(self) -> Measured | Straight:
        """As they are known just now; see ``sheets.refresh``."""
        return self.known.roads if self.source else self.straight

    def nothing_known(self) -> Known:
        """Stops and depots, and no way between them yet."""
        stops = [Point(one.lat, one.lon) for one in self.stops.values()]
        depots = [Point(one.lat, one.lon) for one in self.depots.values()]
        fixed = dict.fromkeys(rounded(one) for one in (*stops, *depots))
        return Known(unmeasured(self.rules.roads), tuple(fixed))

    # --- places ---

    def is_served(self, at: LatLon) -> bool:
        return any(inside(at, zone.outline) for zone in self.rules.zones)

    def nearest_stop(self, at: LatLon, is_step_free: bool) -> tuple[Stop, float] | None:
        """With the metres on foot; None: all are too far to walk."""
        free = (one for one in self.stops.values() if one.step_free == "yes" or not is_step_free)
        found = min(
            ((on_foot(at, (one.lat, one.lon)), one.id) for one in free), default=(float("inf"), "")
        )
        if found[0] > self.rules.walking.farthest_metres:
            return None
        return self.stops[found[1]], found[0]

    def stop_name(self, stop: Stop) -> Name:
        """With the words by which one finds it."""
        english = f"{stop.english or stop.name}, {stop.words_english or stop.words}"
        return Name(f"{stop.name}、{stop.words}", f"{stop.kana}、{stop.words_kana}", english)

    def vehicle_of(self, run: str) -> Vehicle | None:
        """None: it has left the pack since."""
        return self.vehicles.get(run.partition("-")[0])

    # --- when ---

    def today(self) -> date:
        return today(self.host)

    def days_on(self) -> tuple[date, ...]:
        """Today; before it yesterday, while its last riders are still driven after midnight."""
        before = self.today() - timedelta(days=1)
        opening = self.opening(before)
        is_over = opening is None or self.minute_now(before) >= opening.until + LATEST_MINUTES
        return (self.today(),) if is_over else (before, self.today())

    def is_on(self, day: date) -> bool:
        return day in self.days_on()

    def minute_now(self, day: date) -> float:
        return minute_of(day, self.host.now())

    def opening(self, day: date) -> Opening | None:
        weekday, is_holiday = WEEKDAYS[day.weekday()], self.host.holiday(day) is not None
        found = [
            one
            for one in self.rules.hours
            if weekday in one.days and (one.on_holidays or not is_holiday)
        ]
        if not found or not self.runs(day):
            return None
        return Opening(min(one.since for one in found), max(one.until for one in found))

    def bookable(self) -> tuple[date, date]:
        """The first and the last day for which a ride may be booked now; see ``booking_days``."""
        now = self.host.now().astimezone(JAPAN)
        return booking_days.bookable(self.rules.booking_rules, now, self._is_working)

    def _is_working(self, day: date) -> bool:
        return day.weekday() < WEEKEND and self.host.holiday(day) is None

    def earliest(self, day: date, channel: Channel) -> float:
        """The first minute of that day in which a ride may begin; staff need no notice."""
        notice = 0 if channel in STAFF else self.rules.booking_rules.notice_minutes
        return self.minute_now(day) + notice

    def latest(self, day: date) -> float:
        """The last minute of that day for which may be booked now."""
        most = self.rules.booking_rules.prior_notice_duration_max
        return float("inf") if most is None else self.minute_now(day) + most

    # --- vehicles ---

    def runs(self, day: date) -> Mapping[str, Run]:
        """Every vehicle's shifts of that day, each without its break."""
        if day not in self._runs:
            if len(self._runs) > KEPT_DAYS:
                self._runs.clear()
            self._runs[day] = {run.id: run for run in self._work_out(day)}
        return self._runs[day]

    def _work_out(self, day: date) -> list[Run]:
        weekday, is_holiday = WEEKDAYS[day.weekday()], self.host.holiday(day) is not None
        return [
            run
            for vehicle in self.vehicles.values()
            if (vehicle.first_day or day) <= day <= (vehicle.last_day or day)
            for shift in vehicle.shifts
            if weekday in shift.days and (shift.on_holidays or not is_holiday)
            for run in self._pieces(vehicle, shift)
        ]

    def _pieces(self, vehicle: Vehicle, shift: Shift) -> list[Run]:
        spans = [(shift.since, shift.until)]
        if shift.pause:
            spans = [(shift.since, shift.pause.since), (shift.pause.until, shift.until)]
        depot = self.depots[vehicle.depot]
        at = Point(depot.lat, depot.lon)
        return [
            Run(
                id=f"{vehicle.id}-{since // 60:02d}{since % 60:02d}",
                vehicle=vehicle.id,
                seats=vehicle.seats,
                wheelchair_places=vehicle.wheelchair_places,
                seats_per_wheelchair=vehicle.seats_per_wheelchair,
                start=at,
                end=at,
                begins=float(since),
                ends=float(until),
            )
            for since, until in spans
        ]

    def until(self, day: date) -> datetime:
        """When the service day ends, or would."""
        opening = self.opening(day)
        minutes = opening.until if opening else 24 * 60.0
        return datetime.combine(day, time(), JAPAN) + timedelta(minutes=minutes)
