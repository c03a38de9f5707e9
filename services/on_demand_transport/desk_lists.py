"""What drivers and operators see: each run's stops in order, the vehicles, and who waits."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlmodel import Session

from senior_life.contract import (
    Action,
    Column,
    Label,
    Line,
    Person,
    Several,
    State,
    Table,
    Text,
    Value,
)
from senior_life.dispatch import Run, Visit
from services.on_demand_transport import (
    booked,
    calls,
    desk_pictures,
    desk_promises,
    desk_roads,
    desk_vehicles,
    driving,
)
from services.on_demand_transport.clock import time_at
from services.on_demand_transport.driving import Day
from services.on_demand_transport.network import Network
from services.on_demand_transport.pack import Chair
from services.on_demand_transport.ride_rows import CHAIRS, stop_name
from services.on_demand_transport.rows import Done, Row
from services.on_demand_transport.sentences import _, time_of
from services.on_demand_transport.standing import vehicle_name
from services.on_demand_transport.tables import Call, Hold, Ride
from services.on_demand_transport.working import EVERYWHERE

ON, OFF = "on", "off"
UNDO = Action("undo", _("Take back"))
BOARDED = Action("boarded", _("Is on board"))
ARRIVED = Action("arrived", _("Has got out"))
NO_SHOW = Action("no_show", _("Did not come"))
STATES: dict[str, Text] = {
    "on": _("Is on board"),
    "off": _("Has got out"),
    "no_show": _("Did not come"),
}
WAITS = {
    State.WAITING: _("Waits for a free seat"),
    State.PROPOSED: _("Has been offered a seat"),
    State.UNDER_WAY: _("Is on board a vehicle that stands still"),
    State.CONFIRMED: _("Has arrived by the clock, but nobody said so"),
}
PLEASE = _("Please telephone")
TO_ASK = {
    State.CONFIRMED: _("Nobody said that they rode. Please ask whether they have arrived."),
    State.UNDER_WAY: _("Is on board a vehicle that stands still. Please telephone."),
}


def tables(session: Session, network: Network, day: date, place: str) -> Sequence[Table]:
    """At a depot the drivers' lists stand first; whoever looks at all of them operates the day."""
    read = driving.load(session, network, day)
    runs = [one for one in network.runs(day).values() if is_of(network, one, place)]
    rides = {one.trip: one for one in booked.of_day(session, day, *State) if one.trip}
    drives = [_drive(network, read, run, rides) for run in runs]
    missed = desk_promises.tables(session, network, read, place)
    whole = [desk_vehicles.table(network, read, runs), _waiting(session, network, day)]
    lists = (*missed, *whole, *drives) if place == EVERYWHERE else (*drives, *missed, *whole)
    return desk_roads.beside(lists, session, network, read)


def is_of(network: Network, run: Run, place: str) -> bool:
    return place == EVERYWHERE or network.vehicles[run.vehicle].depot == place


# --- a drive ---


def _drive(network: Network, day: Day, run: Run, rides: dict[str, Ride]) -> Table:
    columns = (
        Column("time", _("Time")),
        Column("what", _("What")),
        Column("where", _("Where")),
        Column("resident", _("Resident")),
        Column("people", _("Who rides")),
        Column("phone", _("Telephone")),
        Column("number", _("Number")),
        Column("state", _("State")),
    )
    row = day.rows[run.id]
    title = _(
        "{vehicle}, from {since:clock}",
        vehicle=vehicle_name(network, run.id),
        since=time_at(run.begins),
    )
    lines = (*_behind(network, row, rides), *_ahead(network, day, run, row, rides))
    picture = desk_pictures.plan(network, day, [run])
    return Table(f"run_{run.id}", title, columns, lines, picture=picture)


def _behind(network: Network, row: Row, rides: dict[str, Ride]) -> Iterator[Line]:
    """What the driver said is done; only the last of a ride can be taken back."""
    last = {one.trip: index for index, one in enumerate(row.done)}
    for index, one in enumerate(row.done):
        ride = rides.get(one.trip)
        if ride is not None:
            actions = (UNDO,) if last[one.trip] == index else ()
            yield _line(network, ride, one.at, one.what, STATES[one.what], actions)


def _ahead(
    network: Network, day: Day, run: Run, row: Row, rides: dict[str, Ride]
) -> Iterator[Line]:
    expected = _expected(day, run)
    for visit in row.visits:
        ride = rides.get(visit.ride)
        if ride is None:
            continue  # a seat that is only held
        at = expected.get(visit, ride.board_from if visit.is_pickup else ride.arrive_by)
        what = ON if visit.is_pickup else OFF
        actions = _steps(network, ride, row, visit.is_pickup)
        yield _line(network, ride, at, what, _promise(ride, visit.is_pickup), actions)


