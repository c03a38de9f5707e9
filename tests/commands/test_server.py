"""Whose word the server takes for where a request comes from."""

from typing import Any

import pytest
from pydantic import ValidationError
from starlette.types import Receive, Scope, Send

from senior_life.config import Settings
from senior_life.server import _config

STRANGER, PROXY = "203.0.113.9", "10.0.0.5"


async def client_seen(peer: str, forwarded: str, **settings: Any) -> str:
    """The address that the app is told, of a request from ``peer``."""
    seen: list[str] = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        seen.append(scope["client"][0])

    config = _config(app, Settings(**settings))
    config.load()
    scope = {
        "type": "http",
        "client": (peer, 50000),
        "headers": [(b"x-forwarded-for", forwarded.encode())],
    }
    await config.loaded_app(scope, None, None)  # type: ignore[arg-type]
    return seen[0]


@pytest.mark.parametrize("settings", [{}, {"proxy": True}, {"trusted_proxies": PROXY}])
async def test_a_stranger_cannot_say_where_he_is(settings: dict[str, Any]) -> None:
    assert await client_seen(STRANGER, "192.168.0.7", **settings) == STRANGER


@pytest.mark.parametrize("peer", ["127.0.0.1", "::1"])
async def test_a_proxy_on_this_machine_is_believed_when_there_is_one(peer: str) -> None:
    assert await client_seen(peer, STRANGER, proxy=True) == STRANGER
    assert await client_seen(peer, STRANGER) == peer


@pytest.mark.parametrize("named", [PROXY, "10.0.0.0/24", "192.0.2.1, 10.0.0.5"])
async def test_a_named_proxy_is_believed(named: str) -> None:
    assert await client_seen(PROXY, STRANGER, trusted_proxies=named) == STRANGER
    invented = f"192.168.0.7, {STRANGER}"
    assert await client_seen(PROXY, invented, trusted_proxies=named) == STRANGER


@pytest.mark.parametrize("named", ["*", "proxy.example.jp", "10.0.0.5/24"])
def test_a_proxy_is_named_by_its_address(named: str) -> None:
    with pytest.raises(ValidationError):
        Settings(trusted_proxies=named)  # type: ignore[arg-type]
