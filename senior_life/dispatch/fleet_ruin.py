"""Ruin and recreate on the road, compiled: rides that nobody is on the way to change places.

Importing this module needs numba. The arrays are those of ``fleet_times``; they are changed in
place. A plan that is a little longer than the best is gone on from (record-to-record travel: Dueck,
Journal of Computational Physics 104, 1993); the best is what is left in ``routes`` at the end.
"""

from typing import Any

import numpy as np
from numba import njit

from senior_life.dispatch.fleet_kernels import LESS, best_in_run
from senior_life.dispatch.fleet_times import NEVER, Plans, Town, crow, refresh

MOST_REMOVED = 14
LIKE, ALONG = 0.7, 0.9
"""Below the first, rides like one of them go; below the second, those of one run; else any."""
NOISE = 0.25
WORSE = 800.0
"""How much longer than the best a plan may be that is gone on from at the start, in metres."""
A_MILLIMETRE = 1e-3
A_MINUTE = 400.0
"""Metres that a minute's difference in time counts as, when rides are compared."""


@njit(cache=True)
def _unlike(t: Town, a: int, b: int) -> float:
    """How far apart two rides are, and in time; metres."""
    far = crow(t, a, b) + crow(t, a + t.n, b + t.n)
    return float(far + A_MINUTE * abs(t.late[a] - t.late[b]))


@njit(cache=True)
def _smallest(weights: Any, count: int) -> Any:
    found = np.empty(count, np.int64)
    for k in range(count):
        found[k] = np.argmin(weights)
        weights[found[k]] = NEVER * 2
    return found


@njit(cache=True)
def _chosen(t: Town, p: Plans, movable: Any, count: int) -> Any:
    dice, weights = np.random.random(), np.random.random(len(movable))
    first = movable[np.random.randint(len(movable))]
    if dice < LIKE:
        for k in range(len(movable)):
            weights[k] = _unlike(t, first, movable[k]) * (0.5 + weights[k])
    elif dice < ALONG:
        for k in range(len(movable)):
            weights[k] += 0.0 if p.run[movable[k]] == p.run[first] else 2.0
    return movable[_smallest(weights, count)]


@njit(cache=True)
def _keep_row(p: Plans, old: Plans, is_touched: Any, v: int) -> None:
    if not is_touched[v]:
        is_touched[v] = True
        _copy_row(p, old, v)


@njit(cache=True)
def _copy_row(p: Plans, to: Plans, v: int) -> None:
    k = p.held[v]
    to.held[v], to.cost[v] = k, p.cost[v]
    to.routes[v, :k], to.at[v, :k] = p.routes[v, :k], p.at[v, :k]
    to.arrive_by[v, :k] = p.arrive_by[v, :k]
    to.riders[v, :k], to.chairs[v, :k] = p.riders[v, :k], p.chairs[v, :k]


@njit(cache=True)
def _undo(p: Plans, old: Plans, is_touched: Any) -> None:
    for v in range(len(is_touched)):
        if is_touched[v]:
            _copy_row(old, p, v)
            for j in range(p.held[v]):
                p.where[p.routes[v, j]] = j
                p.run[p.routes[v, j]] = v


@njit(cache=True)
def _remove(t: Town, p: Plans, old: Plans, is_touched: Any, out: Any) -> None:
    for r in out:
        v = p.run[r]
        _keep_row(p, old, is_touched, v)
        kept = 0
        for j in range(p.held[v]):
            node = p.routes[v, j]
            if node not in {r, r + t.n}:
                p.routes[v, kept] = node
                kept += 1
        p.held[v] = kept
    for v in range(len(is_touched)):
        if is_touched[v]:
            refresh(t, p, v)


@njit(cache=True)
def insert(t: Town, p: Plans, v: int, r: int, i: int, j: int) -> None:
    """Boarding after position ``i``, alighting after ``j``; the times are worked out anew."""
    k = p.held[v]
    for at in range(k - 1, j, -1):
        p.routes[v, at + 2] = p.routes[v, at]
    p.routes[v, j + 2] = r + t.n
    for at in range(j, i, -1):
        p.routes[v, at + 1] = p.routes[v, at]
    p.routes[v, i + 1] = r
    p.held[v] = k + 2
    refresh(t, p, v)


@njit(cache=True)
def _look(t: Town, p: Plans, cell: Any, v: int, r: int, row: Any, fresh: Any) -> None:
    if p.held[v] + 2 > p.routes.shape[1]:
        cell[v, 0] = NEVER
        return
    cell[v, 0], cell[v, 1], cell[v, 2] = best_in_run(t, p, v, r, NEVER, row, fresh)


