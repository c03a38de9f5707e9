"""Judges routes by the problem's own numbers; shares no code with the solver.

Every limit is written down as «x is at least y plus w», and Bellman and Ford decide whether all
can hold at once.
"""

from collections.abc import Sequence

from senior_life.dispatch import Problem, Vehicle

CLOSE = 1e-6


def faults(problem: Problem, routes: Sequence[Sequence[int]]) -> list[str]:
    """What is wrong with these routes, by vehicle; unserved requests are faults too."""
    n, found = len(problem.requests), []
    seen = [node for route in routes for node in route]
    found += [f"node {x} is visited {seen.count(x)} times" for x in set(seen) if seen.count(x) > 1]
    found += [f"request {k} is not served" for k in range(n) if k not in seen]
    for vehicle, route in zip(problem.vehicles, routes, strict=True):
        if is_in_order(n, route):
            found += _of_route(problem, vehicle, list(route))
        else:
            found.append(f"{vehicle.id}: somebody alights who did not board before")
    return found


def is_in_order(n: int, route: Sequence[int]) -> bool:
    on_board: set[int] = set()
    for node in route:
        if node < n:
            on_board.add(node)
        elif node - n in on_board:
            on_board.remove(node - n)
        else:
            return False
    return not on_board


def _of_route(problem: Problem, vehicle: Vehicle, route: list[int]) -> list[str]:
    found, n = [], len(problem.requests)
    for upto in range(1, len(route) + 1):
        aboard = [problem.requests[x] for x in route[:upto] if x < n and x + n not in route[:upto]]
        chairs = sum(one.wheelchairs for one in aboard)
        seats = sum(one.riders for one in aboard) + chairs * vehicle.seats_per_wheelchair
        if chairs > vehicle.wheelchair_places or seats > vehicle.seats:
            found.append(f"{vehicle.id}: too many on board after {route[:upto]}")
    if not can_be_timed(problem, vehicle, route):
        found.append(f"{vehicle.id}: no times keep every limit")
    return found


def can_be_timed(problem: Problem, vehicle: Vehicle, route: Sequence[int]) -> bool:
    n, count = len(problem.requests), len(route) + 2
    ends = [problem.requests[x % n] for x in route]
    stops = [r.pickup if x < n else r.delivery for x, r in zip(route, ends, strict=True)]
    places = [vehicle.start, *(s.place for s in stops), vehicle.end]
    windows = [
        (vehicle.begins, vehicle.ends),
        *((s.earliest, s.latest) for s in stops),
        (vehicle.begins, vehicle.ends),
    ]
    service = [0.0, *(s.service_minutes for s in stops), 0.0]
    zero = count  # the origin of time
    rules = [(zero, k, early) for k, (early, _late) in enumerate(windows)]
    rules += [(k, zero, -late) for k, (_early, late) in enumerate(windows)]
    rules += [
        (k, k + 1, service[k] + problem.minutes[places[k]][places[k + 1]]) for k in range(count - 1)
    ]
    rules.append((count - 1, 0, -vehicle.longest_route_minutes))
    for k, node in enumerate(route, start=1):
        if node < n:
            off = list(route).index(node + n) + 1
            rules.append((off, k, -(problem.requests[node].longest_ride_minutes + service[k])))
    times = [-1e12] * count + [0.0]
    for _ in range(count + 2):
        moved = False
        for x, y, weight in rules:
            if times[x] + weight > times[y] + CLOSE:
                times[y], moved = times[x] + weight, True
        if not moved:
            return True
    return False
