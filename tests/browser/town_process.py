"""A town in a process of its own, which a test can kill with ``kill -9`` and start again."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from dying import DIES

TOKYO = ZoneInfo("Asia/Tokyo")
START = datetime(2026, 11, 24, 9, 0, tzinfo=TOKYO)
"""Tuesday; when a test's town begins, unless the test says otherwise."""
CLOSED = re.compile(
    r"AttributeError: 'NoneType' object has no attribute '(put_nowait|after_event)'"
)
DYING_SECONDS = 20
SERVE = Path(__file__).with_name("serve.py")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


class TownProcess:
    """``password`` is the desk account's, as printed at the first start.

    ``pressed`` is a folder of compressed client files that towns may share.
    """

    def __init__(self, data: Path, pressed: Path | None = None, now: datetime = START) -> None:
        self.data = data
        self.port = free_port()
        self.account = self.password = ""
        self._process: subprocess.Popen[str] | None = None
        self.data.mkdir(parents=True, exist_ok=True)
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
        command = [sys.executable, str(SERVE), str(self.data), str(self.port)]
        self._errors = (self.data / "errors.log").open("a")
        self._process = subprocess.Popen(
            command,
            env={**os.environ, DIES: dies},
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
        )
        assert self._process.stdout is not None
        for line in self._process.stdout:
            word, *rest = line.split()
            if word == "account" and not self.account:
                self.account, self.password = rest
            if word == "open":
                return
        raise AssertionError((self.data / "errors.log").read_text()[-3000:])

    def kill9(self) -> None:
        assert self._process is not None
        os.kill(self._process.pid, signal.SIGKILL)
        self._ended()

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """Meanwhile it answers nothing."""
        assert self._process is not None
        os.kill(self._process.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(self._process.pid, signal.SIGCONT)

    def has_died(self) -> None:
        """Waits for it, and it must have been its own hand."""
        assert self._process is not None
        assert self._process.wait(DYING_SECONDS) == -signal.SIGKILL
        self._ended()

    def stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._ended()

    def _ended(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        self._process.wait(20)
        self._process.stdout.close()
        self._errors.close()

    def errors(self) -> str:
        return (self.data / "errors.log").read_text()

    def faults(self) -> list[str]:
        """The tracebacks in the log; a story that went well leaves none.

        Flet 1.0.5 logs one of its own when a window closes while it is being drawn.
        """
        found = self.errors().split("Traceback (most recent call last)")[1:]
        return [one for one in found if not CLOSED.search(one)]
