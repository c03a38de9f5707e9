"""Travel times of real roads: measured in the background and before a quote, kept, and replaced;
without a router that answers the town drives on."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from senior_life.contract import Line, Staff, State, Table
from senior_life.dispatch import Point
from senior_life.storage import Store
from senior_life.town import Pack
from senior_life.words import plain
from services.on_demand_transport import driving, measuring
from services.on_demand_transport.desk import RideDesk
from services.on_demand_transport.network import Network
from services.on_demand_transport.tables import Ride, RouterState, Sheet
from services.on_demand_transport.working import EVERYWHERE

from .conftest import WEDNESDAY, Scene, scene_on, stop
from .routers import FakeRouter, town_with

STOP, FRONT, YARD = Point(34.4896, 135.5066), Point(34.4920, 135.5162), Point(34.4960, 135.5120)
DOOR = Point(34.4899, 135.5071)
FIXED = 4
NEW = stop("new", 34.4990, 135.5100)
OLD = {"birth_date": "1930-03-12"}
"""Who was born then is fetched at the door."""


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


async def network_of(scene: Scene) -> Network:
    """As another process would have it: read from the database."""
    network = Network(scene.host)
    await scene.host.read(lambda session: driving.load(session, network, WEDNESDAY))
    return network


async def takes(scene: Scene, a: Point, b: Point) -> float:
    return (await network_of(scene)).roads.minutes(a, b, 600)


async def rows(scene: Scene, table: Any) -> list[Any]:
    return await scene.host.read(lambda session: list(session.exec(select(table)).all()))


async def at_the_desk(scene: Scene) -> tuple[int, Line, str]:
    """Which list it is, its line, and what that says."""
    found = await RideDesk(scene.host).views(Staff("desk-1"), WEDNESDAY, EVERYWHERE)
    tables = [one for one in found if isinstance(one, Table)]
    [place] = [k for k, one in enumerate(tables) if one.name == "roads"]
    [line] = tables[place].lines
    return place, line, " ".join(_said(cell) for cell in line.cells)


def _said(cell: Any) -> str:
    return cell if isinstance(cell, str) else plain(cell, "en")


def away_from_home(**answers: Any) -> dict[str, Any]:
    return {"origin": "near_home", "destination": "hospital_front", **answers}


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


# --- a dead router, and the desk ---


async def test_the_desk_is_told_of_a_router_that_answers(scene: Scene) -> None:
    assert "not asked yet" in (await at_the_desk(scene))[2]
    await scene.provider.upkeep()
    place, line, said = await at_the_desk(scene)
    assert (line.state, "router.test" in said, "16 of 16" in said) == ("", True, True)
    assert place > 0


@pytest.mark.parametrize(
    ("mood", "state"),
    [("silent", "silent"), ("slow", "silent"), ("refuses", "refused"), ("is deep", "strange")],
)
async def test_a_router_in_trouble_stands_above_all_lists_until_it_recovers(
    anywhere: Scene, router: FakeRouter, mood: str, state: str
) -> None:
    router.mood = mood
    await anywhere.provider.upkeep()
    place, line, said = await at_the_desk(anywhere)
    assert (place, line.state) == (0, state)
    assert "9:00" in said
    assert "<b>" not in said
    assert await anywhere.quote(**away_from_home())
    router.mood = "answers"
    anywhere.clock.goes(minutes=1)
    await anywhere.provider.upkeep()
    place, line, said = await at_the_desk(anywhere)
    assert (place > 0, line.state) == (True, "")


async def test_a_router_that_stays_silent_is_asked_less_and_less_but_at_least_every_five_minutes(
    scene: Scene, router: FakeRouter
) -> None:
    router.mood = "silent"
    when = []
    for minute in range(30):
        before = len(router.asked)
        await scene.provider.upkeep()
        if len(router.asked) > before:
            when.append(minute)
        scene.clock.goes(minutes=1)
    assert when == [0, 1, 3, 7, 12, 17, 22, 27]
    assert (await rows(scene, RouterState))[0].since == scene.clock() - timedelta(minutes=30)


async def test_a_router_that_fell_silent_when_all_was_measured_is_found_to_answer_again(
    scene: Scene, router: FakeRouter
) -> None:
    await scene.provider.upkeep()
    router.mood = "silent"
    await scene.provider.quote(scene.who(**OLD), scene.to(), "walk")
    await scene.provider.release((await rows(scene, RouterState))[0].router)
    router.mood = "answers"
    scene.clock.goes(hours=2)
    await scene.provider.upkeep()
    assert (await at_the_desk(scene))[1].state == ""


async def test_one_question_that_is_refused_does_not_keep_the_others_from_being_asked(
    sqlite_store: Store, pack: Pack
) -> None:
    class Picky(FakeRouter):
        async def __call__(self, request: Any) -> Any:
            self.mood = "refuses" if len(self._read(request)[1]) == 1 else "answers"
            return await super().__call__(request)

    router = Picky()
    await town_with(sqlite_store, pack, router).provider.upkeep()
    scene = town_with(sqlite_store, pack, router, stops=[NEW])
    for _round in range(2):
        scene.clock.goes(minutes=6)
        await scene.provider.upkeep()
    assert (await network_of(scene)).roads.is_asked(Point(34.4990, 135.5100), FRONT)
    assert (await at_the_desk(scene))[1].state == "refused"


async def test_a_router_that_needs_longer_than_a_round_is_not_silent(
    sqlite_store: Store, pack: Pack
) -> None:
    class Slow(FakeRouter):
        async def __call__(self, request: Any) -> Any:
            self.mood = "slow" if self.asked else "answers"
            return await super().__call__(request)

    more = [stop(f"s{k}", 34.45 + k / 2000, 135.51) for k in range(170)]
    scene = town_with(sqlite_store, pack, Slow(), stops=more)
    await scene.provider.upkeep()
    assert (await at_the_desk(scene))[1].state == ""
    known, whole = (await network_of(scene)).known.share
    assert 0 < known < whole


# --- what was promised ---


def slower(router: FakeRouter, seconds_a_metre: float) -> Callable[[Scene], Any]:
    """The month's new answer, of roads that have changed."""

    async def works(scene: Scene) -> None:
        router.seconds_a_metre = seconds_a_metre
        sheets = await rows(scene, Sheet)
        await scene.host.write(lambda session: [_age(session, one) for one in sheets])
        scene.clock.goes(minutes=1)
        await scene.provider.upkeep()

    return works


