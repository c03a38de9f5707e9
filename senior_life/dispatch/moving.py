"""The compiled loops for a fleet on the road, where they are ready (extra: dispatch).

Until ``warm`` was called in this process, plain Python answers: the first use on a machine
compiles for a while, and nobody who asks for a ride waits for that. Where compiled code is kept
is said by ``compiled.keep_in``, before.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from random import Random
from threading import Event, Lock
from typing import TYPE_CHECKING

from senior_life.dispatch.fleet import Ride, Visit
from senior_life.dispatch.line import Line, line_of
from senior_life.dispatch.measured import Measured
from senior_life.dispatch.placing import Placed
from senior_life.dispatch.travel import Straight, Travel
from senior_life.dispatch.weights import DISTANCE, Weights

if TYPE_CHECKING:
    from senior_life.dispatch.fleet_table import Table

CHUNK_SECONDS = 0.05
_is_warm = Event()
_asking = Lock()


def is_ready(roads: Travel) -> bool:
    """Whether the loops may be asked: they know straight roads, and those that were measured."""
    return _is_warm.is_set() and isinstance(roads, Straight | Measured)


def warm() -> None:
    """Compiles, or reads what was compiled; from then on the loops answer."""
    from senior_life.dispatch.warming import rider_and_line

    ride, line, roads = rider_and_line()
    one = replace(line.standing, visits=(Visit(ride.id, True), Visit(ride.id, False)))
    other = replace(ride, id="other")
    table = table_of([line_of(one, {ride.id: ride}, roads, 0)], {ride.id: ride}, roads)
    cheapest(table, other, 1)
    improved(table, [ride.id], 0.01, lambda: False, 0)
    with_room_for(table, [ride.id], other, 1, 0)
    _is_warm.set()


def cool() -> None:
    """Back to plain Python."""
    _is_warm.clear()


def table_of(
    lines: Sequence[Line], rides: Mapping[str, Ride], roads: Travel, weights: Weights = DISTANCE
) -> "Table":
    from senior_life.dispatch.fleet_table import Table

    assert isinstance(roads, Straight | Measured)  # noqa: S101 -- ``is_ready`` says so before
    return Table(lines, rides, roads, weights)


def cheapest(table: "Table", ride: Ride, count: int) -> list[Placed]:
    """As ``placing.cheapest``."""
    import numpy as np

    from senior_life.dispatch import fleet_kernels

    found = np.empty((count, 4))
    with _asking:
        slot = table.ask(ride)
        kept = fleet_kernels.cheapest(table.town, table.plans, slot, found, *table.scratch())
    return [
        Placed(float(extra) * table.detour_factor, int(v), int(on), int(off))
        for extra, v, on, off in found[:kept]
    ]


def improved(
    table: "Table", movable: Sequence[str], seconds: float, stop: Callable[[], bool], seed: int
) -> list[tuple[Visit, ...]]:
    """As ``reshuffling.improved``, for those ``movable``; by run."""
    import numpy as np

    from senior_life.dispatch import fleet_ruin

    table = table.copy()
    if not movable:
        return table.visits(table.plans.routes, table.plans.held)
    slots = np.array([table.slots[name] for name in movable], np.int64)
    old, plans = table.plans.copy(), table.plans
    best = plans.routes.copy(), plans.held.copy()
    cost, scratch, rounds = float(plans.cost.sum()), table.scratch(), 4
    dice = Random(seed)  # noqa: S311 -- nothing secret
    begun = time.monotonic()
    while not stop() and (spent := time.monotonic() - begun) < seconds:
        step, thrown = time.monotonic(), (dice.randrange(2**31), rounds, 1 - spent / seconds)
        cost = fleet_ruin.improve(table.town, plans, old, slots, best, cost, thrown, scratch)
        took = max(time.monotonic() - step, 1e-6)
        rounds = max(1, min(rounds * 2, int(rounds * CHUNK_SECONDS / took)))
    return table.visits(*best)


def with_room_for(
    table: "Table", movable: Sequence[str], ride: Ride, rounds: int, seed: int
) -> list[tuple[Visit, ...]] | None:
    """By run, with the ride; None: nobody found it a place in so many rounds."""
    import numpy as np

    from senior_life.dispatch import fleet_ruin

    table = table.copy()
    slots = np.array([table.slots[name] for name in movable], np.int64)
    town, plans, old = table.town, table.plans, table.plans.copy()
    slot = table.ask(ride)
    if not fleet_ruin.make_room(town, plans, old, slots, slot, seed, rounds, *table.scratch()):
        return None
    table.slots[ride.id] = slot
    return table.visits(plans.routes, plans.held)
