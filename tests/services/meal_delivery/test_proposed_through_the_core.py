"""A resident hears that the menu has changed, says yes or no, and the plan of the day follows."""

from pathlib import Path
from typing import Any

import pytest

from senior_life.contract import State
from senior_life.registry import Offered, Registry
from senior_life.storage import Store
from senior_life.town import Pack
from senior_life.usecases import bookings, pausing
from senior_life.usecases.access import Reader
from senior_life.usecases.following_habits import habits
from senior_life.usecases.host import line_to, open_town
from senior_life.usecases.today import today
from senior_life.usecases.town import Town
from senior_life.words import plain
from services.meal_delivery import service

from .conftest import WEDNESDAY, checked
from .test_proposing import STEW
from .test_through_the_core import hana, read_back, town, weekly, yes

__all__ = ["hana", "town"]


@pytest.fixture
def later(town: Town, store: Store, pack: Pack, clock: Any, tmp_path: Path) -> Town:
    """The same town started anew, where stew is cooked on Wednesday."""
    registry = Registry([Offered(service, "tests", "1", checked(STEW))])
    return open_town(town.id, store, registry, pack, clock, tmp_path, b"k" * 32)


async def notices(town: Town, who: Reader) -> list[str]:
    found = (await today(town, who)).reminders
    return [plain(one.says, "ja") for one in found if one.kind == "proposal"]


async def test_they_are_told_and_their_yes_is_what_stands(
    town: Town, later: Town, hana: Reader
) -> None:
    ref = await yes(town, hana, await read_back(town, hana))
    await line_to(later, service.id).upkeep()
    await line_to(later, service.id).upkeep()
    [notice] = await notices(later, hana)
    assert notice.startswith("「11月25日 水曜日の昼食")
    assert notice.endswith("申し訳ありません。献立が変わりました。こちらでよろしいですか。")
    asked = await bookings.follow(later, hana, ref)
    assert asked.state is State.PROPOSED
    after = await bookings.act(later, hana, ref, "accept", asked.seq)
    assert after.state is State.CONFIRMED
    assert await notices(later, hana) == []
    (entry,) = (await today(later, hana, WEDNESDAY)).entries
    assert "シチュー" in plain(entry.says, "ja", WEDNESDAY)


async def test_who_says_no_has_nothing_on_the_plan(town: Town, later: Town, hana: Reader) -> None:
    ref = await yes(town, hana, await read_back(town, hana))
    await line_to(later, service.id).upkeep()
    asked = await bookings.follow(later, hana, ref)
    assert (await bookings.act(later, hana, ref, "cancel", asked.seq)).state is State.CANCELLED
    assert (await today(later, hana, WEDNESDAY)).entries == ()


async def test_a_day_that_is_asked_about_rests_with_the_others(
    town: Town, later: Town, hana: Reader
) -> None:
    await yes(town, hana, await weekly(town, hana))
    await line_to(later, service.id).upkeep()
    (habit,) = await habits(later, hana)
    after = await pausing.pause(later, hana, habit.habit.ref, WEDNESDAY, WEDNESDAY)
    assert WEDNESDAY in after.habit.weekly.but
    assert (await today(later, hana, WEDNESDAY)).entries == ()
