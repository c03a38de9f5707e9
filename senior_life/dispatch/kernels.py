"""The inner loops of the search, compiled by numba: the same sums as the pure path, on arrays.

Importing this module needs numba; ``senior_life.dispatch.compiled`` does it where it is there,
after saying where compiled code is kept. Nodes ``0..2n-1`` are the visits; vehicle ``v`` starts
at node ``2n + 2v`` and ends at ``2n + 2v + 1``.
"""

from typing import Any, NamedTuple

from numba import njit

lean = njit(cache=True, nogil=True, error_model="numpy", _nrt=False)
"""For loops that allocate nothing: without it numba counts the references to every array at each
call, which takes longer than the loops themselves, the more so with two threads."""

EPSILON = 1e-7
LESS = 1e-9
NEVER = 1e18


class Facts(NamedTuple):
    """A problem as arrays: by node, by request (``ride``), by vehicle (the last six but one).

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


@lean
def _tries(
    f: Facts, v: int, route: Any, k: int, r: int, i: int, j: int, longer: Any, at: Any, index: Any
) -> bool:
    """Whether the route with ``r`` boarding before position ``i``, alighting before ``j``, fits."""
    longer[:i] = route[:i]
    longer[i] = r
    longer[i + 1 : j + 1] = route[i:j]
    longer[j + 1] = r + f.n
    longer[j + 2 : k + 2] = route[j:k]
    return fits(f, v, longer, k + 2, at, index)


@lean
def _slack(f: Facts, v: int, route: Any, k: int, departs: Any, arrive_by: Any) -> None:
    """Ride times aside: earliest departures, and latest arrivals at what comes next."""
    last, end = 2 * f.n + 2 * v, 2 * f.n + 2 * v + 1
    departs[0] = f.begins[v]
    for j in range(k):
        begins = max(departs[j] + f.minutes[last, route[j]], f.early[route[j]])
        last = route[j]
        departs[j + 1] = begins + f.service[last]
    arrive_by[k], after = f.ends[v], end
    for j in range(k - 1, -1, -1):
        node = route[j]
        onward = arrive_by[j + 1] - f.minutes[node, after] - f.service[node]
        arrive_by[j] = min(f.late[node], onward)
        after = node


@lean
def _apart(
    f: Facts,
    v: int,
    route: Any,
    k: int,
    r: int,
    i: int,
    before: float,
    leaves: float,
    bound: float,
    scratch: Any,
    whole: Any,
) -> tuple[float, int]:
    """With others between boarding and alighting; ``leaves`` is when the next one is left."""
    end, d = 2 * f.n + 2 * v + 1, r + f.n
    c, t = f.lengths, f.minutes
    best, best_j = bound, -1
    for j in range(i + 1, k + 1):
        a = route[j - 1]
        b = end if j == k else route[j]
        alights = max(leaves + t[a, d], f.early[d])
        if alights > f.late[d] + EPSILON:
            break
        extra = before + c[a, d] + c[d, b] - c[a, b]
        if (
            extra < best - LESS
            and alights + f.service[d] + t[d, b] <= scratch[2, j] + EPSILON
            and _tries(f, v, route, k, r, i, j, whole[0], scratch[0], whole[1])
        ):
            best, best_j = extra, j
        leaves = max(leaves + t[a, b], f.early[b]) + f.service[b]
    return best, best_j


@lean
def best_insertion(
    f: Facts, v: int, route: Any, k: int, r: int, scratch: Any, whole: Any
) -> tuple[float, int, int]:
    """(extra length, position of boarding, of alighting); NEVER: it does not fit anywhere."""
    departs, arrive_by = scratch[1], scratch[2]
    first, end, d = 2 * f.n + 2 * v, 2 * f.n + 2 * v + 1, r + f.n
    c, t = f.lengths, f.minutes
    _slack(f, v, route, k, departs, arrive_by)
    best, best_i, best_j = NEVER, -1, -1
    for i in range(k + 1):
        a = first if i == 0 else route[i - 1]
        b = end if i == k else route[i]
        if departs[i] > f.late[r] + EPSILON:
            break
        boards = max(departs[i] + t[a, r], f.early[r])
        if boards > f.late[r] + EPSILON:
            continue
        saved = 0.0 if k == 0 else c[a, b]
        leaves = boards + f.service[r]
        alights = max(leaves + t[r, d], f.early[d])
        extra = c[a, r] + c[r, d] + c[d, b] - saved
        if (
            extra < best - LESS
            and alights <= f.late[d] + EPSILON
            and alights + f.service[d] + t[d, b] <= arrive_by[i] + EPSILON
            and _tries(f, v, route, k, r, i, i, whole[0], scratch[0], whole[1])
        ):
            best, best_i, best_j = extra, i, i
        before = c[a, r] + c[r, b] - saved
        if i == k or before >= best or leaves + t[r, b] > arrive_by[i] + EPSILON:
            continue
        leaves = max(leaves + t[r, b], f.early[b]) + f.service[b]
        extra, j = _apart(f, v, route, k, r, i, before, leaves, best, scratch, whole)
        if j >= 0:
            best, best_i, best_j = extra, i, j
    return best, best_i, best_j


@lean
def length_of(f: Facts, v: int, route: Any, k: int) -> float:
    if k == 0:
        return 0.0
    total = f.lengths[2 * f.n + 2 * v, route[0]]
    for j in range(k - 1):
        total += f.lengths[route[j], route[j + 1]]
    return float(total + f.lengths[route[k - 1], 2 * f.n + 2 * v + 1])
