"""The compiled loops and plain Python say the same."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import fleets
import pytest
import test_any_day
from promises import faults
from test_any_day import later, once
from test_measured import driven
from test_measured import town as measured_town
from test_online import busy

from senior_life.dispatch import Fleet, Standing, Weights, compiled, lines, moving, placing
from senior_life.dispatch.rides import promises


@pytest.fixture(scope="module", autouse=True)
def warmed(compiled_data: Path) -> Iterator[None]:
    """Ready within this file only: the other tests are about plain Python."""
    compiled.keep_in(compiled_data / "compiled")
    moving.warm()
    yield
    moving.cool()


def weighed(fleet: Fleet, weights: Weights) -> Fleet:
    return replace(fleet, rules=replace(fleet.rules, weights=weights), _lines=None)


def test_roads_of_another_kind_are_left_to_plain_python() -> None:
    class Winding:
        spread = 0.1

        def minutes(self, a: fleets.Point, b: fleets.Point, at: float) -> float:
            return 2 * fleets.ROADS.minutes(a, b, at)

        def metres(self, a: fleets.Point, b: fleets.Point) -> float:
            return 2 * fleets.ROADS.metres(a, b)

        def slowed(self, factor: float) -> "Winding":
            return self

    fleet = replace(fleets.fleet(1), travel=Winding())
    assert not moving.is_ready(fleet.roads)
    assert fleet.offers(fleets.wish(Random(1), "new"))


@pytest.mark.parametrize("seed", range(15))
@pytest.mark.parametrize("weights", [Weights(), Weights(120, 60)])
def test_both_find_places_that_cost_the_same(seed: int, weights: Weights) -> None:
    fleet, dice = weighed(busy(seed, rides=30), weights), Random(seed)
    for _while in range(4):
        fleet = later(fleet, dice)
        wish = fleets.wish(dice, "new", fleet.now)
        for ride in promises(wish, fleet.roads, fleet.rules, fleet.now):
            plain = placing.cheapest(list(fleet.lines), ride, fleet.roads, 3)
            quick = fleet.lines.cheapest(ride, 3)
            assert [one.extra_cost for one in quick] == pytest.approx(
                [one.extra_cost for one in plain], abs=0.01
            )


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("weights", [Weights(), Weights(120, 60)])
def test_both_find_the_same_on_measured_roads(seed: int, weights: Weights) -> None:
    """Of a third of the ways nobody asked, and where there is none all drive straight."""
    roads, points = measured_town(seed)
    assert moving.is_ready(roads)
    fleet, dice = driven(roads, points, seed), Random(seed)
    fleet = weighed(fleet, weights)
    for _while in range(3):
        fleet = later(fleet, dice)
        origin, goal = dice.sample(points, 2)
        wish = replace(
            fleets.wish(dice, "new", fleet.now, fleet.now + 200), origin=origin, destination=goal
        )
        for ride in promises(wish, fleet.roads, fleet.rules, fleet.now):
            plain = placing.cheapest(list(fleet.lines), ride, fleet.roads, 3)
            quick = fleet.lines.cheapest(ride, 3)
            assert [one.extra_cost for one in quick] == pytest.approx(
                [one.extra_cost for one in plain], abs=0.01
            )
    better = fleet.improved(60, once(2), seed)
    assert better.broken() == fleet.broken()
    assert better.cost < fleet.cost + 0.01


@pytest.mark.parametrize("seed", range(5))
def test_what_is_kept_ready_is_what_would_be_worked_out_anew(seed: int) -> None:
    fleet, dice = busy(seed, rides=20), Random(seed)
    for number in range(12):
        fleet = later(fleet, dice, 10)
        wish = fleets.wish(dice, f"new{number}", fleet.now)
        anew = Fleet(fleet.standings, fleet.rides, fleet.travel, fleet.now)
        offers = fleet.offers(wish)
        assert [replace(one, extra_cost=0) for one in offers] == [
            replace(one, extra_cost=0) for one in anew.offers(wish)
        ]
        fleet = fleet.taking(offers[0]) if offers else fleet


@pytest.mark.parametrize("seed", range(8))
def test_a_run_of_which_more_is_settled_is_not_worked_out_anew(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And is what it would be."""
    fleet, dice = later(busy(seed, rides=20), Random(seed)), Random(seed)
    assert fleet.lines.table
    standings = tuple(settled(one, dice, fleet.now) for one in fleet.standings)
    assert standings != fleet.standings
    anew = Fleet(standings, fleet.rides, fleet.travel, fleet.now)
    expected = [(one.standing, one.at, one.arrive_by[1:], one.leaves) for one in anew.lines]
    monkeypatch.setattr(lines, "line_of", None)
    kept = fleet.told(fleet.now, standings, fleet.rides)
    for line, (standing, *times) in zip(kept.lines, expected, strict=True):
        assert line.standing == standing
        for found, wanted in zip((line.at, line.arrive_by[1:], line.leaves), times, strict=True):
            assert found == pytest.approx(wanted)
    assert kept.lines.table.town.fixed.tolist() == [one.fixed for one in standings]
    for number in range(6):
        wish = fleets.wish(dice, f"new{number}", fleet.now)
        ours, theirs = kept.offers(wish), anew.offers(wish)
        assert [one.visits for one in ours] == [one.visits for one in theirs]


def settled(standing: Standing, dice: Random, now: float) -> Standing:
    """Up to some visit; a vehicle that has not left yet leaves no sooner than now."""
    free = standing.run.begins if standing.free_from is None else standing.free_from
    fixed = dice.randint(standing.fixed, len(standing.visits))
    if not fixed or fixed == standing.fixed:
        return standing
    return replace(standing, fixed=fixed, free_from=free if standing.fixed else max(free, now))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("weights", [Weights(), Weights(120, 60)])
def test_improving_costs_less_and_breaks_nothing(seed: int, weights: Weights) -> None:
    before = later(weighed(busy(seed, rides=30), weights), Random(seed), 200)
    after = before.improved(60, once(3), seed)
    assert faults(before, after) == []
    assert after.cost < before.cost + 0.01


def test_what_the_loops_think_a_plan_costs_is_what_it_costs() -> None:
    """Also after an hour in which nothing but waiting happened."""
    fleet = weighed(busy(4, rides=20), Weights(120, 60))
    for minutes in (0, 1, 20):
        fleet = fleet.moved(fleet.now + minutes)
        table = fleet.lines.table
        assert float(table.plans.cost.sum()) * table.detour_factor == pytest.approx(fleet.cost)


def test_room_is_made_where_no_insertion_succeeds() -> None:
    """Somebody is served who could not be; all others have what they had."""
    made = 0
    for seed in range(40):
        before, wish = busy(seed, rides=30, runs=2), fleets.wish(Random(seed), "new")
        if not before.offers(wish):
            after = before.making_room(wish, rounds=20)
            if after is not None:
                made += 1
                assert faults(before, after) == []
                assert "new" in after.rides
    assert made > 0


def test_compiled_code_is_kept_where_it_was_said(compiled_data: Path) -> None:
    assert list(compiled_data.rglob("fleet_kernels*.nbi"))


def test_any_sequence_of_events_keeps_its_promises_compiled_too() -> None:
    test_any_day.test_a_promise_is_kept_or_it_is_told_which_is_not_and_why()
