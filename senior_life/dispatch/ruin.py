"""Ruin and recreate, compiled: take some requests out of a plan and put them back better.

Importing this module needs numba, as ``senior_life.dispatch.kernels``, whose nodes it shares.
A plan is a table of nodes by vehicle, and how many each row holds.
"""

from typing import Any

import numpy as np
from numba import njit

from senior_life.dispatch.kernels import NEVER, Facts, best_insertion, length_of

MOST_REMOVED = 15
WORSE = 0.004
"""At the beginning a plan worse by this share is taken half of the time; at the end none is."""
LIKE, COSTLY = 0.55, 0.8
"""Below the first, requests like one of them go; below the second, those that cost most."""
NOISY, GREEDY, NOISE = 0.6, 0.35, 0.3
SAME = 1e-12
HALF = 0.693  # the exponent at which a chance is one half
UNSERVED = 1e6
"""Longer than any route: rejecting nobody comes first."""


@njit(cache=True)
def _chosen(f: Facts, table: Any, counts: Any, near: Any, served: Any, count: int) -> Any:
    """Which requests go: some at random, those like one of them, or those that cost most."""
    dice = np.random.random()
    weights = np.random.random(len(served))
    if dice < LIKE:
        like = near[served[np.random.randint(len(served))]]
        for k in range(len(served)):
            weights[k] = like[served[k]] * (0.5 + weights[k])
    elif dice < COSTLY:
        saved = _savings(f, table, counts)
        for k in range(len(served)):
            weights[k] = -saved[served[k]] * (0.3 + weights[k])
    return served[np.argsort(weights)[:count]]


@njit(cache=True)
def _savings(f: Facts, table: Any, counts: Any) -> Any:
    """By request, about how much shorter its route would be without it."""
    saved = np.zeros(f.n)
    for v in range(len(counts)):
        for j in range(counts[v]):
            node = table[v, j]
            a = table[v, j - 1] if j > 0 else 2 * f.n + 2 * v
            b = table[v, j + 1] if j + 1 < counts[v] else 2 * f.n + 2 * v + 1
            saved[node % f.n] += f.lengths[a, node] + f.lengths[node, b] - f.lengths[a, b]
    return saved


@njit(cache=True)
def _remove(f: Facts, table: Any, counts: Any, is_out: Any) -> None:
    for v in range(len(counts)):
        kept = 0
        for j in range(counts[v]):
            node = table[v, j]
            if not is_out[node % f.n]:
                table[v, kept] = node
                kept += 1
        counts[v] = kept


@njit(cache=True)
def _insert(f: Facts, table: Any, counts: Any, v: int, r: int, i: int, j: int) -> None:
    k = counts[v]
    for at in range(k - 1, j - 1, -1):
        table[v, at + 2] = table[v, at]
    table[v, j + 1] = r + f.n
    for at in range(j - 1, i - 1, -1):
        table[v, at + 1] = table[v, at]
    table[v, i] = r
    counts[v] = k + 2


@njit(cache=True)
def _look(
    f: Facts,
    table: Any,
    counts: Any,
    kinds: Any,
    r: int,
    v: int,
    cell: Any,
    scratch: Any,
    whole: Any,
) -> None:
    """The best insertion of ``r`` into vehicle ``v``; an idle twin of an earlier one is passed."""
    if counts[v] == 0:
        for u in range(v):
            if counts[u] == 0 and kinds[u] == kinds[v]:
                cell[v, 0] = NEVER
                return
    cell[v, 0], cell[v, 1], cell[v, 2] = best_insertion(
        f, v, table[v], counts[v], r, scratch, whole
    )


@njit(cache=True)
def _regret(cell: Any, blur: float, is_greedy: bool) -> tuple[float, int]:
    """How much would be lost by waiting, and the vehicle that is best now (-1: none)."""
    best, second, where = NEVER, NEVER, -1
    for v in range(len(cell)):
        extra = cell[v, 0]
        if extra < best:
            best, second, where = extra, best, v
        elif extra < second:
            second = extra
    if where < 0:
        return NEVER, -1
    if is_greedy:
        return -best * blur, where
    return (min(second, 1e4 + best) - best) * blur - 1e-3 * best, where


