"""Real graphs of invented streets, made and asked by the engine of the extra ``roads``."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from senior_life.contract import Text
from senior_life.dispatch import Drive, Point
from services.on_demand_transport import engine, making, routers
from services.on_demand_transport.area import Area
from services.on_demand_transport.ground import metres
from services.on_demand_transport.making import End, Order
from services.on_demand_transport.roads import Block, finer

from .maps import ONE_WAY, RIVER, SOUTH, VIA, Grid, at, draw

TOWN = [at(2, 2), at(14, 20)]


def order_of(extract: Path, folder: Path, name: str = "town") -> Order:
    return Order(str(extract), str(folder), name, Area.around(TOWN, 3000), TOWN)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With a one-way street, a forbidden turn and a river without a bridge."""
    folder = tmp_path_factory.mktemp("graphs")
    extract = draw(folder / "a.osm.pbf", has_one_way=True, has_rule=True, has_gap=True)
    order = order_of(extract, folder / "made")
    making.make(order, lambda _text: None)
    return order.graph


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same streets without any of this."""
    folder = tmp_path_factory.mktemp("plain")
    order = order_of(draw(folder / "a.osm.pbf"), folder / "made")
    making.make(order, lambda _text: None)
    return order.graph


async def drives(graph: Path, *points: tuple[float, float]) -> list[list[Drive]]:
    """From each to each, row by row."""
    every = tuple(Point(*one) for one in points)
    block = Block(every, every)
    said = await engine.matrix(graph, routers.asked_of_valhalla("auto", block))
    flat = routers.said_by_valhalla(said, block)
    return [flat[k : k + len(every)] for k in range(0, len(flat), len(every))]


def length(drive: Drive) -> float:
    assert drive.metres is not None
    return drive.metres


async def test_a_way_is_as_long_as_its_streets(plain: Path) -> None:
    a, b = at(4, 3.5), at(10, 9.5)
    [[_same, there], [back, _other]] = await drives(plain, a, b)
    corner = (b[0], a[1])
    assert length(there) == pytest.approx(metres(a, corner) + metres(corner, b), rel=0.02)
    assert length(back) == pytest.approx(length(there), rel=0.02)
    assert there.minutes
    assert 1 < there.minutes < 6


async def test_nobody_drives_against_a_one_way_street(graph: Path, plain: Path) -> None:
    a, b = at(ONE_WAY, 3.5), at(ONE_WAY, 8.5)
    [[_same, with_it], [against, _other]] = await drives(graph, a, b)
    assert length(with_it) == pytest.approx(metres(a, b), rel=0.02)
    assert length(against) > length(with_it) + 200
    [[_same, _there], [freely, _other]] = await drives(plain, a, b)
    assert length(freely) == pytest.approx(length(with_it), rel=0.02)


async def test_nobody_turns_where_it_is_forbidden(graph: Path, plain: Path) -> None:
    a, b = at(VIA[0], VIA[1] - 0.5), at(VIA[0] + 0.5, VIA[1])
    [[_same, round_it], [back, _other]] = await drives(graph, a, b)
    [[_same, direct], [_back, _other]] = await drives(plain, a, b)
    assert length(direct) == pytest.approx(metres(a, at(*VIA)) + metres(at(*VIA), b), rel=0.05)
    assert length(round_it) > length(direct) + 200
    assert length(back) == pytest.approx(length(direct), rel=0.05), "the other way is allowed"


async def test_over_a_river_without_a_bridge_there_is_no_way(graph: Path, plain: Path) -> None:
    a, b, c = at(8, RIVER - 2.5), at(8, RIVER - 0.5), at(8, RIVER + 2.5)
    found = await drives(graph, a, b, c)
    assert found[0][2] == Drive(Point(*a), Point(*c), None, None)
    assert found[2][0].minutes is None
    assert found[0][1].minutes is not None, "on the same bank there is"
    assert (await drives(plain, a, c))[0][1].minutes is not None


async def test_vehicles_keep_to_the_left(plain: Path) -> None:
    """So a turn to the left crosses nobody's way, and takes less time than one to the right."""
    start, left, right = at(8, 10.5), at(8.5, 11), at(7.5, 11)
    [to_left, to_right] = (await drives(plain, start, left, right))[0][1:]
    assert length(to_left) == pytest.approx(length(to_right), rel=0.01)
    assert to_left.minutes
    assert to_right.minutes
    assert to_left.minutes < to_right.minutes


