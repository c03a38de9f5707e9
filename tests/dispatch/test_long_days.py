"""Booked the day before, driven past midnight, delayed and broken down in between: whatever order
things come in, a promise is kept, or it is told which is not, and why."""

from dataclasses import replace
from itertools import count
from random import Random

import fleets
from hypothesis import example, given, settings
from hypothesis import strategies as st
from promises import faults
from test_any_day import cancel, check_broken, done, late, once

from senior_life.dispatch import Fleet, Ride, Weights, Wish

THE_EVENING_BEFORE, OPENS, CLOSES = -360.0, 1200.0, 1560.0
"""Vehicles leave at 20:00, and are back at two in the morning, which is 26:00."""
numbers = count()
deeds = st.lists(
    st.tuples(
        st.sampled_from(
            ["ask", "ask", "ask", "cancel", "goes_on", "goes_on", "late", "breakdown", "improve"]
        ),
        st.integers(0, 10_000),
    ),
    min_size=8,
    max_size=24,
)


def night(seed: int) -> Fleet:
    found = fleets.fleet(seed, runs=3, now=THE_EVENING_BEFORE)
    runs = [replace(one.run, begins=OPENS, ends=CLOSES) for one in found.standings]
    standings = [replace(one, run=run) for one, run in zip(found.standings, runs, strict=True)]
    rules = replace(found.rules, weights=Weights(200, 100) if seed % 2 else Weights())
    return replace(found, standings=tuple(standings), rules=rules)


def ask(fleet: Fleet, dice: Random) -> Fleet:
    """For any hour of the night that is not over; the day before, too."""
    since = max(fleet.now, OPENS)
    wish = fleets.wish(dice, f"night{next(numbers)}", since, max(since + 1, CLOSES - 60))
    offers = fleet.offers(wish)
    for one in offers:
        assert one.board_from >= fleet.now
        assert fleet.now < OPENS or one.board_from <= CLOSES
    return fleet.taking(dice.choice(offers)) if offers else fleet


def goes_on(fleet: Fleet, dice: Random) -> Fleet:
    """To the evening at first, then by up to half an hour; vehicles do what was due by then."""
    now = fleet.now + dice.uniform(0, 30)
    if fleet.now < OPENS - 60:
        now = dice.choice([fleet.now + 1, -1.0, 1.0, OPENS - 60])
    now = max(now, fleet.now)
    for _visit in range(4):
        names = [one.run.id for one in fleet.standings if one.visits]
        changed = [done(fleet, name) for name in names if fleet.line(name).at[1] <= now]
        fleet = fleet.moved(fleet.now if changed else now, changed)
    return fleet.moved(now)


def breaks_down(fleet: Fleet, dice: Random) -> Fleet:
    """One vehicle ends its day; the others take over whom they can, the rest is asked anew."""
    if len(fleet.standings) < 2:
        return fleet
    stranded = fleet.without_run(dice.choice(fleet.standings).run.id)
    told = {ride.id for ride in (*stranded.waiting, *stranded.aboard)}
    assert told == fleet.rides.keys() - stranded.fleet.rides.keys(), "each of them is named"
    after = stranded.fleet
    for ride in stranded.waiting:
        kept = after.keeping(ride)
        if kept is not None:
            assert kept.ride == ride, "the very same promise"
            before, after = after, after.taking(kept)
        else:
            before, after = after, offered_again(after, ride)
        assert faults(before, after) == []
    return after


def offered_again(fleet: Fleet, ride: Ride) -> Fleet:
    wish = Wish(
        f"{ride.id}+", ride.origin, ride.destination, "depart", max(ride.board_from, fleet.now)
    )
    offers = fleet.offers(replace(wish, riders=ride.riders, wheelchairs=ride.wheelchairs))
    return fleet.taking(offers[0]) if offers else fleet


DEEDS = {
    "ask": ask,
    "cancel": cancel,
    "goes_on": goes_on,
    "late": late,
    "breakdown": breaks_down,
    "improve": lambda fleet, _dice: fleet.improved(60, once(4)),
}
BUSY = [("ask", n) for n in range(8)] + [("goes_on", n) for n in range(3)]


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10_000), deeds)
@example(seed=1, what=[*BUSY, ("late", 1), ("breakdown", 1), ("late", 2), ("breakdown", 2)])
@example(seed=2, what=[*BUSY, ("breakdown", 1), ("late", 1), *BUSY, ("cancel", 1)])
def test_over_midnight_a_promise_is_kept_or_it_is_told_which_is_not(
    seed: int, what: list[tuple[str, int]]
) -> None:
    fleet = night(seed)
    for name, dice in what:
        before, fleet = fleet, DEEDS[name](fleet, Random(dice))
        if name in {"ask", "cancel", "improve"}:
            assert faults(before, fleet) == []
        check_broken(fleet)


def test_a_ride_past_midnight_booked_the_evening_before_is_driven() -> None:
    """So that the test above is about something."""
    fleet, dice = night(1), Random(5)
    for _each in range(12):
        fleet = ask(fleet, dice)
    assert fleet.now < 0
    assert max(ride.board_from for ride in fleet.rides.values()) > 24 * 60
    while fleet.rides:
        fleet = goes_on(fleet, dice)
        check_broken(fleet)
        assert fleet.broken() == []
    assert fleet.now > 24 * 60
