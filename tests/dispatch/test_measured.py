"""Roads that a router has measured: quick, nobody overtakes, and plans keep what they promise."""

from itertools import pairwise
from math import isclose
from random import Random

import pytest
from fleets import ROADS, fleet, somewhere, wish
from hypothesis import given, settings
from hypothesis import strategies as st

from senior_life.dispatch import Drive, Fleet, Measured, Point, Straight, rounded
from senior_life.dispatch.travel import safe

A, B, C = Point(34.49, 135.50), Point(34.50, 135.51), Point(34.51, 135.49)
HOLDS_AT = 25.0
PATIENT = settings(deadline=None, max_examples=40)
minutes_of_the_day = st.floats(0, 1500)
bands = st.lists(st.floats(4, 80), min_size=1, max_size=5).map(
    lambda speeds: tuple((240.0 * k, speed) for k, speed in enumerate(speeds))
)


def measured(*drives: Drive, otherwise: Straight = ROADS) -> Measured:
    return Measured(otherwise, HOLDS_AT).knowing(drives)


def town(seed: int) -> tuple[Measured, list[Point]]:
    """Ways between ten points as no ruler has them: there unlike back, and one not at all."""
    dice = Random(seed)
    points = [somewhere(dice) for _ in range(10)]
    drives = [
        Drive(a, b, ROADS.minutes(a, b, 0) * dice.uniform(0.7, 2), ROADS.metres(a, b) * 1.2)
        for a in points
        for b in points
    ]
    drives.append(Drive(points[0], points[1], None, None))
    return measured(*drives), points


def test_a_measured_drive_takes_what_the_router_said_in_the_band_where_it_holds() -> None:
    roads = measured(Drive(A, B, 7, 2500))
    assert roads.minutes(A, B, 0) == 7
    assert roads.metres(A, B) == 2500


def test_in_a_band_of_another_speed_it_takes_so_many_times_as_long() -> None:
    roads = measured(Drive(A, B, 7, 2500))
    assert isclose(roads.minutes(A, B, 485), 7 * 25 / 18)


def test_what_was_not_measured_or_has_no_way_is_as_straight_roads_have_it() -> None:
    roads = measured(Drive(A, B, 7, 2500), Drive(B, A, None, None))
    for start, goal in ((B, A), (A, C), (C, B)):
        assert roads.minutes(start, goal, 500) == ROADS.minutes(start, goal, 500)
        assert roads.metres(start, goal) == ROADS.metres(start, goal)


def test_what_was_asked_is_told_from_what_never_was() -> None:
    roads = measured(Drive(A, B, 7, 2500), Drive(B, A, None, None))
    assert [roads.is_asked(*pair) for pair in ((A, B), (B, A), (A, C))] == [True, True, False]


def test_points_a_metre_apart_are_one() -> None:
    roads = measured(Drive(A, B, 7, 2500))
    assert roads.minutes(Point(A.lat + 2e-6, A.lon - 2e-6), B, 0) == 7


def test_what_is_said_later_holds_and_the_earlier_value_stays_as_it_was() -> None:
    before = measured(Drive(A, B, 7, 2500))
    after = before.knowing([Drive(A, B, 9, 2600), Drive(A, C, 3, 900)])
    assert (before.minutes(A, B, 0), after.minutes(A, B, 0), after.minutes(A, C, 0)) == (7, 9, 3)
    assert not before.is_asked(A, C)


def test_times_that_hold_at_no_speed_are_refused() -> None:
    with pytest.raises(ValueError, match="speed"):
        Measured(ROADS, 0)


@PATIENT
@given(bands, st.floats(0, 200), minutes_of_the_day, st.floats(0, 60), st.floats(1, 3))
def test_whoever_leaves_later_never_arrives_earlier_also_when_planned_safely(
    speeds: tuple[tuple[float, float], ...], minutes: float, at: float, later: float, slow: float
) -> None:
    straight = Straight(1.3, speeds, 0.3)
    roads = Measured(straight, 25).knowing([Drive(A, B, minutes, 1000)])
    for one in (roads, safe(roads), roads.slowed(slow)):
        for start, goal in ((A, B), (B, C)):
            first = at + one.minutes(start, goal, at)
            then = at + later + one.minutes(start, goal, at + later)
            assert then >= first - 1e-6