def _expected(day: Day, run: Run) -> dict[Visit, float]:
    """When each visit ahead begins, if the vehicle drives."""
    if all(one.run.id != run.id for one in day.fleet.standings):
        return {}
    return {one.visit: one.begins for one in day.fleet.timetable(run.id)}


def _promise(ride: Ride, is_pickup: bool) -> Text:
    if is_pickup:
        return _("Until {until:clock}", until=time_at(ride.board_by))
    return _("By {until:clock}", until=time_at(ride.arrive_by))


def _steps(network: Network, ride: Ride, row: Row, is_pickup: bool) -> tuple[Action, ...]:
    """What may happen next on that day; nobody is missing before the vehicle could be there."""
    if ride.day > network.today():
        return ()
    is_aboard = any(one.trip == ride.trip and one.what == ON for one in row.done)
    if not is_pickup:
        return (ARRIVED,) if is_aboard else ()
    is_due = network.minute_now(ride.day) >= ride.board_from
    return (BOARDED, NO_SHOW) if is_due else (BOARDED,)


def _line(
    network: Network, ride: Ride, at: float, what: str, state: Text, actions: tuple[Action, ...]
) -> Line:
    is_pickup = what != OFF
    cells: tuple[Value, ...] = (
        time_of(time_at(at)),
        _("Boards") if is_pickup else _("Gets out"),
        _where(network, ride, is_pickup),
        Person(ride.resident),
        _people(ride),
        Person(ride.resident, "phone"),
        ride.number,
        state,
    )
    return Line(f"{ride.trip}-{ON if is_pickup else OFF}", cells, actions, what)


def _where(network: Network, ride: Ride, is_pickup: bool) -> Value:
    """At somebody's own door also the address, which the core knows."""
    answer, stop = (
        (ride.origin, ride.board_stop) if is_pickup else (ride.destination, ride.leave_stop)
    )
    name: Label = stop_name(network, answer, stop)
    if stop or answer != "home":
        return name
    return _("{all}", all=Several((name, Person(ride.resident, "address"))))


def _people(ride: Ride) -> Text:
    people = _("{n} person", "{n} people", n=ride.riders)
    how: Value = CHAIRS[Chair(ride.chair)]
    return _("{all}", all=Several((people, how, Person(ride.resident, "needs"))))


# --- who waits ---


def _waiting(session: Session, network: Network, day: date) -> Table:
    columns = (
        Column("number", _("Number")),
        Column("resident", _("Resident")),
        Column("way", _("Way")),
        Column("state", _("State")),
        Column("phone", _("Telephone")),
        Column("call", _("Telephone call")),
    )
    found = booked.of_day(session, day, *WAITS)
    known = calls.latest(session, [one.ref for one in found])
    waits = [one for one in found if _is_listed(one, known.get(one.ref))]
    ordered = sorted(waits, key=lambda one: (not one.needs_call, one.made_at, one.ref))
    lines = tuple(
        _waits(network, one, booked.proposal_of(session, one), known.get(one.ref))
        for one in ordered
    )
    return Table("waiting", _("Waiting list"), columns, lines)


def _is_listed(ride: Ride, call: Call | None) -> bool:
    """Who rides, only while somebody has to telephone them, or had to."""
    is_riding = State(ride.state) in TO_ASK
    return not is_riding or ride.needs_call or (call is not None and call.needed)


def _please(ride: Ride, proposal: Hold | None) -> Text:
    """What they are to be told, or asked."""
    if proposal is None:
        return TO_ASK.get(State(ride.state), PLEASE)
    return _(
        "Please telephone: a car can come between {since:clock} and {until:clock}.",
        since=time_at(proposal.board_from),
        until=time_at(proposal.board_by),
    )


def _waits(network: Network, ride: Ride, proposal: Hold | None, call: Call | None) -> Line:
    way = _(
        "{origin} to {destination}, {at:clock}",
        origin=stop_name(network, ride.origin, ride.board_stop),
        destination=stop_name(network, ride.destination, ride.leave_stop),
        at=time_at(ride.minute),
    )
    state = State(ride.state)
    says = _please(ride, proposal) if ride.needs_call else WAITS[state]
    cells: tuple[Value, ...] = (
        ride.number,
        Person(ride.resident),
        way,
        says,
        Person(ride.resident, "phone"),
        calls.said(call) if call is not None or ride.needs_call else "",
    )
    actions = calls.actions(call, is_open=ride.needs_call)
    return Line(ride.ref, cells, actions, "call" if ride.needs_call else ride.state)


def last_of(done: Sequence[Done], trip: str) -> int | None:
    """The index of what was said last of a ride; None: nothing was."""
    return max((at for at, one in enumerate(done) if one.trip == trip), default=None)
