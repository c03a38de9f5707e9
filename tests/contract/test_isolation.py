"""A service that never answers, or breaks off, says so on its tile and leaves the others alone."""

import asyncio
import importlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from senior_life import wire
from senior_life.client import Client
from senior_life.contract import Answers, Caller, Option, Service, Step
from senior_life.usecases.host import ServiceHost
from senior_life.usecases.line import Line
from senior_life.usecases.town import Town
from tests.contract.conftest import Settle


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(Path(__file__).with_name("broken"))
    return importlib.import_module("tiny")


def named(tiny: Any, name: str, provider: Any) -> Service:
    service: Service = replace(tiny.service, id=name, provider=provider)
    return service


def awaiting(tiny: Any) -> Service:
    class Awaits(tiny.Tiny):  # type: ignore[misc]
        async def options(
            self, who: Caller, step: Step, so_far: Answers, page: int = 0
        ) -> Sequence[Option]:
            await asyncio.Event().wait()
            return []

    return named(tiny, "awaiting", Awaits)


def crashing(tiny: Any) -> Service:
    class Crashes(tiny.Tiny):  # type: ignore[misc]
        async def options(
            self, who: Caller, step: Step, so_far: Answers, page: int = 0
        ) -> Sequence[Option]:
            raise ZeroDivisionError

    return named(tiny, "crashing", Crashes)


def hurry(town: Town, service: str) -> None:
    """The same line, with a deadline that a test can wait for."""
    host = town.host_for(service)
    assert isinstance(host, ServiceHost)
    slow = host.line
    host.__dict__["line"] = Line(
        service, slow._provider, slow._report, slow._recovered, quick_seconds=0.05
    )


async def troubled(client: Client) -> dict[str, bool]:
    return {tile.service: tile.trouble is not None for tile in await client.services()}


@pytest.mark.parametrize("flaw", [awaiting, crashing])
async def test_its_tile_says_so_and_the_others_go_on(flaw: Any, tiny: Any, settle: Settle) -> None:
    broken = flaw(tiny)
    town, client = settle(broken, named(tiny, "whole", tiny.Tiny))
    hurry(town, broken.id)
    assert await troubled(client) == {broken.id: False, "whole": False}
    stranded = await client.begin(wire.BeginIn(service=broken.id))
    assert stranded.trouble
    assert stranded.trouble.says
    assert "窓口" in stranded.trouble.says.text  # whom to call instead
    assert await troubled(client) == {broken.id: True, "whole": False}
    walk = await client.begin(wire.BeginIn(service="whole"))
    assert walk.card
    assert [choice.label.text for choice in walk.card.choices] == ["水曜日", "木曜日"]
