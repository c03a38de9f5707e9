"""Cross references between the pack files; each file by itself is checked by its model."""

from collections import Counter as Tally
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from senior_life.contract import Gazetteer, PackProblem
from senior_life.providing import doubles, unknown
from services.on_demand_transport.ground import inside
from services.on_demand_transport.pack import ServiceFile, Stop, VehiclesFile


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
        *_stops(stops, rules),
        *_vehicles(fleet, rules),
    ]


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


def _vehicles(fleet: VehiclesFile, rules: ServiceFile) -> Iterator[PackProblem]:
    depots = {one.id for one in fleet.depots}
    for index, vehicle in enumerate(fleet.vehicles):
        where = ("vehicles", index)
        yield from unknown("vehicles.yaml", (*where, "depot"), [vehicle.depot], depots, "depot")
        if vehicle.wheelchair_places * vehicle.seats_per_wheelchair > vehicle.seats:
            fix = "its wheelchairs fold away more seats than it has; lower one of the numbers"
            yield PackProblem("vehicles.yaml", (*where, "wheelchair_places"), fix)
    served = {day for one in fleet.vehicles for shift in one.shifts for day in shift.days}
    for index, hours in enumerate(rules.hours):
        if missing := [day for day in hours.days if day not in served]:
            fix = f"no vehicle has a shift on {', '.join(missing)}; add one, or shorten the hours"
            yield PackProblem("service.yaml", ("hours", index, "days"), fix)
