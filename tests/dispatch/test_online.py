from dataclasses import replace
from random import Random

import pytest
from fleets import fleet, wish

from senior_life.dispatch import Fleet, Outdated


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


class _after:  # noqa: N801 -- reads as the number it stands for
    """Ends a search after so many steps."""

    def __init__(self, count: int) -> None:
        self.left = count

    def __call__(self) -> bool:
        self.left -= 1
        return self.left < 0
