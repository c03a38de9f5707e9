from dataclasses import replace
from random import Random

import fleets
import pytest
from fleets import fleet, wish

from senior_life.dispatch import Fleet, Outdated, Point, Ride, Visit, Why

NORTH, EAST = Point(34.51, 135.50), Point(34.49, 135.52)


def busy(seed: int, rides: int = 12, runs: int = 3) -> Fleet:
    """Whoever asks takes the first offer."""
    dice, found = Random(seed), fleet(seed, runs)
    for k in range(rides):
        offers = found.offers(wish(dice, f"ride{k}"))
        found = found.taking(offers[0]) if offers else found
    return found


def test_offers_differ_for_a_person_and_the_cheapest_comes_first() -> None:
    offers = busy(1).offers(replace(wish(Random(5), "new"), flexible_minutes=40))
    assert 1 < len(offers) <= 3
    assert [one.extra_cost for one in offers] == sorted(one.extra_cost for one in offers)
    minutes = [(one.board_from, one.is_shared) for one in offers]
    assert len(set(minutes)) == len(minutes)


def test_times_are_the_cheapest_of_each_window() -> None:
    for seed in range(8):
        found = busy(seed)
        asked = replace(wish(Random(seed), "new"), flexible_minutes=40)
        times, every = list(found.times(asked)), found.offers(asked, 99)
        assert len({one.board_from for one in times}) == len(times)
        for one in times:
            same = [other for other in every if other.board_from == one.board_from]
            assert one == same[0]
        assert {one.board_from for one in times} == {one.board_from for one in every}
        assert [one.extra_cost for one in times] == sorted(one.extra_cost for one in times)


def test_a_fleet_that_is_told_how_it_stands_is_the_one_that_would_be_made_anew() -> None:
    before = busy(6)
    list(before.lines)  # worked out, so that there is something to keep
    run = before.standings[0]
    fewer = replace(run, visits=tuple(v for v in run.visits if v.ride != run.visits[0].ride))
    standings = (fewer, *before.standings[1:])
    rides = {name: ride for name, ride in before.rides.items() if name != run.visits[0].ride}
    after = before.told(before.now + 1, standings, rides)
    anew = Fleet(standings, rides, before.travel, before.now + 1)
    assert after == anew
    assert [one.at for one in after.lines] == [one.at for one in anew.lines]
    assert after.lines[1].metres is before.lines[1].metres
    earlier = before.told(before.now - 1, before.standings, before.rides)
    assert [one.at for one in earlier.lines] == [
        one.at
        for one in replace(anew, standings=before.standings, rides=before.rides, now=479).lines
    ]


def test_a_boarding_window_is_ten_minutes_and_begins_on_the_clocks_fives() -> None:
    for offer in busy(2).offers(wish(Random(7), "new")):
        assert offer.board_from % 5 == 0
        assert offer.board_by == offer.board_from + 10


def test_a_proposal_for_a_run_that_changed_since_is_refused() -> None:
    before = busy(3)
    one = before.offers(wish(Random(1), "one"))[0]
    after = before.taking(one)
    with pytest.raises(Outdated):
        after.taking(one)


def test_a_cancelled_ride_leaves_no_trace() -> None:
    before = busy(4)
    offer = before.offers(wish(Random(2), "new"))[0]
    after = before.taking(offer).without("new")
    assert (after.standings, after.rides) == (before.standings, before.rides)


def test_improving_drives_less_and_keeps_every_promise() -> None:
    before = busy(5, rides=25)
    after = before.improved(600, stop=_after(200))
    assert after.metres < before.metres
    assert after.broken() == []
    assert after.rides == before.rides
    assert before.adopting(after, before).metres == pytest.approx(after.metres)


def test_an_improvement_of_a_run_that_changed_meanwhile_is_left() -> None:
    before = busy(5, rides=25)
    better = before.improved(600, stop=_after(200))
    now = before
    for run in before.standings:
        now = now.without(run.visits[0].ride)
    assert now.adopting(better, before).standings == now.standings


def promised(run: str = "run0") -> Fleet:
    """One party, to board between 9:00 and 9:10 and to be there by 9:40."""
    ride = Ride("anna", NORTH, EAST, 540, 550, 580, 30)
    return visiting(fleet(0, runs=2), run, ride)


