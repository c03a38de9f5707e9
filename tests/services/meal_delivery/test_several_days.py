"""Meals on several days that are named, under one yes: nothing of it is every week."""

import asyncio
from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from senior_life.contract import Unclear
from senior_life.storage.tables.habits import HabitRow
from senior_life.usecases import bookings, drafts, kept_walks, repeating, series, walks
from senior_life.usecases.access import Reader
from senior_life.usecases.town import Town
from senior_life.usecases.weekly import ALSO, Often
from senior_life.words import plain

from .conftest import WEDNESDAY
from .test_through_the_core import days, hana, read_back, town, write_down, yes

__all__ = ["hana", "town"]
WED, THU, FRI, MON = "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-30"


async def asked(town: Town, who: Reader) -> Any:
    draft = await read_back(town, who)
    offer = draft.offers[0].id
    return await repeating.make_often(town, who, draft.ref, draft.rev, offer, Often.SEVERAL)


async def also(town: Town, who: Reader, *others: str) -> Any:
    draft = (await asked(town, who)).draft
    return (await walks.answer(town, who, draft.ref, draft.rev, ALSO, others)).draft


async def test_the_other_days_are_asked_for_without_the_one_that_is_chosen(
    town: Town, hana: Reader
) -> None:
    view = await asked(town, hana)
    assert view.card.step.name == ALSO
    assert view.card.step.many
    offered = [one.value for one in view.card.choices]
    assert offered[:3] == [THU, FRI, MON]
    assert "2026-11-24" not in offered, "its deadline is over"


async def test_one_yes_orders_them_all_and_each_is_cancelled_by_itself(
    town: Town, hana: Reader
) -> None:
    draft = await also(town, hana, MON, FRI)
    assert [one.day.isoformat() for one in draft.beside.series.days] == [WED, FRI, MON]
    assert await days(town) == [], "nothing before the yes"
    first = await yes(town, hana, draft)
    assert await days(town) == [WED, FRI, MON]
    found = await bookings.follow(town, hana, first)
    assert [one.isoformat() for one in found.also_on] == [FRI, MON]
    assert found.habit is None
    assert await town.store.read(lambda s: s.exec(select(HabitRow)).all()) == []

    second = (await bookings.upcoming(town, hana))[1]
    assert "cancel-rest" not in [one.name for one in second.actions]
    await bookings.act(town, hana, second.ref, "cancel", second.seq)
    assert await days(town) == [WED, MON]
    found = await bookings.follow(town, hana, first)
    assert [one.isoformat() for one in found.also_on] == [MON]


async def test_two_taps_at_once_order_each_day_once(town: Town, hana: Reader) -> None:
    draft = await also(town, hana, FRI, MON)
    one, other = await asyncio.gather(yes(town, hana, draft), yes(town, hana, draft))
    assert one == other
    assert await days(town) == [WED, FRI, MON]


async def test_a_day_that_does_not_suit_is_named_with_the_reason_and_the_others_are_kept(
    town: Town, hana: Reader
) -> None:
    """Eggs are in every lunch of the week but Thursday's."""
    await write_down(town, hana, "egg")
    draft = await read_back(town, hana, "木曜のお昼のお弁当を一つ")
    view = await repeating.make_often(
        town, hana, draft.ref, draft.rev, draft.offers[0].id, Often.SEVERAL
    )
    answers = (town, hana, draft.ref, view.draft.rev, ALSO, (FRI, "2026-12-03"))
    draft = (await walks.answer(*answers)).draft
    said = {one.day.isoformat(): one.trouble for one in draft.beside.series.days}
    assert [day for day, why in said.items() if why is None] == [THU, "2026-12-03"]
    assert said[FRI] is not None
    assert "卵" in plain(said[FRI], "ja")
    await yes(town, hana, draft)
    assert await days(town) == [THU, "2026-12-03"]


async def test_the_days_are_corrected_and_it_is_only_once_after_all(
    town: Town, hana: Reader
) -> None:
    draft = await also(town, hana, FRI)
    view = await walks.reopen(town, hana, draft.ref, draft.rev, ALSO)
    assert view.draft.walk.chosen == (FRI,)
    draft = view.draft
    draft = (await walks.answer(town, hana, draft.ref, draft.rev, ALSO, (THU, MON))).draft
    assert [one.day.isoformat() for one in draft.beside.series.days] == [WED, THU, MON]
    draft = await drafts.load(town, hana, draft.ref)
    assert [one.day.isoformat() for one in draft.beside.series.days] == [WED, THU, MON]

    offer = draft.offers[0].id
    view = await repeating.make_often(town, hana, draft.ref, draft.rev, offer, Often.ONCE)
    assert view.draft.beside.series is None
    await yes(town, hana, view.draft)
    assert await days(town) == [WED]


async def test_a_sentence_that_names_two_days_orders_on_both(town: Town, hana: Reader) -> None:
    draft = await read_back(town, hana, "水曜と金曜のお昼のお弁当を一つ")
    assert [one.day.isoformat() for one in draft.beside.series.days] == [WED, FRI]
    view = await walks.reopen(town, hana, draft.ref, draft.rev, ALSO)
    words = (town, hana, draft.ref, view.draft.rev, ALSO, "木曜と月曜")
    draft = (await walks.answer_in_words(*words)).draft
    assert [one.day.isoformat() for one in draft.beside.series.days] == [WED, THU, MON]
    await yes(town, hana, draft)
    assert await days(town) == [WED, THU, MON]


async def test_another_first_day_is_asked_for_anew(town: Town, hana: Reader) -> None:
    draft = await also(town, hana, FRI)
    view = await walks.reopen(town, hana, draft.ref, draft.rev, "date")
    view = await walks.answer(town, hana, draft.ref, view.draft.rev, "date", (FRI,))
    while (step := view.draft.walk.current) != ALSO:
        proposed = view.draft.walk.chosen
        view = await walks.answer(town, hana, draft.ref, view.draft.rev, step, proposed)
    assert FRI not in [one.value for one in view.card.choices]


async def test_no_day_and_a_day_that_is_not_offered_are_asked_again(
    town: Town, hana: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = (await asked(town, hana)).draft
    for none in ((), ("2026-11-29",), (WED,), ("weekly:fri",)):
        with pytest.raises(Unclear):
            await walks.answer(town, hana, draft.ref, draft.rev, ALSO, none)
    monkeypatch.setattr(series, "MOST_DAYS", 2)
    view = await walks.answer(town, hana, draft.ref, draft.rev, ALSO, (THU, FRI))
    assert view.draft.walk.current == ALSO
    assert "1日" in plain(view.draft.trouble.says, "ja")
    assert await days(town) == []


def test_a_draft_of_the_version_before_is_still_of_every_week() -> None:
    assert kept_walks._often({"is_weekly": True}) is Often.WEEKLY
    assert kept_walks._often({"is_weekly": False}) is Often.ONCE
    assert kept_walks._often({"often": "several"}) is Often.SEVERAL
    assert date.fromisoformat(WED) == WEDNESDAY
