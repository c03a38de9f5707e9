"""Travel times of real roads: measured in the background and before a quote, kept, and replaced."""

import asyncio

import pytest

from senior_life.contract import Staff, State
from senior_life.dispatch import Point
from senior_life.storage import Store
from senior_life.town import Pack
from services.on_demand_transport import measuring
from services.on_demand_transport.desk import RideDesk
from services.on_demand_transport.tables import RouterState, Sheet
from services.on_demand_transport.working import EVERYWHERE

from .conftest import WEDNESDAY, Scene, scene_on, stop
from .roads_seen import (
    DOOR,
    FIXED,
    FRONT,
    NEW,
    OLD,
    STOP,
    network_of,
    rows,
    takes,
)
from .routers import FakeRouter, town_with


@pytest.fixture
def router() -> FakeRouter:
    return FakeRouter()


@pytest.fixture
def scene(sqlite_store: Store, pack: Pack, router: FakeRouter) -> Scene:
    return town_with(sqlite_store, pack, router)


@pytest.fixture
def anywhere(store: Store, pack: Pack, router: FakeRouter) -> Scene:
    return town_with(store, pack, router)


@pytest.fixture(autouse=True)
def _in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a slow router costs a test no time."""
    monkeypatch.setattr(measuring, "QUOTE_SECONDS", 0.05)
    monkeypatch.setattr(measuring, "ROUND_SECONDS", 0.05)


# --- in the background ---


async def test_a_round_measures_between_stops_and_depots_and_asks_no_more(
    anywhere: Scene, router: FakeRouter
) -> None:
    straight = await takes(anywhere, STOP, FRONT)
    await anywhere.provider.upkeep()
    anywhere.clock.goes(minutes=1)
    await anywhere.provider.upkeep()
    assert [(len(a), len(b)) for a, b in router.asked] == [(FIXED, FIXED)]
    measured = await takes(anywhere, STOP, FRONT)
    assert measured == pytest.approx(0.3 * 919 / 60, rel=0.02)
    assert measured != straight


@pytest.mark.parametrize("engine", ["osrm", "valhalla"])
async def test_both_engines_say_the_same(
    sqlite_store: Store, pack: Pack, router: FakeRouter, engine: str
) -> None:
    scene = town_with(sqlite_store, pack, router, engine)
    await scene.provider.upkeep()
    assert await takes(scene, STOP, FRONT) == pytest.approx(0.3 * 919 / 60, rel=0.02)


async def test_the_routers_minutes_hold_at_the_speed_that_the_pack_names(
    sqlite_store: Store, pack: Pack, router: FakeRouter
) -> None:
    scene = town_with(sqlite_store, pack, router, holds_at_km_per_hour=48)
    await scene.provider.upkeep()
    assert await takes(scene, STOP, FRONT) == pytest.approx(2 * 0.3 * 919 / 60, rel=0.02)


async def test_many_stops_are_measured_a_few_questions_a_round(
    sqlite_store: Store, pack: Pack, router: FakeRouter
) -> None:
    more = [stop(f"s{k}", 34.45 + k / 2000, 135.51) for k in range(170)]
    scene = town_with(sqlite_store, pack, router, stops=more)
    counts = []
    for _round in range(4):
        await scene.provider.upkeep()
        counts.append(len(router.asked))
        scene.clock.goes(minutes=1)
    assert counts == [6, 12, 15, 15]
    network = await network_of(scene)
    assert network.known.share == (174**2, 174**2)


async def test_a_new_stop_is_all_that_is_asked_after(
    sqlite_store: Store, pack: Pack, router: FakeRouter
) -> None:
    before = town_with(sqlite_store, pack, router)
    await before.provider.upkeep()
    after = town_with(sqlite_store, pack, router, stops=[NEW])
    after.clock.goes(minutes=1)
    router.asked.clear()
    await after.provider.upkeep()
    assert sorted((len(a), len(b)) for a, b in router.asked) == [(1, FIXED + 1), (FIXED, 1)]


async def test_after_a_month_stops_are_asked_for_again_and_doors_are_forgotten(
    anywhere: Scene, router: FakeRouter
) -> None:
    await anywhere.provider.upkeep()
    await anywhere.provider.quote(anywhere.who(**OLD), anywhere.to(), "walk")
    doors = len(await rows(anywhere, Sheet)) - 1
    assert doors == 2
    anywhere.clock.goes(days=31)
    router.seconds_a_metre = 0.6
    for _round in range(2):
        await anywhere.provider.upkeep()
        anywhere.clock.goes(minutes=1)
    [sheet] = await rows(anywhere, Sheet)
    assert str(DOOR.lat) not in sheet.drives
    assert await takes(anywhere, STOP, FRONT) == pytest.approx(0.6 * 919 / 60, rel=0.02)


async def test_what_another_router_said_is_not_believed_of_this_one(
    sqlite_store: Store, pack: Pack, router: FakeRouter
) -> None:
    await town_with(sqlite_store, pack, router).provider.upkeep()
    other = town_with(sqlite_store, pack, router, url="http://other.test")
    assert (await network_of(other)).known.share == (0, FIXED**2)


async def test_a_town_without_a_router_asks_nobody_and_forgets_what_one_said(
    sqlite_store: Store, pack: Pack, router: FakeRouter
) -> None:
    await town_with(sqlite_store, pack, router).provider.upkeep()
    scene = scene_on(sqlite_store, pack)
    scene.clock.goes(days=31)
    router.asked.clear()
    await scene.provider.upkeep()
    assert (router.asked, await rows(scene, Sheet)) == ([], [])
    views = await RideDesk(scene.host).views(Staff("desk-1"), WEDNESDAY, EVERYWHERE)
    assert "roads" not in {one.name for one in views}


async def test_two_processes_do_not_ask_the_same(
    store: Store, pack: Pack, router: FakeRouter
) -> None:
    one, other = (town_with(store, pack, router) for _each in range(2))
    await asyncio.gather(one.provider.upkeep(), other.provider.upkeep())
    await other.provider.upkeep()
    assert len(router.asked) == 1


# --- a door ---


async def test_a_door_is_measured_before_it_is_quoted_and_only_once(
    anywhere: Scene, router: FakeRouter
) -> None:
    await anywhere.provider.upkeep()
    router.asked.clear()
    await anywhere.provider.quote(anywhere.who(**OLD), anywhere.to("10:00"), "one")
    assert len(router.asked) == 2
    await anywhere.provider.quote(anywhere.who(**OLD), anywhere.to("14:00"), "two")
    assert len(router.asked) == 2
    assert await takes(anywhere, DOOR, FRONT) == pytest.approx(0.3 * 865 / 60, rel=0.02)


async def test_somebody_elses_door_of_that_day_is_measured_to_it(
    scene: Scene, router: FakeRouter
) -> None:
    await scene.provider.upkeep()
    other = {**OLD, "home": "34.4950,135.5000"}
    await scene.provider.quote(scene.who("kazuo", **other), scene.to("10:00"), "one")
    await scene.provider.quote(scene.who(**OLD), scene.to("10:00"), "two")
    network = await network_of(scene)
    assert network.roads.is_asked(DOOR, Point(34.4950, 135.5000))
    assert network.roads.is_asked(Point(34.4950, 135.5000), DOOR)


async def test_a_town_may_keep_its_peoples_doors_to_itself(
    sqlite_store: Store, pack: Pack, router: FakeRouter
) -> None:
    scene = town_with(sqlite_store, pack, router, asks_for_doors=False)
    await scene.provider.upkeep()
    await scene.provider.quote(scene.who(**OLD), scene.to(), "walk")
    await scene.provider.upkeep()
    assert len(router.asked) == 1
    assert DOOR not in router.asked[0][0]


async def test_who_is_fetched_at_a_stop_waits_for_no_router(
    scene: Scene, router: FakeRouter
) -> None:
    await scene.quote()
    await scene.provider.upkeep()
    router.mood = "slow"
    assert await scene.quote("11:00")
    assert len(router.asked) > 0
    assert not (await rows(scene, RouterState))[0].fault


@pytest.mark.parametrize("mood", ["silent", "slow", "refuses", "busy", "is no json"])
async def test_without_an_answer_a_door_is_quoted_all_the_same_and_measured_later(
    anywhere: Scene, router: FakeRouter, mood: str
) -> None:
    await anywhere.provider.upkeep()
    router.mood = mood
    done = await anywhere.book(ref="hana")
    offers = await anywhere.provider.quote(anywhere.who("old", **OLD), anywhere.to(), "walk")
    assert offers
    await anywhere.provider.confirm(anywhere.who("old"), offers[0], "yes")
    asked = len(router.asked)
    assert await anywhere.provider.quote(anywhere.who("old", **OLD), anywhere.to("13:00"), "2")
    assert len(router.asked) == asked
    assert not (await network_of(anywhere)).roads.is_asked(DOOR, FRONT)
    router.mood = "answers"
    anywhere.clock.goes(minutes=1)
    await anywhere.provider.upkeep()
    assert (await network_of(anywhere)).roads.is_asked(DOOR, FRONT)
    assert (await anywhere.status(done)).state is State.CONFIRMED
