"""The process in which this one has a graph made."""

import asyncio
import subprocess
import sys
from contextlib import suppress
from datetime import datetime, timedelta

import structlog

from services.on_demand_transport.making import End, Order
from services.on_demand_transport.routers import Fault

log = structlog.get_logger(__name__)
SMALL_SECONDS = 5.0
"""So long a round waits: a small town's graph is made meanwhile."""
WORK = "from services.on_demand_transport.making import main; main()"
TRIED_AGAIN = timedelta(hours=1)
"""What failed with one extract fails again, but for the room on a disk."""
FAULTS: dict[int, Fault] = {
    End.ABSENT: Fault.ABSENT,
    End.UNREADABLE: Fault.BROKEN,
    End.ELSEWHERE: Fault.ELSEWHERE,
}


class Maker:
    """At most one process of its own; it ends with this one, however this one ends."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._print = ""
        self._failed: dict[str, tuple[Fault, datetime]] = {}

    def is_making(self, order: Order) -> bool:
        return self._process is not None and self._print == order.print

    def begin(self, order: Order) -> None:
        """Raises OSError."""
        self.stop()
        command = [sys.executable, "-c", WORK]
        self._process = subprocess.Popen(  # noqa: S603 -- this very program
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, encoding="utf-8"
        )
        self._print = order.print
        assert self._process.stdin is not None  # noqa: S101 -- asked for above
        self._process.stdin.write(f"{order.written()}\n")
        self._process.stdin.flush()

    async def wait(self, now: datetime) -> Fault | None:
        """A little. None: it is made. MAKING: not yet."""
        process = self._process
        assert process is not None  # noqa: S101 -- begun by the caller
        try:
            end = await asyncio.to_thread(process.wait, SMALL_SECONDS)
        except subprocess.TimeoutExpired:
            return Fault.MAKING
        self.stop()
        if end == End.MADE:
            return None
        fault = FAULTS.get(end, Fault.UNMADE)
        self._failed[self._print] = fault, now
        log.warning("graph_not_made", fault=fault, end=end)
        return fault

    def failed(self, order: Order, now: datetime) -> Fault | None:
        """How the last try ended, if that was just now."""
        fault, at = self._failed.get(order.print, (None, now))
        return fault if now - at < TRIED_AGAIN else None

    def stop(self) -> None:
        if self._process is not None:
            assert self._process.stdin is not None  # noqa: S101 -- asked for at its begin
            with suppress(OSError):  # it may have ended, and read nothing
                self._process.stdin.close()
            self._process.wait()
            self._process = None
