"""Runs the town until it is asked to stop: the port, the window, the signals."""

import asyncio
import gc
import signal
import socket
import sys
import webbrowser
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress

import uvicorn
from starlette.types import ASGIApp

from senior_life import desktop
from senior_life.app import Ground, running
from senior_life.config import Settings
from senior_life.web.frames import PressedAlone

STOP_SECONDS = 3
"""Then open sockets are closed; screens come back by themselves."""


COLLECTED_AFTER = (50_000, 20, 20)
"""Python's own 700 would look through every open screen several times a second."""
TURN_SECONDS = 0.0005
"""Python's own 5 ms would keep the thread that writes waiting for the loop after each statement."""


class PortTaken(Exception):
    """Something else listens there."""


class Server(uvicorn.Server):
    """Leaves the signals to us, so that everything is closed in its order; says when it is up."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.is_up = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.is_up.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def listen(settings: Settings) -> socket.socket:
    """Port 0: any free one. Raises PortTaken."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family)
    except OSError as taken:
        raise PortTaken(f"{settings.host}:{settings.port}: {taken.strerror}") from taken


async def run(
    on: Ground, door: socket.socket, tell: Callable[[str], None], no_window: Callable[[], None]
) -> None:
    """Until a signal comes or the window is closed. ``tell`` hears the address once it answers;
    ``no_window`` hears that the window could not be opened."""
    asked = _asked_to_stop()
    address = on.settings.address(door.getsockname()[1])
    async with running(on, address) as town, _serving(town.asgi, door, on.settings):
        _leave_alone_what_stays()
        take_short_turns()
        tell(address)
        ended: list[asyncio.Future[object]] = [asyncio.ensure_future(asked.wait())]
        if not on.settings.web and desktop.can_open():
            ended.append(asyncio.ensure_future(_window(on, address, no_window)))
        await asyncio.wait(ended, return_when=asyncio.FIRST_COMPLETED)
        for task in ended:
            task.cancel()
        await asyncio.gather(*ended, return_exceptions=True)


def run_all(town: Coroutine[None, None, None]) -> None:
    """To its end, in the quickest loop there is here (uvloop; Windows has only Python's own)."""
    quickest = uvicorn.Config("", loop="auto").get_loop_factory()
    with asyncio.Runner(loop_factory=quickest) as runner:
        runner.run(town)


def take_short_turns() -> None:
    """Of the loop and the thread that writes: a confirm passes between them six times."""
    sys.setswitchinterval(TURN_SECONDS)


def _leave_alone_what_stays() -> None:
    """Code, words and the town last as long as the process: garbage is not looked for there."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTED_AFTER)
    gc.enable()


@asynccontextmanager
async def _serving(app: ASGIApp, door: socket.socket, settings: Settings) -> AsyncIterator[None]:
    server = Server(_config(app, settings))
    task = asyncio.create_task(server.serve(sockets=[door]))
    up = asyncio.create_task(server.is_up.wait())
    try:
        await asyncio.wait([task, up], return_when=asyncio.FIRST_COMPLETED)
        yield
    finally:
        up.cancel()
        server.should_exit = True
        await task


def _config(app: ASGIApp, settings: Settings) -> uvicorn.Config:
    """Forwarding headers are believed only of a proxy: they would hide who really asks."""
    return uvicorn.Config(
        app,
        ws=PressedAlone,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=settings.is_behind_proxy,
        forwarded_allow_ips=list(settings.believed),
        timeout_graceful_shutdown=STOP_SECONDS,
        lifespan="on",
    )


def _asked_to_stop() -> asyncio.Event:
    """Set by the first signal; asked for before anything is told, so that none comes too early."""
    asked = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, asked.set)
        except NotImplementedError:  # Windows
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(asked.set))
    return asked


async def _window(on: Ground, address: str, no_window: Callable[[], None]) -> None:
    """Ends with the window; where none opens, a browser is tried and the server stays."""
    if await desktop.show(address, on.settings.data / "window"):
        return
    no_window()
    with suppress(webbrowser.Error):
        await asyncio.to_thread(webbrowser.open, address)
    await asyncio.Event().wait()
