"""What operators look at above the list of vehicles: who drives when, and a drive as a plan."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from senior_life.contract import Bar, Lane, Map, Mark, Timeline, Way
from senior_life.dispatch import Call, Run
from services.on_demand_transport.clock import moment, time_at
from services.on_demand_transport.driving import Day
from services.on_demand_transport.network import Network
from services.on_demand_transport.sentences import _, time_of
from services.on_demand_transport.standing import vehicle_name

AN_HOUR = 60
BREAK, OUT = _("Break"), _("Out of service")


def timeline(network: Network, day: Day, runs: Sequence[Run]) -> Timeline | None:
    """One lane a vehicle: its shift, its breaks, when somebody is on board, and when it is out of
    service. None: nobody drives."""
    if not runs:
        return None
    since = min(run.begins for run in runs) // AN_HOUR * AN_HOUR
    until = max(run.ends for run in runs)
    vehicles = dict.fromkeys(run.vehicle for run in runs)
    lanes = tuple(
        Lane(
            network.vehicles[one].name.name,
            tuple(_lane(network, day, [run for run in runs if run.vehicle == one])),
        )
        for one in vehicles
    )
    now = network.host.now() if network.is_on(day.day) else None
    return Timeline(moment(day.day, since), moment(day.day, until), lanes, now)


def _lane(network: Network, day: Day, runs: Sequence[Run]) -> Iterator[Bar]:
    """In order and without overlap: between two runs is a break."""
    ended: float | None = None
    for run in sorted(runs, key=lambda one: one.begins):
        if ended is not None and ended < run.begins:
            yield Bar(moment(day.day, ended), moment(day.day, run.begins), BREAK, "break")
        yield from _shift(network, day, run)
        ended = run.ends


def _shift(network: Network, day: Day, run: Run) -> Iterator[Bar]:
    """The frame of the shift around what is done in it."""
    out = min(day.rows[run.id].out_until, run.ends)
    since, ends = moment(day.day, run.begins), moment(day.day, run.ends)
    if out > run.begins:
        begins = max(since, min(network.host.now(), moment(day.day, out)))
        if since < begins:
            yield Bar(since, begins, None, "free")
        yield Bar(begins, moment(day.day, out), OUT, "out")
        since = moment(day.day, out)
    for bar in _bars(day, run):
        if since < bar.starts:
            yield Bar(since, bar.starts, None, "free")
        yield replace(bar, starts=max(since, bar.starts))
        since = bar.ends
    if since < ends:
        yield Bar(since, ends, None, "free")


def _bars(day: Day, run: Run) -> list[Bar]:
    """From the first who boards until the vehicle is empty again."""
    bars: list[Bar] = []
    aboard, parties, since = _aboard(day, run), _aboard(day, run), day.fleet.now
    for call in _calls(day, run):
        if call.visit.is_pickup:
            since = since if aboard else call.begins
            parties = parties + 1 if aboard else 1
        aboard += 1 if call.visit.is_pickup else -1
        if not aboard:
            says = _("{n} ride", "{n} rides", n=parties)
            ends = max(call.leaves, since + 1)
            bars.append(Bar(moment(day.day, since), moment(day.day, ends), says, "on"))
    return bars


def _aboard(day: Day, run: Run) -> int:
    return sum(len(one.aboard) for one in day.fleet.standings if one.run.id == run.id)


def _calls(day: Day, run: Run) -> Sequence[Call]:
    """Of a run that does not drive: none."""
    if all(one.run.id != run.id for one in day.fleet.standings):
        return ()
    return day.fleet.timetable(run.id)


def plan(network: Network, day: Day, runs: Sequence[Run]) -> Map | None:
    """The way that each run still has before it, with the hour of each stop. None: none has."""
    ways, marks = [], []
    for run in runs:
        calls = _calls(day, run)
        if calls:
            points = [run.start, *(one.place for one in calls), run.end]
            ways.append(
                Way(tuple((at.lat, at.lon) for at in points), vehicle_name(network, run.id))
            )
            marks += [_mark(one) for one in calls]
    return Map(tuple(marks), tuple(ways)) if ways else None


def _mark(call: Call) -> Mark:
    state = "on" if call.visit.is_pickup else "off"
    return Mark(call.place.lat, call.place.lon, time_of(time_at(call.begins)), state)
