"""What is asked of a router, and what is believed of its answer."""

import json
from itertools import product
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from senior_life.dispatch import Drive, Point
from services.on_demand_transport import routers as asking
from services.on_demand_transport.pack_router import Router
from services.on_demand_transport.roads import MOST_POINTS, Block, blocks
from services.on_demand_transport.routers import Fault, NoAnswer

from .routers import LIES, NUMBERS, URL, FakeRouter

A, B, C = Point(34.4899, 135.5071), Point(34.4920, 135.5162), Point(34.5060, 135.5140)
REAL = Path(__file__).parents[2] / "data/routers"
ENGINES = ("osrm", "valhalla")
PATIENT = settings(deadline=None)
SIZES = st.sampled_from([1, 2, 49, 50, 51, 99, 100, 101])
WORDS = st.sampled_from(["durations", "distances", "sources_to_targets", "time", "distance"])
BLOCK = Block((A, B), (B, C))


async def ask(router: Any, engine: str = "osrm", block: Block = BLOCK) -> list[Drive]:
    at = Router.model_validate({"engine": engine, "url": f"{URL}/"})
    async with httpx.AsyncClient(transport=httpx.MockTransport(router)) as http:
        return await asking.ask(http, at, block)


def says(body: Any) -> Any:
    return lambda _request: httpx.Response(200, content=json.dumps(body))


def osrm(cell: Any) -> Any:
    """Everything is 600 seconds and 2,500 metres, but from the first to the last point."""
    return says(
        {
            "code": "Ok",
            "durations": [[600, cell], [0, 600]],
            "distances": [[2500, 2500], [0, 2500]],
        }
    )


@pytest.mark.parametrize("engine", ENGINES)
async def test_seconds_become_minutes_and_every_drive_is_answered(engine: str) -> None:
    router = FakeRouter()
    found = await ask(router, engine)
    assert [(one.start, one.goal) for one in found] == list(product(*BLOCK))
    crow = 1904
    assert found[1].metres == pytest.approx(1.5 * crow, rel=0.02)
    assert found[1].minutes == pytest.approx(0.3 * crow / 60, rel=0.02)
    assert found[2] == Drive(B, B, 0.0, 0.0)
    assert router.asked == [([A, B], [B, C])]


@pytest.mark.parametrize(
    ("engine", "minutes", "length"), [("osrm", 161.9 / 60, 1057.9), ("valhalla", 116 / 60, 1060)]
)
async def test_what_real_routers_answered_is_read(
    engine: str, minutes: float, length: float
) -> None:
    """A point in the sea, which they move to a road 16 km away, is not believed."""
    said = (REAL / f"{engine}.json").read_bytes()
    block = Block((A, B), (B, Point(34.6, 135.3)))
    found = await ask(lambda _request: httpx.Response(200, content=said), engine, block)
    assert found[0].minutes == pytest.approx(minutes)
    assert found[0].metres == pytest.approx(length)
    assert [one.minutes for one in found[1:]] == [None, 0, None]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("mood", "fault"),
    [("silent", Fault.SILENT), ("busy", Fault.SILENT), ("refuses", Fault.REFUSED)],
)
async def test_no_answer_is_told_with_its_kind(engine: str, mood: str, fault: Fault) -> None:
    with pytest.raises(NoAnswer) as error:
        await ask(FakeRouter(mood), engine)
    assert error.value.fault is fault


@pytest.mark.parametrize("mood", LIES)
async def test_what_is_no_table_of_roads_is_not_taken_for_one(mood: str) -> None:
    with pytest.raises(NoAnswer) as error:
        await ask(FakeRouter(mood))
    assert error.value.fault is Fault.STRANGE


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"sources_to_targets": [[]]},
        {"sources_to_targets": [[{"time": 1}] * 2] * 2},
        {"sources_to_targets": [["x", "y"]] * 2},
        {"sources_to_targets": [{"0": 1, "1": 2}] * 2},
        {"sources_to_targets": "ab"},
    ],
)
async def test_nor_is_another_shape_from_valhalla(body: Any) -> None:
    with pytest.raises(NoAnswer) as error:
        await ask(says(body), "valhalla")
    assert error.value.fault is Fault.STRANGE


async def test_an_answer_without_an_end_is_not_read_to_it() -> None:
    with pytest.raises(NoAnswer) as error:
        await ask(lambda _request: httpx.Response(200, content=b" " * 5_000_000))
    assert error.value.fault is Fault.STRANGE


@pytest.mark.parametrize("value", NUMBERS.values(), ids=NUMBERS)
async def test_what_is_no_number_is_a_way_that_is_not_known(value: Any) -> None:
    found = await ask(osrm(value))
    assert found[1] == Drive(A, C, None, None)
    assert found[0].minutes == 10


async def test_a_way_shorter_than_the_crow_flies_or_quicker_than_any_road_is_not_believed() -> None:
    for seconds in (0.5, 36_000):
        assert (await ask(osrm(seconds)))[1] == Drive(A, C, None, None)


async def test_one_place_far_from_every_road_does_not_make_the_router_a_liar() -> None:
    found = await ask(FakeRouter("is everywhere at once"), block=Block((A,), (B, C)))
    assert [one.minutes for one in found] == [None, None]


async def test_an_island_is_no_lie() -> None:
    nothing = {"durations": [[None] * 2] * 2, "distances": [[None] * 2] * 2}
    found = await ask(says(nothing))
    assert [one.minutes for one in found] == [None, None, 0, None]


@PATIENT
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
        max_leaves=12,
    ),
    st.sampled_from(ENGINES),
)
async def test_whatever_is_answered_is_drives_or_no_answer(body: Any, engine: str) -> None:
    try:
        found = await ask(says(body), engine)
    except NoAnswer:
        return
    assert len(found) == 4


# --- what is asked at once ---


def points(count: int) -> list[Point]:
    return [Point(34.4 + k / 1000, 135.5) for k in range(count)]


@PATIENT
@given(SIZES, SIZES)
def test_every_pair_is_asked_once_and_never_too_many_at_once(high: int, wide: int) -> None:
    asked = list(product(points(high), points(wide)))
    found = blocks(asked)
    assert sorted(pair for one in found for pair in product(*one)) == sorted(asked)
    for one in found:
        assert len(one.starts) + len(one.goals) <= MOST_POINTS
        assert len(one.starts) * len(one.goals) <= 2500


@PATIENT
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), unique=True))
def test_what_was_not_missing_is_not_asked(numbers: list[tuple[int, int]]) -> None:
    some = points(7)
    asked = [(some[a], some[b]) for a, b in numbers]
    assert sorted(pair for one in blocks(asked) for pair in product(*one)) == sorted(asked)


# --- the address in the pack ---


@pytest.mark.parametrize(
    "url",
    [
        "router.example.jp",
        "ftp://router.example.jp",
        "http://",
        "http://router.example.jp?key=1",
        "http://router.example.jp/#x",
        "http://me:secret@router.example.jp",
        "http://router.example.jp:port",
        "",
    ],
)
def test_an_address_that_is_none_or_holds_a_secret_is_refused(url: str) -> None:
    with pytest.raises(ValidationError):
        Router.model_validate({"engine": "osrm", "url": url})


def test_another_address_engine_or_profile_is_another_router() -> None:
    base = {"engine": "osrm", "url": "http://one.example.jp/"}
    others = [{}, {"url": "http://two.example.jp"}, {"engine": "valhalla"}, {"profile": "bus"}]
    keys = {Router.model_validate({**base, **other}).key for other in others}
    assert len(keys) == 4
    same = Router.model_validate({**base, "url": "http://one.example.jp"})
    assert same.key in keys
