"""A town in a process of its own that runs until its compiled loops are ready; tells of them.

``DATA``: prints JSON: whether plain Python answered first, whether the loops answer in the end,
what this process compiled itself, and what it read from the data folder.
"""

import asyncio
import json
import sys
from pathlib import Path

from senior_life import app as wiring
from senior_life import quickening
from senior_life.config import Settings
from senior_life.dispatch import Straight, moving

PATIENCE_SECONDS = 500.0


async def run(settings: Settings) -> dict[str, object]:
    with wiring.ground(settings) as on:
        wiring.first_start(on)
        async with wiring.running(on, "http://localhost"):
            was_ready = moving.is_ready(Straight())
            await asyncio.to_thread(moving._is_warm.wait, PATIENCE_SECONDS)
    from senior_life.dispatch import fleet_kernels, fleet_ruin

    loops = (fleet_kernels.cheapest, fleet_ruin.improve, fleet_ruin.make_room)
    return {
        "plain_first": not was_ready,
        "compiled_here": sum(sum(one.stats.cache_misses.values()) for one in loops),
        "read": [sum(one.stats.cache_hits.values()) for one in loops],
    }


if __name__ == "__main__":
    quickening.QUIET_SECONDS = 0.0
    quickening.NICENESS = 0  # the other tests leave no time to whoever waits for idle hours
    print(json.dumps(asyncio.run(run(Settings(data=Path(sys.argv[1]), web=True)))))