@njit(cache=True)
def _most_urgent(cells: Any, is_open: Any, noise: float, is_greedy: bool) -> tuple[int, int]:
    """Which of the missing is put back next, and into which vehicle (-1: into none)."""
    top, next_, where = -NEVER * 2, -1, -1
    for m in np.nonzero(is_open)[0]:
        blur = 1 + noise * (np.random.random() - 0.5)
        value, vehicle = _regret(cells[m], blur, is_greedy)
        if value > top:
            top, next_, where = value, int(m), vehicle
    return next_, where


@njit(cache=True)
def _recreate(
    f: Facts, table: Any, counts: Any, kinds: Any, missing: Any, scratch: Any, whole: Any
) -> int:
    """Puts back what it can, the most urgent first; how many are left."""
    cells = np.empty((len(missing), len(counts), 3))
    for m in range(len(missing)):
        for v in range(len(counts)):
            _look(f, table, counts, kinds, missing[m], v, cells[m], scratch, whole)
    is_open = np.ones(len(missing), np.bool_)
    noise = NOISE * np.random.random() if np.random.random() < NOISY else 0.0
    is_greedy, left = np.random.random() < GREEDY, 0
    for _ in range(len(missing)):
        m, v = _most_urgent(cells, is_open, noise, is_greedy)
        is_open[m] = False
        if v < 0:
            left += 1
            continue
        was_idle = counts[v] == 0
        _insert(f, table, counts, v, missing[m], int(cells[m, v, 1]), int(cells[m, v, 2]))
        for other in np.nonzero(is_open)[0]:
            for u in range(len(counts)):
                if u == v or (was_idle and counts[u] == 0):
                    _look(f, table, counts, kinds, missing[other], u, cells[other], scratch, whole)
    return left


@njit(cache=True)
def rank(f: Facts, table: Any, counts: Any) -> float:
    """Length, and far more for each request that is not served."""
    total, served = 0.0, 0
    for v in range(len(counts)):
        total += length_of(f, v, table[v], counts[v])
        served += counts[v] // 2
    return total + UNSERVED * (f.n - served)


@njit(cache=True)
def improve(
    f: Facts,
    now: Any,
    now_counts: Any,
    best: Any,
    best_counts: Any,
    kinds: Any,
    near: Any,
    seed: int,
    rounds: int,
    heat: float,
    pool: Any,
    pool_counts: Any,
) -> int:
    """So many rounds from ``now``; both plans are changed in place. How many plans were taken
    down in ``pool`` for the set partitioning."""
    np.random.seed(seed)
    size = 2 * f.n + 4
    scratch, whole = np.empty((3, size)), np.empty((2, size), np.int64)
    now_rank, best_rank, kept = rank(f, now, now_counts), rank(f, best, best_counts), 0
    is_out = np.zeros(f.n, np.bool_)
    for _round in range(rounds):
        table, counts = now.copy(), now_counts.copy()
        is_out[:] = True
        for v in range(len(counts)):
            for j in range(counts[v]):
                is_out[table[v, j] % f.n] = False
        served = np.nonzero(~is_out)[0]
        if len(served):
            most = min(MOST_REMOVED, max(1, len(served) // 2))
            count = 1 + int(np.random.random() ** 3 * most)
            for r in _chosen(f, table, counts, near, served, count):
                is_out[r] = True
        _remove(f, table, counts, is_out)
        _recreate(f, table, counts, kinds, np.nonzero(is_out)[0], scratch, whole)
        fresh = rank(f, table, counts)
        if fresh < best_rank - 1e-9:
            best_rank = fresh
            best[:], best_counts[:] = table, counts
        worse = (fresh - now_rank) / max(now_rank, 1e-9)
        if worse <= 0 or (heat > 0 and np.random.random() < np.exp(-HALF * worse / (WORSE * heat))):
            if kept < len(pool) and abs(worse) > SAME:
                pool[kept], pool_counts[kept] = table, counts
                kept += 1
            now[:], now_counts[:] = table, counts
            now_rank = fresh
    return kept
