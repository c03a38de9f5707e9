import asyncio
from typing import Any

import flet as ft
import msgpack
import pytest
from flet.messaging.protocol import MessageAction
from flet_web.fastapi import app_manager
from starlette.datastructures import URL, Headers
from starlette.websockets import WebSocketDisconnect

from senior_life.web.socket import Door, is_ours


@pytest.mark.parametrize(
    ("origin", "ours"),
    [
        (None, True),
        ("http://127.0.0.1:8550", True),
        ("https://127.0.0.1:8550", True),
        ("http://127.0.0.1:9999", False),
        ("https://evil.example", False),
        ("null", False),
        ("https://town.example", True),
    ],
)
def test_only_our_own_page_may_open_a_session(origin: str | None, ours: bool) -> None:
    headers = {"host": "127.0.0.1:8550"} | ({"origin": origin} if origin else {})
    assert is_ours(Headers(headers), ["https://town.example"]) is ours


class ClosesAtOnce:
    """A window that closes while the first answer is on its way to it."""

    client = None
    cookies: dict[str, str] = {}  # noqa: RUF012 as starlette has it
    headers = Headers()
    url = URL("ws://localhost/ws")

    def __init__(self) -> None:
        page = {"route": "/", "width": 800, "height": 1280}
        asked = {"session_id": None, "page_name": "", "page": page}
        self._first = b"\0" + msgpack.packb([MessageAction.REGISTER_CLIENT.value, asked])
        self._closed = asyncio.Event()

    async def accept(self) -> None: ...

    async def receive_bytes(self) -> bytes:
        if self._first:
            first, self._first = self._first, b""
            return first
        await self._closed.wait()
        raise WebSocketDisconnect(1006)

    async def send_bytes(self, _message: bytes) -> None:
        self._closed.set()
        raise WebSocketDisconnect(1006)


async def test_a_window_that_closes_amid_an_answer_leaves_a_session_that_ends() -> None:
    opened: list[ft.Page] = []
    socket: Any = ClosesAtOnce()
    await Door(opened.append, 60).open(socket)
    kept = [one for name, one in sessions().items() if one.connection is None]
    assert len(kept) == 1
    assert kept[0].expires_at is not None


def sessions() -> dict[str, Any]:
    found: dict[str, Any] = vars(app_manager)["_FletAppManager__sessions"]
    return found
