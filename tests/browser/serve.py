"""Starts the real town for a browser test, with a clock that the test can move.

The clock's file holds how many seconds the town is ahead of the machine; nothing else differs
from ``senior-life --web``, unless a test tells it by ``dying.DIES`` when to kill itself.
"""

import asyncio
import os
import sys
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from dying import DIES, arm

from senior_life import app as wiring
from senior_life import server
from senior_life.app import Ground
from senior_life.config import Settings
from senior_life.logs import log_to_stderr


@dataclass(frozen=True, slots=True)
class Movable(Ground):
    """A ground whose time is the machine's plus what the file says."""

    def now(self) -> datetime:
        ahead = float((self.settings.data / "ahead").read_text() or 0)
        return datetime.now(self.pack.town.zone) + timedelta(seconds=ahead)


def main() -> None:
    log_to_stderr()
    settings = Settings(data=Path(sys.argv[1]), port=int(sys.argv[2]), web=True)
    with server.listen(settings) as door, wiring.ground(settings) as on:
        moved = Movable(on.settings, on.pack, on.registry, on.store, on.key)
        for account in wiring.first_start(moved):
            print(f"account {account.name} {account.password}", flush=True)
        if order := os.environ.get(DIES):
            arm(order)
        asyncio.run(server.run(moved, door, lambda _: print("open", flush=True), lambda: None))


if __name__ == "__main__":
    os.environ.pop("SENIOR_LIFE_DATABASE", None)
    main()
