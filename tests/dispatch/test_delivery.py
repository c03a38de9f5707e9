"""A round to many doors has no needless way, and is the same whenever it is asked for."""

from itertools import pairwise, permutations
from random import Random

import pytest

from senior_life.dispatch import Point, in_order
from senior_life.dispatch.travel import metres_between

KITCHEN = Point(34.49, 135.51)


def doors(count: int, seed: int) -> list[Point]:
    dice = Random(seed)
    return [
        Point(34.46 + dice.random() * 0.06, 135.46 + dice.random() * 0.06) for _ in range(count)
    ]


def length(stops: list[Point]) -> float:
    return sum(metres_between(a, b) for a, b in pairwise([KITCHEN, *stops, KITCHEN]))


@pytest.mark.parametrize("seed", range(8))
def test_a_short_round_is_within_a_twentieth_of_the_shortest(seed: int) -> None:
    stops = doors(6, seed)
    shortest = min(length(list(one)) for one in permutations(stops))
    assert length([stops[at] for at in in_order(KITCHEN, stops)]) <= 1.05 * shortest


@pytest.mark.parametrize("count", [0, 1, 2, 60])
def test_every_door_is_visited_once(count: int) -> None:
    stops = doors(count, seed=1)
    assert sorted(in_order(KITCHEN, stops)) == list(range(count))
    assert in_order(KITCHEN, stops) == in_order(KITCHEN, stops)


def test_people_at_one_door_are_visited_one_after_the_other() -> None:
    stops = doors(10, seed=2)
    order = in_order(KITCHEN, [*stops, stops[3]])
    assert abs(order.index(3) - order.index(10)) == 1


def test_a_long_round_is_far_shorter_than_the_order_of_asking() -> None:
    stops = doors(60, seed=3)
    assert length([stops[at] for at in in_order(KITCHEN, stops)]) < 0.4 * length(stops)
