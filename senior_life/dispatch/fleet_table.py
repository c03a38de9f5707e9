"""Lines as the arrays that the compiled loops read; a row changes where its line did."""

from collections.abc import Mapping, Sequence
from math import cos, inf, radians, sin
from typing import Any

import numpy as np

from senior_life.dispatch.fleet import Ride, Visit
from senior_life.dispatch.fleet_times import NEVER, Plans, Town
from senior_life.dispatch.line import Line
from senior_life.dispatch.measured import NOTHING, Measured, rounded
from senior_life.dispatch.travel import EARTH_METRES, Point, Straight
from senior_life.dispatch.weights import Weights

Roads = Straight | Measured
SPARE_RIDES, SPARE_VISITS = 64, 16
MEASURED = 2
"""The last two of a town's arrays: large, and the same for as long as the roads are."""
NO_TABLE = np.zeros((0, 0))


class Table:
    """Rides stand in slots; the last slot is for whoever asks."""

    def __init__(
        self,
        lines: Sequence[Line],
        rides: Mapping[str, Ride],
        roads: Roads,
        weights: Weights,
    ) -> None:
        n, runs = len(rides) + SPARE_RIDES, len(lines)
        width = max((len(line.at) for line in lines), default=0) + SPARE_VISITS
        self.slots: dict[str, int] = {}
        straight = roads if isinstance(roads, Straight) else roads.otherwise
        self.detour_factor, self.weights = straight.detour_factor, weights
        grid = NOTHING if isinstance(roads, Straight) else roads.grid
        self._places = grid.points
        self._free = list(range(n - 2, -1, -1))
        self.town = _town(n, runs, straight, *_measured(roads))
        self.plans = _plans(n, runs, width)
        self.write(dict(enumerate(lines)), lines, rides)

    def copy(self) -> "Table":
        fresh = Table.__new__(Table)
        fresh.slots, fresh._free = dict(self.slots), list(self._free)
        fresh.detour_factor, fresh.weights = self.detour_factor, self.weights
        fresh._places = self._places
        arrays: tuple[Any, ...] = self.town[1:]
        own = (array.copy() for array in arrays[:-MEASURED])
        fresh.town = Town(self.town.n, *own, *arrays[-MEASURED:])
        fresh.plans = self.plans.copy()
        return fresh

    def write(
        self, moved: Mapping[int, Line], lines: Sequence[Line], rides: Mapping[str, Ride]
    ) -> bool:
        """Those ``moved`` (by number), and of all from when they are free, and how far settled;
        rides that no run has lose their slots. False: there is no space for it, and a new table is
        needed."""
        for name in sorted(self.slots.keys() - rides.keys()):
            self._free.append(self.slots.pop(name))
        if not self._has_space(moved):
            return False
        for number, line in moved.items():
            self._write(number, line)
        starts = 2 * self.town.n + 2 * np.arange(len(lines))
        self.town.fixed[:] = [line.standing.fixed for line in lines]
        free = np.array([line.at[0] for line in lines])
        self.town.early[starts] = self.town.late[starts] = self.plans.at[:, 0] = free
        first = np.array([line.at[1] for line in lines])
        weigh = self.town.weigh[self.plans.routes[:, 1]]
        self.plans.cost[:] += weigh * (first - self.plans.at[:, 1])
        self.plans.at[:, 1] = first
        return True

    def _has_space(self, lines: Mapping[int, Line]) -> bool:
        names = {visit.ride for line in lines.values() for visit in line.standing.visits}
        widest = max((len(line.at) for line in lines.values()), default=0)
        width = self.plans.routes.shape[1]
        return len(names - self.slots.keys()) <= len(self._free) and widest + 4 <= width

    def _write(self, v: int, line: Line) -> None:
        town, plans, limits = self.town, self.plans, line.limits
        run, end = line.run, 2 * town.n + 2 * v
        nodes = [end, *(self._node(visit) for visit in line.standing.visits), end + 1]
        held = len(nodes)
        plans.routes[v, :held], plans.held[v] = nodes, held
        plans.where[nodes], plans.run[nodes] = range(held), v
        plans.at[v, :held], plans.arrive_by[v, :held] = line.at, line.arrive_by
        plans.riders[v, :held], plans.chairs[v, :held] = [*line.riders, 0], [*line.chairs, 0]
        town.spot[nodes] = [spot_of(place) for place in limits.places]
        town.early[nodes], town.late[nodes] = limits.early, limits.late
        town.service[nodes] = limits.service
        town.longest[nodes] = np.minimum(limits.longest, NEVER)
        town.partner[nodes] = [nodes[p] if p >= 0 else -1 for p in limits.partner]
        steps = np.diff([0, *line.riders]), np.diff([0, *line.chairs])
        town.riders[nodes], town.chairs[nodes] = [*steps[0], 0], [*steps[1], 0]
        town.seats[v], town.places[v] = run.seats, run.wheelchair_places
        town.folds[v] = run.seats_per_wheelchair
        town.place[nodes] = [self._place(place) for place in limits.places]
        town.weigh[nodes] = np.array(line.weigh) / self.detour_factor
        minutes = (town.weigh[nodes] * plans.at[v, :held]).sum()
        plans.cost[v] = sum(line.metres) / self.detour_factor + minutes

    def _place(self, at: Point) -> int:
        return self._places.get(rounded(at), -1) if self._places else -1

    def _node(self, visit: Visit) -> int:
        if visit.ride not in self.slots:
            self.slots[visit.ride] = self._free.pop()
        return self.slots[visit.ride] + (0 if visit.is_pickup else self.town.n)

    def visits(self, routes: Any, held: Any) -> list[tuple[Visit, ...]]:
        """What such rows say, by run."""
        n, name_of = self.town.n, {slot: name for name, slot in self.slots.items()}
        return [
            tuple(Visit(name_of[node % n], bool(node < n)) for node in row[1 : k - 1].tolist())
            for row, k in zip(routes, held, strict=True)
        ]

    def ask(self, ride: Ride) -> int:
        """Puts a ride that no run has yet where the loops find it; its slot."""
        town = self.town
        r, d = town.n - 1, 2 * town.n - 1
        town.spot[r], town.spot[d] = spot_of(ride.origin), spot_of(ride.destination)
        town.place[r], town.place[d] = self._place(ride.origin), self._place(ride.destination)
        town.early[r], town.late[r] = ride.board_from, ride.board_by
        town.early[d], town.late[d] = 0.0, ride.arrive_by
        town.service[r], town.service[d] = ride.boarding_minutes, ride.alighting_minutes
        town.partner[r], town.partner[d] = -1, r
        town.longest[r], town.longest[d] = NEVER, ride.longest_ride_minutes
        town.riders[r], town.riders[d] = ride.riders, -ride.riders
        town.chairs[r], town.chairs[d] = ride.wheelchairs, -ride.wheelchairs
        town.weigh[r] = self.weights.board(ride) / self.detour_factor
        town.weigh[d] = self.weights.alight(ride) / self.detour_factor
        return r

    def scratch(self) -> tuple[Any, Any]:
        """Room for one longer row, and for its times by node."""
        width = self.plans.routes.shape[1]
        nodes = len(self.town.early)
        return np.empty(width + 2, np.int64), np.empty((2, max(nodes, width + 2)))


