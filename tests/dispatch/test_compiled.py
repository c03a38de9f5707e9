from pathlib import Path

import pytest
from checker import faults
from test_search import DATA, rounds
from towns import town

from senior_life.dispatch import Problem, compiled, search
from senior_life.dispatch.cordeau import read

pytestmark = pytest.mark.usefixtures("warmed")


def test_what_was_compiled_is_kept_in_the_folder_that_was_named(warmed: Path) -> None:
    assert list(warmed.rglob("*.nbi"))


@pytest.mark.parametrize("name", ["a2-16", "b4-32", "R1a"])
def test_an_instance_of_the_literature_is_served_as_well_as_in_plain_python(name: str) -> None:
    problem = read((DATA / f"{name}.txt").read_text())
    plain = search.solve(problem, 0)
    plan = compiled.solve(problem, 600, seed=1, rounds=1500)
    assert faults(problem, plan.routes) == []
    assert plan.rank < plain.rank


@pytest.mark.parametrize("seed", range(12))
def test_wheelchairs_and_unlike_vehicles_keep_every_limit(seed: int) -> None:
    problem = town(seed, requests=9, vehicles=3)
    plan = compiled.solve(problem, 600, seed, rounds=500)
    wrong = [f for f in faults(problem, plan.routes) if "not served" not in f]
    assert wrong == []
    assert plan.rank <= search.solve(problem, 0, seed).rank


def test_the_best_set_of_routes_is_legal_and_no_longer() -> None:
    """With all the time for it: the set partitioning has its say five times."""
    problem = read((DATA / "a3-36.txt").read_text())
    plan = compiled.solve(problem, 1.5, seed=1)
    assert faults(problem, plan.routes) == []
    assert plan.length < search.solve(problem, 0).length


def test_a_plan_to_start_from_never_gets_worse_here_either() -> None:
    problem = read((DATA / "b2-20.txt").read_text())
    good = compiled.solve(problem, 600, seed=2, stop=rounds(20))
    again = compiled.solve(problem, 600, seed=3, start=good.routes, stop=rounds(1))
    assert again.rank <= good.rank


def test_the_same_seed_and_rounds_give_the_same_plan() -> None:
    problem = read((DATA / "b4-32.txt").read_text())
    one, other = (compiled.solve(problem, 600, seed=7, rounds=2000) for _ in range(2))
    assert one == other


def test_nobody_who_was_served_at_the_start_is_left_behind() -> None:
    problem = read((DATA / "b2-20.txt").read_text())
    start = list(search.solve(problem, 0).routes)
    assert compiled.solve(problem, 0, start=start).unserved == ()
    assert compiled.solve(problem, 0, start=[start[0], ()]).unserved == ()


def test_no_requests_need_no_plan() -> None:
    nobody = Problem(town(1).vehicles, (), ((0.0,),), ((0.0,),))
    assert compiled.solve(nobody, 1).routes == ((), ())
