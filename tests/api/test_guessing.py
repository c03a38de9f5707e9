"""Guesses of one browser stop that browser, though all screens ask from within this process."""

from typing import Any

from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

from senior_life.client import Client, Refused
from senior_life.nearby import Nearby


async def refusals(api: FastAPI, peer: str, guesses: int) -> list[str]:
    """Of a screen whose browser is at that address."""
    found: list[str] = []

    async def session(_scope: Scope, _receive: Receive, _send: Send) -> None:
        client = Client.inside(api)
        for guess in range(guesses):
            try:
                await client.pair(f"{guess:06d}")
            except Refused as refused:
                found.append(refused.kind)
        await client.close()

    scope = {"type": "websocket", "client": (peer, 50000), "headers": []}
    await Nearby(session)(scope, None, None)  # type: ignore[arg-type]
    return found


async def test_a_stranger_who_guesses_does_not_keep_others_from_pairing(stage: Any) -> None:
    assert (await refusals(stage.api, "203.0.113.9", 11))[-1] == "rate-limited"
    assert await refusals(stage.api, "192.168.0.7", 1) == ["unclear"]
