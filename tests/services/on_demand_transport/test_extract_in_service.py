"""A town with an OSM extract: its graph is made in the background, asked, made anew, and done
without."""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from senior_life.contract import Staff, Table, Trouble, Workshop
from senior_life.storage import Store
from senior_life.testing import Clock, FakeHost
from senior_life.town import Pack
from senior_life.words import plain
from services.on_demand_transport import engine, mapping, measuring, ordering
from services.on_demand_transport.desk import RideDesk
from services.on_demand_transport.ground import metres
from services.on_demand_transport.tables import Sheet
from services.on_demand_transport.working import EVERYWHERE

from .conftest import WEDNESDAY, Scene, checked, small_town
from .maps import SOUTH, Grid, draw
from .roads_seen import DOOR, FRONT, OLD, STOP, at_the_desk, network_of, rows, takes

FILE = "town.osm.pbf"
ROADS = {
    "spread": 0.1,
    "speeds": [{"since": "00:00", "km_per_hour": 24}],
    "extract": {"file": FILE},
}
LONGEST_ROUNDS = 60


@pytest.fixture(autouse=True)
def _with_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "QUOTE_SECONDS", 60.0)
    monkeypatch.setattr(measuring, "ROUND_SECONDS", 60.0)


class Town:
    """Its pack's folder, its own folder, and as many processes as a test opens."""

    def __init__(self, store: Store, pack: Pack, folder: Path) -> None:
        self._store, self._pack = store, pack
        self.pack_folder, self.folder = folder / "pack", folder / "own"
        self.extract = draw(self.pack_folder / FILE)
        self.files = checked(small_town(roads=ROADS))
        self.scenes: list[Scene] = []

    def opens(self) -> Scene:
        clock = Clock()
        host = FakeHost(
            self._store,
            self._pack,
            self.files,
            clock,
            folder=self.folder,
            pack_folder=self.pack_folder,
        )
        self.scenes.append(Scene(host, clock))
        return self.scenes[-1]

    def has(self, made: Path) -> None:
        """The graph of the plain streets, made elsewhere."""
        shutil.copytree(made, self.folder / ordering.GRAPHS, dirs_exist_ok=True)

    @property
    def graphs(self) -> list[str]:
        folder = self.folder / ordering.GRAPHS
        return sorted(one.name for one in folder.glob("*-*")) if folder.exists() else []


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As the command makes it, of the same streets and stops."""
    folder = tmp_path_factory.mktemp("prepared")
    draw(folder / FILE)
    told: list[str] = []
    shop = Workshop(checked(small_town(roads=ROADS)), folder, folder / "own")
    ordering.prepare(shop, lambda text: told.append(plain(text, "en")))
    assert told[0] == f"Reading {FILE} …"
    assert told[-1] == f"The roads of {FILE} are ready."
    return folder / "own" / ordering.GRAPHS


@pytest.fixture
def town(sqlite_store: Store, pack: Pack, tmp_path: Path) -> Iterator[Town]:
    yield from opened(sqlite_store, pack, tmp_path)


@pytest.fixture
def anywhere(store: Store, pack: Pack, tmp_path: Path) -> Iterator[Town]:
    """Once on SQLite and once on PostgreSQL."""
    yield from opened(store, pack, tmp_path)


def opened(store: Store, pack: Pack, folder: Path) -> Iterator[Town]:
    found = Town(store, pack, folder)
    try:
        yield found
    finally:
        for scene in found.scenes:
            scene.provider._network.maker.stop()


async def rounds(scene: Scene, until: Any) -> None:
    """The minutes go by until it is so."""
    for _round in range(LONGEST_ROUNDS):
        await scene.provider.upkeep()
        if await until():
            return
        scene.clock.goes(minutes=1)
    raise AssertionError("it never came")


async def measure(scene: Scene) -> None:
    async def is_measured() -> bool:
        known, whole = (await network_of(scene)).known.share
        return known == whole

    await rounds(scene, is_measured)


async def test_a_graph_is_made_in_the_background_and_asked(anywhere: Town) -> None:
    scene = anywhere.opens()
    straight = await takes(scene, STOP, FRONT)
    await measure(scene)
    roads = (await network_of(scene)).roads
    along = metres(tuple(STOP), (STOP.lat, FRONT.lon)) + metres((STOP.lat, FRONT.lon), tuple(FRONT))  # type: ignore[arg-type]
    assert roads.metres(STOP, FRONT) == pytest.approx(along, rel=0.1)
    assert await takes(scene, STOP, FRONT) != straight
    _place, line, said = await at_the_desk(scene)
    assert (line.state, FILE in said, "16 of 16" in said) == ("", True, True)
    assert len(anywhere.graphs) == 1


async def test_a_door_is_asked_of_the_graph_before_it_is_quoted(town: Town, made: Path) -> None:
    town.has(made)
    scene = town.opens()
    await measure(scene)
    await scene.provider.quote(scene.who(**OLD), scene.to(), "walk")
    assert (await network_of(scene)).roads.is_asked(DOOR, FRONT)


async def test_before_there_is_a_graph_everybody_is_quoted_by_straight_lines(town: Town) -> None:
    scene = town.opens()
    assert await scene.provider.quote(scene.who(**OLD), scene.to(), "walk")
    assert await rows(scene, Sheet) == []


async def test_a_graph_that_was_prepared_is_asked_at_once(town: Town, made: Path) -> None:
    town.has(made)
    told: list[str] = []
    shop = Workshop(town.files, town.pack_folder, town.folder)
    ordering.prepare(shop, lambda text: told.append(plain(text, "en")))
    assert told == [f"The roads of {FILE} are ready."]
    scene = town.opens()
    await scene.provider.upkeep()
    assert (await network_of(scene)).known.share == (16, 16)


async def test_a_newer_extract_is_asked_anew_and_until_then_the_old_answers_hold(
    anywhere: Town,
    made: Path,
) -> None:
    anywhere.has(made)
    scene = anywhere.opens()
    await measure(scene)
    old, straight = await takes(scene, STOP, FRONT), scene.provider._network.straight
    draw(anywhere.extract, has_gap=True)
    new = straight.minutes(STOP, FRONT, 600)
    assert old != new
    found = [old]

    async def is_made_anew() -> bool:
        found.append(await takes(scene, STOP, FRONT))
        return found[-1] == new

    await rounds(scene, is_made_anew)
    assert set(found) == {old, new}, "there is no way any more, and nothing else was said between"


async def test_two_processes_make_one_graph(town: Town) -> None:
    one, other = town.opens(), town.opens()
    await asyncio.gather(one.provider.upkeep(), other.provider.upkeep())
    making = [scene.provider._network.maker for scene in (one, other)]
    assert sum(maker._print != "" for maker in making) == 1
    await measure(other if making[1]._print else one)
    assert len(town.graphs) == 1


async def test_work_that_was_killed_leaves_no_graph_and_is_begun_again(town: Town) -> None:
    scene = town.opens()
    network = scene.provider._network
    order = mapping._order(network, network.rules.roads.extract)  # type: ignore[arg-type]
    network.maker.begin(order)
    process = network.maker._process
    assert process is not None
    while not town.graphs:
        assert process.poll() is None
        await asyncio.sleep(0.005)
    process.kill()
    process.wait()
    assert [one for one in town.graphs if one.startswith("graph-")] == []
    await measure(town.opens())


async def test_work_ends_with_the_process_that_ordered_it(town: Town) -> None:
    scene = town.opens()
    network = scene.provider._network
    order = mapping._order(network, network.rules.roads.extract)  # type: ignore[arg-type]
    network.maker.begin(order)
    process = network.maker._process
    assert process is not None
    while not town.graphs:
        assert process.poll() is None
        await asyncio.sleep(0.005)
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait(10) != 0
    assert town.graphs == []


# --- trouble, and the desk ---


def cut_off(town: Town) -> None:
    town.extract.write_bytes(town.extract.read_bytes()[:-50])


def gone(town: Town) -> None:
    town.extract.unlink()


def of_another_region(town: Town) -> None:
    draw(town.extract, grid=Grid(SOUTH + 1.0))


@pytest.mark.parametrize(
    ("spoil", "state", "sentence"),
    [
        (cut_off, "broken", "copied again"),
        (gone, "missing", "put back"),
        (of_another_region, "elsewhere", "of this region"),
    ],
)
async def test_an_extract_in_trouble_stands_above_all_lists_until_it_is_put_right(
    town: Town, made: Path, spoil: Any, state: str, sentence: str
) -> None:
    spoil(town)
    scene = town.opens()

    async def is_known() -> bool:
        return (await at_the_desk(scene))[1].state == state

    await rounds(scene, is_known)
    place, _line, said = await at_the_desk(scene)
    assert (place, sentence in said, "Straight lines" in said) == (0, True, True)
    assert town.graphs == []
    assert await scene.provider.quote(scene.who(**OLD), scene.to(), "walk")
    draw(town.extract)
    town.has(made)
    await measure(scene)
    assert (await at_the_desk(scene))[1].state == ""


async def test_without_the_extra_the_desk_is_told_what_to_install(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_package", lambda: None)
    scene = town.opens()
    await scene.provider.upkeep()
    place, line, said = await at_the_desk(scene)
    assert (place, line.state, "smart-senior-life[roads]" in said) == (0, "absent", True)
    assert await scene.quote(origin="near_home", destination="hospital_front")
    with pytest.raises(Trouble, match=r"pip install"):
        ordering.prepare(Workshop(town.files, town.pack_folder, town.folder), lambda _text: None)


async def test_a_town_that_is_still_making_says_so(town: Town) -> None:
    scene = town.opens()
    await scene.host.write(lambda s: mapping.sheets.waits(s, scene.provider._network))
    _place, line, said = await at_the_desk(scene)
    assert (line.state, "being made ready" in said) == ("making", True)


@pytest.mark.parametrize("spoil", [cut_off, gone, of_another_region])
def test_the_command_says_what_is_wrong(town: Town, spoil: Any) -> None:
    spoil(town)
    with pytest.raises(Trouble):
        ordering.prepare(Workshop(town.files, town.pack_folder, town.folder), lambda _text: None)
    assert town.graphs == []


async def test_the_desk_calls_it_map_data(town: Town) -> None:
    views = await RideDesk(town.opens().host).views(Staff("desk-1"), WEDNESDAY, EVERYWHERE)
    [table] = [one for one in views if isinstance(one, Table) and one.name == "roads"]
    assert plain(table.columns[0].label, "en") == "Map data"
