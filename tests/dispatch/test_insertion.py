from itertools import combinations_with_replacement

import pytest
from checker import can_be_timed, faults
from hypothesis import given
from hypothesis import strategies as st
from towns import town

from senior_life.dispatch import Problem, fits, insertions
from senior_life.dispatch.problem import Route

seeds = st.integers(0, 10_000)


def filled(problem: Problem) -> list[Route]:
    """All but the last request, where each costs least."""
    routes: list[Route] = [() for _ in problem.vehicles]
    for request in range(problem.n - 1):
        found = insertions(problem, routes, request)
        if found:
            routes[found[0].vehicle] = found[0].route
    return routes


def cheapest_of_all(problem: Problem, routes: list[Route], request: int) -> float | None:
    """By trying every pair of places in every route."""
    costs = []
    for vehicle, route in zip(problem.vehicles, routes, strict=True):
        for at, off in combinations_with_replacement(range(len(route) + 1), 2):
            longer = (*route[:at], request, *route[at:off], request + problem.n, *route[off:])
            if fits(problem, vehicle, longer):
                costs.append(problem.length(vehicle, longer) - problem.length(vehicle, route))
    return min(costs, default=None)


@given(seeds)
def test_no_place_in_any_route_is_cheaper(seed: int) -> None:
    problem = town(seed, requests=6)
    routes = filled(problem)
    found = insertions(problem, routes, problem.n - 1)
    cheapest = cheapest_of_all(problem, routes, problem.n - 1)
    assert (cheapest is None) == (not found)
    if found:
        assert found[0].extra == pytest.approx(cheapest)
        assert [one.extra for one in found] == sorted(one.extra for one in found)
        assert len({one.vehicle for one in found}) == len(found)


@given(seeds)
def test_whoever_was_promised_something_still_has_it(seed: int) -> None:
    """The windows of those already on a route are kept by whatever comes later."""
    problem = town(seed, requests=7)
    routes = filled(problem)
    for one in insertions(problem, routes, problem.n - 1):
        vehicle = problem.vehicles[one.vehicle]
        assert can_be_timed(problem, vehicle, one.route)
        assert not [
            f
            for f in faults(
                problem, [*routes[: one.vehicle], one.route, *routes[one.vehicle + 1 :]]
            )
            if "not served" not in f
        ]


def test_what_was_driven_already_stays_as_it_is() -> None:
    problem = town(3, requests=6, vehicles=1)
    routes = filled(problem)
    fixed = [len(routes[0]) // 2]
    for one in insertions(problem, routes, problem.n - 1, fixed):
        assert one.route[: fixed[0]] == routes[0][: fixed[0]]


def test_a_request_that_no_vehicle_has_room_for_is_refused_at_once() -> None:
    problem = town(1)
    vehicles, requests = problem.vehicles, problem.requests
    crowd = type(requests[0])("crowd", requests[0].pickup, requests[0].delivery, 60, 99)
    with pytest.raises(ValueError, match="crowd"):
        Problem(vehicles, (crowd,), problem.minutes, problem.lengths)
