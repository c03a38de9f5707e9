"""The order in which one vehicle brings things to many doors, and comes back.

A tour that begins and ends at one place, without windows within it: cheapest insertion, then
2-opt until no two ways can be exchanged for shorter ones (Croes, "A method for solving
traveling-salesman problems", Operations Research 6, 1958). Always the same answer to the same
question.
"""

from collections.abc import Sequence

from senior_life.dispatch.travel import Point, metres_between

TOO_LITTLE = 0.5  # metres; less is not worth a change
MOST_SWEEPS = 30


def in_order(start: Point, doors: Sequence[Point]) -> list[int]:
    """Indices of ``doors`` in the order of the visits."""
    points = [start, *doors]
    metres = [[metres_between(a, b) for b in points] for a in points]
    tour = [0]
    for stop in range(1, len(points)):
        tour.insert(_cheapest(metres, tour, stop), stop)
    for _sweep in range(MOST_SWEEPS):
        if not _exchange(metres, tour):
            break
    return [stop - 1 for stop in tour[1:]]


def _cheapest(metres: Sequence[Sequence[float]], tour: Sequence[int], stop: int) -> int:
    """Where in the closed tour one more stop adds least."""
    to = metres[stop]
    added = [to[a] + to[b] - metres[a][b] for a, b in zip(tour, [*tour[1:], tour[0]], strict=True)]
    return added.index(min(added)) + 1


def _exchange(metres: Sequence[Sequence[float]], tour: list[int]) -> bool:
    """Turn around every piece whose ends are then nearer to what stands beside; was there one?"""
    count, is_better = len(tour), False
    for i in range(count - 1):
        for j in range(i + 2, count):
            a, b, c, d = tour[i], tour[i + 1], tour[j], tour[(j + 1) % count]
            gain = metres[a][b] + metres[c][d] - metres[a][c] - metres[b][d]
            if gain > TOO_LITTLE:
                tour[i + 1 : j + 1] = reversed(tour[i + 1 : j + 1])
                is_better = True
    return is_better
