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
        self._all_kinds = np.unique(kinds)
        self._bench = pricing.bench(f.n, len(kinds))

    def best(
        self, known: Sequence[seen.Routes], plan: Tours, seconds: float
    ) -> list[tuple[int, list[int]]]:
        """(kind of vehicle, nodes) of each route, shorter in all than ``plan``; or nothing."""
        begun, f = time.monotonic(), self._f
        for v in range(len(self._kinds)):
            seen.note(f, self._bench.seen, plan, v, self._kinds[v])
        bound = float(plan.length.sum())
        routes = seen.together([*known, seen.routes(self._bench.seen)])
        relaxed = partition.Relaxed(seen.columns(routes, self._kinds, f.n))
        for _ in range(MOST_PRICINGS):
            relaxed.solve(begun + seconds * SHARE)
            is_late = time.monotonic() > begun + seconds * SHARE
            if is_late or relaxed.lower >= bound - partition.LESS:
                break
            found = self._priced(routes, relaxed, AROUND, -partition.LESS)
            if not len(found.length):
                break
            routes = seen.together([routes, found])
            relaxed.extend(seen.columns(found, self._kinds, f.n))
        found = self._priced(routes, relaxed, LAST_AROUND, (bound - relaxed.lower) / 2)
        if len(found.length):
            routes = seen.together([routes, found])
            relaxed.extend(seen.columns(found, self._kinds, f.n))
        prices = relaxed.columns.prices(relaxed.duals)
        left = seconds - (time.monotonic() - begun)
        chosen = partition.best_set(relaxed.columns, prices, relaxed.lower, bound, left)
        return [
            (int(routes.kind[k]), routes.nodes[k, : routes.count[k]].tolist()) for k in chosen
        ]

    def _priced(
        self, routes: seen.Routes, relaxed: partition.Relaxed, most: int, limit: float
    ) -> seen.Routes:
        prices = relaxed.columns.prices(relaxed.duals)
        best = np.argsort(prices, kind="stable")[:most]
        worth, fees = relaxed.duals[: self._f.n], relaxed.duals[self._f.n :]
        since = int(self._bench.seen.clock[0])
        pricing.explore(
            self._f,
            self._bench,
            routes.nodes[best],
            routes.count[best],
            routes.kind[best],
            worth,
            fees[np.searchsorted(self._all_kinds, routes.kind[best])],
            limit,
        )
        return seen.routes(self._bench.seen, since)
