"""The questions: what can be had first, and of the rest why not."""

from datetime import datetime

import pytest

from senior_life.contract import Gone
from senior_life.providing import JAPAN
from senior_life.words import plain

from .conftest import FAR, STEPS, THURSDAY, WEDNESDAY, Scene

FRIDAY_EVENING = datetime(2026, 11, 27, 17, 0, tzinfo=JAPAN)


async def test_days_that_can_be_had_come_first(scene: Scene) -> None:
    dates = await scene.options("date")
    assert [one.value for one in dates if one.is_full] == ["2026-11-24"]
    assert [one.value for one in dates[:6]] == [
        *(f"2026-11-{day}" for day in (25, 26, 27, 30)),
        "2026-12-01",
        "2026-11-24",
    ]
    assert plain(dates[0].note, "ja") == "昼食、wedのlunch"
    assert plain(dates[5].note, "ja") == "注文は締め切りました"


async def test_on_friday_evening_monday_is_over_too(scene: Scene) -> None:
    scene.clock.set(FRIDAY_EVENING)
    dates = {one.value: one.is_full for one in await scene.options("date")}
    assert (dates["2026-11-30"], dates["2026-12-01"]) == (True, False)


async def test_a_month_has_all_its_days_in_order(scene: Scene) -> None:
    days = [one.value for one in await scene.options("date", date="2026-12")]
    assert days == [f"2026-12-{day:02d}" for day in (1, 2, 3, 4, 7, 8)]


async def test_lunch_and_dinner_say_what_there_is_and_when(scene: Scene) -> None:
    lunch, dinner = await scene.options("meal", date=WEDNESDAY.isoformat())
    assert plain(lunch.note, "ja") == "wedのlunch、午前11時から午前11時45分のあいだにお届け"
    assert dinner.value == "dinner"


async def test_a_day_whose_orders_have_ended_says_so_and_leads_on(scene: Scene) -> None:
    with pytest.raises(Gone) as gone:
        await scene.options("meal", date="2026-11-24")
    assert "11月20日 金曜日の午後3時に締め切りました" in plain(gone.value.says, "ja")
    assert len(gone.value.instead) == 3


async def test_kinds_say_how_much_is_in_them(scene: Scene) -> None:
    kinds = await scene.options("diet", date=WEDNESDAY.isoformat(), meal="lunch")
    assert [one.value for one in kinds] == ["regular", "low_salt"]
    assert plain(kinds[0].note, "ja") == "wedのlunch、500キロカロリー、塩分2.5グラム"


async def test_no_more_meals_than_are_left(scene: Scene) -> None:
    for n in range(2):
        await scene.order(f"other{n}", day=THURSDAY, count=2)
    so_far = {"date": THURSDAY.isoformat(), "meal": "lunch", "diet": "regular"}
    counts = await scene.options("count", **so_far)
    assert [one.is_full for one in counts] == [False, True, True, True]


async def test_what_one_holds_does_not_stand_in_ones_own_way(scene: Scene) -> None:
    await scene.quote(day=THURSDAY, count=3)
    so_far = {"date": THURSDAY.isoformat(), "meal": "lunch", "diet": "regular"}
    assert not (await scene.options("count", **so_far))[2].is_full


async def test_to_whom_no_kitchen_comes_it_is_said_at_once(scene: Scene) -> None:
    far = scene.who("far", home=FAR)
    with pytest.raises(Gone) as gone:
        await scene.provider.options(far, STEPS["date"], {}, 0)
    assert "お届けできません" in plain(gone.value.says, "ja")
