"""The order in which one vehicle brings things to many doors, and comes back.

A tour that begins and ends at one place, without windows within it: cheapest insertion, then
2-opt until no two ways can be exchanged for shorter ones (Croes, "A method for solving
traveling-salesman problems", Operations Research 6, 1958). Always the same answer to the same
question.
"""

from collections.abc import Sequence
from math import cos, hypot, radians

from senior_life.dispatch.travel import EARTH_METRES, Point

TOO_LITTLE = 0.5  # metres; less is not worth a change
MOST_SWEEPS = 30
Metres = Sequence[Sequence[float]]


def in_order(start: Point, doors: Sequence[Point]) -> list[int]:
    """Indices of ``doors`` in the order of the visits."""
    metres = _metres([start, *doors])
    tour = [0]
    for stop in range(1, len(metres)):
        tour.insert(_cheapest(metres, tour, stop), stop)
    for _sweep in range(MOST_SWEEPS):
        if not _exchange(metres, tour):
            break
    return [stop - 1 for stop in tour[1:]]


def _metres(points: Sequence[Point]) -> Metres:
    """As the crow flies, on the plane that touches the town: quick, and exact enough there."""
    north = radians(1) * EARTH_METRES
    east = north * cos(radians(points[0].lat))
    flat = [(one.lat * north, one.lon * east) for one in points]
    return [[hypot(ax - bx, ay - by) for bx, by in flat] for ax, ay in flat]


def _cheapest(metres: Metres, tour: Sequence[int], stop: int) -> int:
    """Where in the closed tour one more stop adds least."""
    to, before = metres[stop], tour[-1]
    least, place = float("inf"), 0
    for index, after in enumerate(tour):
        added = to[before] + to[after] - metres[before][after]
        if added < least:
            least, place = added, index
        before = after
    return place or len(tour)


def _exchange(metres: Metres, tour: list[int]) -> bool:
    """Turn around every piece whose ends are then nearer to what stands beside; was there one?

    The inner loop is most of the work of a town's rounds, so it looks up as little as it can.
    """
    count, is_better = len(tour), False
    for i in range(count - 2):
        a, b = tour[i], tour[i + 1]
        from_a, from_b = metres[a], metres[b]
        c = tour[i + 2]
        for j in range(i + 2, count):
            d = tour[j + 1 - count]
            if from_a[c] + from_b[d] < from_a[b] + metres[c][d] - TOO_LITTLE:
                tour[i + 1 : j + 1] = tour[j:i:-1]
                b = tour[i + 1]
                from_b, is_better = metres[b], True
            c = d
    return is_better
