"""A small neighbourhood: two han of one association and one of another, behind the core."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from senior_life.contract import Answer, How, Notice, Staff, Table, Wanted
from senior_life.registry import Offered, Registry
from senior_life.storage import Store
from senior_life.testing import Clock
from senior_life.town import Pack, load
from senior_life.usecases import boards, desk, people
from senior_life.usecases.access import Reader
from senior_life.usecases.desk import Work
from senior_life.usecases.host import line_to, open_town
from senior_life.usecases.people import Details
from senior_life.usecases.town import Town
from senior_life.words import add_catalogue, plain
from services.circular_board import service
from services.circular_board.desk import CircularDesk
from services.circular_board.pack import FILES

SAMPLE = Path(__file__).parents[3] / "assets/towns/senboku"
DESK = Reader(staff=Staff("clerk"), name="desk", role="desk")
UNREAD = Wanted(is_unread=True)
NORTH, NORTH_1, NORTH_2, SOUTH, SOUTH_1 = "north", "north_1", "north_2", "south", "south_1"
LIVES = {"hana": "見本台1丁2番3号", "kazuo": "見本台2丁5番1号", "sachiko": "見本台2丁5番1号"}
LIVES |= {"akira": "見本台4丁2番6号", "tsuru": "見本台3丁1番8号", "away": "遠い町1番"}
NEWS: Mapping[str, Answer] = {
    "title": "水道の工事",
    "text": "水が止まります。",
    "audience": ("north_1",),
}


def named(text: str) -> dict[str, str]:
    return {"text": text, "kana": "かな"}


def small_neighbourhood(recurring: Any = ()) -> dict[str, Any]:
    """The houses of a han in reading order; 西村 has no resident in the app."""
    return {
        "service.yaml": {"lasts_days": 28},
        "associations.yaml": [
            {
                "id": NORTH,
                "name": named("北自治会"),
                "han": [
                    {"id": NORTH_1, "name": named("北1班")},
                    {"id": NORTH_2, "name": named("北2班")},
                ],
            },
            {
                "id": SOUTH,
                "name": named("南自治会"),
                "han": [han(SOUTH_1, "南1班")],
            },
        ],
        "houses.csv": [
            house(NORTH_1, "見本台２丁５番１号", "山﨑"),
            house(NORTH_1, "見本台 1丁2番3号", "髙橋"),
            house(NORTH_1, "見本台1丁2番5号", "西村"),
            house(NORTH_2, "見本台4丁2番6号", "中川"),
            house(SOUTH_1, "見本台3丁1番8号", "𠮷田"),
        ],
        "recurring.yaml": list(recurring),
    }


def han(name: str, says: str) -> dict[str, Any]:
    return {"id": name, "name": named(says)}


def house(han: str, address: str, name: str) -> dict[str, str]:
    return {"han": han, "address": address, "name": name, "kana": "かな"}


def checked(files: Mapping[str, Any]) -> dict[str, Any]:
    return {name: FILES[name].model_validate(data) for name, data in files.items()}


@dataclass
class Scene:
    """Everything through the core, as a tablet and the desk do it."""

    town: Town
    clock: Clock
    readers: dict[str, Reader] = field(default_factory=dict)
    refs: dict[str, str] = field(default_factory=dict)
    keys: int = 0

    async def settle(self) -> "Scene":
        """All of ``LIVES``; those of one address are one household."""
        households: dict[str, str] = {}
        for name, address in LIVES.items():
            details = Details(name=name, kana=name, address=address, phone="072-000-0001")
            made = await people.create(self.town, DESK, details, households.get(address))
            households[address] = made.household
            self.refs[name] = made.ref
            self.readers[name] = Reader("d", made.ref, (made.ref,), name=name)
        return self

    async def unread(self, name: str) -> list[Notice]:
        return await self.found(name, UNREAD)

    async def found(self, name: str, wanted: Wanted, page: int = 0) -> list[Notice]:
        reader = self.readers[name]
        posted = await boards.notices(self.town, reader, service.id, wanted, page)
        return [one.notice for one in posted]

    async def open(self, name: str, ref: str) -> Notice:
        return (await boards.open_notice(self.town, self.readers[name], service.id, ref)).notice

    async def answer(self, name: str, ref: str, **answers: Answer) -> Notice:
        reader = self.readers[name]
        return (await boards.respond(self.town, reader, service.id, ref, answers)).notice

    async def tables(self, place: str, reader: Reader = DESK) -> dict[str, Table]:
        lists = await desk.views(self.town, reader, self.clock().date(), place)
        return {table.name: table for _service, table in lists.tables}

    async def do(
        self,
        place: str,
        action: str,
        item: str | None = None,
        answers: Mapping[str, Answer] | None = None,
        key: str = "",
        reader: Reader = DESK,
    ) -> None:
        self.keys += 1
        day = self.clock().date()
        work = Work(service.id, item, action, place, day, answers or {})
        await desk.act(self.town, reader, work, key or f"key-{self.keys}")

    async def publish(self, place: str = "town", **answers: Answer) -> str:
        """Written and published by the desk; its ref."""
        await self.do(place, "write", answers={**NEWS, **answers})
        (draft,) = (await self.tables(place))["drafts"].lines
        await self.do(place, "publish", draft.item)
        return draft.item

    async def answerless_read(self, name: str, ref: str) -> None:
        await boards.receipt(self.town, self.readers[name], service.id, ref, How.READ)

    async def remind(self, han: str, ref: str) -> None:
        """Past the list, as two leaders at the same moment do."""
        self.keys += 1
        key, staff = f"remind-{self.keys}", Staff("leader", han)
        desk = CircularDesk(self.town.host_for(service.id))
        await desk.act(staff, None, f"remind-{ref}", {}, key, self.clock())

    async def upkeep(self) -> None:
        await line_to(self.town, service.id).upkeep()


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load(SAMPLE)


def scene_on(
    store: Store, pack: Pack, clock: Any, folder: Path, files: Mapping[str, Any] | None = None
) -> Scene:
    add_catalogue(service.id, service.package)
    offered = Offered(service, "tests", "1", checked(files or small_neighbourhood()))
    town = open_town("senboku", store, Registry([offered]), pack, clock, folder, b"k" * 32)
    return Scene(town, clock)


@pytest.fixture
async def scene(store: Store, pack: Pack, clock: Any, tmp_path: Path) -> Scene:
    """Once on SQLite and once on PostgreSQL."""
    return await scene_on(store, pack, clock, tmp_path).settle()


def said(table: Table, column: str) -> list[str]:
    """What stands in that column, in Japanese, line by line."""
    at = [one.name for one in table.columns].index(column)
    return [plain(line.cells[at], "ja") for line in table.lines]
