"""Plans put together from all routes seen, and from those that would have been worth seeing.

Column generation with heuristic pricing, then set partitioning: ``partition`` prices the requests,
``pricing`` looks for routes that pay at these prices, and so on until none is found; then the best
set of whole routes is chosen among those that could be part of it, and the relaxation is rounded.
"""

import time
from collections.abc import Sequence
from random import Random

import numpy as np

from senior_life.dispatch import anneal, arrays, partition, pricing, seen
from senior_life.dispatch.kernels import Facts
from senior_life.dispatch.problem import Problem
from senior_life.dispatch.tours import Tours

AROUND, STEPS = 150, 10
"""Round how many routes others are looked for, those that pay best, and how far."""
ALMOST, LASTS, LAST_STEPS = 0.003, 6, 20
"""In the end also for those that almost pay (as a share of the plan): how often, how far."""
SHARE = 0.6
"""Of the time, for prices; of the rest, for the choice; what is left is for rounding."""
MOST_PRICINGS = 30
MENDING, WARM, COOL = 10, 0.5, 0.05
"""After rounding: rounds for each request, and the heat in mean legs at first and in the end."""


class Chooser:
    """Keeps the routes that were found by price, from one choice to the next."""

    def __init__(self, problem: Problem, f: Facts) -> None:
        self._problem, self._f, self._kinds = problem, f, f.kinds
        self._bench = pricing.bench(f.n, len(f.kinds))
        self._search = anneal.begin(f, arrays.order(problem, f.minutes))
        self._dice = Random(f.n)  # noqa: S311 -- nothing secret

    def best(
        self, known: Sequence[seen.Routes], plan: Tours, seconds: float, roundings: int
    ) -> tuple[Tours, Tours]:
        """The best plan found in about ``seconds`` and with so many ``roundings`` at most, this one
        if there is none that is better; and one that the prices suggest, in which some may be
        missing."""
        begun, driven = time.monotonic(), seen.driven(plan, self._kinds)
        noted = (seen.routes(table) for table in (self._bench.seen, self._search.seen))
        self._routes = seen.together([*known, *noted, driven])
        relaxed = partition.Relaxed(self._columns(self._routes))
        count, bound = len(self._routes.length), float(plan.length.sum())
        self._price(relaxed, bound, begun + seconds * SHARE)
        at_hand = np.arange(count - len(driven.length), count)
        left = seconds - (time.monotonic() - begun)
        chosen = partition.best_set(relaxed, at_hand, left * SHARE)
        anneal.go_from(self._search, self._plan(chosen) if len(chosen) else plan)
        self._round(relaxed, bound, begun + seconds, roundings)
        rounded = self._plan(relaxed.rounded(self._dice))
        return anneal.copied(self._search.best), rounded

    def _plan(self, chosen: Sequence[int]) -> Tours:
        """With these routes; some requests may be missing."""
        kinds, counts, nodes = self._routes.kind, self._routes.count, self._routes.nodes
        routes: list[Sequence[int]] = [() for _ in self._kinds]
        idle = dict.fromkeys(range(len(routes)))
        for k in chosen:
            vehicle = next(v for v in idle if self._kinds[v] == kinds[k])
            del idle[vehicle]
            routes[vehicle] = nodes[k, : counts[k]].tolist()
        return arrays.tours(self._problem, self._f, routes)

    def _round(self, relaxed: partition.Relaxed, bound: float, until: float, most: int) -> None:
        """Rounds the relaxation again and again, and mends each plan by a short search."""
        leg = bound / (2 * self._f.n)
        for _ in range(most):
            if time.monotonic() > until:
                return
            anneal.go_from(self._search, self._plan(relaxed.rounded(self._dice)))
            seed = self._dice.randrange(2**31)
            rounds = MENDING * self._f.n
            anneal.improve(self._f, self._search, seed, rounds, leg * WARM, leg * COOL)

    def _columns(self, routes: seen.Routes) -> partition.Columns:
        return seen.columns(routes, self._kinds, self._f.n, is_cover=self._f.is_metric)

    def _price(self, relaxed: partition.Relaxed, bound: float, until: float) -> None:
        """Takes routes in until none pays any more, or the time is over; then some that almost
        do, for the choice."""
        for _ in range(MOST_PRICINGS):
            relaxed.solve(until)
            is_late = time.monotonic() > until or relaxed.lower >= bound - partition.LESS
            if is_late or not self._look_around(relaxed, AROUND, -partition.LESS, STEPS):
                break
        for _ in range(LASTS):
            if time.monotonic() > until:
                break
            self._look_around(
                relaxed, AROUND, min((bound - relaxed.lower) / 2, ALMOST * bound), LAST_STEPS
            )
            relaxed.solve(until)

    def _look_around(self, relaxed: partition.Relaxed, most: int, limit: float, steps: int) -> bool:
        """Whether routes were found that cost less than ``limit`` beyond what they are worth."""
        known, n = self._routes, self._f.n
        best = np.argsort(relaxed.columns.prices(relaxed.duals), kind="stable")[:most]
        fees = relaxed.duals[n + np.searchsorted(np.unique(self._kinds), known.kind[best])]
        since = int(self._bench.seen.clock[0])
        routes = seen.Routes(*(field[best] for field in known))
        pricing.explore(self._f, self._bench, routes, relaxed.duals[:n], fees, limit, steps)
        found = seen.routes(self._bench.seen, since)
        if len(found.length):
            self._routes = seen.together([known, found])
            relaxed.extend(self._columns(found))
        return bool(len(found.length))
