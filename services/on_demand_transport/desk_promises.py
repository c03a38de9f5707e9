"""Who was promised what cannot be kept any more, even if every drive goes as expected."""

from collections.abc import Mapping, Sequence
from math import ceil

from sqlmodel import Session

from senior_life.contract import Column, Line, Person, State, Table, Text, Value
from senior_life.dispatch import Broken, Why
from services.on_demand_transport import booked
from services.on_demand_transport.clock import time_at
from services.on_demand_transport.driving import Day
from services.on_demand_transport.network import Network
from services.on_demand_transport.sentences import _
from services.on_demand_transport.standing import vehicle_name
from services.on_demand_transport.tables import Ride
from services.on_demand_transport.working import EVERYWHERE

COLUMNS = (
    Column("number", _("Number")),
    Column("resident", _("Resident")),
    Column("phone", _("Telephone")),
    Column("vehicle", _("Vehicle")),
    Column("promise", _("Promised")),
    Column("state", _("State")),
)


def tables(session: Session, network: Network, day: Day, place: str) -> Sequence[Table]:
    """One list, or none while all is kept."""
    rides = booked.of_day(session, day.day, State.CONFIRMED, State.UNDER_WAY)
    missed = _missed(day, rides)
    lines = tuple(
        _line(network, one, missed[one.trip])
        for one in rides
        if one.trip in missed and _is_of(network, one, place)
    )
    title = _("Promises that cannot be kept")
    return (Table("promises", title, COLUMNS, lines),) if lines else ()


def _missed(day: Day, rides: Sequence[Ride]) -> Mapping[str, Broken]:
    """By trip what it misses first; ``No vehicle`` also where its run has left the pack."""
    driven = {visit.ride for row in day.rows.values() for visit in row.visits}
    lost = [one.trip for one in rides if one.trip and one.trip not in driven]
    found = {trip: Broken(trip, Why.NO_VEHICLE, 0.0) for trip in lost}
    for one in day.fleet.broken():
        found.setdefault(one.ride, one)
    return found


def _is_of(network: Network, ride: Ride, place: str) -> bool:
    vehicle = network.vehicle_of(ride.run)
    return place == EVERYWHERE or vehicle is None or vehicle.depot == place


def _line(network: Network, ride: Ride, missed: Broken) -> Line:
    cells: tuple[Value, ...] = (
        ride.number,
        Person(ride.resident),
        Person(ride.resident, "phone"),
        vehicle_name(network, ride.run),
        _promise(ride, missed.why),
        _says(missed),
    )
    return Line(ride.ref, cells, (), "call")


def _promise(ride: Ride, why: Why) -> Text:
    if why in {Why.LATE_TO_BOARD, Why.NO_VEHICLE}:
        return _("Until {until:clock}", until=time_at(ride.board_by))
    return _("By {until:clock}", until=time_at(ride.arrive_by))


def _says(missed: Broken) -> Text:
    minutes = ceil(missed.minutes)
    match missed.why:
        case Why.LATE_TO_BOARD:
            return _("Comes {minutes} minutes too late", minutes=minutes)
        case Why.LATE_TO_ARRIVE:
            return _("Arrives {minutes} minutes too late", minutes=minutes)
        case Why.LONG_RIDE:
            return _("Rides {minutes} minutes too long", minutes=minutes)
        case Why.NO_VEHICLE:
            return _("No vehicle comes. Please telephone.")
