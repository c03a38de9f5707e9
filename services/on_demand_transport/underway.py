"""Where a run stands: by what was said of it and, from there on, by the clock."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from senior_life.dispatch import Call, Fleet, Run, Standing, Visit
from senior_life.dispatch import Ride as Promised
from senior_life.dispatch.travel import Travel
from services.on_demand_transport.rows import Row

NO_SHOW = "no_show"


class Said:
    """A run by what was said of it, and the hours that follow; never changed once made.

    ``rides`` are all that stand, by trip; ``names`` are those of the row, standing or not. The
    hours are worked out when they are first asked for, and hold for as long as nothing else is
    said.
    """

    def __init__(self, run: Run, row: Row, rides: Mapping[str, Promised]) -> None:
        self.row = row
        self.names = frozenset((*(v.ride for v in row.visits), *(one.trip for one in row.done)))
        ahead = tuple(visit for visit in row.visits if visit.ride in rides)
        self.standing = _said(run, row, known_of(row, rides), ahead)
        named = (*(one.ride for one in ahead), *self.standing.aboard)
        self._rides = {name: rides[name] for name in named}
        self._hours: dict[bool, tuple[Travel, Standing, tuple[Call, ...]]] = {}

    def rides_of(self, standing: Standing) -> Mapping[str, Promised]:
        """Those ahead and on board, of the run as it stands at an hour."""
        if len(standing.visits) == len(self.standing.visits):
            return self._rides
        names = (*(visit.ride for visit in standing.visits), *standing.aboard)
        return {name: self._rides[name] for name in names}

    def at(self, roads: Travel, planned: Travel, now: float) -> tuple[Standing, tuple[Visit, ...]]:
        """The run at ``now``, and the visits that are over by the clock: not every driver has a
        hand free to say so. ``planned`` are the roads with the safety of a promise."""
        base, row = self.standing, self.row
        until = max(row.late_until, row.out_until)
        if not until:
            return self._by_the_clock(base, roads, planned, now)
        told, before = self._by_the_clock(base, roads, planned, row.late_since)
        free = told.free_from or told.run.begins
        late = replace(told, free_from=max(free, until))
        found, since = self._by_the_clock(late, roads, planned, now)
        return found, (*before, *since)

    def _by_the_clock(
        self, base: Standing, roads: Travel, planned: Travel, now: float
    ) -> tuple[Standing, tuple[Visit, ...]]:
        if not base.visits or base.free_from is None or base.free_from > now:
            return base, ()
        calls = self._calls(base, roads, base.free_from)
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
        if ahead:
            standing = _on_its_way(planned, standing, calls[len(over)], now)
        return standing, behind

    def _calls(self, base: Standing, roads: Travel, free: float) -> tuple[Call, ...]:
        """Of the run as it was said, and, where it is late, as it went on from there."""
        known = self._hours.get(base is self.standing)
        if known is None or known[0] is not roads or known[1] != base:
            fleet = Fleet((base,), self._rides, roads, free)
            known = roads, base, fleet.timetable(base.run.id)
            self._hours[base is self.standing] = known
        return known[2]


def known_of(row: Row, rides: Mapping[str, Promised]) -> tuple[Promised | None, ...]:
    """Of each thing done, the ride; None: it counts no more."""
    return tuple(rides.get(one.trip) for one in row.done)


def _said(run: Run, row: Row, done: Sequence[Promised | None], ahead: Sequence[Visit]) -> Standing:
    place, free = run.start, run.begins
    aboard: dict[str, float] = {}
    for one, ride in zip(row.done, done, strict=True):
        if ride is None or one.what == NO_SHOW:
            continue
        place, free = (ride.origin if one.what == "on" else ride.destination), one.at
        if one.what == "on":
            aboard[one.trip] = one.at
        else:
            aboard.pop(one.trip, None)
    aboard = {name: at for name, at in aboard.items() if Visit(name, is_pickup=False) in ahead}
    return Standing(run, tuple(ahead), aboard, place, free)


def _on_its_way(planned: Travel, standing: Standing, next_call: Call, now: float) -> Standing:
    """A vehicle stays where it is while it can, so that it may be sent elsewhere, and then leaves
    in good time; from there on its next stop is settled."""
    leaves = _leaves(planned, standing, next_call)
    return replace(standing, free_from=leaves, fixed=1) if leaves <= now else standing


def _leaves(planned: Travel, standing: Standing, next_call: Call) -> float:
    here, free = standing.place or standing.run.start, standing.free_from or standing.run.begins
    return max(free, next_call.begins - planned.minutes(here, next_call.place, free))


def leaves(fleet: Fleet, run: str) -> float:
    """The minute at which the run leaves for its next stop; where none is ahead, is free."""
    standing = fleet.standing(run)
    if standing.visits:
        return _leaves(fleet.roads, standing, fleet.timetable(run)[0])
    return max(standing.free_from or standing.run.begins, fleet.now)
