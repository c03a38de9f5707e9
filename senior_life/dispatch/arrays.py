"""A problem as the arrays that the compiled loops read."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from senior_life.dispatch.kernels import Facts
from senior_life.dispatch.problem import Problem, Route
from senior_life.dispatch.search import Nearness, kind_of


def facts(problem: Problem) -> Facts:
    """Nodes are numbered as ``senior_life.dispatch.kernels`` says."""
    stops, vehicles = problem.stops, problem.vehicles
    depots = [place for v in vehicles for place in (v.start, v.end)]
    places = np.array([*(stop.place for stop in stops), *depots])
    minutes, lengths = np.array(problem.minutes, float), np.array(problem.lengths, float)
    early = [*(s.earliest for s in stops), *(v.begins for v in vehicles for _ in range(2))]
    late = [*(s.latest for s in stops), *(v.ends for v in vehicles for _ in range(2))]
    service = [*(s.service_minutes for s in stops), *(0.0 for _ in depots)]
    signs = [*(1 for _ in problem.requests), *(-1 for _ in problem.requests)]
    pairs = [(sign, problem.requests[k % problem.n]) for k, sign in enumerate(signs)]
    return Facts(
        problem.n,
        np.ascontiguousarray(minutes[np.ix_(places, places)]),
        np.ascontiguousarray(lengths[np.ix_(places, places)]),
        np.array(early, float),
        np.array(late, float),
        np.array(service, float),
        np.array([sign * request.riders for sign, request in pairs], np.int64),
        np.array([sign * request.wheelchairs for sign, request in pairs], np.int64),
        np.array([request.longest_ride_minutes for request in problem.requests], float),
        np.array([v.begins for v in vehicles], float),
        np.array([v.ends for v in vehicles], float),
        np.array([v.longest_route_minutes for v in vehicles], float),
        np.array([v.seats for v in vehicles], np.int64),
        np.array([v.wheelchair_places for v in vehicles], np.int64),
        np.array([v.seats_per_wheelchair for v in vehicles], np.int64),
    )


def kinds(problem: Problem) -> Any:
    """By vehicle, a number that those alike share."""
    known: dict[object, int] = {}
    found = [known.setdefault(kind_of(problem, v), v) for v in range(len(problem.vehicles))]
    return np.array(found, np.int64)


def nearness(problem: Problem) -> Any:
    """How unlike each two requests are; a square matrix."""
    near, n = Nearness(problem), problem.n
    return np.array([[near.of(a, b) for b in range(n)] for a in range(n)], float)


def table(problem: Problem, routes: Sequence[Route]) -> tuple[Any, Any]:
    """A row of nodes for each vehicle, and how many it holds."""
    rows = np.full((len(problem.vehicles), 2 * problem.n + 2), -1, np.int64)
    counts = np.zeros(len(problem.vehicles), np.int64)
    for v, route in enumerate(routes):
        rows[v, : len(route)] = route
        counts[v] = len(route)
    return rows, counts
