"""A worker in a process of its own that kills itself (``kill -9``) over its first piece.

``URL NOW MOMENT``: ``within`` is when the visits are written and a ride has been moved, before the
commit; ``after`` is right after it, before the queue has heard of it; ``never`` it does not.
"""

import asyncio
import sys
from datetime import datetime

from senior_life.storage import open_store
from senior_life.town import load
from senior_life.work_queue import open_queue
from tests.services.on_demand_transport.conftest import SAMPLE, scene_on, two_yards
from tests.services.on_demand_transport.improving_to_kill import arm


async def run(url: str, now: str, moment: str) -> None:
    scene = scene_on(open_store(url), load(SAMPLE), two_yards())
    scene.clock.set(datetime.fromisoformat(now))
    if moment != "never":
        arm(moment)

    async def work(_service: str, piece: str) -> None:
        await scene.provider.work(piece)

    async with open_queue(url, work) as queue:
        await queue.run(waits=False, heartbeat_seconds=0.2)


if __name__ == "__main__":
    asyncio.run(run(*sys.argv[1:]))
