"""Where one more request costs least: exact best insertion over the whole fleet.

Most places for its two visits are ruled out by arithmetic: the vehicle could not be there in
time, could not be at the next visit in time, or the detour alone costs more than what was found
already. What is left is tried in the order of its cost, so that the first that can be driven is
the best of its route.
"""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from senior_life.dispatch.problem import Problem, Route, Stop, Vehicle
from senior_life.dispatch.schedule import EPSILON, fits

OFFERS = 3


@dataclass(frozen=True, slots=True)
class Insertion:
    """``route`` is what vehicle number ``vehicle`` would drive; ``extra`` is what it adds."""

    vehicle: int
    route: Route
    extra: float


def insertions(
    problem: Problem,
    routes: Sequence[Route],
    request: int,
    fixed: Sequence[int] = (),
    count: int = OFFERS,
) -> list[Insertion]:
    """The ``count`` cheapest, each with another vehicle; none: it cannot be served.

    ``routes`` are by vehicle; of each the first ``fixed`` visits stay as they are. Every window
    in ``problem`` is kept, so that a promise is kept by being one: see ``Problem.promising``.
    """
    found: list[Insertion] = []
    for number, route in enumerate(routes):
        bound = found[count - 1].extra if len(found) >= count else inf
        first = fixed[number] if fixed else 0
        best = best_insertion(problem, number, route, request, first, bound)
        if best is not None:
            found = sorted([*found, best], key=lambda one: one.extra)[:count]
    return found


def best_insertion(
    problem: Problem,
    number: int,
    route: Route,
    request: int,
    first: int = 0,
    bound: float = inf,
) -> Insertion | None:
    """The cheapest way of one route that costs less than ``bound``."""
    vehicle = problem.vehicles[number]
    delivery = request + problem.n
    places = list(_Detours(problem, vehicle, route, first).of(request, bound))
    heapq.heapify(places)
    while places:
        extra, at, off = heapq.heappop(places)
        longer = (*route[:at], request, *route[at:off], delivery, *route[off:])
        if fits(problem, vehicle, longer):
            return Insertion(number, longer, extra)
    return None


class _Detours:
    """What it costs to put a visit between two others, and whether the times could allow it."""

    def __init__(self, problem: Problem, vehicle: Vehicle, route: Route, first: int) -> None:
        self.problem, self.route, self.first = problem, route, first
        stops = [problem.stops[node] for node in route]
        self.places = [vehicle.start, *(stop.place for stop in stops), vehicle.end]
        service = [0.0, *(stop.service_minutes for stop in stops), 0.0]
        self.departs = _departures(problem, vehicle, stops, self.places)
        self.arrive_by = [*(stop.latest for stop in stops), vehicle.ends]
        for k in range(len(stops) - 1, -1, -1):
            leg = problem.minutes[self.places[k + 1]][self.places[k + 2]]
            self.arrive_by[k] = min(self.arrive_by[k], self.arrive_by[k + 1] - leg - service[k + 1])
        self.is_idle = not route

    def of(self, request: int, bound: float) -> Iterator[tuple[float, int, int]]:
        """(extra cost, index of the pickup, index of the delivery in ``route``)."""
        delivery = request + self.problem.n
        for at in range(self.first, len(self.route) + 1):
            before = self._detour(request, at)
            if before is None:
                if self._is_past(request, at):
                    return
                continue
            together = self._together(request, at)
            if together < bound:
                yield together, at, at
            if before >= bound:
                continue
            for off in range(at + 1, len(self.route) + 1):
                after = self._detour(delivery, off)
                if after is not None and before + after < bound:
                    yield before + after, at, off

    def _detour(self, node: int, at: int) -> float | None:
        """Alone between two visits; None: out of time whatever else is done."""
        minutes, stop = self.problem.minutes, self.problem.stops[node]
        a, b = self.places[at], self.places[at + 1]
        arrives = max(self.departs[at] + minutes[a][stop.place], stop.earliest)
        if arrives > stop.latest + EPSILON:
            return None
        onward = arrives + stop.service_minutes + minutes[stop.place][b]
        if onward > self.arrive_by[at] + EPSILON:
            return None
        lengths = self.problem.lengths
        saved = 0.0 if self.is_idle else lengths[a][b]
        return lengths[a][stop.place] + lengths[stop.place][b] - saved

    def _together(self, request: int, at: int) -> float:
        """The pickup and, right after it, the delivery."""
        pickup = self.problem.stops[request].place
        delivery = self.problem.stops[request + self.problem.n].place
        a, b, lengths = self.places[at], self.places[at + 1], self.problem.lengths
        saved = 0.0 if self.is_idle else lengths[a][b]
        return lengths[a][pickup] + lengths[pickup][delivery] + lengths[delivery][b] - saved

    def _is_past(self, request: int, at: int) -> bool:
        """The vehicle leaves here after the last moment of boarding, and ever later from now."""
        return self.departs[at] > self.problem.stops[request].latest + EPSILON


def _departures(
    problem: Problem, vehicle: Vehicle, stops: Sequence[Stop], places: Sequence[int]
) -> list[float]:
    """The earliest end of service at the first depot and each visit, ride times aside."""
    departs = [vehicle.begins]
    for k, stop in enumerate(stops):
        leg = problem.minutes[places[k]][places[k + 1]]
        begins = max(departs[-1] + leg, stop.earliest)
        departs.append(begins + stop.service_minutes)
    return departs
