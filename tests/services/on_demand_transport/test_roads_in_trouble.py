"""Without a router that answers the town drives on, and what was promised stays promised when the
times of roads change."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from senior_life.contract import State
from senior_life.dispatch import Point
from senior_life.storage import Store
from senior_life.town import Pack
from services.on_demand_transport import driving, measuring
from services.on_demand_transport.tables import Ride, RouterState, Sheet

from .conftest import WEDNESDAY, Scene, stop
from .roads_seen import FRONT, NEW, OLD, STOP, at_the_desk, away_from_home, network_of, rows, takes
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
