"""Routes that nobody drove yet but that the relaxation of ``partition`` would pay for.

Compiled by numba. Its dual prices say what serving each request is worth; a route is worth taking
in if it is shorter than what it serves is worth. They are sought among the neighbours of routes
that just pay: one request more, one less, one for another, and on random walks from there, a few
for a few others (heuristic pricing, as in Parragh and Schmid 2013).
"""

from typing import Any, NamedTuple

import numpy as np

from senior_life.dispatch.boarding import Scratch, cheapest, scratch
from senior_life.dispatch.kernels import NEVER, Facts, lean
from senior_life.dispatch.seen import Routes, Seen, note, nothing
from senior_life.dispatch.tours import IDLE, Tours, copy_row, drop, idle, settle, take_in

HEAT, MOST_EXCHANGED = 0.5, 3
"""How far a walk may lead away from what pays, in mean legs; how many are exchanged at once."""
SEEDS = 2**31


class Bench(NamedTuple):
    """Where routes are changed and looked at: as they were, and with some requests less.

    ``is_in`` are the requests that may not be taken in, ``taken[0]`` is who was last.
    """

    whole: Tours
    less: Tours
    seen: Seen
    scratch: Scratch
    is_in: Any
    is_out: Any
    taken: Any


def bench(n: int, vehicles: int) -> Bench:
    return Bench(
        idle(n, vehicles),
        idle(n, vehicles),
        nothing(n, vehicles),
        scratch(n),
        np.zeros(n, np.bool_),
        np.zeros(n, np.bool_),
        np.zeros(1, np.int64),
    )


@lean
def explore(
    f: Facts,
    b: Bench,
    routes: Routes,
    worth: Any,
    fees: Any,
    limit: float,
    steps: int,
) -> None:
    """Notes neighbours of these routes that cost less than ``limit`` beyond what they are worth.

    A random walk of so many ``steps`` goes on from each. ``worth`` is by request, ``fees`` by
    route what its vehicle is worth (not more than nothing).
    """
    np.random.seed(b.seen.clock[0] % SEEDS)
    for k in range(len(routes.count)):
        v = routes.kind[k]
        if _set_up(f, b, v, routes.nodes[k], routes.count[k]):
            value = b.whole.length[v] - fees[k]
            for r in range(f.n):
                if b.is_in[r]:
                    value -= worth[r]
            _around(f, b, v, value, worth, limit)
            _wander(f, b, v, value, worth, limit, steps)


@lean
def _set_up(f: Facts, b: Bench, v: int, nodes: Any, count: int) -> bool:
    """Makes it the row that is ``whole``."""
    for r in range(f.n):
        b.is_in[r] = False
    for k in range(count):
        b.whole.nodes[v, k + 1] = nodes[k]
        b.is_in[nodes[k] % f.n] = True
    b.whole.nodes[v, count + 1] = 2 * f.n + 2 * v + 1
    b.whole.count[v] = count + 2
    return bool(settle(f, b.whole, v))


@lean
def _around(f: Facts, b: Bench, v: int, value: float, worth: Any, limit: float) -> None:
    """All with one request more, one less, or one for another."""
    extra = _take_best(f, b, b.whole, v, limit - value, worth)
    if extra < NEVER:
        note(f, b.seen, b.whole, v, v)
        _leave(f, b, b.whole, v, b.taken[0])
    for k in range(1, b.whole.count[v] - 1):
        q = b.whole.nodes[v, k]
        if q < f.n:
            copy_row(b.whole, b.less, v)
            if _leave(f, b, b.less, v, q):
                less = value + worth[q] + b.less.length[v] - b.whole.length[v]
                if less < limit:
                    note(f, b.seen, b.less, v, v)
                b.is_in[q] = True
                if _take_best(f, b, b.less, v, limit - less, worth) < NEVER:
                    note(f, b.seen, b.less, v, v)
                    b.is_in[b.taken[0]] = False
            b.is_in[q] = True


@lean
def _leave(f: Facts, b: Bench, t: Tours, v: int, r: int) -> bool:
    b.is_out[r] = True
    drop(f, t, v, b.is_out)
    b.is_out[r] = b.is_in[r] = False
    return bool(settle(f, t, v))


@lean
def _take_best(f: Facts, b: Bench, t: Tours, v: int, bound: float, worth: Any) -> float:
    """Takes in the one that pays best, which is then ``taken``: its cost beyond its worth, if that
    is below ``bound``; else NEVER."""
    best, who, at, off = bound, -1, -1, -1
    for r in range(f.n):
        if not b.is_in[r] and best + worth[r] > 0:
            extra, i, j = cheapest(f, t, v, r, best + worth[r], b.scratch)
            if i >= 0:
                best, who, at, off = extra - worth[r], r, i, j
    if who < 0:
        return NEVER
    take_in(f, t, v, who, at, off)
    b.is_in[who] = True
    b.taken[0] = who
    return best


@lean
def _wander(f: Facts, b: Bench, v: int, value: float, worth: Any, limit: float, steps: int) -> None:
    """From one route to the next, a few others for a few: what no single exchange leads to."""
    warm = HEAT * b.whole.length[v] / b.whole.count[v]
    for _step in range(steps):
        copy_row(b.whole, b.less, v)
        fresh = _exchange(f, b, v, value, worth, limit)
        is_taken = fresh < value - warm * np.log(1e-300 + np.random.random())
        if is_taken:
            copy_row(b.less, b.whole, v)
            value = fresh
        for r in range(f.n):
            b.is_in[r] = False
        for k in range(1, b.whole.count[v] - 1):
            b.is_in[b.whole.nodes[v, k] % f.n] = True


@lean
def _exchange(f: Facts, b: Bench, v: int, value: float, worth: Any, limit: float) -> float:
    """Takes some out of ``less`` and others in, noting what pays: its cost beyond its worth."""
    t = b.less
    count = 1 + int(np.random.random() * min(MOST_EXCHANGED, t.count[v] // 2 - 1))
    length = t.length[v]
    for _ in range(count):
        q = t.nodes[v, 1 + np.random.randint(t.count[v] - 2)] % f.n
        if not _leave(f, b, t, v, q) or t.count[v] == IDLE:
            return NEVER
        b.is_in[q] = np.random.random() < 0.5  # noqa: PLR2004 -- a coin: not back at once
        value += worth[q]
    value += t.length[v] - length
    for k in range(count + 2):
        extra = _take_best(f, b, t, v, NEVER if k < count - 1 else 0.0, worth)
        if extra == NEVER:
            return value
        value += extra
        if value < limit:
            note(f, b.seen, t, v, v)
    return value
