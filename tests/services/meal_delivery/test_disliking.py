"""Something in a meal that somebody does not like: told before the yes and a week ahead, and
exchanged for another kind."""

from datetime import timedelta
from typing import Any

import pytest

from senior_life.contract import Progress, State, Trouble, Unclear
from senior_life.usecases import bookings, desk, habits
from senior_life.usecases.access import Reader
from senior_life.usecases.desk import Work
from senior_life.usecases.today import today
from senior_life.usecases.town import Town
from senior_life.words import plain
from services.meal_delivery import service

from .conftest import KITCHEN, STAFF, THURSDAY, WEDNESDAY, Clock, Scene
from .test_through_the_core import DESK, hana, read_back, town, weekly, yes

__all__ = ["hana", "town"]


async def writes_down(scene: Scene, key: str = "dislikes", **said: Any) -> None:
    answers = {"resident": "hana", "consent": "yes", **said}
    await scene.desk.act(STAFF, None, "dislikes", answers, key, scene.clock())


def rows(done: Progress) -> str:
    return " ".join(plain(row.says, "ja") for row in done.rows)


def actions(done: Progress) -> list[str]:
    return [one.name for one in done.actions]


async def exchange(scene: Scene, done: Progress, diet: str) -> Progress:
    return await scene.provider.act(
        scene.who(), done.ref, "exchange", {"diet": diet}, f"{done.ref}-{diet}"
    )


async def test_it_is_said_before_the_yes_and_can_be_exchanged(anywhere: Scene) -> None:
    await writes_down(anywhere, foods=("egg",))
    offer = await anywhere.quote()
    assert "苦手な卵が入っています。" in " ".join(plain(row.says, "ja") for row in offer.rows)
    done = await anywhere.order()
    assert actions(done)[0] == "exchange"
    for _tap in range(2):
        after = await exchange(anywhere, done, "low_salt")
        assert (after.state, after.seq) == (State.CONFIRMED, done.seq + 1)
    assert after.offer is not None
    assert after.offer.answers["diet"] == "low_salt"
    assert "苦手" not in rows(after)
    assert "exchange" not in actions(after)


async def test_a_word_in_the_name_of_a_dish_is_enough(scene: Scene) -> None:
    await writes_down(scene, words="しいたけ、wed")
    assert "苦手なwedが入っています。" in rows(await scene.order())
    assert "苦手" not in rows(await scene.order(day=THURSDAY))


async def test_nothing_is_exchanged_that_they_must_not_eat_or_dislike_too(scene: Scene) -> None:
    await writes_down(scene, words="lunch")
    done = await scene.order()
    assert "exchange" not in actions(done)
    with pytest.raises(Unclear):
        await exchange(scene, done, "low_salt")


async def test_after_the_deadline_the_kitchen_has_begun(scene: Scene) -> None:
    await writes_down(scene, foods=("egg",))
    done = await scene.order()
    scene.clock.set(scene.clock().replace(hour=15, minute=1))
    with pytest.raises(Trouble):
        await exchange(scene, done, "low_salt")
    assert "exchange" not in actions(await scene.provider.status(scene.who(), done.ref))


async def test_without_their_consent_nothing_is_kept(scene: Scene) -> None:
    with pytest.raises(Unclear):
        await writes_down(scene, foods=("egg",), consent="no")
    assert "苦手" not in rows(await scene.order())
    await writes_down(scene, "yes", foods=("egg",))
    await writes_down(scene, "gone", foods=(), consent="no")
    assert "苦手" not in rows(await scene.order(day=WEDNESDAY + timedelta(days=2)))


async def test_the_core_reminds_a_week_ahead_and_not_of_what_was_exchanged(
    town: Town, hana: Reader, clock: Clock
) -> None:
    """Of every week, lunch on the next Mondays, Wednesdays and Fridays has eggs in it."""
    answers = {"resident": hana.resident or "", "foods": ("egg",), "consent": "yes"}
    await desk.act(town, DESK, Work(service.id, None, "dislikes", KITCHEN, WEDNESDAY, answers))
    await yes(town, hana, await weekly(town, hana))
    assert await told(town, hana) == []
    second = next(
        one for one in await bookings.upcoming(town, hana) if f"{one.starts:%m-%d}" == "12-04"
    )
    await bookings.act(town, hana, second.ref, "exchange", second.seq, {"diet": "low_salt"})
    clock.goes(days=2, hours=23)
    await habits.keep_habits(town)
    changed = await bookings.follow(town, hana, second.ref)
    assert "減塩食" in " ".join(plain(row.says, "ja") for row in changed.offer.rows)
    clock.goes(days=3, hours=2)
    await habits.keep_habits(town)
    days = [says.split("日")[0] for says in await told(town, hana)]
    assert days == ["12月7", "12月2"], "of the fourth it was exchanged"


async def told(town: Town, who: Reader) -> list[str]:
    found = (await today(town, who)).reminders
    return [plain(one.says, "ja") for one in found if "苦手" in plain(one.says, "ja")]


async def test_once_only_is_said_in_the_read_back_alone(town: Town, hana: Reader) -> None:
    answers = {"resident": hana.resident or "", "foods": ("egg",), "consent": "yes"}
    await desk.act(town, DESK, Work(service.id, None, "dislikes", KITCHEN, WEDNESDAY, answers))
    await yes(town, hana, await read_back(town, hana))
    assert await told(town, hana) == []
