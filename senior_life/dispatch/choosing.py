"""Plans put together from all routes seen, and from those that would have been worth seeing.

Column generation with heuristic pricing, then set partitioning: ``partition`` prices the requests,
``pricing`` looks for routes that pay at these prices, and so on until none is found; then the best
set of whole routes is chosen among those that could be part of it.
"""

import time
from collections.abc import Sequence
from typing import Any

import numpy as np

from senior_life.dispatch import partition, pricing, seen
from senior_life.dispatch.kernels import Facts
from senior_life.dispatch.tours import Tours

AROUND, LAST_AROUND = 150, 300
"""Round how many routes others are looked for, those that pay best; and in the end."""
SHARE = 0.6
"""Of the time, for prices; the rest is for the choice."""
MOST_PRICINGS = 30


class Chooser:
    """Keeps the routes that were found by price, from one choice to the next."""

    def __init__(self, f: Facts, kinds: Any) -> None:
        self._f, self._kinds = f, kinds
        self._bench = pricing.bench(f.n, len(kinds))

    def best(
        self, known: Sequence[seen.Routes], plan: Tours, seconds: float
    ) -> list[tuple[int, list[int]]]:
        """(kind of vehicle, nodes) of each route: a plan shorter than this one, or one that the
        prices suggest, in which some may be missing."""
        begun, driven = time.monotonic(), seen.driven(plan, self._kinds)
        self._routes = seen.together([*known, seen.routes(self._bench.seen), driven])
        relaxed = partition.Relaxed(self._columns(self._routes))
        count, bound = len(self._routes.length), float(plan.length.sum())
        self._price(relaxed, bound, begun + seconds * SHARE)
        at_hand = np.arange(count - len(driven.length), count)
        left = seconds - (time.monotonic() - begun)
        chosen = partition.best_set(relaxed, at_hand, left)
        if not len(chosen):
            chosen = relaxed.rounded()
        kind, counts, nodes = self._routes.kind, self._routes.count, self._routes.nodes
        return [(int(kind[k]), nodes[k, : counts[k]].tolist()) for k in chosen]

    def _columns(self, routes: seen.Routes) -> partition.Columns:
        return seen.columns(routes, self._kinds, self._f.n, is_cover=self._f.is_metric)

    def _price(self, relaxed: partition.Relaxed, bound: float, until: float) -> None:
        """Takes routes in until none pays any more, or the time is over; then some that almost
        do, for the choice."""
        for _ in range(MOST_PRICINGS):
            relaxed.solve(until)
            is_late = time.monotonic() > until or relaxed.lower >= bound - partition.LESS
            if is_late or not self._look_around(relaxed, AROUND, -partition.LESS):
                break
        self._look_around(relaxed, LAST_AROUND, (bound - relaxed.lower) / 2)

    def _look_around(self, relaxed: partition.Relaxed, most: int, limit: float) -> bool:
        """Whether routes were found that cost less than ``limit`` beyond what they are worth."""
        known, n = self._routes, self._f.n
        best = np.argsort(relaxed.columns.prices(relaxed.duals), kind="stable")[:most]
        fees = relaxed.duals[n + np.searchsorted(np.unique(self._kinds), known.kind[best])]
        since = int(self._bench.seen.clock[0])
        nodes, counts, kinds = known.nodes[best], known.count[best], known.kind[best]
        worth = relaxed.duals[:n]
        pricing.explore(self._f, self._bench, nodes, counts, kinds, worth, fees, limit)
        found = seen.routes(self._bench.seen, since)
        if len(found.length):
            self._routes = seen.together([known, found])
            relaxed.extend(self._columns(found))
        return bool(len(found.length))