def spot_of(place: Point) -> tuple[float, float, float]:
    """Metres from the middle of the earth."""
    lat, lon = radians(place.lat), radians(place.lon)
    flat = EARTH_METRES * cos(lat)
    return flat * cos(lon), flat * sin(lon), EARTH_METRES * sin(lat)


def _measured(roads: Roads) -> tuple[Any, Any]:
    """What was measured, in metres as the crow flies: so many as take as long, and as are as
    far, on straight roads. A nan stays one; what has no way, too, is driven straight."""
    if isinstance(roads, Straight) or not roads.grid.minutes:
        return NO_TABLE, NO_TABLE
    grid, factor = roads.grid, roads.otherwise.detour_factor
    minutes, metres = np.array(grid.minutes, float), np.array(grid.metres, float)
    return minutes * (roads.holds_at / 0.06 / factor), metres / factor


def _town(n: int, runs: int, roads: Straight, minutes: Any, metres: Any) -> Town:
    nodes = 2 * (n + runs)
    stretch = roads.detour_factor * roads.slowness
    begins = [-inf, *(start for start, _speed in roads.speeds[1:])]
    return Town(
        n=n,
        spot=np.zeros((nodes, 3)),
        early=np.zeros(nodes),
        late=np.zeros(nodes),
        service=np.zeros(nodes),
        riders=np.zeros(nodes, np.int64),
        chairs=np.zeros(nodes, np.int64),
        partner=np.full(nodes, -1, np.int64),
        longest=np.full(nodes, NEVER),
        weigh=np.zeros(nodes),
        seats=np.zeros(runs, np.int64),
        places=np.zeros(runs, np.int64),
        folds=np.zeros(runs, np.int64),
        fixed=np.zeros(runs, np.int64),
        begins=np.array(begins, float),
        a_minute=np.array([speed / 0.06 / stretch for _start, speed in roads.speeds], float),
        place=np.full(nodes, -1, np.int64),
        minutes=minutes,
        metres=metres,
    )


def _plans(n: int, runs: int, width: int) -> Plans:
    nodes = 2 * (n + runs)
    return Plans(
        routes=np.full((runs, width), -1, np.int64),
        held=np.zeros(runs, np.int64),
        at=np.zeros((runs, width)),
        arrive_by=np.zeros((runs, width)),
        riders=np.zeros((runs, width), np.int64),
        chairs=np.zeros((runs, width), np.int64),
        cost=np.zeros(runs),
        where=np.zeros(nodes, np.int64),
        run=np.full(nodes, -1, np.int64),
    )
