"""Any sequence of requests, cancellations, delays and breakdowns: what was promised is kept, or
it is told which promise is not, and why."""

from dataclasses import replace
from itertools import count
from random import Random

import fleets
from hypothesis import given, settings
from hypothesis import strategies as st
from promises import faults, lateness

from senior_life.dispatch import Fleet, Visit, Why, Wish

deeds = st.lists(
    st.tuples(
        st.sampled_from(
            ["ask", "ask", "ask", "cancel", "later", "late", "breakdown", "improve", "squeeze"]
        ),
        st.integers(0, 10_000),
    ),
    min_size=6,
    max_size=30,
)

numbers = count()


class once:  # noqa: N801 -- reads as the number it stands for
    """Ends a search after so many steps."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def __call__(self) -> bool:
        self.left -= 1
        return self.left < 0


def a_wish(fleet: Fleet, dice: Random) -> Wish:
    return fleets.wish(dice, f"ride{next(numbers)}", fleet.now, fleet.now + 200)


def ask(fleet: Fleet, dice: Random) -> Fleet:
    wish = a_wish(fleet, dice)
    offers = fleet.offers(wish)
    return fleet.taking(dice.choice(offers)) if offers else fleet


def cancel(fleet: Fleet, dice: Random) -> Fleet:
    waiting = [v.ride for one in fleet.standings for v in one.visits[one.fixed :] if v.is_pickup]
    return fleet.without(dice.choice(waiting)) if waiting else fleet


def later(fleet: Fleet, dice: Random, most: float = 30) -> Fleet:
    """Some minutes go by; a vehicle that has something to do by then does the first of it."""
    now = fleet.now + dice.uniform(0, most)
    names = [one.run.id for one in fleet.standings if one.visits]
    changed = [done(fleet, name) for name in names if fleet.line(name).at[1] <= now]
    return fleet.moved(now, changed)


def done(fleet: Fleet, run_id: str) -> fleets.Standing:
    """The first visit, as planned."""
    one, line = fleet.standing(run_id), fleet.line(run_id)
    visit, aboard = one.visits[0], dict(one.aboard)
    if visit.is_pickup:
        aboard[visit.ride] = line.leaves[1]
    else:
        del aboard[visit.ride]
    place = line.limits.places[1]
    return replace(
        one, visits=one.visits[1:], aboard=aboard, place=place, fixed=0, free_from=line.leaves[1]
    )


def late(fleet: Fleet, dice: Random) -> Fleet:
    """A vehicle is held up where it is, or on the way to what comes next."""
    one = dice.choice(fleet.standings)
    free = max(one.free_from or one.run.begins, fleet.now) + dice.uniform(5, 40)
    place = one.place or one.run.start
    return fleet.moved(
        fleet.now,
        [replace(one, place=place, free_from=free, fixed=min(len(one.visits), dice.randint(0, 1)))],
    )


DEEDS = {
    "ask": ask,
    "cancel": cancel,
    "later": later,
    "late": late,
    "improve": lambda fleet, _dice: fleet.improved(60, once(6)),
    "squeeze": lambda fleet, dice: fleet.making_room(a_wish(fleet, dice), 3) or fleet,
}


@settings(deadline=None, max_examples=100)
@given(st.integers(0, 10_000), deeds)
def test_a_promise_is_kept_or_it_is_told_which_is_not_and_why(
    seed: int, what: list[tuple[str, int]]
) -> None:
    fleet = fleets.fleet(seed, runs=2)
    for name, dice in what:
        if name == "breakdown":
            check_breakdown(fleet, Random(dice))
            continue
        before, fleet = fleet, DEEDS[name](fleet, Random(dice))
        if name not in {"later", "late"}:
            assert faults(before, fleet) == []
        check_broken(fleet)


def check_broken(fleet: Fleet) -> None:
    """Whatever misses its promise when all goes as expected is told, and nothing else."""
    late = {name for name, minutes in lateness(fleet, fleet.travel).items() if minutes > 1e-3}
    told = {one.ride: one for one in fleet.broken()}
    assert late <= told.keys()
    for one in told.values():
        assert one.minutes < 1e-3 or one.ride in late
        assert one.why in {Why.LATE_TO_BOARD, Why.LATE_TO_ARRIVE, Why.LONG_RIDE}


def check_breakdown(fleet: Fleet, dice: Random) -> None:
    """Everybody of the run is named; another vehicle takes over what it can at the same promise."""
    gone = dice.choice(fleet.standings)
    rest = fleet.without_run(gone.run.id)
    named = {ride.id for ride in (*rest.waiting, *rest.aboard)}
    assert named == fleet.rides.keys() - rest.fleet.rides.keys()
    assert {visit.ride for visit in gone.visits} == named
    after = rest.fleet
    for ride in rest.waiting:
        kept = after.keeping(ride)
        if kept is not None:
            assert kept.ride == ride
            before, after = after, after.taking(kept)
            assert faults(before, after) == []
            assert Visit(ride.id, True) in after.standing(kept.run).visits
