"""Puts requests back into a plan where they cost least. Compiled by numba.

Two ways, chosen by lot: one after the other in some order, now and then overlooking a route
("greedy insertion with blinks", Christiaens and Vanden Berghe 2020); or always the one that would
lose most by waiting (regret, Ropke and Pisinger 2006). What a request costs in a route that was
not touched is remembered from round to round.
"""

from typing import Any, NamedTuple

import numpy as np

from senior_life.dispatch.boarding import Scratch, cheapest
from senior_life.dispatch.kernels import NEVER, Facts, inlined, lean
from senior_life.dispatch.tours import IDLE, Tours, copy_row, take_in

MOST_KNOWN, LEAST_KNOWN, MOST_CELLS = 1 << 14, 1 << 7, 1 << 21
"""How many rows are remembered, and of how many requests together."""
IN_ORDER, BLINK = 0.4, 0.02
THREE, NOISE = 0.25, 0.2
MUCH = 1e4


class Costs(NamedTuple):
    """What requests cost in rows that were met before, until other rows need the place.

    By place and request: ``extra`` is the cost, ``on`` and ``off`` the positions after which to
    board and to alight; where ``on`` is -1, it is known only that it costs no less than ``extra``.
    ``sign`` is by place that of its row; ``place`` is by vehicle where its row was last.

    ``touched`` are the rows that this round changes, ``missing`` the requests to put back,
    ``trial[r, v]`` what they cost in the rows as they stand; ``keys`` and ``is_twin`` scratch.
    """

    extra: Any
    on: Any
    off: Any
    sign: Any
    place: Any
    touched: Any
    trial: Any
    missing: Any
    keys: Any
    is_twin: Any


def unknown(n: int, vehicles: int) -> Costs:
    places = MOST_KNOWN
    while places > LEAST_KNOWN and places * n > MOST_CELLS:
        places //= 2
    return Costs(
        np.zeros((places, n)),
        np.zeros((places, n), np.int16),
        np.zeros((places, n), np.int16),
        np.zeros(places, np.int64),
        np.zeros(vehicles, np.int64),
        np.zeros(vehicles, np.bool_),
        np.zeros((n, vehicles)),
        np.zeros(n, np.int64),
        np.zeros(n),
        np.zeros(vehicles, np.bool_),
    )


@inlined
def touch(t: Tours, old: Tours, c: Costs, v: int) -> None:
    """Remembers row ``v`` before it is changed."""
    if not c.touched[v]:
        c.touched[v] = True
        copy_row(t, old, v)


@lean
def refill(f: Facts, t: Tours, old: Tours, c: Costs, s: Scratch) -> None:
    """Puts back whoever is missing and finds a place."""
    count = 0
    for r in range(f.n):
        if t.where[r] < 0:
            c.missing[count] = r
            count += 1
    _find_twins(f, t, c.is_twin)
    if np.random.random() < IN_ORDER:
        _sort(f, c, count)
        for m in range(count):
            _put_cheapest(f, t, old, c, c.missing[m], s)
    else:
        _by_regret(f, t, old, c, count, s)


@inlined
def _find_twins(f: Facts, t: Tours, is_twin: Any) -> None:
    """Idle vehicles like an idle one before them."""
    for v in range(len(t.count)):
        is_twin[v] = False
        if t.count[v] == IDLE:
            for u in range(v):
                if t.count[u] == IDLE and f.kinds[u] == f.kinds[v]:
                    is_twin[v] = True


@inlined
def _place(f: Facts, t: Tours, c: Costs, v: int) -> int:
    """Where the costs of row ``v`` stand; nothing is known yet of one that was not met lately."""
    at = c.place[v]
    if c.sign[at] != t.sign[v]:
        at = t.sign[v] & (len(c.sign) - 1)
        c.place[v] = at
        if c.sign[at] != t.sign[v]:
            c.sign[at] = t.sign[v]
            for r in range(f.n):
                c.extra[at, r], c.on[at, r] = -NEVER, -1
    return int(at)


