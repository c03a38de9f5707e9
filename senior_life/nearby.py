"""Where the browser at the socket is; above all whether on this very machine, with nothing between.

Only such a browser may be taken for the sample resident's tablet. The peer's address is the
kernel's; a proxy on this machine betrays itself by the headers that every proxy adds.
"""

import ipaddress
from contextvars import ContextVar

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

FORWARDED = (
    "forwarded",
    "via",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-forwarded-server",
    "x-real-ip",
)
LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
_is_here: ContextVar[bool] = ContextVar("is_here", default=False)
_address: ContextVar[str] = ContextVar("address", default="")


def is_here() -> bool:
    """Within the session that a socket opened: whether its browser is on this machine."""
    return _is_here.get()


def address() -> str:
    """Of the browser behind this request, or behind the session that makes it; else empty.

    All screens reach the API from within this process: only so are their browsers told apart.
    """
    return _address.get()


class Nearby:
    """Looks at each request and socket as it comes, before anything else handles it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        before = _is_here.set(scope["type"] == "websocket" and comes_from_here(scope))
        elsewhere = _address.set((scope.get("client") or ("",))[0])
        try:
            await self._app(scope, receive, send)
        finally:
            _address.reset(elsewhere)
            _is_here.reset(before)


def comes_from_here(scope: Scope) -> bool:
    """A tunnel shows its own name in Host, which a browser here would not."""
    headers = Headers(scope=scope)
    if any(name in headers for name in FORWARDED):
        return False
    host = headers.get("host", "").rpartition(":")
    name = host[0] if host[2].isdigit() else headers.get("host", "")
    return name in LOCAL_NAMES and _is_loopback(scope.get("client"))


def _is_loopback(client: tuple[str, int] | None) -> bool:
    try:
        return client is not None and ipaddress.ip_address(client[0]).is_loopback
    except ValueError:
        return False
