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

IN_ORDER, BLINK = 0.4, 0.02
THREE, NOISE = 0.25, 0.2
MUCH = 1e4


class Costs(NamedTuple):
    """``cells[r, v]`` is (extra, after which to board, to alight), true while ``stamp[r, v]`` is
    ``version[v]``; ``touched`` are the rows that this round changes, ``trial`` its own cells.

    ``missing`` are the requests to put back, ``keys`` and ``is_twin`` scratch.
    """

    cells: Any
    stamp: Any
    version: Any
    touched: Any
    trial: Any
    missing: Any
    keys: Any
    is_twin: Any


def unknown(n: int, vehicles: int) -> Costs:
    return Costs(
        np.zeros((n, vehicles, 3)),
        np.full((n, vehicles), -1, np.int64),
        np.zeros(vehicles, np.int64),
        np.zeros(vehicles, np.bool_),
        np.zeros((n, vehicles, 3)),
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
def refill(f: Facts, t: Tours, old: Tours, c: Costs, kinds: Any, s: Scratch) -> None:
    """Puts back whoever is missing and finds a place."""
    count = 0
    for r in range(f.n):
        if t.where[r] < 0:
            c.missing[count] = r
            count += 1
    _find_twins(t, kinds, c.is_twin)
    if np.random.random() < IN_ORDER:
        _sort(f, c, count)
        for m in range(count):
            _put_cheapest(f, t, old, c, c.missing[m], kinds, s)
    else:
        _by_regret(f, t, old, c, count, kinds, s)


@inlined
def _find_twins(t: Tours, kinds: Any, is_twin: Any) -> None:
    """Idle vehicles like an idle one before them."""
    for v in range(len(kinds)):
        is_twin[v] = False
        if t.count[v] == IDLE:
            for u in range(v):
                if t.count[u] == IDLE and kinds[u] == kinds[v]:
                    is_twin[v] = True


@inlined
def _look(f: Facts, t: Tours, c: Costs, v: int, r: int, bound: float, s: Scratch) -> None:
    """What ``r`` costs in row ``v`` as it stands, into ``trial``."""
    if c.touched[v]:
        c.trial[r, v, 0], c.trial[r, v, 1], c.trial[r, v, 2] = cheapest(f, t, v, r, bound, s)
        return
    if c.stamp[r, v] != c.version[v]:
        c.cells[r, v, 0], c.cells[r, v, 1], c.cells[r, v, 2] = cheapest(f, t, v, r, NEVER, s)
        c.stamp[r, v] = c.version[v]
    for k in range(3):
        c.trial[r, v, k] = c.cells[r, v, k]


@inlined
def _put(f: Facts, t: Tours, old: Tours, c: Costs, v: int, r: int, kinds: Any) -> None:
    was_idle = t.count[v] == IDLE
    if not c.touched[v]:
        touch(t, old, c, v)
    take_in(f, t, v, r, int(c.trial[r, v, 1]), int(c.trial[r, v, 2]))
    if was_idle:
        _find_twins(t, kinds, c.is_twin)


@inlined
def _put_cheapest(f: Facts, t: Tours, old: Tours, c: Costs, r: int, kinds: Any, s: Scratch) -> None:
    best, where = NEVER, -1
    for v in range(len(kinds)):
        if c.is_twin[v] or np.random.random() < BLINK:
            continue
        _look(f, t, c, v, r, best, s)
        if c.trial[r, v, 0] < best:
            best, where = c.trial[r, v, 0], v
    if where >= 0:
        _put(f, t, old, c, where, r, kinds)


@inlined
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


@inlined
def _by_regret(
    f: Facts, t: Tours, old: Tours, c: Costs, count: int, kinds: Any, s: Scratch
) -> None:
    for m in range(count):
        for v in range(len(kinds)):
            _look(f, t, c, v, c.missing[m], NEVER, s)
    is_deep = np.random.random() < THREE
    while count > 0:
        m, v = _most_urgent(c, count, is_deep)
        r = c.missing[m]
        count -= 1
        c.missing[m] = c.missing[count]
        if v >= 0:
            _put(f, t, old, c, v, r, kinds)
            for other in range(count):
                if not f.is_metric or c.trial[c.missing[other], v, 0] < NEVER:
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
        extra = c.trial[r, v, 0]
        if c.is_twin[v] or extra >= third:
            continue
        if extra < first:
            first, second, third, vehicle = extra, first, second, v
        elif extra < second:
            second, third = extra, second
        else:
            third = extra
    return first, second, third, vehicle