def visiting(before: Fleet, run: str, ride: Ride) -> Fleet:
    visits = (Visit(ride.id, is_pickup=True), Visit(ride.id, is_pickup=False))
    one = replace(before.standing(run), visits=visits)
    standings = tuple(one if old.run.id == run else old for old in before.standings)
    return Fleet(standings, {ride.id: ride}, before.travel, before.now)


def test_a_vehicle_that_will_be_late_tells_whose_promise_breaks_and_by_how_much() -> None:
    on_time = promised()
    assert on_time.broken() == []
    late = on_time.moved(545, [replace(on_time.standing("run0"), place=NORTH, free_from=556.5)])
    (broken,) = late.broken()
    assert (broken.ride, broken.why, broken.run) == ("anna", Why.LATE_TO_BOARD, "run0")
    assert broken.minutes == pytest.approx(6.5)


def test_a_ride_that_no_run_has_is_told() -> None:
    known = promised()
    lost = Fleet(known.standings[1:], known.rides, known.travel, known.now)
    assert [(one.ride, one.why) for one in lost.broken()] == [("anna", Why.NO_VEHICLE)]


def test_a_vehicle_out_of_service_names_its_riders_and_another_keeps_the_promise() -> None:
    before = promised()
    stranded = before.without_run("run0")
    assert [ride.id for ride in stranded.waiting] == ["anna"]
    assert stranded.aboard == ()
    kept = stranded.fleet.keeping(before.rides["anna"])
    assert kept is not None
    assert (kept.run, kept.ride) == ("run1", before.rides["anna"])


def test_who_is_on_board_when_the_vehicle_stops_for_good_is_named_apart() -> None:
    before = promised()
    one = before.standing("run0")
    riding = replace(one, visits=one.visits[1:], aboard={"anna": 546}, place=NORTH, free_from=546)
    stranded = before.moved(546, [riding]).without_run("run0")
    assert ([r.id for r in stranded.aboard], stranded.waiting) == (["anna"], ())


def test_a_timetable_expects_each_visit_in_order_and_says_by_when() -> None:
    board, alight = promised().timetable("run0")
    assert (board.place, alight.place) == (NORTH, EAST)
    assert board.arrives <= board.begins == 540
    assert board.leaves == 541
    assert board.leaves < alight.arrives == alight.begins < alight.by <= 580
    assert board.by == 550


def test_time_on_board_counts_against_the_longest_ride() -> None:
    before = promised()
    one = before.standing("run0")
    riding = replace(one, visits=one.visits[1:], aboard={"anna": 546}, place=NORTH, free_from=546)
    (alight,) = before.moved(546, [riding]).timetable("run0")
    assert alight.by == 546 + 30


def test_what_a_vehicle_is_on_its_way_to_stays_first() -> None:
    before = promised()
    left = replace(before.standing("run0"), place=fleets.DEPOT, free_from=530, fixed=1)
    before = before.moved(531, [left])
    wish_ = replace(wish(Random(3), "berta", 531, 532), flexible_minutes=120)
    for offer in before.offers(wish_):
        if offer.run == "run0":
            assert offer.visits[0] == Visit("anna", is_pickup=True)
    assert before.improved(1, stop=_after(5)).standing("run0").visits[0].ride == "anna"


def test_an_unknown_ride_is_a_key_error_and_a_known_one_is_not_promised_twice() -> None:
    known = promised()
    with pytest.raises(KeyError):
        known.without("nobody")
    with pytest.raises(Outdated):
        known.making_room(wish(Random(1), "anna"))


def test_a_town_whose_last_vehicle_is_gone_offers_nothing() -> None:
    alone = fleet(0, runs=1).without_run("run0").fleet
    assert alone.offers(wish(Random(1), "anna")) == []
    assert alone.making_room(wish(Random(1), "anna")) is None
    assert alone.improved(1, stop=_after(2)) == alone


class _after:  # noqa: N801 -- reads as the number it stands for
    """Ends a search after so many steps."""

    def __init__(self, count: int) -> None:
        self.left = count

    def __call__(self) -> bool:
        self.left -= 1
        return self.left < 0