@njit(cache=True)
def _urgency(cell: Any, blur: float) -> tuple[float, int]:
    """How much would be lost by waiting, and the run that is best now (-1: none)."""
    best, second, where = NEVER, NEVER, -1
    for v in range(len(cell)):
        if cell[v, 0] < best:
            best, second, where = cell[v, 0], best, v
        elif cell[v, 0] < second:
            second = cell[v, 0]
    return (min(second, best + 1e6) - best) * blur, where


@njit(cache=True)
def _most_urgent(cells: Any, is_open: Any) -> tuple[int, int]:
    """Which of the missing is put back next, and into which run (-1: into none)."""
    top, next_, where = -1.0, -1, -1
    for m in range(len(is_open)):
        if is_open[m]:
            urgency, v = _urgency(cells[m], 1 + NOISE * (np.random.random() - 0.5))
            if v < 0:
                return m, -1
            if urgency > top:
                top, next_, where = urgency, m, v
    return next_, where


@njit(cache=True)
def _recreate(
    t: Town, p: Plans, old: Plans, is_touched: Any, out: Any, row: Any, fresh: Any
) -> bool:
    """Puts all back, the most urgent first; False: one has no place."""
    runs = len(p.held)
    cells = np.empty((len(out), runs, 3))
    for m in range(len(out)):
        for v in range(runs):
            _look(t, p, cells[m], v, out[m], row, fresh)
    is_open = np.ones(len(out), np.bool_)
    for _turn in range(len(out)):
        m, to = _most_urgent(cells, is_open)
        if to < 0:
            return False
        _keep_row(p, old, is_touched, to)
        insert(t, p, to, out[m], int(cells[m, to, 1]), int(cells[m, to, 2]))
        is_open[m] = False
        for k in range(len(out)):
            if is_open[k]:
                _look(t, p, cells[k], to, out[k], row, fresh)
    return True


@njit(cache=True)
def _copy_routes(p: Plans, routes: Any, held: Any) -> None:
    for v in range(len(held)):
        held[v] = p.held[v]
        routes[v, : held[v]] = p.routes[v, : held[v]]


@njit(cache=True, nogil=True)
def improve(
    t: Town,
    p: Plans,
    old: Plans,
    movable: Any,
    best: tuple[Any, Any],
    best_cost: float,
    dice: tuple[int, int, float],
    scratch: tuple[Any, Any],
) -> float:
    """Rounds from ``p``; the best plan seen is kept in ``best`` (routes, held); its cost.
    ``dice`` are the seed, how many rounds, and the heat, which falls from 1 to 0."""
    seed, rounds, heat = dice
    np.random.seed(seed)
    now, is_touched = p.cost.sum(), np.zeros(len(p.held), np.bool_)
    for _round in range(rounds):
        count = 1 + int(np.random.random() ** 2 * min(MOST_REMOVED, len(movable)))
        out = _chosen(t, p, movable, count)
        is_touched[:] = False
        _remove(t, p, old, is_touched, out)
        is_whole = _recreate(t, p, old, is_touched, out, scratch[0], scratch[1])
        cost = p.cost.sum()
        if not is_whole or cost > max(now, best_cost + WORSE * heat) + LESS:
            _undo(p, old, is_touched)
            continue
        now = cost
        if cost < best_cost - A_MILLIMETRE:
            best_cost = cost
            _copy_routes(p, best[0], best[1])
    return float(best_cost)


@njit(cache=True, nogil=True)
def make_room(
    t: Town,
    p: Plans,
    old: Plans,
    movable: Any,
    r: int,
    seed: int,
    rounds: int,
    row: Any,
    fresh: Any,
) -> bool:
    """Whether ``r`` found a place by others changing theirs; if not, nothing has changed."""
    np.random.seed(seed)
    is_touched, asks = np.zeros(len(p.held), np.bool_), np.full(1, r)
    for _round in range(rounds):
        count = min(len(movable), 1 + int(np.random.random() * MOST_REMOVED))
        weights = np.empty(len(movable))
        for k in range(len(movable)):
            weights[k] = _unlike(t, r, movable[k]) * (0.3 + np.random.random())
        is_touched[:] = False
        out = movable[_smallest(weights, count)]
        _remove(t, p, old, is_touched, out)
        is_in = _recreate(t, p, old, is_touched, asks, row, fresh)
        if is_in and _recreate(t, p, old, is_touched, out, row, fresh):
            return True
        _undo(p, old, is_touched)
    return False
