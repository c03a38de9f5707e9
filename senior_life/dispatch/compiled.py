"""The same search as ``search.solve``, compiled, some thousand times a second (extra: dispatch).

The first use on a machine compiles for a quarter of a minute; what was compiled is kept in the
folder that the caller names. The routes of all plans that the search went through are kept as
well, and now and then the best set of them is chosen (``partition``).
"""

import importlib.util
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

from senior_life.dispatch import search
from senior_life.dispatch.problem import Problem, Route
from senior_life.dispatch.search import Plan

CHUNK_SECONDS = 0.05
PARTITION_AT = (0.3, 0.5, 0.7, 0.9)
"""When the best set of routes is chosen, as shares of the time."""
PARTITION_SHARE = 0.08
MOST_NOTED = 400


def is_here() -> bool:
    """Whether the extra is installed."""
    return all(importlib.util.find_spec(name) for name in ("numba", "highspy"))


def keep_in(folder: Path) -> None:
    """Where compiled code is kept; before the first ``solve`` of the process."""
    import numba

    folder.mkdir(parents=True, exist_ok=True)
    config: Any = numba.config
    config.CACHE_DIR = str(folder)


def warm() -> None:
    """Compiles, or reads what was compiled, so that the first answer does not wait for it."""
    from senior_life.dispatch.warming import tiny

    solve(tiny(), 0.05)


def solve(
    problem: Problem,
    seconds: float,
    seed: int = 0,
    start: Sequence[Route] = (),
    stop: Callable[[], bool] = lambda: False,
) -> Plan:
    """As ``search.solve``: never worse than ``start`` with the missing requests put in."""
    begun = time.monotonic()
    first = search.solve(problem, 0, seed, start)
    if not problem.n:
        return first
    running = _Running(problem, first, seed)
    due = list(PARTITION_AT)
    while not stop():
        spent = (time.monotonic() - begun) / seconds if seconds > 0 else 1.0
        if spent >= 1:
            break
        if due and spent >= due[0]:
            due.pop(0)
            running.choose_routes(seconds * PARTITION_SHARE)
        running.go_on((1 - spent) ** 2, min(CHUNK_SECONDS, seconds * (1 - spent)))
    return running.best()


class _Running:
    """The arrays of one search, and the routes it has seen."""

    def __init__(self, problem: Problem, first: Plan, seed: int) -> None:
        import numpy as np

        from senior_life.dispatch import arrays, partition, ruin

        self._np, self._ruin, self._partition = np, ruin, partition
        self.problem, self._dice = problem, Random(seed)  # noqa: S311 -- nothing secret
        self.facts, self.kinds = arrays.facts(problem), arrays.kinds(problem)
        self.near = arrays.nearness(problem)
        self._now = arrays.table(problem, first.routes)
        self._best = (self._now[0].copy(), self._now[1].copy())
        self._pool = np.empty((MOST_NOTED, *self._now[0].shape), np.int64)
        self._pool_counts = np.empty((MOST_NOTED, len(self._now[1])), np.int64)
        self._rounds, self._seen = 8, partition.Seen(problem)

    def go_on(self, heat: float, seconds: float) -> None:
        """About so many seconds of it."""
        begun = time.monotonic()
        kept = self._ruin.improve(
            self.facts,
            *self._now,
            *self._best,
            self.kinds,
            self.near,
            self._dice.randrange(2**31),
            self._rounds,
            heat,
            self._pool,
            self._pool_counts,
        )
        for plan in range(kept):
            self._seen.note(self._pool[plan], self._pool_counts[plan])
        took = max(time.monotonic() - begun, 1e-6)
        self._rounds = max(1, min(int(self._rounds * 2), int(self._rounds * seconds / took)))

    def choose_routes(self, seconds: float) -> None:
        """The best set of all routes seen so far, if it beats the best plan."""
        found = self._seen.best_set(seconds)
        if found is None:
            return
        fresh = self._table(found)
        rank = self._ruin.rank
        if rank(self.facts, *fresh) < rank(self.facts, *self._best) - 1e-9:
            for old, new in zip((*self._best, *self._now), (*fresh, *fresh), strict=True):
                old[:] = new

    def _table(self, routes: Sequence[Route]) -> tuple[Any, Any]:
        from senior_life.dispatch import arrays

        return arrays.table(self.problem, routes)

    def best(self) -> Plan:
        table, counts = self._best
        routes = tuple(tuple(int(x) for x in row[:k]) for row, k in zip(table, counts, strict=True))
        served = {node for route in routes for node in route}
        unserved = tuple(r for r in range(self.problem.n) if r not in served)
        pairs = zip(self.problem.vehicles, routes, strict=True)
        return Plan(routes, unserved, sum(self.problem.length(v, r) for v, r in pairs))
