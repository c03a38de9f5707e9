from pathlib import Path

import pytest
from checker import faults
from hypothesis import given, settings
from hypothesis import strategies as st
from towns import town

from senior_life.dispatch import solve
from senior_life.dispatch.cordeau import Broken, nodes_of, read

DATA = Path(__file__).parents[1] / "data" / "darp"


class rounds:  # noqa: N801 -- reads as the number it stands for
    """Ends a search after so many steps, whatever the time."""

    def __init__(self, count: int) -> None:
        self.left = count

    def __call__(self) -> bool:
        self.left -= 1
        return self.left < 0


def test_a_small_instance_is_solved_to_its_optimum() -> None:
    problem = read((DATA / "a2-16.txt").read_text())
    plan = solve(problem, 600, seed=1, stop=rounds(250))
    assert faults(problem, plan.routes) == []
    assert plan.length == pytest.approx(294.25, abs=0.01)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_whatever_is_planned_can_be_driven(seed: int) -> None:
    problem = town(seed, requests=8, vehicles=2)
    plan = solve(problem, 600, seed=seed, stop=rounds(5))
    wrong = [f for f in faults(problem, plan.routes) if "not served" not in f]
    assert wrong == []
    assert len(plan.unserved) == len(faults(problem, plan.routes))


def test_a_plan_to_start_from_never_gets_worse() -> None:
    problem = read((DATA / "b2-20.txt").read_text())
    good = solve(problem, 600, seed=2, stop=rounds(80))
    again = solve(problem, 600, seed=3, start=good.routes, stop=rounds(10))
    assert again.rank <= good.rank


def test_no_time_at_all_still_gives_a_plan() -> None:
    problem = read((DATA / "a2-16.txt").read_text())
    assert faults(problem, solve(problem, 0).routes) == []


def test_routes_are_given_in_the_numbers_of_the_file() -> None:
    problem = read((DATA / "a2-16.txt").read_text())
    plan = solve(problem, 0)
    assert sorted(x for r in plan.routes for x in nodes_of(problem, r)) == list(range(1, 33))


def test_both_ways_of_counting_nodes_and_a_second_depot_are_read() -> None:
    text = (DATA / "a2-16.txt").read_text().rstrip().splitlines()
    counts_pickups = [text[0].replace(" 32 ", " 16 "), *text[1:]]
    twice = [*text, "33 0 0 0 0 0 1440"]
    lengths = {solve(read("\n".join(lines)), 0).length for lines in (text, counts_pickups, twice)}
    assert len(lengths) == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("2 32 480 3", "line 1 has 4 numbers"),
        ("2 2 480 3 30\n0 0 0 0 0 0 1440\n1 a 0 0 1 0 9", "line 3"),
        ("2 2 480 3 30\n0 0 0 0 0 0 1440\n1 0 0 0 1 0 9", "1 pickups need 3"),
        ("2 1 480 3 30\n0 0 0 0 0 0 99\n1 0 0 0 1 0 9\n2 1 1 0 -2 0 9", "does not let off"),
        ("2 1 480 3 30\n0 0 0 0 0 0 99\n1 0 0 0 9 0 9\n2 1 1 0 -9 0 9", "no vehicle has room"),
    ],
)
def test_a_broken_file_is_told_in_a_sentence(text: str, says: str) -> None:
    with pytest.raises(Broken, match=says):
        read(text)
