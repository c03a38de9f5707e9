from random import Random

import pytest
from fleets import DEPOT, ROADS, somewhere
from hypothesis import given, settings
from hypothesis import strategies as st
from promises import drive, tight_share_kept

from senior_life.dispatch import Point, Straight
from senior_life.dispatch.line import latest_departure
from senior_life.dispatch.travel import metres_between, safe, safe_factor

minutes = st.floats(0, 1500)
seeds = st.integers(0, 10_000)


def test_a_degree_of_latitude_is_111_kilometres() -> None:
    assert metres_between(Point(34, 135), Point(35, 135)) == pytest.approx(111_195, abs=1)


@settings(deadline=None)
@given(seeds, minutes, minutes)
def test_whoever_leaves_later_never_arrives_earlier(seed: int, one: float, other: float) -> None:
    a, b = somewhere(Random(seed)), somewhere(Random(seed + 1))
    first, then = sorted((one, other))
    assert first + ROADS.minutes(a, b, first) <= then + ROADS.minutes(a, b, then) + 1e-9


@settings(deadline=None)
@given(seeds, minutes)
def test_a_drive_takes_what_walking_through_the_bands_says(seed: int, at: float) -> None:
    a, b = somewhere(Random(seed)), somewhere(Random(seed + 1))
    assert ROADS.minutes(a, b, at) == pytest.approx(drive(ROADS, a, b, at), abs=1e-3)


@settings(deadline=None)
@given(seeds, minutes)
def test_leaving_at_the_last_moment_is_just_in_time(seed: int, arrive_by: float) -> None:
    a, b = somewhere(Random(seed)), somewhere(Random(seed + 1))
    leave = latest_departure(ROADS, a, b, arrive_by)
    assert leave + ROADS.minutes(a, b, leave) == pytest.approx(arrive_by, abs=1e-5)


def test_a_drive_over_the_hour_goes_on_at_the_next_bands_speed() -> None:
    roads = Straight(1, ((0, 60), (100, 30)), 0)
    far = Point(DEPOT.lat + 20_000 / 111_195.08, DEPOT.lon)
    assert roads.minutes(DEPOT, far, 0) == pytest.approx(20, abs=0.01)
    assert roads.minutes(DEPOT, far, 90) == pytest.approx(10 + 20, abs=0.01)


@pytest.mark.parametrize("speeds", [(), ((0, 0),), ((0, 20), (0, 30)), ((60, 20), (0, 30))])
def test_speeds_that_say_nothing_are_refused(speeds: tuple[tuple[float, float], ...]) -> None:
    with pytest.raises(ValueError, match="band"):
        Straight(1.3, speeds)


@pytest.mark.parametrize("spread", [0.1, 0.2, 0.3])
def test_the_tightest_promise_holds_in_95_of_100_cases(spread: float) -> None:
    assert tight_share_kept(spread, 0.95, Random(7)) >= 0.95


def test_the_safety_is_the_quantile_of_what_a_drive_may_take() -> None:
    dice, factor = Random(3), safe_factor(0.2)
    wide = 0.0392207**0.5  # of the logarithm, for a spread of 0.2 and a mean of one
    drives = [dice.lognormvariate(-wide * wide / 2, wide) for _ in range(20_000)]
    assert sum(one <= factor for one in drives) / len(drives) == pytest.approx(0.95, abs=0.005)


def test_safety_stretches_time_and_not_length() -> None:
    careful, there = safe(ROADS), somewhere(Random(1))
    assert careful.metres(DEPOT, there) == ROADS.metres(DEPOT, there)
    longer = careful.minutes(DEPOT, there, 700) / ROADS.minutes(DEPOT, there, 700)
    assert longer == pytest.approx(safe_factor(0.2))
