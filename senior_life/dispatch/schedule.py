"""Whether a route can be driven, and when: exact, for windows, ride times and duration together.

All these limits are differences between two times, so that the earliest times that respect them
are a least fix-point: it is reached by going over the route again and again, pushing times later
where a limit asks for it. No schedule exists exactly when a time is pushed past its window, or
when the pushing does not end within as many rounds as there are visits (a cycle of limits that
cannot all hold: Bellman and Ford). The eight steps of Cordeau and Laporte (2003) decide the same.
"""

from collections.abc import Sequence
from itertools import pairwise

from senior_life.dispatch.problem import Problem, Route, Vehicle, has_room

EPSILON = 1e-7
"""Minutes: far below a second, far above what sums of doubles lose."""


def fits(problem: Problem, vehicle: Vehicle, route: Route) -> bool:
    """Whether the vehicle can drive it with everybody on board in time."""
    return schedule(problem, vehicle, route) is not None


def schedule(problem: Problem, vehicle: Vehicle, route: Route) -> tuple[float, ...] | None:
    """When service begins: at the first depot, at each visit, at the last; each as early as can
    be. None: no schedule keeps every limit, or the riders do not fit in.

    ``route`` must hold both visits of each of its requests, the pickup first.
    """
    if not _has_room_throughout(problem, vehicle, route):
        return None
    return _Times(problem, vehicle, route).settled()


def _has_room_throughout(problem: Problem, vehicle: Vehicle, route: Route) -> bool:
    riders = wheelchairs = 0
    for node in route:
        request, sign = problem.request_of(node), 1 if problem.is_pickup(node) else -1
        riders += sign * request.riders
        wheelchairs += sign * request.wheelchairs
        if sign > 0 and not has_room(vehicle, riders, wheelchairs):
            return False
    return True


class _Times:
    """The fix-point of one route; ``last`` is the index of the depot at its end."""

    def __init__(self, problem: Problem, vehicle: Vehicle, route: Route) -> None:
        stops, self.last = [problem.stops[node] for node in route], len(route) + 1
        places = [vehicle.start, *(stop.place for stop in stops), vehicle.end]
        self.at = [vehicle.begins, *(stop.earliest for stop in stops), vehicle.begins]
        self.latest = [vehicle.ends, *(stop.latest for stop in stops), vehicle.ends]
        self.service = [0.0, *(stop.service_minutes for stop in stops), 0.0]
        self.leg = [problem.minutes[a][b] for a, b in pairwise(places)]
        self.duration = vehicle.longest_route_minutes
        self.boarded = _boardings(problem, route)

    def settled(self) -> tuple[float, ...] | None:
        for _round in range(self.last + 2):
            if not self._go_forward():
                return None
            if not self._pull_up():
                return tuple(self.at) if self._is_in_time() else None
        return None

    def _go_forward(self) -> bool:
        """Nobody is anywhere before the drive there; False: too late somewhere."""
        at, service, leg, latest = self.at, self.service, self.leg, self.latest
        for k in range(1, self.last + 1):
            arrives = at[k - 1] + service[k - 1] + leg[k - 1]
            at[k] = max(at[k], arrives)
            if at[k] > latest[k] + EPSILON:
                return False
        return True

    def _pull_up(self) -> bool:
        """Board later who would ride too long, start later what would take too long; whether
        anything moved."""
        at, has_moved = self.at, False
        for k, (pickup, longest) in self.boarded.items():
            board = at[k] - longest - self.service[pickup]
            if board > at[pickup] + EPSILON:
                at[pickup], has_moved = board, True
        start = at[self.last] - self.duration
        if start > at[0] + EPSILON:
            at[0], has_moved = start, True
        return has_moved

    def _is_in_time(self) -> bool:
        pairs = zip(self.at, self.latest, strict=True)
        return all(at <= latest + EPSILON for at, latest in pairs)


def _boardings(problem: Problem, route: Sequence[int]) -> dict[int, tuple[int, float]]:
    """For the index of each delivery: that of its pickup, and the longest ride in minutes."""
    index = {node: k for k, node in enumerate(route, start=1)}
    return {
        k: (index[problem.partner(node)], problem.request_of(node).longest_ride_minutes)
        for node, k in index.items()
        if not problem.is_pickup(node)
    }
