"""Where a run is: by what was said of it and, from there on, by the clock."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from senior_life.dispatch import Call, Fleet, Point, Run, Standing, Visit
from senior_life.dispatch import Ride as Promised
from senior_life.dispatch.travel import safe
from services.on_demand_transport.network import Network
from services.on_demand_transport.pack import Chair
from services.on_demand_transport.run_rows import Row
from services.on_demand_transport.tables import Trip


def promised(trip: Trip, name: str) -> Promised:
    takes = int(Chair(trip.chair).takes_a_place)
    return Promised(
        name,
        Point(trip.board_lat, trip.board_lon),
        Point(trip.leave_lat, trip.leave_lon),
        trip.board_from,
        trip.board_by,
        trip.arrive_by,
        trip.longest_minutes,
        trip.riders - takes,
        takes,
        trip.boarding_minutes,
        trip.boarding_minutes,
    )


def standing(
    network: Network, run: Run, row: Row, rides: Mapping[str, Promised], now: float
) -> tuple[Standing, tuple[Visit, ...]]:
    """Where the run is by what was said of it and, from there on, by the clock."""
    ahead = tuple(one for one in row.visits if one.ride in rides)
    base = _said(run, row, rides, ahead)
    if not row.late_until:
        return _by_the_clock(network, base, rides, now)
    told, before = _by_the_clock(network, base, rides, row.late_since)
    late = replace(told, free_from=max(told.free_from or run.begins, row.late_until))
    found, since = _by_the_clock(network, late, rides, now)
    return found, (*before, *since)


def _said(run: Run, row: Row, rides: Mapping[str, Promised], ahead: Sequence[Visit]) -> Standing:
    place, free = run.start, max(run.begins, row.out_until)
    aboard: dict[str, float] = {}
    for one in row.done:
        ride = rides.get(one.trip)
        if ride is None or one.what == "no_show":
            continue
        place, free = (ride.origin if one.what == "on" else ride.destination), one.at
        if one.what == "on":
            aboard[one.trip] = one.at
        else:
            aboard.pop(one.trip, None)
    aboard = {name: at for name, at in aboard.items() if Visit(name, is_pickup=False) in ahead}
    return Standing(run, tuple(ahead), aboard, place, max(free, row.out_until))


def _by_the_clock(
    network: Network, base: Standing, rides: Mapping[str, Promised], now: float
) -> tuple[Standing, tuple[Visit, ...]]:
    """Visits that ended by now are behind: not every driver has a hand free to say so."""
    if not base.visits or base.free_from is None or base.free_from > now:
        return base, ()
    known = {name: rides[name] for name in (*(one.ride for one in base.visits), *base.aboard)}
    calls = Fleet((base,), known, network.roads, base.free_from).timetable(base.run.id)
    over = [one for one in calls if one.leaves <= now]
    aboard = dict(base.aboard)
    for one in over:
        if one.visit.is_pickup:
            aboard[one.visit.ride] = one.leaves
        else:
            aboard.pop(one.visit.ride, None)
    behind, ahead = base.visits[: len(over)], base.visits[len(over) :]
    fixed = max(0, base.fixed - len(over))
    standing = replace(base, visits=ahead, aboard=aboard, fixed=fixed)
    if over:
        standing = replace(standing, place=over[-1].place, free_from=over[-1].leaves)
    return (_on_its_way(network, standing, calls[len(over)], now) if ahead else standing), behind


def _on_its_way(network: Network, standing: Standing, next_call: Call, now: float) -> Standing:
    """A vehicle stays where it is while it can, so that it may be sent elsewhere, and then leaves
    in good time; from there on its next stop is settled."""
    leaves = _leaves(network, standing, next_call)
    return replace(standing, free_from=leaves, fixed=1) if leaves <= now else standing


def _leaves(network: Network, standing: Standing, next_call: Call) -> float:
    here, free = standing.place or standing.run.start, standing.free_from or standing.run.begins
    leg = safe(network.roads, network.promise.share).minutes(here, next_call.place, free)
    return max(free, next_call.begins - leg)


def leaves(network: Network, fleet: Fleet, run: str) -> float:
    """The minute at which the run leaves for its next stop; where none is ahead, is free."""
    standing = fleet.standing(run)
    if standing.visits:
        return _leaves(network, standing, fleet.timetable(run)[0])
    return max(standing.free_from or standing.run.begins, fleet.now)
