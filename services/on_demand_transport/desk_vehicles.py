"""The vehicles of a day as their desk sees them: out of service, late, and back again."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from math import ceil

from sqlmodel import Session

from senior_life.contract import (
    Action,
    Column,
    Kind,
    Line,
    Option,
    State,
    Step,
    Table,
    Text,
    Trouble,
    Unclear,
    Value,
)
from senior_life.dispatch import Run, Visit
from senior_life.providing import JAPAN, single
from services.on_demand_transport import booked, desk_pictures, driving, proposals, rows, underway
from services.on_demand_transport.clock import minute_at, time_at
from services.on_demand_transport.driving import Day
from services.on_demand_transport.network import Network, Opening
from services.on_demand_transport.rows import Row
from services.on_demand_transport.sentences import _, time_of
from services.on_demand_transport.standing import vehicle_name
from services.on_demand_transport.tables import Ride
from services.on_demand_transport.working import EVERYWHERE, LATER, Done, Work, run_item

HALF_HOUR = 30
DELAYS = (5, 10, 15, 20, 30, 45, 60)
IN_TIME = Action("in_time", _("Is in time again"))
BACK = Action(
    "back", _("Drives again"), warns=_("Whoever was moved keeps the times they have now.")
)


def table(network: Network, day: Day, runs: Sequence[Run]) -> Table:
    columns = (
        Column("vehicle", _("Vehicle")),
        Column("plate", _("Plate")),
        Column("shift", _("Drives")),
        Column("state", _("State")),
    )
    lines = tuple(_run(network, day, one) for one in runs)
    picture = desk_pictures.timeline(network, day, runs)
    return Table("vehicles", _("Vehicles"), columns, lines, picture=picture)


def _run(network: Network, day: Day, run: Run) -> Line:
    row = day.rows[run.id]
    shift = _("{since:clock} to {until:clock}", since=time_at(run.begins), until=time_at(run.ends))
    cells: tuple[Value, ...] = (
        vehicle_name(network, run.id),
        network.vehicles[run.vehicle].plate,
        shift,
        _state(row),
    )
    is_over = network.minute_now(day.day) >= run.ends
    actions = () if is_over else tuple(_actions(network, day, run, row))
    state = "out" if row.out_until else "late" if row.delay_minutes else "drives"
    return Line(run_item(run.id, day.day), cells, actions, state)


def _state(row: Row) -> Text:
    if row.out_until:
        return _("Out of service until {until:clock}", until=time_at(row.out_until))
    if row.delay_minutes:
        return _("About {minutes} minutes late", minutes=round(row.delay_minutes))
    return _("As planned")


def _actions(network: Network, day: Day, run: Run, row: Row) -> Sequence[Action]:
    if row.out_until:
        return (BACK,)
    out = _out(network, day.day, run)
    if not network.is_on(day.day):
        return (out,)
    return (_late(), *((IN_TIME,) if row.delay_minutes else ()), out)


def _out(network: Network, day: date, run: Run) -> Action:
    since = max(run.begins, network.minute_now(day))
    first = ceil((since + 1) / HALF_HOUR) * HALF_HOUR
    times = [time_at(minute) for minute in (*range(first, int(run.ends), HALF_HOUR), run.ends)]
    options = tuple(Option(f"{at:%H:%M}", time_of(at)) for at in dict.fromkeys(times))
    return Action(
        "out",
        _("Is out of service"),
        (Step("until", Kind.TIME, _("Until when?"), _("Until")),),
        {"until": options},
        warns=_("Whoever it cannot drive as promised is offered another vehicle, or telephoned."),
    )


def _late() -> Action:
    options = tuple(
        Option(str(one), _("{minutes} minutes", minutes=one), aliases=(f"{one}分",))
        for one in DELAYS
    )
    step = Step("minutes", Kind.CHOICE, _("By how many minutes?"), _("Late by"))
    return Action("late", _("Is late"), (step,), {"minutes": options})


# --- what is done to a vehicle ---


def out(session: Session, work: Work) -> Done:
    """From now until then it drives nowhere; who has not boarded and cannot be fetched as was
    promised once it drives again, loses it.

    Who boarded by the clock, or has even got out, though nobody said so, does not: they are asked.
    """
    run, day = _which(work)
    until, now = _until(work, run), work.network.minute_now(day)
    read = driving.load(session, work.network, day)
    before, behind = read.rows[run.id], read.behind.get(run.id, ())
    ahead = _boarding(before.visits) - _boarding(behind)
    _write(session, day, run, before.out(now, until))
    lost = ahead if until >= run.ends else _missed(session, work, run, day, ahead)
    driving.drop(session, day, dict.fromkeys(lost, run.id))
    proposals.end(session, lost)
    asked = {visit.ride for visit in before.visits} - ahead
    for ride in booked.of_day(session, day, State.CONFIRMED, State.UNDER_WAY):
        if ride.trip in lost:
            _move_away(session, work, ride)
        elif ride.trip in asked:
            ride.needs_call = True
            session.add(ride)
    session.flush()
    return Done(freed=frozenset({day}))


def _missed(session: Session, work: Work, run: Run, day: date, ahead: set[str]) -> set[str]:
    """Of those ahead: holds that lapsed, and one by one who is first not fetched, or not there, as
    promised. Without them the others may be in time."""
    lost: set[str] = set()
    while True:
        fleet = driving.load(session, work.network, day, without=lost).fleet
        lost |= ahead - fleet.rides.keys()
        missed = {one.ride for one in fleet.broken() if one.run == run.id}
        order = (one.ride for one in fleet.standing(run.id).visits if one.is_pickup)
        first = next((ride for ride in order if ride in missed & ahead), None)
        if first is None:
            return lost
        lost.add(first)


def _boarding(visits: Iterable[Visit]) -> set[str]:
    return {visit.ride for visit in visits if visit.is_pickup}


def _move_away(session: Session, work: Work, ride: Ride) -> None:
    """Another seat is looked for at once; until there is one, somebody telephones."""
    ride.trip, ride.is_moved, ride.needs_call = "", True, True
    ride.state, ride.seq, ride.undo_until = State.WAITING, ride.seq + 1, None
    ride.waiting_since = work.now
    session.add(ride)


def back(session: Session, work: Work) -> Done:
    run, day = _which(work)
    row = rows.row_of(session, day, run.id)
    if row is None or not row.out_until:
        raise Trouble(LATER)
    _write(session, day, run, row.back(work.network.minute_now(day)))
    return Done(freed=frozenset({day}))


def late(session: Session, work: Work) -> Done:
    """Against what is planned: a vehicle that stands leaves that much later for its next stop."""
    run, day = _which(work)
    minutes = single(work.answers.get("minutes", ""))
    if not minutes.isdigit() or int(minutes) not in DELAYS:
        raise Unclear(_("Please choose by how many minutes."), "minutes")
    in_time(session, work)
    read, now = driving.load(session, work.network, day), work.network.minute_now(day)
    until = underway.leaves(read.fleet, run.id) + int(minutes)
    _write(session, day, run, read.rows[run.id].late(float(minutes), now, until))
    return Done()


def in_time(session: Session, work: Work) -> Done:
    run, day = _which(work)
    row = rows.row_of(session, day, run.id) or Row()
    if row != row.in_time():
        _write(session, day, run, row.in_time())
    return Done()


def _write(session: Session, day: date, run: Run, row: Row) -> None:
    if not rows.swap(session, day, run.id, row):
        raise rows.Overtaken


def _which(work: Work) -> tuple[Run, date]:
    """Read back from ``run_item``. Raises Trouble for a run that is gone, or another depot's."""
    name, _dash, day = work.item.rpartition("-")
    if not day.isdigit():
        raise Trouble(LATER)
    when = datetime.strptime(day, "%Y%m%d").replace(tzinfo=JAPAN).date()
    run = work.network.runs(when).get(name)
    if run is None:
        raise Trouble(LATER)
    check_depot(work, run.id)
    return run, when


def check_depot(work: Work, run: str) -> None:
    vehicle = work.network.vehicle_of(run)
    depot = vehicle.depot if vehicle else ""
    if work.who.office not in {"", EVERYWHERE, depot}:
        raise Trouble(_("This depot is not yours to see."))


def _until(work: Work, run: Run) -> float:
    """Small hours are the next morning where the run goes on until then."""
    try:
        minute = minute_at(time.fromisoformat(single(work.answers.get("until", ""))))
    except ValueError:
        raise Unclear(_("Please choose a time."), "until") from None
    return min(Opening(run.begins, run.ends).minute(minute), run.ends)
