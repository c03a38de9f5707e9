"""Ruin and recreate under simulated annealing, many thousand times a second. Compiled by numba."""

from typing import Any, NamedTuple

import numpy as np

from senior_life.dispatch.boarding import Scratch, scratch
from senior_life.dispatch.kernels import Facts, lean
from senior_life.dispatch.recreate import Costs, refill, touch, unknown
from senior_life.dispatch.ruin import Out, choose, nobody
from senior_life.dispatch.seen import Seen, note, nothing
from senior_life.dispatch.tours import Tours, copy, copy_row, drop, idle, settle

MOST_OUT, SMALL = 30, 1.5
NOTED = 1.02
"""Routes of plans no worse than the best by this are noted, taken or not."""
UNSERVED = 1e6
"""Longer than any route: rejecting nobody comes first."""
LESS = 1e-9


class Search(NamedTuple):
    """What one thread works on; ``old`` is where a round can go back to."""

    now: Tours
    best: Tours
    old: Tours
    costs: Costs
    out: Out
    seen: Seen
    scratch: Scratch
    order: Any
    used: Any


@lean
def rank(t: Tours) -> float:
    """Length, and far more for each request that is not served."""
    total = 0.0
    for v in range(len(t.length)):
        total += t.length[v]
    for r in range(len(t.where)):
        if t.where[r] < 0:
            total += UNSERVED
    return total


@lean
def improve(f: Facts, w: Search, seed: int, rounds: int, warm: float, cool: float) -> None:
    """So many rounds from ``w.now``; ``warm`` falls to ``cool``, in units of length."""
    np.random.seed(seed)
    now_rank, best_rank = rank(w.now), rank(w.best)
    factor = (cool / warm) ** (1 / rounds) if warm > 0 else 1.0
    for _round in range(rounds):
        warm *= factor
        if not _ruin(f, w):
            _go_back(f, w)
            continue
        refill(f, w.now, w.old, w.costs, w.scratch)
        fresh = rank(w.now)
        if fresh < best_rank * NOTED:
            _note(f, w)
        if fresh < now_rank - warm * np.log(1e-300 + np.random.random()):
            now_rank = fresh
            if fresh < best_rank - LESS:
                best_rank = fresh
                copy(w.now, w.best)
        else:
            _go_back(f, w)


@lean
def _ruin(f: Facts, w: Search) -> bool:
    t, out = w.now, w.out
    for k in range(out.count[0]):
        out.is_out[out.chosen[k]] = False
    out.count[0] = 0
    for v in range(len(t.count)):
        w.costs.touched[v] = False
    most = 1 + int(np.random.random() ** SMALL * min(MOST_OUT, max(1, f.n // 2)))
    choose(f, t, w.order, most, w.used, out)
    for k in range(out.count[0]):
        touch(t, w.old, w.costs, t.where[out.chosen[k]])
    for v in range(len(t.count)):
        if w.costs.touched[v]:
            drop(f, t, v, out.is_out)
            if not settle(f, t, v):
                return False
    return True


@lean
def _note(f: Facts, w: Search) -> None:
    for v in range(len(w.now.count)):
        if w.costs.touched[v]:
            note(f, w.seen, w.now, v, f.kinds[v])


@lean
def _go_back(f: Facts, w: Search) -> None:
    """The round is undone: rows as they were, whoever was out or put in as before."""
    for v in range(len(w.now.count)):
        if w.costs.touched[v]:
            for k in range(1, w.now.count[v] - 1):
                w.now.where[w.now.nodes[v, k] % f.n] = -1
    for v in range(len(w.now.count)):
        if w.costs.touched[v]:
            copy_row(w.old, w.now, v)


def begin(f: Facts, order: Any) -> Search:
    """A search that knows nothing yet: see ``go_from``."""
    n, vehicles = f.n, len(f.kinds)
    return Search(
        idle(n, vehicles),
        idle(n, vehicles),
        idle(n, vehicles),
        unknown(n, vehicles),
        nobody(n),
        nothing(n, vehicles),
        scratch(n),
        order,
        np.zeros(vehicles, np.bool_),
    )


def go_from(search: Search, plan: Tours) -> None:
    """Goes on from this plan, which is the best if it beats that known."""
    copy(plan, search.now)
    if rank(plan) < rank(search.best):
        copy(plan, search.best)


def length(t: Tours) -> float:
    return float(t.length.sum())


def copied(plan: Tours) -> Tours:
    return Tours(*(field.copy() for field in plan))
