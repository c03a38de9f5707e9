"""The best plan that can be put together from routes already seen: set partitioning, by HiGHS.

After Parragh and Schmid, "Hybrid column generation and large neighborhood search for the
dial-a-ride problem", Computers & Operations Research 40 (2013).
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from senior_life.dispatch.problem import Problem, Route
from senior_life.dispatch.search import kind_of

MOST_ROUTES = 12_000
Key = tuple[object, frozenset[int]]


class Seen:
    """Routes by kind of vehicle and whom they serve; of each only the shortest is kept."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._kinds = [kind_of(problem, v) for v in range(len(problem.vehicles))]
        self._routes: dict[Key, tuple[float, Route]] = {}

    def note(self, table: Any, counts: Any) -> None:
        """Takes down every route of a plan."""
        for v, count in enumerate(counts):
            if count:
                route = tuple(table[v, :count].tolist())
                served = frozenset(node for node in route if node < self._problem.n)
                length = self._problem.length(self._problem.vehicles[v], route)
                key = (self._kinds[v], served)
                if key not in self._routes or length < self._routes[key][0]:
                    self._routes.pop(key, None)
                    self._routes[key] = (length, route)

    def best_set(self, seconds: float) -> list[Route] | None:
        """Routes by vehicle that serve everybody once; None: none was found in that time."""
        newest = list(self._routes.items())[-MOST_ROUTES:]
        chosen = _partition(newest, self._problem.n, self._kinds, seconds)
        if chosen is None:
            return None
        routes: list[Route] = [() for _ in self._problem.vehicles]
        idle = dict.fromkeys(range(len(routes)))
        for (kind, _served), (_length, route) in chosen:
            vehicle = next(v for v in idle if self._kinds[v] == kind)
            del idle[vehicle]
            routes[vehicle] = route
        return routes


def _partition(
    routes: list[tuple[Key, tuple[float, Route]]], n: int, kinds: list[object], seconds: float
) -> list[tuple[Key, tuple[float, Route]]] | None:
    """Every request once, no more routes of a kind than vehicles; the shortest of all."""
    import highspy

    if not routes:
        return None
    with _without_banner():
        model: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    model.setOptionValue("output_flag", False)
    model.setOptionValue("time_limit", max(seconds, 0.01))
    take = [model.addBinary(obj=length) for _key, (length, _route) in routes]
    by_request: list[list[Any]] = [[] for _ in range(n)]
    by_kind: dict[object, list[Any]] = {kind: [] for kind in kinds}
    for variable, ((kind, served), _) in zip(take, routes, strict=True):
        by_kind[kind].append(variable)
        for request in served:
            by_request[request].append(variable)
    if not all(by_request):
        return None
    for variables in by_request:
        model.addConstr(model.qsum(variables) == 1)
    for kind, variables in by_kind.items():
        if variables:
            model.addConstr(model.qsum(variables) <= kinds.count(kind))
    model.minimize()
    found = model.getSolution()
    if not found.value_valid:
        return None
    values = list(found.col_value)
    return [one for one, value in zip(routes, values, strict=True) if value > 0.5]  # noqa: PLR2004


@contextmanager
def _without_banner() -> Iterator[None]:
    """HiGHS greets on the standard output before it can be told not to; programs read ours."""
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)
