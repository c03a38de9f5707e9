"""The one table of legal moves of a booking, and what its states mean for the resident's day."""

from enum import StrEnum

from senior_life.contract import State

MOVES: dict[State, frozenset[State]] = {
    # Asked again after an outage, the provider may say that it is all over by now.
    State.REQUESTED: frozenset(State) - {State.REQUESTED},
    State.WAITING: frozenset(
        {State.PROPOSED, State.REQUESTED, State.CONFIRMED, State.CANCELLED, State.FAILED}
    ),
    State.PROPOSED: frozenset(
        {State.WAITING, State.REQUESTED, State.CONFIRMED, State.CANCELLED, State.FAILED}
    ),
    # WAITING: the provider had to close, and has no other time to propose yet.
    State.CONFIRMED: frozenset(
        {
            State.WAITING,
            State.PROPOSED,
            State.UNDER_WAY,
            State.DONE,
            State.CANCELLED,
            State.FAILED,
        }
    ),
    # The desk may have tapped the wrong line: arrived and done can be taken back.
    State.UNDER_WAY: frozenset({State.CONFIRMED, State.DONE, State.CANCELLED, State.FAILED}),
    State.DONE: frozenset({State.UNDER_WAY, State.CONFIRMED}),
    State.CANCELLED: frozenset(),
    State.FAILED: frozenset(),
}

OCCUPYING = frozenset({State.REQUESTED, State.PROPOSED, State.CONFIRMED, State.UNDER_WAY})
"""While a booking is in one of these, its resident cannot be elsewhere at that time."""

OVER = frozenset({State.DONE, State.CANCELLED, State.FAILED})


def may_move(old: State, new: State) -> bool:
    """A booking that stays where it is may still have changed (its time, its words)."""
    return new in MOVES[old] or (old == new and old not in {State.CANCELLED, State.FAILED})


ENDED = frozenset({State.CANCELLED, State.FAILED})
"""Nothing came of it, or it was given back."""


class PlanState(StrEnum):
    """Of several bookings under one yes; it ends as ``BOOKED`` or ``UNDONE``."""

    REQUESTED = "requested"  # asked for; no part of it is shown as booked
    BOOKED = "booked"  # every part stands
    UNDOING = "undoing"  # one was refused: the others are given back
    UNDONE = "undone"  # nothing stands
