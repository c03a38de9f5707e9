"""A day as it could go: people ask and think better of it, vehicles drive, wait and are late.

Every drive takes its expected time by a lognormal factor of mean one and the roads' spread. A
vehicle leaves as late as it safely may, so that it can still be sent elsewhere. Nothing here is
known to the fleet before it happens.
"""

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import partial
from math import exp, log, sqrt
from random import Random

from senior_life.dispatch.daybook import Day, Told
from senior_life.dispatch.days import Asked
from senior_life.dispatch.fleet import Ride, Standing, Visit
from senior_life.dispatch.line import latest_departure
from senior_life.dispatch.online import Fleet
from senior_life.dispatch.rides import Wish
from senior_life.dispatch.travel import Point

A_SECOND = 1 / 60
"""Nobody waits for less."""


class Phase(IntEnum):
    STANDS, DRIVES, IS_THERE = range(3)


@dataclass(frozen=True, slots=True)
class How:
    """How the day is dispatched, and what goes wrong on it.

    ``improve_every`` minutes the plans are improved for ``improve_seconds`` (0: never); who
    finds no place is looked for one by moving others in ``rounds_for_room`` tries (0: not).
    ``breakdowns`` is the share of vehicles that end their day too early; ``hindered`` the share
    of drives that something holds up by five to fifteen minutes.
    """

    improve_every: float = 5.0
    improve_seconds: float = 0.2
    rounds_for_room: int = 10
    breakdowns: float = 0.01
    hindered: float = 0.002


@dataclass(slots=True)
class _Car:
    phase: Phase = Phase.STANDS
    until: float = 0.0
    token: int = 0


