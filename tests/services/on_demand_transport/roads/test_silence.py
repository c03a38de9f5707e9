"""A router that does not answer: the town drives on, and the desk is told."""

from datetime import timedelta
from typing import Any

import pytest

from senior_life.dispatch import Point
from senior_life.storage import Store
from senior_life.town import Pack
from services.on_demand_transport.tables import RouterState
from tests.services.on_demand_transport.conftest import Scene
from tests.services.on_demand_transport.routers import FakeRouter, town_with

from .conftest import FRONT, NEW, OLD, at_the_desk, away_from_home, network_of, rows


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
