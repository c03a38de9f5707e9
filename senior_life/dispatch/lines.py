"""All runs' lines at one moment, and the compiled loops' table of them where these are ready."""

from collections.abc import Callable, Iterator, Mapping, Sequence
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
    """By number of the run; never changed but for its table, which is made when first asked."""

    def __init__(
        self,
        lines: Sequence[Line],
        rides: Mapping[str, Ride],
        roads: Travel,
        now: float,
        weights: Weights,
        table: "Table | None" = None,
    ) -> None:
        self._lines, self._rides, self._roads, self._now = tuple(lines), rides, roads, now
        self._weights = weights
        self._table = table

    def __iter__(self) -> Iterator[Line]:
        return iter(self._lines)

    def __getitem__(self, number: int) -> Line:
        return self._lines[number]

    @property
    def table(self) -> "Table":
        if self._table is None:
            self._table = moving.table_of(self._lines, self._rides, self._roads, self._weights)
        return self._table

    def changed(
        self, fresh: Mapping[int, Standing], rides: Mapping[str, Ride], now: float
    ) -> "Lines":
        """With these runs as they stand, at ``now``; what that does not touch is kept."""
        lines, roads, moved = list(self._lines), self._roads, set(fresh)
        for k, line in enumerate(lines):
            later = None if k in fresh else line.at_hour(now, roads)
            if later is None:
                moved.add(k)
                later = line_of(fresh.get(k, line.standing), rides, roads, now, self._weights)
            lines[k] = later
        table = self._rewritten({k: lines[k] for k in moved}, lines, rides)
        return Lines(lines, rides, roads, now, self._weights, table)

    def _rewritten(
        self, moved: Mapping[int, Line], lines: Sequence[Line], rides: Mapping[str, Ride]
    ) -> "Table | None":
        if self._table is None:
            return None
        table = self._table.copy()
        return table if table.write(moved, lines, rides) else None

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

    @property
    def _movable(self) -> list[str]:
        return [name for line in self._lines for name in reshuffling.movable(line)]
