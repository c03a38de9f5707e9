"""The socket between a browser and its Flet session."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flet.app import AppCallable
from flet_web.fastapi import FletApp, app_manager  # type: ignore[import-untyped]
from starlette.datastructures import Headers
from starlette.websockets import WebSocket, WebSocketDisconnect

REFUSED = 1008  # RFC 6455: policy violation


@dataclass(frozen=True)
class Door:
    """Opens a session for `main`; another site's page that a resident visits may not."""

    main: AppCallable
    session_seconds: int
    origins: Collection[str] = ()

    async def open(self, socket: WebSocket) -> None:
        if not is_ours(socket.headers, self.origins):
            await socket.close(REFUSED)
            return
        session = FletApp(
            loop=asyncio.get_running_loop(),
            executor=app_manager.executor,
            main=self.main,
            before_main=None,
            session_timeout_seconds=self.session_seconds,
        )
        try:
            await session.handle(socket)
        except WebSocketDisconnect:
            await _let_go(session, self.session_seconds)


async def _let_go(app: Any, seconds: int) -> None:
    """The window closed while something was on its way to it: there Flet 1.0.5 raises before it
    lets the session end, which would then be kept for ever."""
    session = vars(app).get("_FletApp__session")
    if session is not None:
        name = app._FletApp__get_unique_session_id(session.id)
        await app_manager.disconnect_session(name, seconds)


def is_ours(headers: Headers, origins: Collection[str]) -> bool:
    """Browsers always send Origin with a socket, and no page can forge it; programs send none."""
    origin = headers.get("origin")
    return origin is None or origin in origins or urlsplit(origin).netloc == headers.get("host")
