from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from test_insertion import cheapest_of_all, filled
from towns import town

from senior_life.dispatch import Problem
from senior_life.dispatch.problem import Route

NOWHERE = 1e18


def roundabout(problem: Problem, seed: int) -> Problem:
    """The same town, where going by way of a third place often saves time."""
    dice = Random(seed)
    minutes = [[x * dice.uniform(0.4, 1.6) for x in row] for row in problem.minutes]
    return replace(problem, minutes=minutes)


def cheapest_compiled(problem: Problem, routes: list[Route], request: int) -> float | None:
    from senior_life.dispatch import arrays, boarding

    facts = arrays.facts(problem)
    tours, scratch = arrays.tours(problem, facts, routes), boarding.scratch(problem.n)
    found = [
        boarding.cheapest(facts, tours, v, request, NOWHERE, scratch)[0] for v in range(len(routes))
    ]
    return min((extra for extra in found if extra < NOWHERE), default=None)


@pytest.mark.usefixtures("warmed")
@pytest.mark.parametrize("is_roundabout", [False, True])
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000))
@example(seed=48)  # where the way round makes a later visit possible that was too late before
def test_no_place_on_any_tour_is_cheaper(is_roundabout: bool, seed: int) -> None:
    problem = town(seed, requests=6)
    if is_roundabout:
        problem = roundabout(problem, seed)
    routes = filled(problem)
    found = cheapest_compiled(problem, routes, problem.n - 1)
    assert found == pytest.approx(cheapest_of_all(problem, routes, problem.n - 1))


@pytest.mark.usefixtures("warmed")
def test_a_tour_knows_its_length_and_who_is_on_it() -> None:
    from senior_life.dispatch import arrays

    problem = town(3, requests=6)
    routes = filled(problem)
    tours = arrays.tours(problem, arrays.facts(problem), routes)
    lengths = [
        problem.length(vehicle, route)
        for vehicle, route in zip(problem.vehicles, routes, strict=True)
    ]
    assert list(tours.length) == pytest.approx(lengths)
    assert arrays.routes_of(tours) == tuple(routes)
    assert [tours.where[node] for route in routes for node in route if node < problem.n] == [
        v for v, route in enumerate(routes) for node in route if node < problem.n
    ]


@pytest.mark.usefixtures("warmed")
def test_a_plan_that_cannot_be_driven_is_refused(warmed: Path) -> None:
    from senior_life.dispatch import arrays

    problem = town(3, requests=6, vehicles=1)
    everybody = (*range(problem.n), *range(problem.n, 2 * problem.n))
    with pytest.raises(ValueError, match="cannot drive"):
        arrays.tours(problem, arrays.facts(problem), [everybody])
