"""The routes that the search has seen, for ``partition`` to choose from. Compiled by numba.

Of the routes that serve the same requests with the same kind of vehicle only the shortest is
kept. They stand in a table by a hash of both; where it is crowded, the oldest give way.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from senior_life.dispatch.kernels import LESS, Facts, lean
from senior_life.dispatch.partition import Columns
from senior_life.dispatch.tours import IDLE, Tours

PLACES = 1 << 15
PROBES = 8


class Seen(NamedTuple):
    """By place: ``key`` (0: free), ``length``, ``kind``, ``count`` of visits, ``nodes``, ``age``.

    ``mark`` are random numbers by request and kind; ``clock[0]`` counts the notes taken.
    """

    key: Any
    length: Any
    kind: Any
    count: Any
    nodes: Any
    age: Any
    mark: Any
    clock: Any


def nothing(n: int, vehicles: int) -> Seen:
    dice = np.random.default_rng(1)
    return Seen(
        np.zeros(PLACES, np.int64),
        np.zeros(PLACES),
        np.zeros(PLACES, np.int64),
        np.zeros(PLACES, np.int64),
        np.zeros((PLACES, 2 * n), np.int16),
        np.zeros(PLACES, np.int64),
        dice.integers(1, 2**62, n + vehicles),
        np.zeros(1, np.int64),
    )


@lean
def note(f: Facts, seen: Seen, t: Tours, v: int, kind: int) -> None:
    """Takes down row ``v``."""
    visits = t.count[v] - 2
    if visits == 0:
        return
    key = seen.mark[f.n + kind]
    for k in range(1, visits + 1):
        node = t.nodes[v, k]
        if node < f.n:
            key ^= seen.mark[node]
    at = _place(seen, key)
    seen.clock[0] += 1
    seen.age[at] = seen.clock[0]
    if seen.key[at] == key and seen.length[at] <= t.length[v] + LESS:
        return
    seen.key[at], seen.length[at], seen.kind[at] = key, t.length[v], kind
    seen.count[at] = visits
    for k in range(visits):
        seen.nodes[at, k] = t.nodes[v, k + 1]


@lean
def _place(seen: Seen, key: int) -> int:
    """Where it stands, or is to stand."""
    oldest = -1
    for probe in range(PROBES):
        at = (key + probe) & (PLACES - 1)
        if seen.key[at] == key or seen.key[at] == 0:
            return at
        if oldest < 0 or seen.age[at] < seen.age[oldest]:
            oldest = at
    return oldest


class Routes(NamedTuple):
    """By route: ``length``, ``kind``, ``count`` of visits, ``nodes``."""

    length: Any
    kind: Any
    count: Any
    nodes: Any


def routes(seen: Seen, since: int = 0) -> Routes:
    """What was noted after so many notes, the oldest first."""
    there = np.nonzero((seen.key != 0) & (seen.age > since))[0]
    there = there[np.argsort(seen.age[there])]
    return Routes(seen.length[there], seen.kind[there], seen.count[there], seen.nodes[there])


def driven(plan: Tours, kinds: Any) -> Routes:
    """Those of a plan."""
    busy = np.nonzero(plan.count > IDLE)[0]
    nodes = plan.nodes[busy, 1 : 2 * len(plan.where) + 1].astype(np.int16)
    return Routes(plan.length[busy], kinds[busy], plan.count[busy] - 2, nodes)


def together(all_routes: Sequence[Routes]) -> Routes:
    return Routes(*(np.concatenate(fields) for fields in zip(*all_routes, strict=True)))


def columns(known: Routes, kinds: Any, n: int, is_cover: bool) -> Columns:
    """As ``partition`` wants them; ``kinds`` are by vehicle."""
    all_kinds = np.unique(kinds)
    within = np.arange(known.nodes.shape[1]) < known.count[:, None]
    kind = np.searchsorted(all_kinds, known.kind)
    rows = np.column_stack([known.nodes.astype(np.int64), n + kind])
    is_row = np.column_stack([(known.nodes < n) & within, np.ones(len(kind), bool)])
    starts = np.concatenate([[0], np.cumsum(is_row.sum(axis=1))])
    upper = np.array([float((kinds == one).sum()) for one in all_kinds])
    return Columns(known.length, rows[is_row], starts, n, upper, is_cover)
