"""Only a browser on this machine, with nothing in between, is taken for the sample tablet."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send

from senior_life import app as wiring
from senior_life.config import Settings
from senior_life.nearby import FORWARDED, Nearby, comes_from_here, is_here


def socket(peer: str = "127.0.0.1", host: str = "localhost:8550", **headers: str) -> dict[str, Any]:
    named = {"host": host, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return {
        "type": "websocket",
        "client": (peer, 50000),
        "headers": [(name.encode(), value.encode()) for name, value in named.items()],
    }


@pytest.mark.parametrize("host", ["localhost:8550", "127.0.0.1:8550", "[::1]:8550", "localhost"])
@pytest.mark.parametrize("peer", ["127.0.0.1", "::1"])
def test_a_browser_here_is_known(peer: str, host: str) -> None:
    assert comes_from_here(socket(peer, host))


@pytest.mark.parametrize("peer", ["192.168.0.7", "10.0.0.2", "2001:db8::1", "testclient"])
def test_a_browser_elsewhere_is_not(peer: str) -> None:
    assert not comes_from_here(socket(peer))


@pytest.mark.parametrize("name", FORWARDED)
def test_whatever_came_through_a_proxy_is_not(name: str) -> None:
    assert not comes_from_here(socket(**{name: "127.0.0.1"}))


@pytest.mark.parametrize("host", ["town.example.jp", "tunnel.example:443", "", "evil.localhost:1"])
def test_another_name_for_this_machine_is_not(host: str) -> None:
    assert not comes_from_here(socket(host=host))


async def test_a_peer_that_is_not_told_is_not() -> None:
    assert not comes_from_here({**socket(), "client": None})


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory, looked_at: Path) -> Any:
    data = tmp_path_factory.mktemp("data")
    shutil.copy(looked_at, data)

    def lay(**settings: Any) -> wiring.Ground:
        with wiring.ground(Settings(data=data, **settings)) as on:
            return on

    return lay


async def token_seen(on: wiring.Ground, scope: Scope) -> str:
    """What the session behind this socket is given."""
    given: list[str] = []

    async def session(_scope: Scope, _receive: Receive, _send: Send) -> None:
        given.append(await wiring.own_token(on)())

    await Nearby(session)(scope, None, None)  # type: ignore[arg-type]
    return given[0]


async def test_the_browser_here_gets_the_sample_token(ground: Any) -> None:
    assert len(await token_seen(ground(), socket())) == 64
    assert not is_here()


async def test_no_other_browser_gets_it(ground: Any) -> None:
    assert await token_seen(ground(), socket("192.168.0.7")) == ""


@pytest.mark.parametrize(
    "settings",
    [
        {"proxy": True},
        {"trusted_proxies": "10.0.0.5"},
        {"sample_tablet": False},
        {"host": "192.168.0.1"},
    ],
)
async def test_settings_can_only_close_it(ground: Any, settings: dict[str, Any]) -> None:
    assert await token_seen(ground(**settings), socket()) == ""
