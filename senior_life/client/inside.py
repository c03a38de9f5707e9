"""The town in this process, spoken to by the same HTTP but without a wire.

httpx's own transport of this kind looks for an async library that is not installed at each call,
which takes longer than most answers.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import httpx

Message = MutableMapping[str, Any]
AsgiApp = Callable[
    [Message, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]],
    Awaitable[None],
]
NOBODYS_ADDRESS = ("127.0.0.1", 123)


class Inside(httpx.AsyncBaseTransport):
    """Waits for whole answers; a fault that the app has answered for is not raised again."""

    def __init__(self, app: AsgiApp) -> None:
        self._app = app

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        body, heard = await request.aread(), _Heard()

        async def receive() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        try:
            await self._app(_scope(request), receive, heard.hear)
        except Exception:  # as a server does: whoever asked hears of a fault only by its status
            heard.status = heard.status or 500
        return httpx.Response(
            heard.status or 500, headers=heard.headers, content=b"".join(heard.parts)
        )


class _Heard:
    """What the app said so far."""

    def __init__(self) -> None:
        self.status: int | None = None
        self.headers: list[tuple[bytes, bytes]] = []
        self.parts: list[bytes] = []

    async def hear(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], message.get("headers", [])
        else:
            self.parts.append(message.get("body", b""))


def _scope(request: httpx.Request) -> Message:
    path, _, query = request.url.raw_path.partition(b"?")
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},  # 2.4: nobody waits for a hang-up
        "http_version": "1.1",
        "method": request.method,
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "scheme": request.url.scheme,
        "path": request.url.path,
        "raw_path": path,
        "query_string": query,
        "server": (request.url.host, request.url.port),
        "client": NOBODYS_ADDRESS,
        "root_path": "",
    }
