"""A ride there and back on several days that are named: each day whole, or not kept at all."""

from pathlib import Path
from typing import Any

import pytest

from senior_life.storage import Store
from senior_life.town import Pack
from senior_life.usecases import bookings, habits, repeating, walks
from senior_life.usecases.town import Town
from senior_life.usecases.weekly import ALSO, Often

from .weeks import days, fill, once, open_weeks, rows, someone, yes

WED, FRI, TUE = "2026-11-25", "2026-11-27", "2026-12-01"


@pytest.fixture
def town(store: Store, pack: Pack, clock: Any, tmp_path: Path) -> Town:
    return open_weeks(store, pack, clock, tmp_path)


async def several(town: Town, who: Any, *others: str) -> Any:
    draft = await once(town, who, round_trip="13:00")
    offer = draft.offers[0].id
    view = await repeating.make_often(town, who, draft.ref, draft.rev, offer, Often.SEVERAL)
    return (await walks.answer(town, who, draft.ref, view.draft.rev, ALSO, others)).draft


async def test_there_and_back_on_each_day_under_one_yes(town: Town) -> None:
    hana = await someone(town)
    ref = await yes(town, hana, await several(town, hana, TUE, FRI))
    assert await days(town) == [WED, FRI, TUE]
    booked = await rows(town)
    assert [row.goes_with is None for row in booked] == [True, False] * 3
    assert all(row.is_whole and not row.habit for row in booked)
    there = await bookings.follow(town, hana, ref)
    back = await bookings.follow(town, hana, there.others[0].ref)
    assert [one.isoformat() for one in there.also_on] == [FRI, TUE]
    assert back.also_on == (), "it is told with the way there"
    assert await habits.keep_habits(town) == 0, "nothing comes later"


async def test_there_and_back_of_one_day_are_cancelled_and_the_other_days_stand(town: Town) -> None:
    hana = await someone(town)
    ref = await yes(town, hana, await several(town, hana, FRI))
    there = await bookings.follow(town, hana, ref)
    await bookings.act(town, hana, ref, "cancel-all", there.seq)
    assert await days(town) == [FRI]
    assert [row.state for row in await rows(town)] == ["cancelled"] * 2 + ["confirmed"] * 2


async def test_a_full_day_is_named_and_can_be_waited_for(town: Town) -> None:
    await fill(town, FRI)
    hana = await someone(town)
    draft = await several(town, hana, FRI, TUE)
    said = {one.day.isoformat(): one for one in draft.beside.series.days}
    assert [day for day, one in said.items() if one.trouble is None] == [WED, TUE]
    assert said[FRI].may_wait
    view = await repeating.wait_for_days(town, hana, draft.ref, draft.rev, waits=True)
    await yes(town, hana, view.draft)
    assert await days(town) == [WED, TUE]
    assert [row.state for row in await rows(town) if row.starts is None] == ["waiting"]
