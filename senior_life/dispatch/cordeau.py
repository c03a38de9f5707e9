"""Reads the instances by which dial-a-ride solvers are compared.

Format of Cordeau and Laporte (2003), Cordeau (2006) and Ropke, Cordeau and Laporte (2007): a
first line ``vehicles nodes longest_route capacity longest_ride``, then a line for each node,
``id x y service load earliest latest``. Node 0 is the depot, 1..n are pickups, n+1..2n their
deliveries; some files count 2n where others count n, and some repeat the depot at the end.
Travel time and cost are Euclidean and not rounded; all times are minutes.
"""

from dataclasses import dataclass, replace
from math import hypot

from senior_life.dispatch.problem import Problem, Request, Stop, Vehicle

HEADER, NODE = 5, 7


class Broken(ValueError):
    """Not an instance: what stands where, in one sentence."""


@dataclass(frozen=True, slots=True)
class _Node:
    x: float
    y: float
    service: float
    load: int
    earliest: float
    latest: float


def read(text: str) -> Problem:
    """Places are numbered as the file's nodes. Raises Broken."""
    (count, _nodes, route, seats, ride), *rows = _numbers(text)
    nodes = [_Node(x, y, s, int(q), e, late) for _id, x, y, s, q, e, late in rows]
    n = sum(node.load > 0 for node in nodes)
    if n == 0 or len(nodes) not in {2 * n + 1, 2 * n + 2}:
        raise Broken(f"{n} pickups need {2 * n + 1} or {2 * n + 2} nodes, there are {len(nodes)}")
    nodes = nodes[: 2 * n + 1]
    depot = nodes[0]
    far = tuple(tuple(hypot(a.x - b.x, a.y - b.y) for b in nodes) for a in nodes)
    vehicles = tuple(
        Vehicle(str(k), int(seats), 0, 0, depot.earliest, depot.latest, route)
        for k in range(int(count))
    )
    requests = tuple(_request(nodes, n, k, ride) for k in range(1, n + 1))
    try:
        return Problem(vehicles, tuple(_narrowed(r, far) for r in requests), far, far)
    except ValueError as error:
        raise Broken(str(error)) from error


def _numbers(text: str) -> list[list[float]]:
    found: list[list[float]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        wanted = NODE if found else HEADER
        try:
            row = [float(word) for word in line.split()]
        except ValueError:
            raise Broken(f"line {number} holds something that is not a number") from None
        if len(row) != wanted:
            raise Broken(f"line {number} has {len(row)} numbers where {wanted} are needed")
        found.append(row)
    if not found:
        raise Broken("the file is empty")
    return found


def _request(nodes: list[_Node], n: int, k: int, ride: float) -> Request:
    pickup, delivery = nodes[k], nodes[k + n]
    if pickup.load <= 0 or delivery.load != -pickup.load:
        raise Broken(f"node {k + n} does not let off whom node {k} takes on")
    return Request(
        str(k),
        Stop(k, pickup.earliest, pickup.latest, pickup.service),
        Stop(k + n, delivery.earliest, delivery.latest, delivery.service),
        ride,
        pickup.load,
    )


def _narrowed(request: Request, far: tuple[tuple[float, ...], ...]) -> Request:
    """One end has a window in these files; the longest ride gives the other (Cordeau 2006, §5)."""
    pickup, delivery, ride = request.pickup, request.delivery, request.longest_ride_minutes
    direct = pickup.service_minutes + far[pickup.place][delivery.place]
    pickup = replace(
        pickup,
        earliest=max(pickup.earliest, delivery.earliest - ride - pickup.service_minutes),
        latest=min(pickup.latest, delivery.latest - direct),
    )
    delivery = replace(
        delivery,
        earliest=max(delivery.earliest, pickup.earliest + direct),
        latest=min(delivery.latest, pickup.latest + pickup.service_minutes + ride),
    )
    return replace(request, pickup=pickup, delivery=delivery)


def nodes_of(problem: Problem, route: tuple[int, ...]) -> list[int]:
    """A route in the file's own numbers, without depots."""
    return [problem.stops[node].place for node in route]
