from random import Random

from checker import can_be_timed, is_in_order
from hypothesis import given
from hypothesis import strategies as st
from towns import town

from senior_life.dispatch import Problem, Request, Stop, Vehicle, fits, schedule

seeds = st.integers(0, 10_000)


def any_route(seed: int, n: int) -> tuple[int, ...]:
    """Some requests in a random order, each pickup before its delivery."""
    dice = Random(seed)
    route: list[int] = []
    for k in dice.sample(range(n), dice.randint(1, n)):
        at = dice.randint(0, len(route))
        route.insert(at, k)
        route.insert(dice.randint(at + 1, len(route)), k + n)
    assert is_in_order(n, route)
    return tuple(route)


@given(seeds, seeds)
def test_a_route_has_a_schedule_exactly_when_its_limits_can_all_hold(one: int, other: int) -> None:
    problem = town(one, requests=4)
    roomy = Vehicle("roomy", 99, 0, 0, 0, 300, problem.vehicles[0].longest_route_minutes, 9)
    route = any_route(other, 4)
    assert fits(problem, roomy, route) == can_be_timed(problem, roomy, route)


def line(ride: float, duration: float = 200, **vehicle: int) -> tuple[Problem, Vehicle]:
    """Depot, a pickup 10 minutes away, its delivery 10 further; another pair in between."""
    spots = [0, 10, 20, 12, 14]
    far = tuple(tuple(abs(a - b) + 0.0 for b in spots) for a in spots)
    car = Vehicle(
        "car", vehicle.get("seats", 4), 0, 0, 0, 200, duration, vehicle.get("places", 0), 2
    )
    chairs = vehicle.get("chairs", 0)
    first = Request("first", Stop(1, 0, 50, 2), Stop(2, 60, 90, 1), ride)
    second = Request("second", Stop(3, 0, 90, 1), Stop(4, 0, 90, 1), 90, 1 - chairs, chairs)
    return Problem((car,), (first, second), far, far), car


def test_a_rider_boards_later_rather_than_riding_too_long() -> None:
    problem, car = line(ride=15)
    times = schedule(problem, car, (0, 2))
    assert times is not None
    assert times[2] == 60
    assert times[1] == 60 - 15 - 2


def test_nobody_rides_longer_than_the_longest_ride() -> None:
    problem, car = line(ride=9)
    assert schedule(problem, car, (0, 2)) is None


def test_a_vehicle_leaves_its_depot_later_rather_than_being_out_too_long() -> None:
    problem, car = line(ride=40, duration=45)
    times = schedule(problem, car, (0, 2))
    assert times is not None
    assert times[-1] - times[0] <= 45
    problem, car = line(ride=40, duration=42)
    assert schedule(problem, car, (0, 2)) is None


def test_a_wheelchair_takes_its_place_and_folds_seats_away() -> None:
    for seats, places, has_room in ((3, 1, True), (2, 1, False), (3, 0, False)):
        spacious, _car = line(ride=40, seats=9, places=1, chairs=1)
        car = Vehicle("car", seats, 0, 0, 0, 200, 200, places, 2)
        assert fits(spacious, car, (0, 1, 3, 2)) == has_room


def test_a_promise_is_kept_as_a_window() -> None:
    problem, car = line(ride=40)
    assert fits(problem, car, (0, 2))
    assert not fits(problem.promising({0: (8, 90)}), car, (0, 2))
    assert not fits(problem.promising({0: (50, 59)}), car, (0, 2))
