"""The same search as ``search.solve``, compiled, some ten thousand times a second on each core.

Extra: dispatch. The first use on a machine compiles for a minute or so; what was compiled is kept
in the folder that the caller names. One search runs on each of two cores; the routes that both go
through are kept, and now and then the best set of them is chosen (``partition``), from which both
go on.
"""

import importlib.util
import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from random import Random
from shutil import rmtree
from typing import Any

from senior_life.dispatch.problem import Problem, Route
from senior_life.dispatch.search import Plan

CHUNK_SECONDS = 0.02
CHUNK_ROUNDS = 500
PARTITION_AT = (0.2, 0.4, 0.6, 0.75, 0.88)
"""When the best set of routes is chosen, as shares of the time."""
PARTITION_SHARE = 0.2
ROUNDINGS, NO_END = 10, 10**9
"""Of the relaxation, where the clock is not looked at; where it is."""
WARM, COOL = 2.0, 0.1
"""What the annealing starts and ends with, in mean legs of the first plan."""
MOST_CORES = 2
MOST_FILLS = 25


def is_here() -> bool:
    """Whether the extra is installed."""
    return all(importlib.util.find_spec(name) for name in ("numba", "highspy"))


def keep_in(folder: Path) -> None:
    """Where compiled code is kept; before the first ``solve`` of the process.

    By what it was compiled from: numba looks only at the file of the outermost loop, so that after
    an upgrade it would go on with old inner ones. What is older is cleared away.
    """
    import numba

    sources = b"".join(file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.py")))
    folder.mkdir(parents=True, exist_ok=True)
    old, folder = folder, folder / sha256(sources).hexdigest()[:16]
    for other in set(old.iterdir()) - {folder}:
        rmtree(other, ignore_errors=True)
    folder.mkdir(exist_ok=True)
    config: Any = numba.config
    config.CACHE_DIR = str(folder)


def warm() -> None:
    """Compiles, or reads what was compiled, so that the first answer does not wait for it."""
    from senior_life.dispatch.warming import tiny

    solve(tiny(), 1.0, rounds=2 * CHUNK_ROUNDS)


def cores() -> int:
    """How many searches run side by side."""
    return min(
        MOST_CORES,
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
    )


def solve(
    problem: Problem,
    seconds: float,
    seed: int = 0,
    start: Sequence[Route] = (),
    stop: Callable[[], bool] = lambda: False,
    rounds: int | None = None,
) -> Plan:
    """As ``search.solve``: never worse than ``start``, with whoever finds a place put in.

    With ``rounds`` the clock is not looked at: so many for each search, and the same seed gives
    the same plan. Raises ValueError if ``start`` cannot be driven.
    """
    begun = time.monotonic()
    if not problem.n:
        return Plan(tuple(() for _ in problem.vehicles), (), 0.0)
    with _Running(problem, seed, start) as running:
        due = list(PARTITION_AT)
        while not stop():
            if rounds is not None:
                spent = running.rounds / rounds if rounds else 1.0
            else:
                spent = (time.monotonic() - begun) / seconds if seconds > 0 else 1.0
            if spent >= 1:
                break
            if due and spent >= due[0]:
                due.pop(0)
                left = seconds * (1 - spent) if rounds is None else seconds
                most = ROUNDINGS if rounds is not None else NO_END
                running.choose_routes(seconds * PARTITION_SHARE, left, most)
            running.go_on(spent, CHUNK_SECONDS if rounds is None else None)
        return running.best()


class _Running:
    """A search for each core."""

    def __init__(self, problem: Problem, seed: int, start: Sequence[Route]) -> None:
        from senior_life.dispatch import anneal, arrays, choosing

        self.problem, self._dice = problem, Random(seed)  # noqa: S311 -- nothing secret
        self._anneal = anneal
        self.facts = arrays.facts(problem)
        self._searches = [
            anneal.begin(self.facts, arrays.order(problem, self.facts.minutes))
            for _ in range(cores())
        ]
        first = arrays.tours(problem, self.facts, start or [()] * len(problem.vehicles))
        for one in self._searches:
            anneal.go_from(one, first)
        self._fill(self._searches[0])
        for one in self._searches[1:]:
            anneal.go_from(one, self._searches[0].best)
        self._leg = max(anneal.length(self._searches[0].best) / (2 * problem.n), 1e-6)
        self._chunks = [50 for _ in self._searches]
        self.rounds = 0
        self._pool = ThreadPoolExecutor(len(self._searches) + 1)
        self._choice: Future[Any] | None = None
        self._chooser = choosing.Chooser(problem, self.facts)
        self._late = 0.0

    def __enter__(self) -> "_Running":
        return self

    def __exit__(self, *_error: object) -> None:
        self._pool.shutdown()

    def go_on(self, spent: float, seconds: float | None) -> None:
        """About so many seconds of it, on all cores; without them, a fixed number of rounds."""
        heat = self._leg * WARM * (COOL / WARM) ** spent
        seeds = [self._dice.randrange(2**31) for _ in self._searches]
        if seconds is None:
            self._chunks = [CHUNK_ROUNDS for _ in self._searches]
        self.rounds += self._chunks[0]
        took = list(
            self._pool.map(self._improve, self._searches, seeds, self._chunks, [heat] * len(seeds))
        )
        if seconds is not None:
            self._chunks = [
                max(1, min(2 * k, int(k * seconds / t)))
                for k, t in zip(self._chunks, took, strict=True)
            ]
        self._take_choice(is_patient=seconds is None)

    def _fill(self, search: Any) -> None:
        """A first plan; who finds no place at once is tried again, others taken out for it."""
        for _ in range(MOST_FILLS):
            seed = self._dice.randrange(2**31)
            self._anneal.improve(self.facts, search, seed, 1, 0.0, 0.0)
            if self._anneal.rank(search.best) < self._anneal.UNSERVED:
                return

    def _improve(self, search: Any, seed: int, rounds: int, heat: float) -> float:
        begun = time.monotonic()
        self._anneal.improve(self.facts, search, seed, rounds, heat, heat)
        return max(time.monotonic() - begun, 1e-6)

    def _leader(self) -> Any:
        return min(self._searches, key=lambda one: self._anneal.rank(one.best))

    def choose_routes(self, seconds: float, left: float, roundings: int) -> None:
        """Begins to look for the best set of all routes seen so far, for about so many seconds;
        not at all where, as late as choices were so far, it would not be there in time."""
        from senior_life.dispatch import seen

        leader, seconds = self._leader(), min(seconds, left - self._late)
        is_due = self._choice is None and seconds > self._late
        if is_due and self._anneal.rank(leader.best) < self._anneal.UNSERVED:
            known = [seen.routes(one.seen) for one in self._searches]
            plan = self._anneal.copied(leader.best)
            self._choice = self._pool.submit(self._choose, known, plan, seconds, roundings)

    def _choose(self, known: Any, plan: Any, seconds: float, roundings: int) -> Any:
        begun = time.monotonic()
        chosen = self._chooser.best(known, plan, seconds, roundings)
        self._late = max(self._late, time.monotonic() - begun - seconds)
        return chosen

    def _take_choice(self, *, is_patient: bool) -> None:
        if self._choice is None or not (is_patient or self._choice.done()):
            return
        (best, rounded), self._choice = self._choice.result(), None
        best = min(self._leader().best, best, key=self._anneal.rank)
        self._anneal.go_from(self._searches[0], best)
        for one in self._searches[1:]:
            self._anneal.go_from(one, rounded)

    def best(self) -> Plan:
        from senior_life.dispatch import arrays

        self._take_choice(is_patient=True)
        best = self._leader().best
        routes = arrays.routes_of(best)
        served = {node for route in routes for node in route}
        unserved = tuple(r for r in range(self.problem.n) if r not in served)
        pairs = zip(self.problem.vehicles, routes, strict=True)
        return Plan(routes, unserved, sum(self.problem.length(v, r) for v, r in pairs))
