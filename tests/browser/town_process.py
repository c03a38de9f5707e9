"""A town in a process of its own, which a test can kill with ``kill -9`` and start again."""

import multiprocessing
import os
import re
import shutil
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path
from zoneinfo import ZoneInfo

import serve

TOKYO = ZoneInfo("Asia/Tokyo")
START = datetime(2026, 11, 24, 9, 0, tzinfo=TOKYO)
"""Tuesday; when a test's town begins, unless the test says otherwise."""
CLOSED = re.compile(
    r"AttributeError: 'NoneType' object has no attribute '(put_nowait|after_event)'"
    r"|WebSocketDisconnected: WebSocket is not connected"
)
DYING_SECONDS = 20
TOWNS = multiprocessing.get_context("forkserver")
"""Towns are forked from a process that has read the program and done nothing: reading it anew
would take longer than many a story."""
TOWNS.set_forkserver_preload(
    [
        "senior_life.server",
        "senior_life.api.routes.files",
        "services.counter_reservation",
        "services.meal_delivery",
        "services.on_demand_transport",
        "holidays.countries.japan",
    ]
)
OWN = ("web", "ahead", "errors.log", "lock")
"""What a town does not have from the one that it is like."""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


class TownProcess:
    """``password`` is the desk account's, as told at the first start.

    ``pressed`` is a folder of compressed client files that towns may share. ``like`` is a town
    that was started and stopped: this one has its data, and so its first start behind it.
    ``pack`` is another town than the sample.
    """

    def __init__(
        self,
        data: Path,
        pressed: Path | None = None,
        now: datetime = START,
        like: "TownProcess | None" = None,
        pack: Path | None = None,
    ) -> None:
        self.data, self.pack = data, pack
        self.port = free_port()
        self.account = self.password = ""
        self._process: BaseProcess | None = None
        self.data.mkdir(parents=True, exist_ok=True)
        if like is not None:
            shutil.copytree(
                like.data, data, ignore=shutil.ignore_patterns(*OWN), dirs_exist_ok=True
            )
            self.account, self.password = like.account, like.password
        if pressed is not None:
            (self.data / "web").symlink_to(pressed)
        self.set_clock(now)

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def set_clock(self, now: datetime) -> None:
        """From here on the town believes it is ``now``, and its time goes on."""
        ahead = (now - datetime.now(TOKYO)).total_seconds()
        fresh = self.data / "ahead.new"
        fresh.write_text(str(ahead))
        fresh.replace(self.data / "ahead")

    def now(self) -> datetime:
        return datetime.now(TOKYO) + timedelta(seconds=float((self.data / "ahead").read_text()))

    def start(self, dies: str = "") -> None:
        """``dies``: when it kills itself, as ``dying`` names the moments."""
        hears, says = TOWNS.Pipe(duplex=False)
        self._process = TOWNS.Process(
            target=serve.serve, args=(self.data, self.port, dies, says, self.pack), daemon=True
        )
        self._process.start()
        says.close()
        with hears:
            try:
                while (told := hears.recv()) != serve.OPEN:
                    self.account, self.password = self.account or told[0], self.password or told[1]
            except EOFError:
                raise AssertionError(self.errors()[-3000:]) from None

    def kill9(self) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.join(DYING_SECONDS)

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """Meanwhile it answers nothing."""
        assert self._process is not None
        assert self._process.pid is not None
        os.kill(self._process.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(self._process.pid, signal.SIGCONT)

    def has_died(self) -> None:
        """Waits for it, and it must have been its own hand."""
        assert self._process is not None
        self._process.join(DYING_SECONDS)
        assert self._process.exitcode == -signal.SIGKILL

    def stop(self) -> None:
        if self._process is not None and self._process.is_alive():
            self._process.terminate()
            self._process.join(DYING_SECONDS)
            assert self._process.exitcode == 0, self.errors()[-3000:]

    def errors(self) -> str:
        return (self.data / "errors.log").read_text()

    def faults(self) -> list[str]:
        """The tracebacks in the log; a story that went well leaves none.

        Flet 1.0.5 logs one of its own when a window closes while it is being drawn, and another
        where it listens on after that.
        """
        found = self.errors().split("Traceback (most recent call last)")[1:]
        return [one for one in found if not CLOSED.search(one)]
