"""Routes that nobody drove yet but that the relaxation of ``partition`` would pay for.

Compiled by numba. Its dual prices say what serving each request is worth; a route is worth taking
in if it is shorter than what it serves is worth. They are sought among the neighbours of routes
that just pay: one request more, one less, one for another (heuristic pricing, as in Parragh and
Schmid 2013).
"""

from typing import Any, NamedTuple

import numpy as np

from senior_life.dispatch.boarding import Scratch, cheapest, scratch
from senior_life.dispatch.kernels import Facts, lean
from senior_life.dispatch.seen import Seen, note, nothing
from senior_life.dispatch.tours import Tours, copy_row, drop, idle, settle, take_in


class Bench(NamedTuple):
    """Where routes are changed and looked at: as they were, and with one request less."""

    whole: Tours
    less: Tours
    seen: Seen
    scratch: Scratch
    is_in: Any
    is_out: Any


def bench(n: int, vehicles: int) -> Bench:
    return Bench(
        idle(n, vehicles),
        idle(n, vehicles),
        nothing(n, vehicles),
        scratch(n),
        np.zeros(n, np.bool_),
        np.zeros(n, np.bool_),
    )


@lean
def explore(
    f: Facts, b: Bench, nodes: Any, counts: Any, kinds: Any, worth: Any, fees: Any, limit: float
) -> None:
    """Notes neighbours of these routes that cost less than ``limit`` beyond what they are worth.

    ``worth`` is by request, ``fees`` by route what its vehicle is worth (not more than nothing).
    """
    for k in range(len(counts)):
        _around(f, b, nodes[k], counts[k], kinds[k], worth, fees[k], limit)


@lean
def _around(
    f: Facts, b: Bench, nodes: Any, count: int, v: int, worth: Any, fee: float, limit: float
) -> None:
    for r in range(f.n):
        b.is_in[r] = False
    for k in range(count):
        b.whole.nodes[v, k + 1] = nodes[k]
        b.is_in[nodes[k] % f.n] = True
    b.whole.nodes[v, count + 1] = 2 * f.n + 2 * v + 1
    b.whole.count[v] = count + 2
    if not settle(f, b.whole, v):
        return
    value = b.whole.length[v] - fee
    for r in range(f.n):
        if b.is_in[r]:
            value -= worth[r]
    _with_one_more(f, b, b.whole, v, value, worth, limit)
    for k in range(1, count + 1):
        q = b.whole.nodes[v, k]
        if q < f.n:
            copy_row(b.whole, b.less, v)
            if _without(f, b, b.less, v, q):
                less = value + worth[q] + b.less.length[v] - b.whole.length[v]
                if less < limit:
                    note(f, b.seen, b.less, v, v)
                _with_one_more(f, b, b.less, v, less, worth, limit)


@lean
def _without(f: Facts, b: Bench, t: Tours, v: int, r: int) -> bool:
    b.is_out[r] = True
    drop(f, t, v, b.is_out)
    b.is_out[r] = False
    return bool(settle(f, t, v))


@lean
def _with_one_more(
    f: Facts, b: Bench, t: Tours, v: int, value: float, worth: Any, limit: float
) -> None:
    """Notes the one that pays best, if any."""
    best, who, at, off = limit, -1, -1, -1
    for r in range(f.n):
        bound = best - value + worth[r]
        if b.is_in[r] or bound <= 0:
            continue
        extra, i, j = cheapest(f, t, v, r, bound, b.scratch)
        if i >= 0:
            best, who, at, off = value + extra - worth[r], r, i, j
    if who >= 0:
        take_in(f, t, v, who, at, off)
        note(f, b.seen, t, v, v)
        _without(f, b, t, v, who)