@PATIENT
@given(bands, st.floats(0.1, 200), minutes_of_the_day, st.floats(1, 3))
def test_slower_roads_take_longer_by_just_so_much_where_the_speed_stays(
    speeds: tuple[tuple[float, float], ...], minutes: float, at: float, factor: float
) -> None:
    roads = Measured(Straight(1.3, speeds), 25).knowing([Drive(A, B, minutes, 1000)])
    before, after = roads.minutes(A, B, at), roads.slowed(factor).minutes(A, B, at)
    assert after >= before - 1e-9
    if at > speeds[-1][0]:
        assert isclose(after, before * factor, rel_tol=1e-9)


@PATIENT
@given(st.lists(st.tuples(st.floats(34, 35), st.floats(135, 136)), min_size=2, max_size=12))
def test_knowing_piece_by_piece_is_knowing_all_at_once(spots: list[tuple[float, float]]) -> None:
    points = [Point(*spot) for spot in spots]
    drives = [Drive(a, b, k, 10 * k) for k, (a, b) in enumerate(pairwise(points))]
    bit_by_bit = Measured(ROADS, 25)
    for one in drives:
        bit_by_bit = bit_by_bit.knowing([one])
    at_once = Measured(ROADS, 25).knowing(drives)
    for a in points:
        for b in points:
            assert bit_by_bit.minutes(a, b, 500) == at_once.minutes(a, b, 500)
            assert bit_by_bit.metres(a, b) == at_once.metres(a, b)


def driven(roads: Measured, points: list[Point], seed: int) -> Fleet:
    """Whoever asks, half of them from one measured point to another, takes the first offer."""
    dice = Random(seed)
    found = Fleet(fleet(seed, 3).standings, {}, roads, 480)
    for k in range(15):
        one = wish(dice, f"ride{k}")
        if k % 2:
            origin, goal = dice.sample(points, 2)
            one = type(one)(one.id, origin, goal, one.kind, one.minute)
        offers = found.offers(one)
        found = found.taking(offers[0]) if offers else found
    return found


@PATIENT
@given(st.integers(0, 40))
def test_a_fleet_keeps_its_promises_on_measured_roads(seed: int) -> None:
    roads, points = town(seed)
    found = driven(roads, points, seed)
    assert len(found.rides) > 5
    assert found.broken() == []
    better = found.improved(60, stop=_after(10))
    assert better.broken() == []
    assert better.metres <= found.metres + 1e-6
    assert better.rides == found.rides


@PATIENT
@given(st.integers(0, 40), st.floats(0.3, 6))
def test_when_the_table_changes_every_promise_is_kept_or_said_to_be_broken(
    seed: int, factor: float
) -> None:
    """Slower or quicker roads: nobody is dropped, and windows stay those promised."""
    roads, points = town(seed)
    before = driven(roads, points, seed)
    slower = roads.knowing(
        Drive(a, b, roads.minutes(a, b, 0) * factor, roads.metres(a, b))
        for a in points
        for b in points
    )
    after = Fleet(before.standings, before.rides, slower, before.now)
    said = {one.ride for one in after.broken()}
    assert after.rides == before.rides
    for standing in after.standings:
        for call in after.timetable(standing.run.id):
            if call.begins > call.by + 1e-6:
                assert call.visit.ride in said
    if factor <= 1:
        assert not said
    after.offers(wish(Random(seed), "late"))


def test_the_rounding_is_that_of_a_metre() -> None:
    assert rounded(Point(34.123456789, 135.987654321)) == Point(34.12346, 135.98765)


class _after:  # noqa: N801 -- reads as the number it stands for
    """Ends a search after so many steps."""

    def __init__(self, count: int) -> None:
        self.left = count

    def __call__(self) -> bool:
        self.left -= 1
        return self.left < 0
