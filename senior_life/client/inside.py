"""The town in this process, spoken to by the same HTTP but without a wire.

httpx's own transport of this kind looks for an async library that is not installed at each call,
which takes longer than most answers; and its client merges cookies, redirects and settings that
nobody has here into each request.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from typing import Any

import httpx

Message = MutableMapping[str, Any]
AsgiApp = Callable[
    [Message, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]],
    Awaitable[None],
]
INSIDE = "http://town.invalid"
"""What stands for a host when the town runs in this process; nothing is ever looked up."""
NOBODYS_ADDRESS = ("127.0.0.1", 123)


class Inside(httpx.AsyncBaseTransport):
    """Waits for whole answers; a fault that the app has answered for is not raised again."""

    def __init__(self, app: AsgiApp) -> None:
        self._app = app

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        headers = [(name.lower(), value) for name, value in request.headers.raw]
        return await self._heard(request.method, request.url, headers, await request.aread())

    async def request(
        self,
        method: str,
        path: str,
        *,
        content: bytes | None,
        params: Mapping[str, str | int] | None,
        headers: Mapping[str, str],
    ) -> httpx.Response:
        """As ``httpx.AsyncClient.request``, for what the client of the town sends."""
        url = httpx.URL(INSIDE + path, params=params) if params else httpx.URL(INSIDE + path)
        sent = {"host": url.host, **headers}
        if content is not None:
            sent["content-length"] = str(len(content))
        raw = [(name.lower().encode(), value.encode()) for name, value in sent.items()]
        return await self._heard(method, url, raw, content or b"")

    async def _heard(
        self, method: str, url: httpx.URL, headers: Iterable[tuple[bytes, bytes]], body: bytes
    ) -> httpx.Response:
        heard = _Heard()

        async def receive() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        try:
            await self._app(_scope(method, url, headers), receive, heard.hear)
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


def _scope(method: str, url: httpx.URL, headers: Iterable[tuple[bytes, bytes]]) -> Message:
    path, _, query = url.raw_path.partition(b"?")
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},  # 2.4: nobody waits for a hang-up
        "http_version": "1.1",
        "method": method,
        "headers": list(headers),
        "scheme": url.scheme,
        "path": url.path,
        "raw_path": path,
        "query_string": query,
        "server": (url.host, url.port),
        "client": NOBODYS_ADDRESS,
        "root_path": "",
    }
