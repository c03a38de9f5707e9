"""What drivers and operators do to a ride and to a vehicle; each key works once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from sqlmodel import Session

from senior_life.contract import State, Trouble
from senior_life.dispatch import Ride as Promised
from senior_life.dispatch import Standing, Straight, Visit
from senior_life.dispatch.line import line_of
from senior_life.dispatch.placing import has_room
from services.on_demand_transport import (
    booked,
    calls,
    desk_promises,
    desk_vehicles,
    driving,
    rows,
)
from services.on_demand_transport.desk_lists import OFF, ON, last_of
from services.on_demand_transport.rows import Row
from services.on_demand_transport.sentences import _
from services.on_demand_transport.tables import Ride
from services.on_demand_transport.underway import NO_SHOW
from services.on_demand_transport.working import LATER, Done, Work

STATE_BEFORE = {
    ON: (State.CONFIRMED, ""),
    OFF: (State.UNDER_WAY, "boarded"),
    NO_SHOW: (State.CONFIRMED, ""),
}


def act(session: Session, work: Work, action: str) -> Done:
    before = booked.done_before(session, work.key)
    if before is not None or booked.KEYS.is_applied(session, work.key):
        return Done(before.ref if before else "")
    acts: dict[str, Callable[[Session, Work], Done]] = {
        "boarded": boarded,
        "arrived": arrived,
        "no_show": no_show,
        "undo": undo,
        "telephoned": telephoned,
        "undo_call": undo_call,
        "out": desk_vehicles.out,
        "back": desk_vehicles.back,
        "late": desk_vehicles.late,
        "in_time": desk_vehicles.in_time,
    }
    if action not in acts:
        raise Trouble(LATER)
    done = acts[action](session, work)
    booked.KEYS.remember(session, work.key, done.ref, work.now)
    return done


# --- a ride goes on ---


def boarded(session: Session, work: Work) -> Done:
    ride, row = _theirs(session, work, State.CONFIRMED)
    _say(session, work, ride, row, ON, [Visit(ride.trip, is_pickup=True)])
    ride.state, ride.outcome = State.UNDER_WAY, "boarded"
    return _changed(session, ride)


def arrived(session: Session, work: Work) -> Done:
    ride, row = _theirs(session, work, State.UNDER_WAY)
    _say(session, work, ride, row, OFF, [Visit(ride.trip, is_pickup=False)])
    ride.state, ride.outcome, ride.needs_call = State.DONE, "done", False
    return _changed(session, ride)


def no_show(session: Session, work: Work) -> Done:
    """The seat is free for others from now on."""
    ride, row = _theirs(session, work, State.CONFIRMED)
    visits = [Visit(ride.trip, is_pickup=True), Visit(ride.trip, is_pickup=False)]
    _say(session, work, ride, row, NO_SHOW, visits)
    ride.state, ride.outcome = State.DONE, NO_SHOW
    return replace(_changed(session, ride), freed=frozenset({ride.day}))


def _say(
    session: Session, work: Work, ride: Ride, row: Row, what: str, visits: list[Visit]
) -> None:
    """The visits are behind; what a driver says is truer than a delay that was guessed."""
    if any(visit not in row.visits for visit in visits):
        raise Trouble(LATER)
    places = tuple(row.visits.index(visit) for visit in visits)
    kept = tuple(visit for visit in row.visits if visit not in visits)
    at = work.network.minute_now(ride.day)
    done = (*row.done, rows.Done(ride.trip, what, at, places))
    row = row if what == NO_SHOW else row.in_time()
    _write(session, ride, replace(row, visits=kept, done=done))


def undo(session: Session, work: Work) -> Done:
    """What was said last of this ride was a mistake: its visits are ahead again."""
    ride, row = _theirs(session, work, State.UNDER_WAY, State.DONE)
    last = last_of(row.done, ride.trip)
    if last is None:
        raise Trouble(LATER)
    said = row.done[last]
    visits = list(row.visits)
    for place, visit in zip(said.places, _visits(said), strict=True):
        visits.insert(min(place, _alights(visits, ride.trip)), visit)
    done = row.done[:last] + row.done[last + 1 :]
    _write(session, ride, replace(row, visits=tuple(visits), done=done))
    ride.state, ride.outcome = STATE_BEFORE[said.what]
    if said.what == NO_SHOW:
        _check_room(session, work, ride)
    return _changed(session, ride)


def _alights(visits: Sequence[Visit], trip: str) -> int:
    """Where the ride ends: others may have left the run since, and nobody gets out first."""
    off = Visit(trip, is_pickup=False)
    return visits.index(off) if off in visits else len(visits)


def _check_room(session: Session, work: Work, ride: Ride) -> None:
    """Whoever was missing had lost the seat; it may be somebody else's by now."""
    session.add(ride)
    session.flush()
    day = driving.load(session, work.network, ride.day)
    standing = next((one for one in day.fleet.standings if one.run.id == ride.run), None)
    if standing is None or not _has_room(standing, day.fleet.rides, day.fleet.now):
        raise Trouble(_("Somebody else has this seat now. Please book another ride with them."))


def _has_room(standing: Standing, rides: Mapping[str, Promised], now: float) -> bool:
    """A late vehicle is no reason: the rider stands there."""
    line = line_of(standing, rides, Straight(), now)
    return all(
        has_room(standing.run, riders, chairs)
        for riders, chairs in zip(line.riders, line.chairs, strict=True)
    )


def _visits(said: rows.Done) -> list[Visit]:
    on, off = Visit(said.trip, is_pickup=True), Visit(said.trip, is_pickup=False)
    return {ON: [on], OFF: [off], NO_SHOW: [on, off]}[said.what]


def telephoned(session: Session, work: Work) -> Done:
    ride = _called(session, work)
    minutes = desk_promises.minutes_missed(session, work.network, ride)
    calls.telephone(session, work, ride, minutes)
    return Done(ride.ref)


def undo_call(session: Session, work: Work) -> Done:
    ride = _called(session, work)
    calls.take_back(session, ride)
    return Done(ride.ref)


def _called(session: Session, work: Work) -> Ride:
    ride = booked.by_ref(session, work.item)
    if work.network.vehicle_of(ride.run) is not None:
        desk_vehicles.check_depot(work, ride.run)
    return ride


def _theirs(session: Session, work: Work, *states: State) -> tuple[Ride, Row]:
    """The ride of a line, in one of these states, and its run. Raises Trouble."""
    trip = work.item.rpartition("-")[0]
    ride = booked.of_trip(session, trip)
    if ride is None or State(ride.state) not in states:
        raise Trouble(LATER)
    desk_vehicles.check_depot(work, ride.run)
    row = rows.row_of(session, ride.day, ride.run)
    if row is None:
        raise Trouble(LATER)
    return ride, row


def _write(session: Session, ride: Ride, row: Row) -> None:
    if not rows.swap(session, ride.day, ride.run, row):
        raise rows.Overtaken


def _changed(session: Session, ride: Ride) -> Done:
    ride.seq += 1
    session.add(ride)
    session.flush()
    return Done(ride.ref)
