"""The table of legal moves."""

from hypothesis import given
from hypothesis import strategies as st

from senior_life.contract import State
from senior_life.flows.states import MOVES, OCCUPYING, OVER, may_move


def test_every_state_has_its_moves() -> None:
    assert set(MOVES) == set(State)


def test_a_cancelled_booking_never_comes_back() -> None:
    assert not any(may_move(State.CANCELLED, new) for new in State)


def test_what_is_over_takes_no_time() -> None:
    assert not OCCUPYING & OVER


@given(st.lists(st.sampled_from(State), max_size=12))
def test_whatever_is_told_a_final_state_stays(told: list[State]) -> None:
    state = State.REQUESTED
    for new in told:
        was = state
        state = new if may_move(state, new) else state
        if was in {State.CANCELLED, State.FAILED}:
            assert state == was
