"""What is taken is what costs least: the way, the waits and the rides, by the town's weights."""

from dataclasses import replace
from itertools import pairwise
from random import Random

import fleets
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from promises import faults, lateness, metres, times
from test_any_day import later, once
from test_online import busy

from senior_life.dispatch import Fleet, Ride, Standing, Visit, Weights
from senior_life.dispatch.rides import promises

GENTLE = Weights(waiting=120, riding=60)


def weighed(seed: int, weights: Weights = GENTLE, rides: int = 12) -> Fleet:
    found = busy(seed, rides)
    return Fleet(
        found.standings, found.rides, found.travel, found.now, replace(found.rules, weights=weights)
    )


def cost(fleet: Fleet) -> float:
    """By the tests' own drives: metres, and each person's minutes of waiting and of riding."""
    found, roads, weights = 0.0, fleet.roads, fleet.rules.weights
    for one in fleet.standings:
        rides = [fleet.rides[visit.ride] for visit in one.visits]
        spots = [
            ride.origin if visit.is_pickup else ride.destination
            for visit, ride in zip(one.visits, rides, strict=True)
        ]
        way = pairwise([one.place or one.run.start, *spots, one.run.end])
        found += roads.detour_factor * sum(metres(a, b) for a, b in way)
        boarded = dict(one.aboard)
        begins = times(one, dict(fleet.rides), roads, fleet.now)[:-1]
        for visit, ride, at in zip(one.visits, rides, begins, strict=True):
            people = ride.riders + ride.wheelchairs
            if visit.is_pickup:
                found += weights.waiting * people * (at - ride.board_from)
                boarded[ride.id] = at + ride.boarding_minutes
            else:
                found += weights.riding * people * (at - boarded[ride.id])
    return found


def every_place(standing: Standing, name: str) -> list[Standing]:
    visits = standing.visits
    return [
        replace(
            standing,
            visits=(
                *visits[:i],
                Visit(name, True),
                *visits[i:j],
                Visit(name, False),
                *visits[j:],
            ),
        )
        for i in range(standing.fixed, len(visits) + 1)
        for j in range(i, len(visits) + 1)
    ]


def best_of_all(fleet: Fleet, ride: Ride) -> float | None:
    """By trying every place in every run."""
    rides, found, before = {**fleet.rides, ride.id: ride}, [], cost(fleet)
    for number, one in enumerate(fleet.standings):
        for fresh in every_place(one, ride.id):
            standings = (*fleet.standings[:number], fresh, *fleet.standings[number + 1 :])
            after = replace(fleet, standings=standings, rides=rides, _lines=None)
            if not faults(fleet, after):
                found.append(cost(after) - before)
    return min(found, default=None)


@pytest.mark.parametrize("weights", [Weights(), Weights(80, 0), GENTLE, Weights(50, 50)])
@pytest.mark.parametrize("seed", range(4))
def test_no_place_costs_less_than_the_one_that_is_found(seed: int, weights: Weights) -> None:
    dice = Random(seed)
    fleet = later(weighed(seed, weights), dice)
    ride = next(iter(promises(fleets.wish(dice, "new", fleet.now), fleet.roads, fleet.rules, 0)))
    found, best = fleet.lines.cheapest(ride, 1), best_of_all(fleet, ride)
    if best is None:
        assert found == []
    else:
        assert found[0].extra_cost == pytest.approx(best, abs=0.1)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10_000))
def test_a_plan_never_costs_less_with_another_party_in_it(seed: int) -> None:
    fleet = later(weighed(seed), Random(seed))
    ride = next(promises(fleets.wish(Random(seed), "new", fleet.now), fleet.roads, fleet.rules, 0))
    assert all(one.extra_cost >= -1e-6 for one in fleet.lines.cheapest(ride, 3))


@pytest.mark.parametrize("seed", range(3))
def test_improving_lowers_the_cost_and_keeps_every_promise(seed: int) -> None:
    before = weighed(seed, rides=25)
    after = before.improved(600, once(120))
    assert faults(before, after) == []
    assert cost(after) < cost(before)
    assert after.cost - before.cost == pytest.approx(cost(after) - cost(before), abs=1)


def test_heavier_minutes_make_for_shorter_rides_and_longer_ways() -> None:
    """Of the same day: who weighs the minutes more drives more, and people ride less."""

    def day(weights: Weights) -> tuple[float, float]:
        fleet, dice = weighed(0, weights, rides=0), Random(3)
        for k in range(25):
            offers = fleet.offers(fleets.wish(dice, f"ride{k}"), 1)
            fleet = fleet.taking(offers[0]) if offers else fleet
        people = replace(fleet, rules=replace(fleet.rules, weights=Weights(1, 1)), _lines=None)
        driven = sum(sum(line.metres) for line in fleet.lines)
        return driven / len(fleet.rides), (cost(people) - driven) / len(fleet.rides)

    light, heavy = day(Weights()), day(Weights(2000, 2000))
    assert heavy[0] > light[0]
    assert heavy[1] < light[1]


@pytest.mark.parametrize(("waiting", "riding"), [(1, 2), (-1, -2), (1, -1)])
def test_waiting_weighs_at_least_what_riding_does(waiting: float, riding: float) -> None:
    with pytest.raises(ValueError, match="waiting"):
        Weights(waiting, riding)


def test_a_fleet_without_weights_minds_only_the_way() -> None:
    fleet = weighed(1, Weights())
    assert fleet.cost == pytest.approx(fleet.metres)
    assert max(lateness(fleet, fleet.roads).values()) < 1e-3
