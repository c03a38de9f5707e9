"""A problem as the arrays that the compiled loops read."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from senior_life.dispatch.kernels import LESS, Facts
from senior_life.dispatch.problem import Matrix, Problem, Route
from senior_life.dispatch.search import kind_of
from senior_life.dispatch.tours import Tours, idle, settle


def facts(problem: Problem) -> Facts:
    """Nodes are numbered as ``senior_life.dispatch.kernels`` says."""
    stops, vehicles = problem.stops, problem.vehicles
    depots = [place for v in vehicles for place in (v.start, v.end)]
    places = np.array([*(stop.place for stop in stops), *depots])
    minutes, between = np.array(problem.minutes, float), _by_node(problem.minutes, places)
    early = [*(s.earliest for s in stops), *(v.begins for v in vehicles for _ in range(2))]
    late = [*(s.latest for s in stops), *(v.ends for v in vehicles for _ in range(2))]
    service = [*(s.service_minutes for s in stops), *(0.0 for _ in depots)]
    signs = [*(1 for _ in problem.requests), *(-1 for _ in problem.requests)]
    pairs = [(sign, problem.requests[k % problem.n]) for k, sign in enumerate(signs)]
    return Facts(
        problem.n,
        between,
        between if problem.lengths is problem.minutes else _by_node(problem.lengths, places),
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
        kinds(problem),
        _is_metric(minutes),
    )


def _by_node(matrix: Matrix, places: Any) -> Any:
    return np.ascontiguousarray(np.array(matrix, float)[np.ix_(places, places)])


def _is_metric(minutes: Any) -> bool:
    """Whether going by way of a third place never saves time."""
    return all(
        bool((minutes[:, via, None] + minutes[None, via, :] >= minutes - LESS).all())
        for via in range(len(minutes))
    )


def kinds(problem: Problem) -> Any:
    """By vehicle, a number that those alike share."""
    known: dict[object, int] = {}
    found = [known.setdefault(kind_of(problem, v), v) for v in range(len(problem.vehicles))]
    return np.array(found, np.int64)


def order(problem: Problem, between: Any) -> Any:
    """A row for each request: the others, the most like it first (near, and at similar times)."""
    n, stops = problem.n, problem.stops
    middle = np.array([(stop.earliest + stop.latest) / 2 for stop in stops])
    later = np.abs(middle[:, None] - middle[None, :])
    apart = between[:n, :n] + between[n : 2 * n, n : 2 * n]
    unlike = apart + np.minimum(later[:n, :n], later[n:, n:]) / 4
    np.fill_diagonal(unlike, np.inf)
    return np.ascontiguousarray(np.argsort(unlike, axis=1, kind="stable")[:, : n - 1])


def tours(problem: Problem, known: Facts, routes: Sequence[Sequence[int]]) -> Tours:
    """These routes, settled. Raises ValueError for one that cannot be driven."""
    n = problem.n
    made = idle(n, len(problem.vehicles))
    for v, route in enumerate(routes):
        made.nodes[v, 1 : len(route) + 2] = *route, 2 * n + 2 * v + 1
        made.count[v] = len(route) + 2
        if not settle(known, made, v):
            raise ValueError(f"vehicle {problem.vehicles[v].id} cannot drive {route}")
    return made


def routes_of(made: Tours) -> tuple[Route, ...]:
    pairs = zip(made.nodes, made.count, strict=True)
    return tuple(tuple(int(node) for node in row[1 : count - 1]) for row, count in pairs)
