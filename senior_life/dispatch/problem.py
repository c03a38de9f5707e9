"""What is to be served, by what: a heterogeneous dial-a-ride problem.

After Cordeau and Laporte, "A tabu search heuristic for the static multi-vehicle dial-a-ride
problem", Transportation Research B 37 (2003); wheelchair places that trade for seats after
Parragh, "Introducing heterogeneous users and vehicles into models and algorithms for the
dial-a-ride problem", Transportation Research C 19 (2011).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

Matrix = Sequence[Sequence[float]]
Route = tuple[int, ...]
"""Nodes in the order of their visit, without the depots: see ``Problem``."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A place to be at between two times; ``place`` is a row of the matrices.

    ``service_minutes`` is how long boarding or alighting takes there.
    """

    place: int
    earliest: float
    latest: float
    service_minutes: float = 0.0


@dataclass(frozen=True, slots=True)
class Request:
    """Riders who board together at ``pickup`` and alight together at ``delivery``.

    Their ride lasts from the end of boarding to the start of alighting.
    """

    id: str
    pickup: Stop
    delivery: Stop
    longest_ride_minutes: float
    riders: int = 1
    wheelchairs: int = 0

    def promised(self, board_by: float, arrive_by: float) -> "Request":
        """The same, held to what was read back: later riders may not move it past that."""
        pickup = replace(self.pickup, latest=min(self.pickup.latest, board_by))
        delivery = replace(self.delivery, latest=min(self.delivery.latest, arrive_by))
        return replace(self, pickup=pickup, delivery=delivery)


@dataclass(frozen=True, slots=True)
class Vehicle:
    """From its depot at ``begins`` or later, back at its last by ``ends``.

    A wheelchair needs one of ``wheelchair_places`` and folds away ``seats_per_wheelchair`` seats.
    """

    id: str
    seats: int
    start: int
    end: int
    begins: float
    ends: float
    longest_route_minutes: float
    wheelchair_places: int = 0
    seats_per_wheelchair: int = 1


@dataclass(frozen=True)
class Problem:
    """``minutes`` and ``lengths`` are square matrices over places: travel time, and its cost.

    Nodes count the visits: ``i`` is the pickup of ``requests[i]`` and ``i + n`` its delivery,
    where ``n`` is the number of requests. Raises ValueError for what no vehicle could ever do.
    """

    vehicles: tuple[Vehicle, ...]
    requests: tuple[Request, ...]
    minutes: Matrix
    lengths: Matrix

    def __post_init__(self) -> None:
        for request in self.requests:
            if request.riders < 0 or request.wheelchairs < 0 or not self._may_carry(request):
                raise ValueError(f"no vehicle has room for request {request.id}")

    def _may_carry(self, request: Request) -> bool:
        load = (request.riders, request.wheelchairs)
        return any(has_room(vehicle, *load) for vehicle in self.vehicles)

    @property
    def n(self) -> int:
        return len(self.requests)

    @cached_property
    def stops(self) -> tuple[Stop, ...]:
        """By node."""
        pickups = tuple(request.pickup for request in self.requests)
        return (*pickups, *(request.delivery for request in self.requests))

    def request_of(self, node: int) -> Request:
        return self.requests[node % self.n]

    def is_pickup(self, node: int) -> bool:
        return node < self.n

    def partner(self, node: int) -> int:
        """The delivery of a pickup, the pickup of a delivery."""
        return node + self.n if node < self.n else node - self.n

    def length(self, vehicle: Vehicle, route: Route) -> float:
        """Of the whole tour; a vehicle that serves nobody stays where it is."""
        if not route:
            return 0.0
        places = [vehicle.start, *(self.stops[node].place for node in route), vehicle.end]
        return sum(self.lengths[a][b] for a, b in pairwise(places))

    def promising(self, promises: Mapping[int, tuple[float, float]]) -> "Problem":
        """With these requests (by index) held to ``(board_by, arrive_by)``."""
        held = [
            request.promised(*promises[index]) if index in promises else request
            for index, request in enumerate(self.requests)
        ]
        return replace(self, requests=tuple(held))


def has_room(vehicle: Vehicle, riders: int, wheelchairs: int) -> bool:
    """Whether so many can be on board at once."""
    folded = wheelchairs * vehicle.seats_per_wheelchair
    return wheelchairs <= vehicle.wheelchair_places and riders + folded <= vehicle.seats
