"""What a town's weights do to its days: who is served, how far is driven, how long people wait.

Run by `make bench`, or alone: python tests/bench/bench_weights.py [--improved]

Days as `bench_online` invents them (400 requests, 12 vehicles, 7 km across, the seeds 1 to 5),
dispatched by cheapest insertion alone, so that the same numbers come on every machine. Aim: what a
town has that says nothing (`dispatch.weights`) refuses no more people and drives no farther for
each than the way alone as the only cost does. `--improved`: with re-optimisation as `bench_online`
has it, where the numbers depend on the machine's speed.
"""

import argparse
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from senior_life.dispatch import Rules, Weights, compiled, moving
from senior_life.dispatch.daybook import Day
from senior_life.dispatch.days import Habits, invented_fleet, invented_town, requests
from senior_life.dispatch.simulation import How, Simulation
from senior_life.dispatch.weights import DISTANCE, RIDING, WAITING

SEEDS = (1, 2, 3, 4, 5)
REQUESTS, VEHICLES, KILOMETRES = 400, 12, 7
INSERTION = How(improve_seconds=0, rounds_for_room=0)
IMPROVED = How(improve_seconds=0.07)
OURS = Weights(WAITING, RIDING)
TRIED = (
    DISTANCE,
    Weights(50, 25),
    Weights(100, 50),
    OURS,
    Weights(200, 200),
    Weights(400, 200),
    Weights(800, 400),
)


@dataclass(frozen=True)
class Found:
    """Over all seeds."""

    refused: int
    riders: int
    kilometres: float
    waits: float
    detours: float

    @property
    def each(self) -> float:
        return self.kilometres / self.riders


def days(weights: Weights, how: How) -> Found:
    found = [_day(weights, seed, how) for seed in SEEDS]
    served = [one for day in found for one in day.served]
    return Found(
        sum(day.refused for day in found),
        sum(day.riders for day in found),
        sum(day.metres for day in found) / 1000,
        mean(one.wait_minutes for one in served),
        mean(one.detour for one in served),
    )


def _day(weights: Weights, seed: int, how: How) -> Day:
    places, hubs = invented_town(seed, KILOMETRES)
    fleet = invented_fleet(VEHICLES, hubs, Rules(weights=weights))
    asked = requests(REQUESTS, places, hubs, seed, Habits())
    return Simulation(fleet, asked, how, seed).run()


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("--improved", action="store_true")
    how = IMPROVED if options.parse_args().improved else INSERTION
    if how is IMPROVED:
        with tempfile.TemporaryDirectory() as folder:
            compiled.keep_in(Path(folder))
            moving.warm()
    print(f"{len(SEEDS)} days of {REQUESTS} requests, {VEHICLES} vehicles, {how}")
    print("waiting riding  refused  riders  km each  minutes waited  times the direct ride")
    found = {weights: days(weights, how) for weights in TRIED}
    for weights, one in found.items():
        print(
            f"{weights.waiting:7.0f} {weights.riding:6.0f} {one.refused:8} {one.riders:7} "
            f"{one.each:8.3f} {one.waits:15.2f} {one.detours:22.3f}"
        )
    ours, bare = found[OURS], found[DISTANCE]
    is_right = ours.refused <= bare.refused and ours.each <= bare.each
    print(f"a town that says nothing: {'no worse' if is_right else 'WORSE'} than the way alone")
    return int(not is_right)


if __name__ == "__main__":
    sys.exit(main())