class Simulation:
    """One day; ``run`` it once. ``watch`` sees the fleet before and after every decision."""

    def __init__(
        self,
        fleet: Fleet,
        asked: Sequence[Asked],
        how: How,
        seed: int,
        watch: Callable[[Fleet, Fleet], None] = lambda _before, _after: None,
    ) -> None:
        self.fleet, self.how, self.day, self._watch = fleet, how, Day(), watch
        self._dice = Random(seed)  # noqa: S311 -- nothing secret
        self._cars = {one.run.id: _Car() for one in fleet.standings}
        self._asked = asked
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._count = 0

    def run(self) -> Day:
        self._plan()
        while self._due:
            now, _order, happens = heapq.heappop(self._due)
            if now > self.fleet.now:
                self._take(self.fleet.moved(now))
            happens()
        self._drive_home()
        return self.day

    def _plan(self) -> None:
        runs = [one.run for one in self.fleet.standings]
        for one in self._asked:
            self._at(one.at, partial(self._ask, one.wish))
            if one.cancels_at is not None:
                self._at(one.cancels_at, partial(self._cancel, one.wish.id))
        for run in runs:
            if self._dice.random() < self.how.breakdowns:
                when = self._dice.uniform(run.begins, run.ends)
                self._at(when, partial(self._break_down, run.id))
        if self.how.improve_seconds > 0 and runs:
            minute = min(run.begins for run in runs) - self.how.improve_every
            while minute < max(run.ends for run in runs):
                self._at(minute, self._improve)
                minute += self.how.improve_every

    def _at(self, minute: float, happens: Callable[[], None]) -> None:
        self._count += 1
        heapq.heappush(self._due, (max(minute, self.fleet.now), self._count, happens))

    def _take(self, fresh: Fleet) -> None:
        """Another state; whoever's visits changed thinks anew about when to go."""
        before, self.fleet = self.fleet, fresh
        known = {one.run.id: one for one in before.standings}
        for one in fresh.standings:
            if one is not known[one.run.id]:
                self._wake(one.run.id, fresh.now)

    def _decide(self, fresh: Fleet) -> None:
        self._watch(self.fleet, fresh)
        self._take(fresh)

    def _wake(self, run_id: str, minute: float) -> None:
        car = self._cars[run_id]
        car.token += 1
        self._at(minute, partial(self._go_on, run_id, car.token))

    # People.

    def _ask(self, wish: Wish) -> None:
        self.day.asked += 1
        if not self._promise(wish):
            self.day.refused += 1

    def _promise(self, wish: Wish) -> bool:
        offers = self.fleet.offers(wish, 1)
        fresh = self.fleet.taking(offers[0]) if offers else None
        if fresh is None and self.how.rounds_for_room:
            seed = self._dice.randrange(2**31)
            fresh = self.fleet.making_room(wish, self.how.rounds_for_room, seed)
        if fresh is None:
            return False
        self._note(fresh.rides[wish.id])
        self._decide(fresh)
        return True

    def _note(self, ride: Ride) -> None:
        direct = self.fleet.travel.minutes(ride.origin, ride.destination, ride.board_from)
        self.day.told[ride.id] = Told(ride, direct)

    def _cancel(self, name: str) -> None:
        told = self.day.told.get(name)
        if told is None or name not in self.fleet.rides or told.boarded is not None:
            return
        standing = next(s for s in self.fleet.standings if Visit(name, True) in s.visits)
        if standing.fixed and standing.visits[0].ride == name:
            return  # the vehicle is at the door: too late
        del self.day.told[name]
        self.day.cancelled += 1
        self._decide(self.fleet.without(name))

    # The town.

    def _improve(self) -> None:
        seed = self._dice.randrange(2**31)
        self._decide(self.fleet.improved(self.how.improve_seconds, seed=seed))

    def _break_down(self, run_id: str) -> None:
        place = self.fleet.standing(run_id).place or self.fleet.standing(run_id).run.start
        stranded = self.fleet.without_run(run_id)
        del self._cars[run_id]
        self._decide(stranded.fleet)
        for ride in stranded.waiting:
            del self.day.told[ride.id]
            kept = self.fleet.keeping(ride)
            if kept is not None:
                self._note(ride)
                self._decide(self.fleet.taking(kept))
            else:
                self._offer_again(ride, ride.origin, ride.board_from)
        for ride in stranded.aboard:
            del self.day.told[ride.id]
            self._offer_again(ride, place, self.fleet.now)

    def _offer_again(self, ride: Ride, origin: Point, minute: float) -> None:
        again = Wish(
            ride.id,
            origin,
            ride.destination,
            "depart",
            max(minute, self.fleet.now),
            ride.riders,
            ride.wheelchairs,
            ride.boarding_minutes,
            ride.alighting_minutes,
            120.0,
        )
        if self._promise(again):
            self.day.reoffered += 1
        else:
            self.day.stranded += 1

    # Vehicles.

    def _go_on(self, run_id: str, token: int) -> None:
        car, fleet = self._cars.get(run_id), self.fleet
        if car is None or car.token != token:
            return  # out of service, or thought of anew since
        standing = fleet.standing(run_id)
        if car.phase is Phase.DRIVES:
            if fleet.now < car.until:
                self._wake(run_id, car.until)
            else:
                self._arrive(standing)
        elif car.phase is Phase.IS_THERE:
            self._begin(standing)
        elif standing.visits:
            self._leave(standing)

    def _leave(self, standing: Standing) -> None:
        fleet, car = self.fleet, self._cars[standing.run.id]
        line = fleet.line(standing.run.id)
        a, b = line.limits.places[:2]
        go = max(line.at[0], latest_departure(fleet.roads, a, b, line.at[1]))
        if go > fleet.now + A_SECOND:
            self._wake(standing.run.id, go)
            return
        expected = fleet.travel.minutes(a, b, fleet.now)
        car.phase, car.until = Phase.DRIVES, fleet.now + self._driven(expected)
        metres = fleet.travel.metres(a, b)
        if standing.aboard:
            self.day.loaded_metres += metres
        else:
            self.day.empty_metres += metres
        self._stand(replace(standing, place=a, free_from=fleet.now, fixed=1))

    def _driven(self, expected: float) -> float:
        variance = log(1 + self.fleet.travel.spread**2)
        minutes = expected * exp(self._dice.gauss(-variance / 2, sqrt(variance)))
        is_hindered = self._dice.random() < self.how.hindered
        return minutes + (self._dice.uniform(5, 15) if is_hindered else 0.0)

    def _arrive(self, standing: Standing) -> None:
        self._cars[standing.run.id].phase = Phase.IS_THERE
        visit = standing.visits[0]
        ride = self.fleet.rides[visit.ride]
        place = ride.origin if visit.is_pickup else ride.destination
        self._stand(replace(standing, place=place, free_from=self.fleet.now))

    def _begin(self, standing: Standing) -> None:
        fleet, run_id = self.fleet, standing.run.id
        line = fleet.line(run_id)
        if line.at[1] > fleet.now + A_SECOND:
            self._wake(run_id, line.at[1])
            return
        visit = standing.visits[0]
        ride, told = fleet.rides[visit.ride], self.day.told[visit.ride]
        aboard = dict(standing.aboard)
        if visit.is_pickup:
            told.boarded = fleet.now
            ends = fleet.now + ride.boarding_minutes
            aboard[visit.ride] = ends
        else:
            told.arrived = fleet.now
            ends = fleet.now + ride.alighting_minutes
            del aboard[visit.ride]
        self._cars[run_id].phase = Phase.STANDS
        visits = standing.visits[1:]
        self._stand(replace(standing, visits=visits, aboard=aboard, free_from=ends, fixed=0))

    def _stand(self, standing: Standing) -> None:
        self._take(self.fleet.moved(self.fleet.now, [standing]))

    def _drive_home(self) -> None:
        for one in self.fleet.standings:
            if one.place is not None:
                self.day.empty_metres += self.fleet.travel.metres(one.place, one.run.end)
