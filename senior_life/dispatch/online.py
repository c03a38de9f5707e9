"""The fleet at one moment: what can be promised now, and what was promised and still is kept.

A ``Fleet`` is a value; whoever takes a proposal, a cancellation or the clock's next minute gets
another. What nothing happened to is shared between the two.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from senior_life.dispatch import placing, reshuffling
from senior_life.dispatch.fleet import Ride, Standing, Visit
from senior_life.dispatch.keeping import Broken, Call, broken_on, calls, unserved
from senior_life.dispatch.line import Line, line_of
from senior_life.dispatch.lines import Lines
from senior_life.dispatch.rides import Proposal, Rules, Wish, promises
from senior_life.dispatch.travel import Travel, safe

APART_MINUTES, SHORTER_MINUTES = 10.0, 5.0
"""Offers differ for a person by when they begin, or by being direct and so much shorter."""


class Outdated(ValueError):
    """The run changed since: ask for offers again."""


class Stranded(NamedTuple):
    """Without a run: who waits for a new offer, and who sits in the vehicle that stands still."""

    fleet: "Fleet"
    waiting: tuple[Ride, ...]
    aboard: tuple[Ride, ...]


@dataclass(frozen=True)
class Fleet:
    """``rides`` are all that visits and riders on board speak of, by id; ``travel`` expects,
    plans add the safety of ``rules`` to it. Raises KeyError for an unknown ride or run.
    """

    standings: tuple[Standing, ...]
    rides: Mapping[str, Ride]
    travel: Travel
    now: float
    rules: Rules = field(default_factory=Rules)
    _lines: Lines | None = field(default=None, repr=False, compare=False)

    @cached_property
    def roads(self) -> Travel:
        """Those planned with: ``rules.share`` of the drives are no longer."""
        return safe(self.travel, self.rules.share)

    @cached_property
    def lines(self) -> Lines:
        """By standing, with their times."""
        if self._lines is not None:
            return self._lines
        known = self.rides, self.roads, self.now, self.rules.weights
        return Lines([line_of(one, *known) for one in self.standings], *known)

    @cached_property
    def _number(self) -> dict[str, int]:
        return {one.run.id: k for k, one in enumerate(self.standings)}

    def standing(self, run_id: str) -> Standing:
        return self.standings[self._number[run_id]]

    def line(self, run_id: str) -> Line:
        """The run with its times, as planned."""
        return self.lines[self._number[run_id]]

    def offers(self, wish: Wish, count: int = 3) -> list[Proposal]:
        """What could be promised, the cheapest first: other times, or direct instead of shared.

        Empty: nobody can be there within the wish. Nothing is bound yet.
        """
        chosen: list[Proposal] = []
        for ride, placed, off in self._found(wish, count):
            if len(chosen) == count:
                break
            one = self._proposal(ride, placed, off)
            if not any(_is_like(one, other) for other in chosen):
                chosen.append(one)
        return chosen

    def times(self, wish: Wish) -> Iterator[Proposal]:
        """As ``offers``, but each begins at another time: the cheapest of every window."""
        return (self._proposal(*one) for one in self._found(wish, 1))

    def _found(self, wish: Wish, each: int) -> list[tuple[Ride, placing.Placed, float]]:
        """The ``each`` cheapest places for every window, and what the minutes off the wish are
        worth; the cheapest of all come first."""
        found: list[tuple[Ride, placing.Placed, float]] = []
        nearest: float | None = None
        for ride in promises(wish, self.roads, self.rules, self.now):
            nearest = ride.board_from if nearest is None else nearest
            off = abs(ride.board_from - nearest) * self.rules.metres_a_minute
            found += [(ride, placed, off) for placed in self.lines.cheapest(ride, each)]
        return sorted(found, key=lambda one: one[1].extra_cost + one[2])

    def keeping(self, ride: Ride) -> Proposal | None:
        """The very same promise by another vehicle, when its own is out of service."""
        found = self.lines.cheapest(ride, 1)
        return self._proposal(ride, found[0], 0.0) if found else None

    def _proposal(self, ride: Ride, placed: placing.Placed, off: float) -> Proposal:
        line = self.lines[placed.line]
        limits = line.limits.with_ride(ride, placed.on, placed.off)
        at, _kept = limits.settled(self.roads)
        on = placed.on
        return Proposal(
            line.run.id,
            ride,
            placing.visits_with(line.standing, ride, placed),
            limits.ride_minutes(at, placed.off + 2),
            self.roads.minutes(ride.origin, ride.destination, at[on + 1] + ride.boarding_minutes),
            placed.on != placed.off or line.riders[on] + line.chairs[on] > 0,
            placed.extra_cost + off,
        )

    def taking(self, proposal: Proposal) -> "Fleet":
        """With the ride promised. Raises Outdated if the run's visits are not those any more."""
        ride, standing = proposal.ride, self.standing(proposal.run)
        others = tuple(visit for visit in proposal.visits if visit.ride != ride.id)
        if others != standing.visits or ride.id in self.rides:
            raise Outdated(f"run {proposal.run} has other visits now")
        return self._with(
            [replace(standing, visits=proposal.visits)], {**self.rides, ride.id: ride}
        )

    def without(self, ride_id: str) -> "Fleet":
        """Cancelled, or got out. Raises KeyError if the ride is not known.

        A vehicle that was on its way there counts as being where it left from.
        """
        rides = {name: ride for name, ride in self.rides.items() if name != self.rides[ride_id].id}
        changed = [_dropped(one, ride_id) for one in self.standings if _holds(one, ride_id)]
        return self._with(changed, rides)

    def without_run(self, run_id: str) -> Stranded:
        """Out of service. Who was to ride is no longer promised anything here."""
        gone = self.standing(run_id)
        waiting = [v.ride for v in gone.visits if v.is_pickup]
        lost = {*waiting, *gone.aboard}
        fleet = replace(
            self,
            standings=tuple(one for one in self.standings if one is not gone),
            rides={name: ride for name, ride in self.rides.items() if name not in lost},
            _lines=None,
        )
        told = self.rides
        return Stranded(
            fleet, tuple(told[one] for one in waiting), tuple(told[one] for one in gone.aboard)
        )

    def moved(self, now: float, changed: Iterable[Standing] = ()) -> "Fleet":
        """At ``now``, with what is known of these runs since (by their run's id).

        Rides whose visits are all done are no longer among ``rides``.
        """
        changed = list(changed)
        done = {v.ride for one in changed for v in self.standing(one.run.id).visits}
        done -= {visit.ride for one in changed for visit in one.visits}
        rides = self.rides
        if done:
            rides = {name: ride for name, ride in rides.items() if name not in done}
        return self._with(changed, rides, now)

    def told(self, now: float, standings: Sequence[Standing], rides: Mapping[str, Ride]) -> "Fleet":
        """As somebody says that it stands now; what did not change keeps its times."""
        same = [one.run for one in standings] == [one.run for one in self.standings]
        if not same or now < self.now or ("lines" not in self.__dict__ and self._lines is None):
            return replace(self, standings=tuple(standings), rides=rides, now=now, _lines=None)
        pairs = zip(standings, self.standings, strict=True)
        return self._with([new for new, old in pairs if new is not old and new != old], rides, now)

    def _with(
        self, changed: Iterable[Standing], rides: Mapping[str, Ride], now: float | None = None
    ) -> "Fleet":
        now = self.now if now is None else now
        fresh = {self._number[one.run.id]: one for one in changed}
        standings = tuple(fresh.get(k, one) for k, one in enumerate(self.standings))
        lines = self.lines.changed(fresh, rides, now)
        return replace(self, standings=standings, rides=rides, now=now, _lines=lines)

    def timetable(self, run_id: str) -> tuple[Call, ...]:
        """When the run is expected where, and by when it must be there."""
        return calls(self.standing(run_id), self.rides, self.travel, self.now)

    def broken(self) -> list[Broken]:
        """The promises that are not kept any more even if every drive goes as expected."""
        missed = [
            one
            for standing in self.standings
            for one in broken_on(standing, self.rides, self.travel, self.now)
        ]
        return [*missed, *unserved(self.standings, self.rides)]

    def improved(
        self, seconds: float, stop: Callable[[], bool] = lambda: False, seed: int = 0
    ) -> "Fleet":
        """The same promises at less cost, as far as found in about ``seconds``.

        Only visits that no vehicle is on its way to are moved; no promise is broken, no ride
        dropped, and the whole never costs more than before.
        """
        return self._visiting(self.lines.improved(seconds, stop, seed), self.rides)

    def making_room(self, wish: Wish, rounds: int = 30, seed: int = 0) -> "Fleet | None":
        """With the wish promised by others changing places, where ``offers`` finds nothing.

        None: no place was found in so many tries for each window. Raises Outdated if a ride of
        this id is promised already.
        """
        if wish.id in self.rides:
            raise Outdated(f"ride {wish.id} is promised already")
        for ride in promises(wish, self.roads, self.rules, self.now):
            found = self.lines.with_room_for(ride, rounds, seed)
            if found is not None:
                return self._visiting(found, {**self.rides, ride.id: ride})
        return None

    def _visiting(self, visits: Iterable[tuple[Visit, ...]], rides: Mapping[str, Ride]) -> "Fleet":
        pairs = zip(self.standings, visits, strict=True)
        return self._with([replace(o, visits=v) for o, v in pairs if v != o.visits], rides)

    def is_still(self, since: "Fleet", run_id: str) -> bool:
        """Whether the run's visits are those it had ``since``."""
        return (
            run_id in self._number
            and run_id in since._number
            and self.standing(run_id).visits == since.standing(run_id).visits
            and self.standing(run_id).aboard.keys() == since.standing(run_id).aboard.keys()
        )

    def adopting(self, better: "Fleet", since: "Fleet") -> "Fleet":
        """What ``better``, found in the background from ``since``, still improves.

        Runs that exchanged rides are taken together, and only if nothing happened to any of
        them, and all that they promised is still kept at this fleet's hour.
        """
        fleet = self
        for group in reshuffling.groups(since.standings, better.standings):
            if not all(self.is_still(since, run_id) for run_id in group):
                continue
            changed = [
                replace(self.standing(run_id), visits=better.standing(run_id).visits)
                for run_id in sorted(group)
            ]
            if all(_may_follow(self, one) for one in changed):
                fleet = fleet._with(changed, fleet.rides)
        return fleet

    @property
    def metres(self) -> float:
        """All that is still to be driven."""
        return sum(sum(line.metres) for line in self.lines)

    @property
    def cost(self) -> float:
        """That, and what the people's minutes are worth; to be compared for the same rides only."""
        return sum(line.cost for line in self.lines)


def _may_follow(fleet: Fleet, fresh: Standing) -> bool:
    """Whether the run may go on so: what it is on its way to stays, and it keeps its promises."""
    old = fleet.standing(fresh.run.id)
    if old.visits[: old.fixed] != fresh.visits[: old.fixed]:
        return False
    return placing.keeps(fresh, fleet.rides, fleet.roads, fleet.now)


def _holds(standing: Standing, ride_id: str) -> bool:
    return ride_id in standing.aboard or any(v.ride == ride_id for v in standing.visits)


def _dropped(standing: Standing, ride_id: str) -> Standing:
    gone = sum(visit.ride == ride_id for visit in standing.visits[: standing.fixed])
    return replace(
        standing,
        visits=tuple(visit for visit in standing.visits if visit.ride != ride_id),
        aboard={name: at for name, at in standing.aboard.items() if name != ride_id},
        fixed=standing.fixed - gone,
    )


def _is_like(one: Proposal, other: Proposal) -> bool:
    if abs(one.board_from - other.board_from) >= APART_MINUTES:
        return False
    shorter = abs(one.ride_minutes - other.ride_minutes) >= SHORTER_MINUTES
    return not (shorter and one.is_shared != other.is_shared)