def _age(session: Any, sheet: Sheet) -> None:
    sheet.at -= timedelta(days=40)
    session.merge(sheet)


async def test_an_offer_stays_what_it_was_when_other_times_are_measured(
    anywhere: Scene, router: FakeRouter
) -> None:
    await anywhere.provider.upkeep()
    offer = await anywhere.quote("10:00", **away_from_home())
    await slower(router, 1.5)(anywhere)
    assert await takes(anywhere, STOP, FRONT) == pytest.approx(1.5 * 919 / 60, rel=0.02)
    done = await anywhere.provider.confirm(anywhere.who(), offer, "yes")
    assert (done.state, done.starts) == (State.CONFIRMED, offer.starts)
    assert (await rows(anywhere, Ride))[0].arrive_by == 600


async def test_a_ride_that_other_times_make_late_is_kept_and_said_to_be_late(
    anywhere: Scene, router: FakeRouter
) -> None:
    await anywhere.provider.upkeep()
    done = await anywhere.book("10:00", **away_from_home())
    assert "None" in (await at_the_desk(anywhere))[2]
    await slower(router, 1.5)(anywhere)
    network = await network_of(anywhere)
    day = await anywhere.host.read(lambda s: driving.load(s, network, WEDNESDAY))
    [trip] = {one.ride for one in day.fleet.broken()}
    assert [one.trip for one in await rows(anywhere, Ride)] == [trip]
    assert done.number in (await at_the_desk(anywhere))[2]
    seen = await anywhere.status(done)
    assert (seen.state, seen.starts, seen.ref) == (State.CONFIRMED, done.starts, done.ref)
    assert await anywhere.quote("14:00", "kazuo", **away_from_home())


async def test_whoever_waits_for_a_vehicle_that_other_times_make_late_is_told(
    scene: Scene, router: FakeRouter
) -> None:
    await scene.provider.upkeep()
    done = await scene.book("10:00", **away_from_home())
    assert done.starts
    scene.clock.set(done.starts - timedelta(minutes=5))
    await slower(router, 2.5)(scene)
    await scene.provider.upkeep()
    assert done.ref in {one.ref for one in scene.host.told}
    assert (await scene.status(done)).state is State.CONFIRMED


async def test_after_the_change_what_is_promised_anew_is_by_the_new_times(
    scene: Scene, router: FakeRouter
) -> None:
    await scene.provider.upkeep()
    before = await scene.quote("10:00", "hana", **away_from_home())
    await scene.provider.release(before.hold)
    await slower(router, 1.2)(scene)
    after = await scene.quote("10:00", "kazuo", **away_from_home())
    assert after.starts
    assert before.starts
    assert after.starts < before.starts
