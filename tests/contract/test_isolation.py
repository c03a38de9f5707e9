"""A service that never answers, or breaks off, says so on its tile and leaves the others alone."""

import asyncio
import importlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from senior_life import wire
from senior_life.client import Client
from senior_life.contract import (
    Answers,
    Caller,
    Host,
    Name,
    Option,
    Service,
    Staff,
    Step,
    Table,
    Trouble,
)
from senior_life.registry.absent import stand_in
from senior_life.storage.tables.walks import WalkRow
from senior_life.usecases import desk
from senior_life.usecases.access import Reader
from senior_life.usecases.cancelled import CANCELLED
from senior_life.usecases.desk_own import ACCEPTING
from senior_life.usecases.desk_practice import SHOWN
from senior_life.usecases.host import ServiceHost
from senior_life.usecases.line import Line
from senior_life.usecases.town import Town
from senior_life.usecases.upkeep import Minutes, every_minute
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
        service, slow._make, slow._report, slow._recovered, quick_seconds=0.05
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


def unmade(tiny: Any) -> Service:
    class Unmade(tiny.Tiny):  # type: ignore[misc]
        def __init__(self, host: Host) -> None:
            raise KeyError("address")

    return named(tiny, "unmade", Unmade)


def unkept(tiny: Any) -> Service:
    class Unkept(tiny.Tiny):  # type: ignore[misc]
        async def upkeep(self) -> None:
            raise KeyError("address")

    return named(tiny, "unkept", Unkept)


@pytest.mark.parametrize("flaw", [unmade, unkept])
async def test_the_round_of_the_minute_goes_on_after_it(
    flaw: Any, tiny: Any, settle: Settle
) -> None:
    kept: list[str] = []

    class Kept(tiny.Tiny):  # type: ignore[misc]
        async def upkeep(self) -> None:
            kept.append("kept")

    broken = flaw(tiny)
    town, client = settle(broken, named(tiny, "whole", Kept))
    minutes = Minutes(town)
    await minutes.start()
    assert kept == ["kept"]
    await minutes.stop()
    assert await troubled(client) == {"unmade": {"unmade": True}, "unkept": {"unkept": False}}[
        broken.id
    ] | {"whole": False}, "who answers residents is not in trouble"


async def test_a_refused_one_has_a_tile_that_leads_to_a_person(tiny: Any, settle: Settle) -> None:
    town, client = settle(named(tiny, "whole", tiny.Tiny))
    town.registry.absent = {"lost": stand_in("lost")}
    assert await troubled(client) == {"whole": False, "lost": True}
    lost = (await client.services())[1]
    assert lost.trouble
    assert "使えません" in lost.trouble.text


async def test_it_recovers_by_itself_within_a_minute(tiny: Any, settle: Settle) -> None:
    """Its tile leads to a person meanwhile, so that no resident would ever ask it again."""
    is_broken = [True]

    class Crashes(tiny.Tiny):  # type: ignore[misc]
        async def options(
            self, who: Caller, step: Step, so_far: Answers, page: int = 0
        ) -> Sequence[Option]:
            if is_broken:
                raise ZeroDivisionError
            found: Sequence[Option] = await super().options(who, step, so_far, page)
            return found

        async def upkeep(self) -> None:
            """A round well done says nothing about what residents ask."""

    town, client = settle(named(tiny, "crashing", Crashes))
    await client.begin(wire.BeginIn(service="crashing"))
    await every_minute(town)
    assert await troubled(client) == {"crashing": True}
    since = town.registry.trouble("crashing")
    assert since
    assert since.since == town.now()
    is_broken.clear()
    await every_minute(town)
    assert await troubled(client) == {"crashing": False}


async def test_a_step_of_the_round_that_breaks_leaves_the_others(tiny: Any, settle: Settle) -> None:
    """A row that nobody can read any more, say."""
    kept: list[str] = []

    class Kept(tiny.Tiny):  # type: ignore[misc]
        async def upkeep(self) -> None:
            kept.append("kept")

    town, _client = settle(named(tiny, "whole", Kept))
    old = town.now() - timedelta(days=5)
    unreadable = WalkRow(
        ref="w",
        town="senboku",
        resident="r",
        service="whole",
        made_by="r",
        channel="touch",
        state="asking",
        offers={"nonsense": 1},
        began_at=old,
        touched_at=old,
    )
    await town.store.write(lambda s: s.add(unreadable))
    await every_minute(town)
    assert kept == ["kept"]


class QuietDesk:
    """One office, one empty list."""

    def __init__(self, _host: object) -> None:
        pass

    async def places(self, _who: Staff) -> Sequence[Option]:
        return [Option("hall", Name("公民館", "こうみんかん"))]

    async def views(self, _who: Staff, _day: date, _place: str) -> Sequence[Table]:
        return [Table("calls", Name("予定", "よてい"), (), ())]  # type: ignore[arg-type]


class BrokenDesk(QuietDesk):
    async def places(self, _who: Staff) -> Sequence[Option]:
        raise ZeroDivisionError


class BrokenLists(QuietDesk):
    async def views(self, _who: Staff, _day: date, _place: str) -> Sequence[Table]:
        raise ZeroDivisionError


class Unmade(QuietDesk):
    def __init__(self, _host: object) -> None:
        raise ZeroDivisionError


@pytest.mark.parametrize("flaw", [BrokenDesk, BrokenLists, Unmade])
async def test_a_broken_desk_says_so_and_the_other_lists_stay(
    flaw: Any, tiny: Any, settle: Settle
) -> None:
    broken = replace(named(tiny, "broken", tiny.Tiny), desk=flaw)
    town, _client = settle(broken, replace(named(tiny, "whole", tiny.Tiny), desk=QuietDesk))
    clerk = Reader(staff=Staff("clerk"), name="clerk", role="desk")
    assert [one.value for one in await desk.places(town, clerk)] == ["hall"]
    lists = await desk.views(town, clerk, town.now().date(), "hall")
    shown = [(service.id, table.name) for service, table in lists.tables]
    core = (ACCEPTING, CANCELLED, SHOWN)
    own = [("broken", name) for name in core] if flaw is BrokenLists else []
    assert shown == [
        ("broken", desk.SILENT),
        *own,
        *(("whole", name) for name in ("calls", *core)),
    ]
    with pytest.raises(Trouble):
        await desk.views(town, clerk, town.now().date(), "elsewhere")
