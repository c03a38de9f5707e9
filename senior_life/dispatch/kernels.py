"""Whether a route can be driven, compiled by numba: the same sums as ``schedule``, on arrays.

Importing this module needs numba; ``senior_life.dispatch.compiled`` does it where it is there,
after saying where compiled code is kept. Nodes ``0..2n-1`` are the visits; vehicle ``v`` starts
at node ``2n + 2v`` and ends at ``2n + 2v + 1``.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar, cast

from numba import njit

Loop = TypeVar("Loop", bound=Callable[..., Any])


HOW: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False}


def lean(loop: Loop) -> Loop:
    """Compiles what allocates nothing. Otherwise numba counts the references to every array at
    each call, which takes longer than the loops themselves, the more so with two threads."""
    return cast("Loop", njit(cache=True, **HOW)(loop))


def inlined(loop: Loop) -> Loop:
    """The same, as a part of its callers: at a call every field of every array is handed over one
    by one, which takes longer than a short loop does."""
    return cast("Loop", njit(forceinline=True, **HOW)(loop))


EPSILON = 1e-7
LESS = 1e-9
NEVER = 1e18


class Facts(NamedTuple):
    """A problem as arrays: by node, by request (``ride``), by vehicle (the last seven but one).

    ``kinds`` is a number that vehicles share which are alike.
    ``is_metric``: no way round is quicker than the direct one, so that one more visit never makes
    anything earlier.
    """

    n: int
    minutes: Any
    lengths: Any
    early: Any
    late: Any
    service: Any
    riders: Any
    chairs: Any
    ride: Any
    begins: Any
    ends: Any
    longest: Any
    seats: Any
    places: Any
    folds: Any
    kinds: Any
    is_metric: bool


@lean
def _has_room(f: Facts, v: int, route: Any, k: int) -> bool:
    riders = chairs = 0
    for j in range(k):
        riders += f.riders[route[j]]
        chairs += f.chairs[route[j]]
        if chairs > f.places[v] or riders + chairs * f.folds[v] > f.seats[v]:
            return False
    return True


@lean
def _go_forward(f: Facts, v: int, route: Any, k: int, at: Any) -> bool:
    before = 2 * f.n + 2 * v
    for j in range(1, k + 2):
        node = route[j - 1] if j <= k else 2 * f.n + 2 * v + 1
        arrives = at[j - 1] + f.service[before] + f.minutes[before, node]
        at[j] = max(at[j], arrives)
        if at[j] > f.late[node] + EPSILON:
            return False
        before = node
    return True


@lean
def _pull_up(f: Facts, v: int, route: Any, k: int, at: Any, index: Any) -> bool:
    has_moved = False
    for j in range(1, k + 1):
        pickup = route[j - 1] - f.n
        if pickup >= 0:
            board = at[j] - f.ride[pickup] - f.service[pickup]
            if board > at[index[pickup]] + EPSILON:
                at[index[pickup]] = board
                has_moved = True
    if at[k + 1] - f.longest[v] > at[0] + EPSILON:
        at[0] = at[k + 1] - f.longest[v]
        has_moved = True
    return has_moved


@lean
def fits(f: Facts, v: int, route: Any, k: int, at: Any, index: Any) -> bool:
    """As ``schedule.fits``, for the first ``k`` nodes of ``route``; the last two are scratch."""
    if not _has_room(f, v, route, k):
        return False
    at[0] = at[k + 1] = f.begins[v]
    for j in range(k):
        index[route[j]] = j + 1
        at[j + 1] = f.early[route[j]]
    for _round in range(k + 3):
        if not _go_forward(f, v, route, k, at):
            return False
        if not _pull_up(f, v, route, k, at, index):
            return True
    return False
