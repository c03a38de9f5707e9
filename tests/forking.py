"""Towns that die: a parent that has everything imported, and a fork of it for each one killed."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event

ROOT = Path(__file__).parents[1]
Asks = Callable[..., int]
"""What is to be done, as JSON can say it; the wait status of the fork that did it."""


@contextmanager
def parent(*program: str, path: Path | None = None) -> Iterator[Asks]:
    """``program`` ends in ``serve``; ``path`` is where else it finds modules."""
    places = [str(ROOT)] if path is None else [str(ROOT), str(path)]
    with subprocess.Popen(
        [sys.executable, *program],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(places)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as started:
        hears, says = started.stdin, started.stdout
        assert hears is not None
        assert says is not None

        def ask(*request: Any) -> int:
            hears.write(json.dumps(request) + "\n")
            hears.flush()
            return int(says.readline())

        yield ask
        hears.close()


def kill_before(commit: int) -> None:
    """``kill -9`` of this process just before that commit, counted from now on; those that several
    writers share count, too."""
    seen = 0

    def count(_: Connection) -> None:
        nonlocal seen
        seen += 1
        if seen == commit:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "commit", count)


def serve(main: Callable[..., Coroutine[Any, Any, None]]) -> None:
    """Each line of the input is what a fork does ``main`` with."""
    for line in sys.stdin:
        print(_in_a_fork(main, json.loads(line)), flush=True)


def _in_a_fork(main: Callable[..., Coroutine[Any, Any, None]], request: list[Any]) -> int:
    """Its wait status: the signal that ended it, or 0 when it outlived what was done."""
    pid = os.fork()
    if pid == 0:
        try:
            asyncio.run(main(*request))
        finally:
            os._exit(0)
    return os.waitpid(pid, 0)[1]
