"""What the compiled loops keep from one round to the next is what they would find anew."""

from pathlib import Path
from typing import Any

import pytest
from checker import faults
from test_search import DATA

from senior_life.dispatch import compiled
from senior_life.dispatch.cordeau import read

NEVER = 1e18


def searched(name: str, rounds: int) -> tuple[Any, Any, Any]:
    from senior_life.dispatch import anneal, arrays

    problem = read((DATA / f"{name}.txt").read_text())
    facts = arrays.facts(problem)
    search = anneal.begin(facts, arrays.order(problem, facts.minutes))
    anneal.go_from(search, arrays.tours(problem, facts, [()] * len(problem.vehicles)))
    anneal.improve(facts, search, 5, rounds, 3.0, 1.0)
    return problem, facts, search


@pytest.mark.usefixtures("warmed")
@pytest.mark.parametrize("name", ["a3-24", "R1a"])
def test_a_remembered_cost_is_what_a_request_costs_in_that_row(name: str) -> None:
    from senior_life.dispatch import boarding

    _problem, facts, search = searched(name, 400)
    costs, tours, scratch = search.costs, search.now, boarding.scratch(facts.n)
    known = 0
    for v in range(len(tours.count)):
        place = int(tours.sign[v]) & (len(costs.sign) - 1)
        if costs.sign[place] != tours.sign[v]:
            continue
        for r in [r for r in range(facts.n) if tours.where[r] != v]:
            extra = boarding.cheapest(facts, tours, v, r, NEVER, scratch)[0]
            if costs.on[place, r] < 0:
                assert costs.extra[place, r] <= extra + 1e-6
            else:
                assert costs.extra[place, r] == pytest.approx(extra)
                known += 1
    assert known > 0


@pytest.mark.usefixtures("warmed")
@pytest.mark.parametrize("name", ["a3-24", "R1a"])
def test_a_row_that_grew_knows_the_times_of_one_that_was_settled_at_once(name: str) -> None:
    from senior_life.dispatch import anneal, tours

    _problem, facts, search = searched(name, 400)
    anew = anneal.copied(search.now)
    for v, count in enumerate(anew.count):
        assert tours.settle(facts, anew, v)
        for field in ("at", "by"):
            fresh, kept = getattr(anew, field)[v, :count], getattr(search.now, field)[v, :count]
            assert list(kept) == pytest.approx(list(fresh))
        assert list(anew.seats[v, 1 : count - 1]) == list(search.now.seats[v, 1 : count - 1])
        assert (anew.sign[v], anew.length[v]) == (search.now.sign[v], search.now.length[v])


def visits(routes: Any) -> list[list[int]]:
    pairs = zip(routes.nodes, routes.count, strict=True)
    return [nodes[:count].tolist() for nodes, count in pairs]


@pytest.mark.usefixtures("warmed")
def test_routes_that_pay_are_new_and_can_be_driven() -> None:
    import numpy as np

    from senior_life.dispatch import pricing, seen

    problem, facts, search = searched("a3-24", 400)
    driven = seen.driven(search.best, facts.kinds)
    worth = np.full(facts.n, 1.1 * search.best.length.sum() / facts.n)
    table, fees = pricing.bench(facts.n, len(facts.kinds)), np.zeros(len(driven.length))
    pricing.explore(facts, table, driven, worth, fees, 0.0, 50)
    found = seen.routes(table.seen)
    before, routes = visits(driven), visits(found)
    assert len(set(map(frozenset, routes)) - set(map(frozenset, before))) > len(before)
    for route, length in zip(routes, found.length, strict=True):
        served = [node for node in route if node < problem.n]
        assert length < worth[served].sum()
        assert length == pytest.approx(problem.length(problem.vehicles[0], tuple(route)))
        alone = [route] + [()] * (len(problem.vehicles) - 1)
        assert [f for f in faults(problem, alone) if "not served" not in f] == []


def test_what_was_compiled_from_other_sources_is_cleared_away(tmp_path: Path) -> None:
    import numba

    before = numba.config.CACHE_DIR
    (tmp_path / "older").mkdir()
    try:
        compiled.keep_in(tmp_path)
        kept = Path(numba.config.CACHE_DIR)
    finally:
        numba.config.CACHE_DIR = before
    assert [kept] == list(tmp_path.iterdir())