@inlined
def _look(f: Facts, t: Tours, c: Costs, v: int, r: int, bound: float, s: Scratch) -> int:
    """What ``r`` costs in row ``v`` as it stands, into ``trial``, if that is below ``bound``."""
    at = _place(f, t, c, v)
    if c.on[at, r] < 0 and c.extra[at, r] < bound:
        extra, i, j = cheapest(f, t, v, r, bound, s)
        c.extra[at, r] = extra if i >= 0 else bound
        c.on[at, r], c.off[at, r] = i, j
    c.trial[r, v] = c.extra[at, r] if c.on[at, r] >= 0 else NEVER
    return at


@inlined
def _put(f: Facts, t: Tours, old: Tours, c: Costs, v: int, r: int, s: Scratch) -> None:
    was_idle = t.count[v] == IDLE
    at = _look(f, t, c, v, r, NEVER, s)
    i, j = int(c.on[at, r]), int(c.off[at, r])
    touch(t, old, c, v)
    take_in(f, t, v, r, i, j)
    if was_idle:
        _find_twins(f, t, c.is_twin)


@inlined
def _put_cheapest(f: Facts, t: Tours, old: Tours, c: Costs, r: int, s: Scratch) -> None:
    best, where = NEVER, -1
    for v in range(len(t.count)):
        if c.is_twin[v] or np.random.random() < BLINK:
            continue
        _look(f, t, c, v, r, best, s)
        if c.trial[r, v] < best:
            best, where = c.trial[r, v], v
    if where >= 0:
        _put(f, t, old, c, where, r, s)


@lean
def _sort(f: Facts, c: Costs, count: int) -> None:
    """In any order, or the farthest first, the nearest, the tightest, the earliest."""
    dice = np.random.random()
    for m in range(count):
        r = c.missing[m]
        if dice < 0.4:  # noqa: PLR2004
            key = np.random.random()
        elif dice < 0.6:  # noqa: PLR2004
            key = -f.minutes[2 * f.n, r]
        elif dice < 0.7:  # noqa: PLR2004
            key = f.minutes[2 * f.n, r]
        elif dice < 0.85:  # noqa: PLR2004
            key = f.late[r] - f.early[r]
        else:
            key = f.early[r]
        at = m
        while at > 0 and c.keys[at - 1] > key:
            c.keys[at], c.missing[at] = c.keys[at - 1], c.missing[at - 1]
            at -= 1
        c.keys[at], c.missing[at] = key, r


@lean
def _by_regret(f: Facts, t: Tours, old: Tours, c: Costs, count: int, s: Scratch) -> None:
    for m in range(count):
        for v in range(len(t.count)):
            _look(f, t, c, v, c.missing[m], NEVER, s)
    is_deep = np.random.random() < THREE
    while count > 0:
        m, v = _most_urgent(c, count, is_deep)
        r = c.missing[m]
        count -= 1
        c.missing[m] = c.missing[count]
        if v >= 0:
            _put(f, t, old, c, v, r, s)
            for other in range(count):
                if not f.is_metric or c.trial[c.missing[other], v] < NEVER:
                    _look(f, t, c, v, c.missing[other], NEVER, s)


@inlined
def _most_urgent(c: Costs, count: int, is_deep: bool) -> tuple[int, int]:
    """Which of the missing is put back next, and into which vehicle (-1: into none)."""
    top, next_, where = -NEVER, 0, -1
    for m in range(count):
        first, second, third, vehicle = _three_best(c, c.missing[m])
        value = -MUCH * MUCH
        if vehicle >= 0:
            value = min(second - first, MUCH) + (min(third - first, MUCH) if is_deep else 0.0)
            value = value * (1 + NOISE * (np.random.random() - 0.5)) - 1e-3 * first
        if value > top:
            top, next_, where = value, m, vehicle
    return next_, where


@inlined
def _three_best(c: Costs, r: int) -> tuple[float, float, float, int]:
    first, second, third, vehicle = NEVER, NEVER, NEVER, -1
    for v in range(len(c.is_twin)):
        extra = c.trial[r, v]
        if c.is_twin[v] or extra >= third:
            continue
        if extra < first:
            first, second, third, vehicle = extra, first, second, v
        elif extra < second:
            second, third = extra, second
        else:
            third = extra
    return first, second, third, vehicle
