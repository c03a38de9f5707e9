"""A town in a process of its own that kills itself (``kill -9``) while it improves a day.

``URL NOW MOMENT PIECE``: ``within`` is when the visits are written and a ride has been moved,
before the commit; ``after`` is right after it.
"""

import asyncio
import os
import signal
import sys
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, event
from sqlmodel import Session

from senior_life.storage import open_store
from senior_life.town import load
from services.on_demand_transport import improving
from services.on_demand_transport.network import Network

from .conftest import SAMPLE, scene_on, two_yards


def arm(moment: str) -> None:
    has_moved = False

    def moved(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        nonlocal has_moved
        if statement.startswith("UPDATE on_demand_transport_ride"):
            has_moved = True
            if moment == "within":
                os.kill(os.getpid(), signal.SIGKILL)

    def committed(_session: Session) -> None:
        if has_moved:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "after_cursor_execute", moved)
    event.listen(Session, "after_commit", committed)


def main(url: str, now: str, moment: str, piece: str) -> None:
    scene = scene_on(open_store(url), load(SAMPLE), two_yards())
    scene.clock.set(datetime.fromisoformat(now))
    arm(moment)
    asyncio.run(improving.work(Network(scene.host), piece))


if __name__ == "__main__":
    main(*sys.argv[1:])
