"""All runs' lines at one moment, and the compiled loops' table of them where these are ready."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from senior_life.dispatch import moving, placing, reshuffling
from senior_life.dispatch.fleet import Ride, Standing, Visit
from senior_life.dispatch.line import Line, line_of
from senior_life.dispatch.placing import Placed
from senior_life.dispatch.travel import Travel
from senior_life.dispatch.weights import Weights

if TYPE_CHECKING:
    from senior_life.dispatch.fleet_table import Table

Visits = tuple[Visit, ...]


class Lines:
    """By number of the run; never changed, but worked out when first asked for, and so is the
    table: many a change is only written down, or is followed by another."""

    def __init__(
        self,
        lines: Sequence[Line],
        rides: Mapping[str, Ride],
        roads: Travel,
        now: float,
        weights: Weights,
        since: "tuple[Lines, Mapping[int, Standing]] | None" = None,
    ) -> None:
        """``since``: others, and which of their runs stand otherwise; ``lines`` are those then."""
        self._known, self._rides, self._roads, self._now = tuple(lines), rides, roads, now
        self._weights = weights
        self._since = since
        self._table: Table | None = None

    @property
    def _lines(self) -> tuple[Line, ...]:
        """Two threads that are the first to ask find the same, each by itself."""
        since = self._since
        if since is not None:
            self._known, self._table = self._worked_out(*since)
            self._since = None
        return self._known

    def __iter__(self) -> Iterator[Line]:
        return iter(self._lines)

    def __getitem__(self, number: int) -> Line:
        return self._lines[number]

    @property
    def table(self) -> "Table":
        lines, table = self._lines, self._table
        if table is None:
            table = moving.table_of(lines, self._rides, self._roads, self._weights)
            self._table = table
        return table

    def changed(
        self, fresh: Mapping[int, Standing], rides: Mapping[str, Ride], now: float
    ) -> "Lines":
        """With these runs as they stand, at ``now``; what that does not touch is kept."""
        base, before = self._since or (self, {})
        return Lines((), rides, self._roads, now, self._weights, (base, {**before, **fresh}))

    def _worked_out(
        self, base: "Lines", fresh: Mapping[int, Standing]
    ) -> "tuple[tuple[Line, ...], Table | None]":
        lines, moved, is_same = list(base._lines), set[int](), not fresh
        for k, line in enumerate(lines):
            later = line.at_hour(self._now, self._roads)
            if later is not None and k in fresh:
                later = later.fixed_as(fresh[k])
            if later is None:
                moved.add(k)
                standing = fresh.get(k, line.standing)
                later = line_of(standing, self._rides, self._roads, self._now, self._weights)
            is_same = is_same and later is line
            lines[k] = later
        if is_same:
            return base._known, base._table
        return tuple(lines), self._rewritten(base._table, {k: lines[k] for k in moved}, lines)

    def _rewritten(
        self, old: "Table | None", moved: Mapping[int, Line], lines: Sequence[Line]
    ) -> "Table | None":
        if old is None:
            return None
        table = old.copy()
        return table if table.write(moved, lines, self._rides) else None

    def cheapest(self, ride: Ride, count: int) -> list[Placed]:
        """As ``placing.cheapest``; compiled where that is ready."""
        if moving.is_ready(self._roads):
            return moving.cheapest(self.table, ride, count)
        return placing.cheapest(self._lines, ride, self._roads, count)

    def improved(self, seconds: float, stop: Callable[[], bool], seed: int) -> Sequence[Visits]:
        """By run, what it would visit: the same rides at less cost."""
        if moving.is_ready(self._roads):
            return moving.improved(self.table, self._movable, seconds, stop, seed)
        return reshuffling.improved(
            self._lines, self._rides, self._roads, self._now, seconds, stop, seed
        )

    def with_room_for(self, ride: Ride, rounds: int, seed: int) -> Sequence[Visits] | None:
        """By run, with this ride too; None: no place was found by moving others."""
        if moving.is_ready(self._roads):
            return moving.with_room_for(self.table, self._movable, ride, rounds, seed)
        return reshuffling.with_room_for(
            self._lines, self._rides, self._roads, self._now, ride, rounds, seed
        )

    @cached_property
    def _movable(self) -> list[str]:
        return [name for line in self._lines for name in reshuffling.movable(line)]