# --- how it ends ---


def said(extract: Path, folder: Path) -> tuple[End, Sequence[Text]]:
    told: list[Text] = []
    return making.ended(order_of(extract, folder), told.append), told


def left_in(folder: Path) -> list[str]:
    return [one.name for one in folder.iterdir()] if folder.exists() else []


def test_it_is_said_how_far_it_is(tmp_path: Path) -> None:
    end, told = said(draw(tmp_path / "a.osm.pbf"), tmp_path / "made")
    assert end is End.MADE
    assert [dict(one.values) for one in told] == [{"file": "a.osm.pbf"}, {"count": 742}]
    assert len(left_in(tmp_path / "made")) == 1


@pytest.mark.parametrize("keep", [0, 10, 400, 0.5, 0.99])
def test_an_extract_that_was_cut_off_leaves_nothing(tmp_path: Path, keep: float) -> None:
    whole = draw(tmp_path / "a.osm.pbf").read_bytes()
    size = int(keep if keep > 1 else keep * len(whole))
    (tmp_path / "a.osm.pbf").write_bytes(whole[:size])
    assert said(tmp_path / "a.osm.pbf", tmp_path / "made")[0] is End.UNREADABLE
    assert left_in(tmp_path / "made") == []


def test_what_is_no_extract_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.osm.pbf").write_text("<osm version='0.6'/>" * 100)
    assert said(tmp_path / "a.osm.pbf", tmp_path / "made")[0] is End.UNREADABLE
    assert left_in(tmp_path / "made") == []


@pytest.mark.parametrize("box", [True, False])
@pytest.mark.parametrize("north", [1.0, 0.03])
def test_an_extract_of_another_region_is_told_apart(
    tmp_path: Path, box: bool, north: float
) -> None:
    """Also one whose edge reaches the margin around the town."""
    extract = draw(tmp_path / "a.osm.pbf", grid=Grid(SOUTH + north), box=box)
    assert said(extract, tmp_path / "made")[0] is End.ELSEWHERE
    assert left_in(tmp_path / "made") == []


def test_the_graph_of_an_older_extract_is_thrown_away_when_the_new_one_is_there(
    tmp_path: Path,
) -> None:
    extract = draw(tmp_path / "a.osm.pbf")
    old, new = (order_of(extract, tmp_path / "made", name) for name in ("old", "new"))
    making.make(old, lambda _text: None)
    making.make(new, lambda _text: None)
    assert left_in(tmp_path / "made") == [new.graph.name]


def test_a_graph_that_is_there_is_not_made_again(tmp_path: Path) -> None:
    order = order_of(tmp_path / "gone.osm.pbf", tmp_path / "made")
    order.graph.mkdir(parents=True)
    making.make(order, lambda _text: None)


async def test_whoever_stops_waiting_for_an_answer_stops_the_engine(plain: Path) -> None:
    asked = routers.asked_of_valhalla("auto", Block((Point(*at(3, 3)),), (Point(*at(5, 5)),)))
    asking = asyncio.create_task(engine.matrix(plain, asked))
    await asyncio.sleep(0.01)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking


async def test_a_graph_that_is_gone_fails_in_words(tmp_path: Path) -> None:
    asked = routers.asked_of_valhalla("auto", Block((Point(*at(3, 3)),), (Point(*at(5, 5)),)))
    with pytest.raises(engine.Failed):
        await engine.matrix(tmp_path, asked)
    with pytest.raises(engine.Failed):
        await engine.matrix(tmp_path / "nowhere", asked)


@pytest.mark.parametrize(
    ("starts", "goals", "sizes"),
    [(50, 50, [10] * 5), (12, 90, [10, 2]), (1, 90, [1]), (90, 1, [90]), (10, 90, [10])],
)
def test_a_question_to_a_graph_is_cut_by_the_searches_that_it_takes(
    starts: int, goals: int, sizes: list[int]
) -> None:
    points = [Point(34.0 + k / 1000, 135.0) for k in range(90)]
    whole = Block(tuple(points[:starts]), tuple(points[:goals]))
    parts = finer(whole, 10)
    assert [len(one.starts) for one in parts] == sizes
    assert tuple(start for one in parts for start in one.starts) == whole.starts
    assert {one.goals for one in parts} == {whole.goals}
