"""The routing library of OR-Tools on the same problem, for comparison; it need not be installed.

Its first plans serve everybody only now and then, for they know nothing of ride times. So a request
may be left out at a price above that of any plan, and guided local search takes it in later; of
two ways to begin, each given all the seconds, the better plan counts.
"""

import importlib.util
from math import ceil

from checker import faults

from senior_life.dispatch import Problem

TIMES, ROOM = 10_000, 100_000
"""Whole numbers to the minute; no day is longer than so many minutes, no plan than so many."""
STARTS = ("PARALLEL_CHEAPEST_INSERTION", "LOCAL_CHEAPEST_INSERTION")


def told(problem: Problem, seconds: float, best: float) -> str:
    """Its gap in so many seconds from the better of two starts, or why there is none."""
    if importlib.util.find_spec("ortools") is None:
        return "not installed"
    plans = [plan for start in STARTS if (plan := _solved(problem, seconds, start)) is not None]
    if not plans:
        return "no plan found"
    wrong, length = min((faults(problem, routes), _length(problem, routes)) for routes in plans)
    return f"broken: {wrong[0]}" if wrong else f"{100 * (length / best - 1):.3f} %"


def _length(problem: Problem, routes: list[list[int]]) -> float:
    pairs = zip(problem.vehicles, routes, strict=True)
    return sum(problem.length(vehicle, tuple(route)) for vehicle, route in pairs)


def _solved(problem: Problem, seconds: float, start: str) -> list[list[int]] | None:
    """One depot, riders only: what Cordeau's instances need."""
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2

    n, fleet = problem.n, problem.vehicles
    manager = pywrapcp.RoutingIndexManager(2 * n + 1, len(fleet), 2 * n)
    routing = pywrapcp.RoutingModel(manager)
    places = [*(stop.place for stop in problem.stops), fleet[0].start]
    service = [*(stop.service_minutes for stop in problem.stops), 0.0]
    riders = [*(r.riders for r in problem.requests), *(-r.riders for r in problem.requests), 0]

    lengths = [[round(TIMES * problem.lengths[a][b]) for b in places] for a in places]
    minutes = [
        [ceil(TIMES * (service[k] + problem.minutes[a][b])) for b in places]
        for k, a in enumerate(places)
    ]
    routing.SetArcCostEvaluatorOfAllVehicles(routing.RegisterTransitMatrix(lengths))
    day = ROOM * TIMES
    routing.AddDimension(routing.RegisterTransitMatrix(minutes), day, day, False, "time")
    load = routing.RegisterUnaryTransitVector(riders)
    routing.AddDimensionWithVehicleCapacity(load, 0, [v.seats for v in fleet], True, "load")
    _limit(problem, routing, manager)
    how = pywrapcp.DefaultRoutingSearchParameters()
    how.first_solution_strategy = getattr(routing_enums_pb2.FirstSolutionStrategy, start)
    searches = routing_enums_pb2.LocalSearchMetaheuristic
    how.local_search_metaheuristic = searches.GUIDED_LOCAL_SEARCH
    how.time_limit.FromMilliseconds(int(1000 * seconds))
    found = routing.SolveWithParameters(how)
    return found and [_route(routing, manager, found, v) for v in range(len(fleet))]


def _limit(problem, routing, manager) -> None:  # noqa: ANN001 -- a library without types
    time, solver, n = routing.GetDimensionOrDie("time"), routing.solver(), problem.n
    for v, vehicle in enumerate(problem.vehicles):
        time.SetSpanUpperBoundForVehicle(int(TIMES * vehicle.longest_route_minutes), v)
        time.CumulVar(routing.End(v)).SetMax(int(TIMES * vehicle.ends))
    for node, stop in enumerate(problem.stops):
        window = ceil(TIMES * stop.earliest), int(TIMES * stop.latest)
        time.CumulVar(manager.NodeToIndex(node)).SetRange(*window)
    for r, request in enumerate(problem.requests):
        one, other = manager.NodeToIndex(r), manager.NodeToIndex(r + n)
        routing.AddPickupAndDelivery(one, other)
        for node in (one, other):
            routing.AddDisjunction([node], TIMES * ROOM)
        solver.Add(routing.ActiveVar(one) == routing.ActiveVar(other))
        solver.Add(routing.VehicleVar(one) == routing.VehicleVar(other))
        solver.Add(time.CumulVar(one) <= time.CumulVar(other))
        longest = request.longest_ride_minutes + request.pickup.service_minutes
        solver.Add(time.CumulVar(other) - time.CumulVar(one) <= int(TIMES * longest))


def _route(routing, manager, found, v: int) -> list[int]:  # noqa: ANN001 -- a library without types
    at, nodes = routing.Start(v), []
    while not routing.IsEnd(at):
        nodes.append(manager.IndexToNode(at))
        at = found.Value(routing.NextVar(at))
    return nodes[1:]
