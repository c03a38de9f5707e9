"""Serves the real town for a browser test, with a clock that the test can move.

The clock's file holds how many seconds the town is ahead of the machine; nothing else differs
from ``senior-life --web``, unless a test tells it when to kill itself (see ``dying``).
"""

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from dying import arm

from senior_life import app as wiring
from senior_life import server
from senior_life.app import Ground
from senior_life.config import Settings
from senior_life.logs import log_to_stderr

OPEN = "open"


@dataclass(frozen=True, slots=True)
class Movable(Ground):
    """A ground whose time is the machine's plus what the file says."""

    def now(self) -> datetime:
        ahead = float((self.settings.data / "ahead").read_text() or 0)
        return datetime.now(self.pack.town.zone) + timedelta(seconds=ahead)


def serve(data: Path, port: int, dies: str, says: Connection, pack: Path | None = None) -> None:
    """In a process of its own, until a signal comes. ``says``: the name and password of each
    first account, then ``OPEN`` once it answers. ``pack``: another town than the sample."""
    with (data / "errors.log").open("a") as errors:
        os.dup2(errors.fileno(), 1)
        os.dup2(errors.fileno(), 2)
    os.environ.pop("SENIOR_LIFE_DATABASE", None)
    log_to_stderr()
    town = {} if pack is None else {"town": pack}
    settings = Settings(data=data, port=port, web=True, compiles=False, **town)
    with server.listen(settings) as door, wiring.ground(settings) as on:
        moved = Movable(on.settings, on.pack, on.registry, on.store, on.key)
        for account in wiring.first_start(moved):
            says.send((account.name, account.password))
        if dies:
            arm(dies)
        server.run_all(server.run(moved, door, lambda _: says.send(OPEN), lambda: None))
