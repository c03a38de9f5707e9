"""Cross references between the pack files; each file by itself is checked by its model."""

from collections import Counter as Tally
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from senior_life.contract import Gazetteer, PackProblem
from senior_life.providing import Weekday, doubles, unknown
from services.on_demand_transport.ground import crosses_itself, inside
from services.on_demand_transport.gtfs import STOPS
from services.on_demand_transport.pack import Hours, ServiceFile, Shift, Stop, VehiclesFile


def check_pack(files: Mapping[str, Any], places: Gazetteer) -> Sequence[PackProblem]:  # noqa: ARG001
    """Every fault, so that a clerk corrects them all in one go."""
    rules: ServiceFile = files["service.yaml"]
    stops: tuple[Stop, ...] = files["stops.csv"].root
    fleet: VehiclesFile = files["vehicles.yaml"]
    return [
        *doubles("service.yaml", ("zones",), [one.id for one in rules.zones]),
        *doubles("service.yaml", ("fares", "passes"), [one.id for one in rules.fares.passes]),
        *doubles("stops.csv", (), [one.id for one in stops]),
        *doubles("vehicles.yaml", ("depots",), [one.id for one in fleet.depots]),
        *doubles("vehicles.yaml", ("vehicles",), [one.id for one in fleet.vehicles]),
        *_zones(stops, rules),
        *_stops(stops, rules),
        *_vehicles(fleet),
        *_hours(fleet, rules),
    ]


def _zones(stops: Sequence[Stop], rules: ServiceFile) -> Iterator[PackProblem]:
    """Zones and stops share their ids in the feed (GTFS: location_id, stop_id)."""
    taken = {STOPS, *(stop.id for stop in stops)}
    for index, zone in enumerate(rules.zones):
        if zone.id in taken:
            fix = f"“{zone.id}” is also the id of a stop; give the zone its own"
            yield PackProblem("service.yaml", ("zones", index, "id"), fix)
        if crosses_itself(zone.outline):
            fix = "the outline crosses itself; write its corners in order, once around the zone"
            yield PackProblem("service.yaml", ("zones", index, "outline"), fix)


def _stops(stops: Sequence[Stop], rules: ServiceFile) -> Iterator[PackProblem]:
    """Outside every zone nobody could be fetched; two of one name could not be told apart."""
    tally = Tally((one.name, one.words) for one in stops)
    for index, stop in enumerate(stops):
        if not any(inside((stop.lat, stop.lon), zone.outline) for zone in rules.zones):
            fix = f"“{stop.name}” is outside of every zone; correct lat and lon, or the zone"
            yield PackProblem("stops.csv", (index, "lat"), fix)
        if tally[stop.name, stop.words] > 1:
            fix = f"two stops are “{stop.name}, {stop.words}”; describe each by itself"
            yield PackProblem("stops.csv", (index, "words"), fix)


def _vehicles(fleet: VehiclesFile) -> Iterator[PackProblem]:
    depots = {one.id for one in fleet.depots}
    for index, vehicle in enumerate(fleet.vehicles):
        where = ("vehicles", index)
        yield from unknown("vehicles.yaml", (*where, "depot"), [vehicle.depot], depots, "depot")
        if vehicle.wheelchair_places * vehicle.seats_per_wheelchair > vehicle.seats:
            fix = "its wheelchairs fold away more seats than it has; lower one of the numbers"
            yield PackProblem("vehicles.yaml", (*where, "wheelchair_places"), fix)


def _hours(fleet: VehiclesFile, rules: ServiceFile) -> Iterator[PackProblem]:
    """Whoever reads that rides go on until eight does not expect that all vehicles rest at six."""
    for index, hours in enumerate(rules.hours):
        shifts = {day: _shifts(fleet, day, hours.on_holidays) for day in hours.days}
        if missing := [day for day in hours.days if not shifts[day]]:
            fix = f"no vehicle has a shift on {', '.join(missing)}; add one, or shorten the hours"
            yield PackProblem("service.yaml", ("hours", index, "days"), fix)
            continue
        for end in ("since", "until"):
            if short := [day for day in hours.days if _is_short(hours, shifts[day], end)]:
                when = "so early" if end == "since" else "so late"
                fix = f"no vehicle drives {when} on {', '.join(short)}; add a shift, or shorten it"
                yield PackProblem("service.yaml", ("hours", index, end), fix)


def _shifts(fleet: VehiclesFile, day: Weekday, on_holidays: bool) -> list[Shift]:
    """Of all vehicles; those that rest on holidays do not count where the hours hold on them."""
    return [
        shift
        for one in fleet.vehicles
        for shift in one.shifts
        if day in shift.days and (shift.on_holidays or not on_holidays)
    ]


def _is_short(hours: Hours, shifts: Sequence[Shift], end: str) -> bool:
    if end == "since":
        return min(shift.since for shift in shifts) > hours.since
    return max(shift.until for shift in shifts) < hours.until
