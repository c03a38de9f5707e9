"""The best plan that can be put together from routes already seen: set partitioning, by HiGHS.

After Parragh and Schmid, "Hybrid column generation and large neighborhood search for the
dial-a-ride problem", Computers & Operations Research 40 (2013). First without asking for whole
routes (the relaxation), taking in only routes whose price promises something; then with whole
routes, among those alone that could still beat the plan at hand (reduced cost fixing).
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np

AT_FIRST, AT_ONCE = 600, 400
"""Routes in the relaxation at first, and taken in each time."""
MOST_WHOLE = 2500
LESS = 1e-6
HALF, LEAST = 0.5, 0.05


@dataclass(frozen=True)
class Columns:
    """Routes as columns: ``rows[starts[k]:starts[k + 1]]`` are the limits that route ``k`` counts
    in: the requests it serves, then ``n`` + the kind of its vehicle. ``upper`` are limits of the
    kinds: how many vehicles there are. With ``is_cover`` the relaxation may serve a request twice,
    which keeps its prices from swinging: one that is left out of a route makes it no longer."""

    lengths: Any
    rows: Any
    starts: Any
    n: int
    upper: Any
    is_cover: bool = False

    def prices(self, duals: Any) -> Any:
        """Reduced costs: what each would save were it taken in, if negative."""
        return self.lengths - np.add.reduceat(duals[self.rows], self.starts[:-1])


class Relaxed:
    """The relaxation over a growing set of routes; the first must hold a plan for everybody."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self._inside = np.arange(len(columns.lengths)) >= len(columns.lengths) - AT_FIRST
        self._order = np.nonzero(self._inside)[0]
        self._model = _model()
        self._model.passModel(_program(columns, self._order, is_whole=False))

    def solve(self, until: float) -> None:
        """To its end, or until that time of the monotonic clock."""
        while True:
            self._model.run()
            self.duals = np.array(self._model.getSolution().row_dual)
            self.prices = self.columns.prices(self.duals)
            self.lower = float(self._model.getInfo().objective_function_value)
            good = np.nonzero((self.prices < -LESS) & ~self._inside)[0]
            if not len(good) or time.monotonic() > until:
                return
            good = good[np.argsort(self.prices[good], kind="stable")][:AT_ONCE]
            self._inside[good] = True
            self._order = np.concatenate([self._order, good])
            _add(self._model, self.columns, good)

    def rounded(self, dice: Random) -> list[int]:
        """Columns that share no request, drawn by lot, by how much of each the relaxation takes."""
        columns, taken, chosen = self.columns, np.zeros(self.columns.n), []
        left = columns.upper.copy()
        values = np.array(self._model.getSolution().col_value)
        lots = [(dice.expovariate(values[k]), k) for k in np.nonzero(values > LEAST)[0]]
        for _lot, k in sorted(lots):
            column = int(self._order[k])
            rows = columns.rows[columns.starts[column] : columns.starts[column + 1]]
            kind = rows[-1] - columns.n
            if left[kind] > 0 and not taken[rows[:-1]].any():
                taken[rows[:-1]] = 1
                left[kind] -= 1
                chosen.append(column)
        return chosen

    def extend(self, columns: Columns) -> None:
        """With these too."""
        old = self.columns
        self.columns = Columns(
            np.concatenate([old.lengths, columns.lengths]),
            np.concatenate([old.rows, columns.rows]),
            np.concatenate([old.starts, columns.starts[1:] + old.starts[-1]]),
            old.n,
            old.upper,
            old.is_cover,
        )
        self._inside = np.concatenate([self._inside, np.zeros(len(columns.lengths), bool)])


def best_set(relaxed: Relaxed, at_hand: Any, seconds: float) -> Any:
    """Which columns serve everybody once, shorter than those ``at_hand``; none: none was found."""
    columns, prices = relaxed.columns, relaxed.columns.prices(relaxed.duals)
    bound = float(columns.lengths[at_hand].sum())
    worth = np.nonzero(prices < bound - relaxed.lower - LESS)[0]
    if not len(worth):
        return worth
    worth = worth[np.argsort(prices[worth], kind="stable")][:MOST_WHOLE]
    worth = np.union1d(worth, at_hand)
    model = _model()
    model.setOptionValue("time_limit", max(seconds, 0.01))
    model.passModel(_program(columns, worth, is_whole=True))
    model.run()
    found = model.getSolution()
    if not found.value_valid:
        return worth[:0]
    chosen = worth[np.array(found.col_value) > HALF]
    return chosen if columns.lengths[chosen].sum() < bound - LESS else worth[:0]


def _part(columns: Columns, chosen: Any) -> tuple[Any, Any]:
    """Starts and rows of these columns."""
    sizes = np.diff(columns.starts)[chosen]
    starts = np.concatenate([[0], np.cumsum(sizes)])
    within = np.arange(starts[-1]) - np.repeat(starts[:-1], sizes)
    return starts, columns.rows[np.repeat(columns.starts[:-1][chosen], sizes) + within]


def _add(model: Any, columns: Columns, chosen: Any) -> None:
    starts, rows = _part(columns, chosen)
    none, many = np.zeros(len(chosen)), np.full(len(chosen), np.inf)
    ones = np.ones(len(rows))
    cost = columns.lengths[chosen]
    model.addCols(
        len(chosen),
        cost,
        none,
        many,
        len(rows),
        starts[:-1].astype(np.int32),
        rows.astype(np.int32),
        ones,
    )


def _program(columns: Columns, chosen: Any, *, is_whole: bool) -> Any:
    import highspy

    starts, rows = _part(columns, chosen)
    once = np.ones(columns.n)
    program: Any = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(chosen), columns.n + len(columns.upper)
    program.col_cost_ = columns.lengths[chosen]
    program.col_lower_ = np.zeros(len(chosen))
    program.col_upper_ = np.full(len(chosen), 1.0 if is_whole else np.inf)
    program.row_lower_ = np.concatenate([once, np.zeros(len(columns.upper))])
    most = np.full(columns.n, np.inf) if columns.is_cover and not is_whole else once
    program.row_upper_ = np.concatenate([most, columns.upper])
    program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    program.a_matrix_.start_, program.a_matrix_.index_ = starts, rows
    program.a_matrix_.value_ = np.ones(len(rows))
    if is_whole:
        program.integrality_ = [highspy.HighsVarType.kInteger] * len(chosen)
    return program


def _model() -> Any:
    import highspy

    with _without_banner():
        model: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    model.setOptionValue("output_flag", False)
    model.setOptionValue("threads", 1)
    return model


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
