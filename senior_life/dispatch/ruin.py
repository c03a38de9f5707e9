"""Which requests are taken out of a plan, for ``recreate`` to put back better. Compiled by numba.

Five ways, chosen by lot: stretches of neighbouring routes ("slack induction by string removals",
Christiaens and Vanden Berghe, Transportation Science 54 (2020)); requests like one of them (Shaw
1998); any; those that cost most (Ropke and Pisinger 2006); one stretch of one route.
"""

from typing import Any, NamedTuple

import numpy as np

from senior_life.dispatch.kernels import NEVER, Facts, inlined, lean
from senior_life.dispatch.tours import IDLE, Tours

STRINGS, LIKE, COSTLY, ANY = 0.4, 0.8, 0.88, 0.95
"""Below each of these a die gives that way; above all, the last."""
LONGEST_STRING, MEAN_OUT = 10.0, 10.0
"""What Christiaens and Vanden Berghe found best."""
SPLIT, SPLIT_ENDS = 0.5, 0.1
FEW = 6


class Out(NamedTuple):
    """``chosen`` are the requests that are out, ``count[0]`` of them; ``is_out`` by request."""

    chosen: Any
    count: Any
    is_out: Any


def nobody(n: int) -> Out:
    return Out(np.zeros(n, np.int64), np.zeros(1, np.int64), np.zeros(n, np.bool_))


@lean
def choose(f: Facts, t: Tours, order: Any, most: int, used: Any, out: Out) -> None:
    """Takes out up to ``most`` served requests (strings may be more); ``order`` is a row of
    requests for each, the most like it first. ``used`` is scratch, by vehicle."""
    dice = np.random.random()
    seed = np.random.randint(f.n)
    if dice < STRINGS:
        _strings(f, t, order[seed], seed, used, out)
    elif dice < LIKE:
        _like(t, order, seed, most, out)
    elif dice < COSTLY:
        _costly(f, t, most, out)
    elif dice < ANY:
        for _ in range(most):
            _out(t, np.random.randint(f.n), out)
    else:
        _stretch(f, t, seed, most, out)


@inlined
def _out(t: Tours, r: int, out: Out) -> None:
    if t.where[r] >= 0 and not out.is_out[r]:
        out.is_out[r] = True
        out.chosen[out.count[0]] = r
        out.count[0] += 1


@lean
def _strings(f: Facts, t: Tours, near: Any, seed: int, used: Any, out: Out) -> None:
    """A string of each of the nearest routes."""
    visits = routes = 0
    for v in range(len(t.count)):
        used[v] = False
        visits += t.count[v] - 2
        routes += t.count[v] > IDLE
    longest = min(LONGEST_STRING, visits / max(routes, 1))
    wanted = int(np.random.random() * (4 * MEAN_OUT / (1 + longest) - 1)) + 1
    for k in range(-1, len(near)):
        r = seed if k < 0 else near[k]
        v = t.where[r]
        if v >= 0 and not used[v] and not out.is_out[r]:
            used[v] = True
            wanted -= 1
            longest_here = min(longest, t.count[v] - 2)
            _string(f, t, v, r, 1 + int(np.random.random() * longest_here), out)
            if wanted == 0:
                return


@inlined
def _string(f: Facts, t: Tours, v: int, r: int, length: int, out: Out) -> None:
    """``length`` visits of row ``v`` in a row that hold one of ``r``; perhaps some amid stay."""
    visits = t.count[v] - 2
    length, kept = min(length, visits), 0
    if length > 1 and np.random.random() < SPLIT:
        while length + kept < visits and np.random.random() > SPLIT_ENDS:
            kept += 1
    at = t.slot[r if np.random.random() < 0.5 else r + f.n]  # noqa: PLR2004 -- a coin
    low = max(1, at - length - kept + 1)
    high = min(at, visits - length - kept + 1)
    start = low + np.random.randint(high - low + 1)
    stay = start + np.random.randint(length + 1)
    for k in range(start, start + length + kept):
        if k < stay or k >= stay + kept:
            _out(t, t.nodes[v, k] % f.n, out)


@lean
def _like(t: Tours, order: Any, seed: int, most: int, out: Out) -> None:
    _out(t, seed, out)
    power = 3 + 5 * np.random.random()
    width = order.shape[1]
    for _ in range(4 * most):
        if out.count[0] >= most or width == 0:
            return
        root = seed
        if out.count[0] > 0 and np.random.random() < 0.5:  # noqa: PLR2004 -- a coin
            root = out.chosen[np.random.randint(out.count[0])]
        _out(t, order[root, int(np.random.random() ** power * width)], out)


@lean
def _costly(f: Facts, t: Tours, most: int, out: Out) -> None:
    """Again and again the one of a few whose two detours are longest."""
    for _ in range(most):
        worst, top = -1, -NEVER
        for _few in range(FEW):
            r = np.random.randint(f.n)
            if t.where[r] >= 0 and not out.is_out[r]:
                saved = _detour(f, t, r) + _detour(f, t, r + f.n)
                if saved > top:
                    worst, top = r, saved
        if worst >= 0:
            _out(t, worst, out)


@inlined
def _detour(f: Facts, t: Tours, node: int) -> float:
    v, k = t.where[node % f.n], t.slot[node]
    a, b = t.nodes[v, k - 1], t.nodes[v, k + 1]
    return float(f.lengths[a, node] + f.lengths[node, b] - f.lengths[a, b])


@lean
def _stretch(f: Facts, t: Tours, seed: int, most: int, out: Out) -> None:
    v = t.where[seed]
    if v >= 0:
        for k in range(t.slot[seed], t.count[v] - 1):
            if out.count[0] < most:
                _out(t, t.nodes[v, k] % f.n, out)
