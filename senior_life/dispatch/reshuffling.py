"""Rides that are not under way yet go to other runs or other places, where that costs less.

Large neighbourhood search in plain Python, after Ropke and Pisinger (2006): a few rides are taken
out and put back where they cost least, again and again; only a cheaper plan is gone on from.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from random import Random

from senior_life.dispatch import placing
from senior_life.dispatch.fleet import Ride, Standing, Visit
from senior_life.dispatch.line import Line, line_of
from senior_life.dispatch.travel import Travel

MOST_REMOVED = 6
Plan = tuple[tuple[Visit, ...], ...]


def improved(
    lines: Sequence[Line],
    rides: Mapping[str, Ride],
    roads: Travel,
    now: float,
    seconds: float,
    stop: Callable[[], bool],
    seed: int,
) -> Plan:
    """The visits of each line, never dearer in all; promises kept, nobody dropped."""
    until = time.monotonic() + seconds
    dice = Random(seed)  # noqa: S311 -- nothing secret
    best = list(lines)
    while time.monotonic() < until and not stop():
        fresh = _reshuffled(best, rides, roads, now, dice)
        if fresh is None:
            break
        if _cost(fresh) < _cost(best) - 1e-6:
            best = fresh
    return tuple(line.standing.visits for line in best)


def _cost(lines: Sequence[Line]) -> float:
    return sum(one.cost for one in lines)


def movable(line: Line) -> list[str]:
    """Rides that nobody is on board of or on the way to."""
    fixed = {visit.ride for visit in line.standing.visits[: line.standing.fixed]}
    return [v.ride for v in line.standing.visits if v.is_pickup and v.ride not in fixed]


def with_room_for(
    lines: Sequence[Line],
    rides: Mapping[str, Ride],
    roads: Travel,
    now: float,
    ride: Ride,
    rounds: int,
    seed: int,
) -> Plan | None:
    """By line, with this ride too, others having changed places; None: not in so many tries."""
    dice = Random(seed)  # noqa: S311 -- nothing secret
    where = {name: k for k, line in enumerate(lines) for name in movable(line)}
    told = {**rides, ride.id: ride}
    for _round in range(rounds if where else 0):
        out = _chosen(where, rides, ride, dice)
        fresh = _emptied(lines, where, out, rides, roads, now)
        if _refilled(fresh, [ride.id, *out], told, roads, now):
            return tuple(line.standing.visits for line in fresh)
    return None


def _reshuffled(
    lines: list[Line], rides: Mapping[str, Ride], roads: Travel, now: float, dice: Random
) -> list[Line] | None:
    """One try; the same lines where it fails; None: there is nothing to move."""
    where = {name: k for k, line in enumerate(lines) for name in movable(line)}
    if not where:
        return None
    out = _chosen(where, rides, rides[dice.choice(list(where))], dice)
    fresh = _emptied(lines, where, out, rides, roads, now)
    return fresh if _refilled(fresh, out, rides, roads, now) else lines


def _emptied(
    lines: Sequence[Line],
    where: Mapping[str, int],
    out: Sequence[str],
    rides: Mapping[str, Ride],
    roads: Travel,
    now: float,
) -> list[Line]:
    fresh = list(lines)
    for k in {where[name] for name in out}:
        standing = lines[k].standing
        kept = tuple(visit for visit in standing.visits if visit.ride not in out)
        fresh[k] = line_of(replace(standing, visits=kept), rides, roads, now, lines[k].weights)
    return fresh


def _refilled(
    lines: list[Line], names: Sequence[str], rides: Mapping[str, Ride], roads: Travel, now: float
) -> bool:
    """Puts each where it costs least, into the list; False: one has no place."""
    for name in names:
        found = placing.cheapest(lines, rides[name], roads)
        if not found:
            return False
        line = lines[found[0].line]
        longer = replace(
            line.standing, visits=placing.visits_with(line.standing, rides[name], found[0])
        )
        lines[found[0].line] = line_of(longer, rides, roads, now, line.weights)
    return True


def _chosen(
    where: Mapping[str, int], rides: Mapping[str, Ride], like: Ride, dice: Random
) -> list[str]:
    """Some that board at about the same time."""
    names = list(where)
    names.sort(key=lambda one: abs(rides[one].board_from - like.board_from) * dice.random())
    chosen = names[: dice.randint(1, MOST_REMOVED)]
    dice.shuffle(chosen)
    return chosen


def groups(before: Sequence[Standing], after: Sequence[Standing]) -> list[frozenset[str]]:
    """The runs whose visits differ; those that exchanged rides stand in one group."""
    old = {one.run.id: one.visits for one in before}
    changed = [one for one in after if one.visits != old.get(one.run.id)]
    found: list[tuple[set[str], set[str]]] = []
    for one in changed:
        runs = {one.run.id}
        names = {visit.ride for visit in (*one.visits, *old.get(one.run.id, ()))}
        for group in [group for group in found if group[1] & names]:
            found.remove(group)
            runs, names = runs | group[0], names | group[1]
        found.append((runs, names))
    return [frozenset(runs) for runs, _names in found]
