"""How long drives take: what a router has said of them, and what it is still to be asked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import product
from typing import NamedTuple

from senior_life.dispatch import Measured, Point, Straight, rounded
from senior_life.providing.pack import LATEST
from services.on_demand_transport.pack import Roads, Speed

MOST_POINTS = 100
"""In one question. So its pairs are at most 50 × 50, which is what Valhalla allows by itself
(``max_matrix_location_pairs: 2500``), and below OSRM's ``--max-table-size 100``."""
Pair = tuple[Point, Point]
MIDNIGHT = 24 * 60


class Block(NamedTuple):
    """Each of ``starts`` to each of ``goals``: one question to the router."""

    starts: tuple[Point, ...]
    goals: tuple[Point, ...]


def straight(rules: Roads) -> Straight:
    return Straight(rules.detour_factor, tuple(_bands(rules.speeds)), rules.spread)


def _bands(speeds: Sequence[Speed]) -> Iterator[tuple[float, float]]:
    """Of a service day: after midnight the speeds begin anew, unless the pack says others."""
    yield from ((float(one.since), one.km_per_hour) for one in speeds)
    if len(speeds) > 1 and speeds[-1].since < MIDNIGHT:
        first, *later = speeds
        yield float(MIDNIGHT), first.km_per_hour
        for one in later:
            if MIDNIGHT + one.since <= LATEST:
                yield float(MIDNIGHT + one.since), one.km_per_hour


def unmeasured(rules: Roads) -> Measured:
    """Of no way is anything known yet. Without a router or an extract it stays so."""
    fastest = max(one.km_per_hour for one in rules.speeds)
    holds_at = rules.source.holds_at_km_per_hour if rules.source else None
    return Measured(straight(rules), holds_at or fastest)


@dataclass(frozen=True)
class Known:
    """What a process has read of the router's answers, up to ``batch``, from the first on ``on``.

    ``fixed`` are the stops and depots.
    """

    roads: Measured
    fixed: tuple[Point, ...]
    batch: int = 0
    on: date | None = None

    @cached_property
    def lacking(self) -> tuple[Pair, ...]:
        """Between stops and depots."""
        return tuple(_unasked(self.roads, product(self.fixed, self.fixed)))

    @property
    def share(self) -> tuple[int, int]:
        """How many of how many ways between stops and depots were asked for."""
        whole = len(self.fixed) ** 2
        return whole - len(self.lacking), whole

    def lacking_of(self, doors: Iterable[Point], others: Iterable[Point]) -> list[Pair]:
        """From and to each of ``doors``, and stops, depots and ``others``."""
        new = self.unfixed(doors)
        every = dict.fromkeys([*self.fixed, *self.unfixed(others), *new])
        asked = set(new)
        old = [one for one in every if one not in asked]
        return list(_unasked(self.roads, [*product(new, every), *product(old, new)]))

    def unfixed(self, points: Iterable[Point]) -> list[Point]:
        """The doors among them, each once."""
        found = dict.fromkeys(rounded(one) for one in points)
        return [one for one in found if one not in self._fixed]

    @cached_property
    def _fixed(self) -> frozenset[Point]:
        return frozenset(self.fixed)


def _unasked(roads: Measured, pairs: Iterable[Pair]) -> Iterator[Pair]:
    return (pair for pair in pairs if not roads.is_asked(*pair))


def blocks(pairs: Iterable[Pair]) -> list[Block]:
    """Those pairs and no others: starts with the same goals are asked for together."""
    goals: dict[Point, list[Point]] = {}
    for start, goal in pairs:
        goals.setdefault(start, []).append(goal)
    starts: dict[tuple[Point, ...], list[Point]] = {}
    for start, its in goals.items():
        starts.setdefault(tuple(its), []).append(start)
    return [one for its, alike in starts.items() for one in _cut(alike, its)]


def finer(block: Block, searches: int) -> list[Block]:
    """The same in parts, each of which a graph answers with no more searches than that: one for
    each start, or for each goal where these are fewer."""
    if min(len(block.starts), len(block.goals)) <= searches:
        return [block]
    starts = block.starts
    return [Block(starts[k : k + searches], block.goals) for k in range(0, len(starts), searches)]


def _cut(starts: Sequence[Point], goals: Sequence[Point]) -> Iterator[Block]:
    high = min(len(starts), max(MOST_POINTS // 2, MOST_POINTS - len(goals)))
    wide = MOST_POINTS - high
    for one in range(0, len(starts), high):
        for other in range(0, len(goals), wide):
            yield Block(tuple(starts[one : one + high]), tuple(goals[other : other + wide]))
