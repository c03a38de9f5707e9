"""A good plan for all requests at once: large neighbourhood search.

After Ropke and Pisinger, "An adaptive large neighborhood search heuristic for the pickup and
delivery problem with time windows", Transportation Science 40 (2006): again and again a few
requests are taken out of the plan and put back where they cost least, those first that would
lose most by waiting (regret); a plan that is slightly worse is sometimes gone on from (simulated
annealing). Pure Python, so that it runs on every device.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import exp, inf
from random import Random

from senior_life.dispatch.insertion import Insertion, best_insertion
from senior_life.dispatch.problem import Problem, Route

MOST_REMOVED = 30
WORSE = 0.02
"""At the beginning a plan worse by this share is taken half of the time; at the end none is."""
NOISE = 0.15
HALF = 0.693  # the exponent at which a chance is one half
Routes = list[Route]


@dataclass(frozen=True, slots=True)
class Plan:
    """``routes`` by vehicle; ``length`` is what is driven; ``unserved`` are request indices."""

    routes: tuple[Route, ...]
    unserved: tuple[int, ...]
    length: float

    @property
    def rank(self) -> tuple[int, float]:
        """Smaller is better: rejecting nobody comes first."""
        return len(self.unserved), self.length


def solve(
    problem: Problem,
    seconds: float,
    seed: int = 0,
    start: Sequence[Route] = (),
    stop: Callable[[], bool] = lambda: False,
) -> Plan:
    """The best plan found in about ``seconds``, from ``start`` (by vehicle) or from nothing.

    It is never worse than ``start`` with the missing requests put in. ``stop`` ends it early.
    """
    begun = time.monotonic()
    search = _Search(problem, Random(seed), start)  # noqa: S311 -- nothing secret
    while problem.n and not stop():
        spent = (time.monotonic() - begun) / seconds if seconds > 0 else 1.0
        if spent >= 1:
            break
        search.step(1 - spent)
    return search.best


class _Search:
    def __init__(self, problem: Problem, dice: Random, start: Sequence[Route]) -> None:
        self.problem, self.dice = problem, dice
        self.near = Nearness(problem)
        routes = list(start) or [() for _ in problem.vehicles]
        served = {node for route in routes for node in route}
        missing = [r for r in range(problem.n) if r not in served]
        self.now = self.best = self._refilled(routes, missing, noise=0)

    def step(self, heat: float) -> None:
        """Ruin and recreate once; ``heat`` falls from 1 to 0."""
        problem, now = self.problem, self.now
        served = [r for r in range(problem.n) if r not in set(now.unserved)]
        count = self.dice.randint(1, max(1, min(MOST_REMOVED, len(served) // 2)))
        out = self._chosen(served, count) if served else set()
        routes = [_without(problem, route, out) for route in now.routes]
        noise = NOISE if self.dice.random() < 0.5 else 0.0  # noqa: PLR2004 -- half of the time
        fresh = self._refilled(routes, [*out, *now.unserved], noise)
        if fresh.rank < self.best.rank:
            self.best = fresh
        if self._is_taken(fresh, heat):
            self.now = fresh

    def _chosen(self, served: list[int], count: int) -> set[int]:
        """Some at random, or one and those most like it."""
        if self.dice.random() < 0.25:  # noqa: PLR2004 -- a quarter of the time
            return set(self.dice.sample(served, min(count, len(served))))
        seed = self.dice.choice(served)
        like = sorted(served, key=lambda r: self.near.of(seed, r) * self.dice.uniform(0.6, 1.4))
        return set(like[:count])

    def _is_taken(self, fresh: Plan, heat: float) -> bool:
        if fresh.rank <= self.now.rank:
            return True
        if len(fresh.unserved) > len(self.now.unserved) or heat <= 0:
            return False
        worse = (fresh.length - self.now.length) / max(self.now.length, 1e-9)
        return self.dice.random() < exp(-HALF * worse / (WORSE * heat * heat))

    def _refilled(self, routes: Routes, missing: list[int], noise: float) -> Plan:
        """Puts each back, the one with the greatest regret first; some may find no place."""
        cells = {r: self._row(routes, r) for r in missing}
        unserved = []
        while cells:
            request, choice = self._next(cells, noise)
            del cells[request]
            if choice is None:
                unserved.append(request)
                continue
            routes[choice.vehicle] = choice.route
            for other, row in cells.items():
                row[choice.vehicle] = best_insertion(
                    self.problem, choice.vehicle, choice.route, other
                )
        return self._plan(routes, unserved)

    def _row(self, routes: Routes, request: int) -> list[Insertion | None]:
        """The best insertion into each vehicle's route."""
        found: list[Insertion | None] = []
        idle: dict[object, Insertion | None] = {}
        for number, route in enumerate(routes):
            kind = number if route else kind_of(self.problem, number)
            if kind not in idle:
                idle[kind] = best_insertion(self.problem, number, route, request)
            best = idle[kind]  # an idle vehicle does what its twin would do
            found.append(best and replace(best, vehicle=number))
        return found

    def _next(
        self, cells: dict[int, list[Insertion | None]], noise: float
    ) -> tuple[int, Insertion | None]:
        def regret(request: int) -> tuple[float, float]:
            extras = sorted({one.extra for one in cells[request] if one is not None})
            if not extras:
                return inf, 0.0
            second = extras[1] if len(extras) > 1 else extras[0] * 2 + 1e6
            blur = 1 + noise * self.dice.uniform(-1, 1)
            return (second - extras[0]) * blur, -extras[0] * blur

        request = max(cells, key=regret)
        options = [one for one in cells[request] if one is not None]
        return request, min(options, key=lambda one: one.extra, default=None)

    def _plan(self, routes: Routes, unserved: list[int]) -> Plan:
        vehicles = self.problem.vehicles
        length = sum(self.problem.length(v, r) for v, r in zip(vehicles, routes, strict=True))
        return Plan(tuple(routes), tuple(sorted(unserved)), length)


class Nearness:
    """How unlike two requests are (Shaw's relatedness): how far apart, and in time."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        ends = [stop.latest for stop in problem.stops]
        starts = [stop.earliest for stop in problem.stops]
        self._middle = [(a + b) / 2 for a, b in zip(starts, ends, strict=True)]
        self._known: dict[tuple[int, int], float] = {}

    def of(self, one: int, other: int) -> float:
        key = (one, other) if one < other else (other, one)
        if key not in self._known:
            self._known[key] = self._measured(*key)
        return self._known[key]

    def _measured(self, one: int, other: int) -> float:
        n, stops, minutes = self._problem.n, self._problem.stops, self._problem.minutes
        apart = sum(minutes[stops[one + s].place][stops[other + s].place] for s in (0, n))
        later = min(abs(self._middle[one + s] - self._middle[other + s]) for s in (0, n))
        return apart + later / 4


def _without(problem: Problem, route: Route, out: set[int]) -> Route:
    return tuple(node for node in route if node % problem.n not in out)


def kind_of(problem: Problem, number: int) -> object:
    """Vehicles alike in all but their name are one kind."""
    vehicle = problem.vehicles[number]
    return tuple(getattr(vehicle, name) for name in vehicle.__slots__ if name != "id")
