"""Who was promised what cannot be kept any more, even if every drive goes as expected."""

from collections.abc import Sequence
from math import ceil

from sqlmodel import Session

from senior_life.contract import Column, Line, Person, State, Table, Text, Value
from senior_life.dispatch import Broken, Why
from services.on_demand_transport import booked, calls, driving
from services.on_demand_transport.clock import time_at
from services.on_demand_transport.driving import Day
from services.on_demand_transport.network import Network
from services.on_demand_transport.sentences import _
from services.on_demand_transport.standing import vehicle_name
from services.on_demand_transport.tables import Call, Ride
from services.on_demand_transport.working import EVERYWHERE

CALL, TOLD = "call", "told"
COLUMNS = (
    Column("number", _("Number")),
    Column("resident", _("Resident")),
    Column("phone", _("Telephone")),
    Column("vehicle", _("Vehicle")),
    Column("promise", _("Promised")),
    Column("state", _("State")),
    Column("call", _("Telephone call")),
)


def tables(session: Session, network: Network, day: Day, place: str) -> Sequence[Table]:
    """One list, or none while all is kept; whoever is still to be telephoned stands first."""
    missed = [pair for pair in _missed(session, day) if _is_of(network, pair[0], place)]
    known = calls.latest(session, [ride.ref for ride, _broken in missed])
    lines = [_line(network, ride, broken, known.get(ride.ref)) for ride, broken in missed]
    lines.sort(key=lambda line: line.state != CALL)
    title = _("Promises that cannot be kept")
    return (Table("promises", title, COLUMNS, tuple(lines)),) if lines else ()


def minutes_missed(session: Session, network: Network, ride: Ride) -> float:
    """By how much its promise is missed just now; 0: it is kept, or no vehicle comes."""
    found = _missed(session, driving.load(session, network, ride.day))
    return next((broken.minutes for one, broken in found if one.ref == ride.ref), 0.0)


def _missed(session: Session, day: Day) -> Sequence[tuple[Ride, Broken]]:
    """What each misses first; ``No vehicle`` also where its run has left the pack."""
    rides = booked.of_day(session, day.day, State.CONFIRMED, State.UNDER_WAY)
    driven = {visit.ride for row in day.rows.values() for visit in row.visits}
    found = {
        one.trip: Broken(one.trip, Why.NO_VEHICLE, 0.0)
        for one in rides
        if one.trip and one.trip not in driven
    }
    for one in day.fleet.broken():
        found.setdefault(one.ride, one)
    return [(one, found[one.trip]) for one in rides if one.trip in found]


def _is_of(network: Network, ride: Ride, place: str) -> bool:
    vehicle = network.vehicle_of(ride.run)
    return place == EVERYWHERE or vehicle is None or vehicle.depot == place


def _line(network: Network, ride: Ride, missed: Broken, call: Call | None) -> Line:
    cells: tuple[Value, ...] = (
        ride.number,
        Person(ride.resident),
        Person(ride.resident, "phone"),
        vehicle_name(network, ride.run),
        _promise(ride, missed.why),
        _says(missed),
        calls.said(call),
    )
    state = TOLD if calls.is_settled(call, missed.minutes) else CALL
    return Line(ride.ref, cells, calls.actions(call, is_open=state == CALL), state)


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
