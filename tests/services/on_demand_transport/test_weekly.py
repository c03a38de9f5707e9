"""A ride of every week: the days that can be booked under one yes, the later ones as they come."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from senior_life.contract import Gone, Unclear
from senior_life.storage import Store
from senior_life.storage.tables.plans import PlanRow
from senior_life.town import Pack
from senior_life.usecases import bookings, repeating, suspension, walks
from senior_life.usecases.together import CANCEL_REST
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import Stale, Unknown
from senior_life.usecases.ways_back import Back, begun_from, way_back
from senior_life.usecases.weekly import DAYS, UNTIL, Often, often
from services.on_demand_transport import service
from services.on_demand_transport.tables import Hold

from .test_through_the_core import DESK
from .weeks import (
    BOOKABLE,
    LATER,
    answered,
    days,
    fill,
    habit,
    morning,
    once,
    open_weeks,
    rows,
    someone,
    weekly,
    yes,
)


@pytest.fixture
def town(store: Store, pack: Pack, clock: Any, tmp_path: Path) -> Town:
    return open_weeks(store, pack, clock, tmp_path)


@pytest.fixture
def quick_town(sqlite_store: Store, pack: Pack, clock: Any, tmp_path: Path) -> Town:
    return open_weeks(sqlite_store, pack, clock, tmp_path)


async def holds(town: Town) -> list[Hold]:
    return list(await town.store.read(lambda s: s.exec(select(Hold)).all()))


async def test_one_yes_books_every_day_that_can_be_booked_and_says_how_many_come_later(
    town: Town,
) -> None:
    hana = await someone(town)
    draft = await weekly(town, hana)
    series = draft.beside.series
    assert [one.day.isoformat() for one in series.days] == BOOKABLE
    assert all(one.trouble is None and one.part for one in series.days)
    assert (series.seen_until, series.later) == (date(2026, 12, 8), len(LATER))
    assert await rows(town) == []
    held = {one.day.isoformat() for one in await holds(town)}
    assert held == set(BOOKABLE), "what was held for the single ride is given back"
    ref = await yes(town, hana, draft)
    assert await days(town) == BOOKABLE
    assert all(row.is_whole and row.habit for row in await rows(town))
    found = await habit(town)
    assert (found.state, found.seen_until) == ("open", date(2026, 12, 8))
    followed = await bookings.follow(town, hana, ref)
    assert followed.habit
    assert [one.msgid.split(" ")[0] for one in followed.habit.says] == ["Every", "Booked"]
    assert followed.others == ()


async def test_there_and_back_go_together_on_each_day(town: Town) -> None:
    hana = await someone(town)
    ref = await yes(town, hana, await weekly(town, hana, round_trip="13:00"))
    found = await rows(town)
    assert len(found) == 2 * len(BOOKABLE)
    leads = [row.ref for row in found if row.goes_with is None]
    assert sorted(row.goes_with for row in found if row.goes_with) == sorted(leads)
    assert len((await bookings.follow(town, hana, ref)).others) == 1
    [plan] = await town.store.read(lambda s: s.exec(select(PlanRow)).all())
    assert plan.state == "booked"


async def test_full_days_and_days_without_service_are_said_before_the_yes(town: Town) -> None:
    hana = await someone(town)
    await fill(town, "2026-12-01")
    draft = await weekly(town, hana, days="weekly:tue,sat")
    said = {one.day.isoformat(): one for one in draft.beside.series.days}
    assert [day for day, one in said.items() if one.trouble is None] == ["2026-12-08"]
    assert said["2026-12-01"].may_wait
    assert said["2026-11-28"].trouble.msgid == "There is no service on that day."
    assert not said["2026-11-28"].may_wait
    await yes(town, hana, draft)
    assert await days(town) == ["2026-12-08"]


async def test_a_holiday_is_called_by_its_name(quick_town: Town, clock: Any) -> None:
    """Monday, 23 November 2026."""
    clock.set(morning(date(2026, 11, 17)))
    hana = await someone(quick_town)
    draft = await weekly(quick_town, hana, days="weekly:mon", date="2026-11-18")
    [closed, kept] = draft.beside.series.days
    assert closed.trouble.values["holiday"].text == "勤労感謝の日"
    assert (kept.day, kept.trouble) == (date(2026, 11, 30), None)


async def test_full_days_are_waited_for_under_the_same_yes_and_can_be_left_out_again(
    town: Town,
) -> None:
    hana = await someone(town)
    await fill(town, "2026-12-01")
    draft = await weekly(town, hana)
    view = await repeating.wait_for_days(town, hana, draft.ref, draft.rev, waits=True)
    waited = [one for one in view.draft.beside.series.days if one.trouble]
    assert [(one.day.isoformat(), bool(one.part)) for one in waited] == [("2026-12-01", True)]
    draft = view.draft
    view = await repeating.wait_for_days(town, hana, draft.ref, draft.rev, waits=False)
    assert [one.part for one in view.draft.beside.series.days if one.trouble] == [""]
    draft = view.draft
    view = await repeating.wait_for_days(town, hana, draft.ref, draft.rev, waits=True)
    await yes(town, hana, view.draft)
    assert await days(town) == [day for day in BOOKABLE if day != "2026-12-01"]
    assert [row.state for row in await rows(town) if row.starts is None] == ["waiting"]
    assert (await habit(town)).waits


async def test_where_no_day_can_be_had_nothing_is_held_and_another_can_be_chosen(
    town: Town,
) -> None:
    hana = await someone(town)
    draft = await weekly(town, hana, days="weekly:sun")
    assert draft.state == "troubled"
    assert isinstance(draft.trouble, Gone)
    assert await holds(town) == []
    view = await walks.reopen(town, hana, draft.ref, draft.rev, DAYS)
    draft = view.draft
    view = await walks.answer(town, hana, draft.ref, draft.rev, DAYS, ("weekly:fri",))
    assert view.draft.state == "offered"


async def test_one_day_is_cancelled_alone_and_the_rest_together(town: Town) -> None:
    hana = await someone(town)
    await yes(town, hana, await weekly(town, hana, round_trip="13:00"))
    leads = [row for row in await rows(town) if row.goes_with is None]
    second = await bookings.follow(town, hana, leads[1].ref)
    assert [one.name for one in second.actions][-1] == CANCEL_REST
    await bookings.act(town, hana, second.ref, "cancel", second.seq)
    assert await days(town) == [BOOKABLE[0], *BOOKABLE[2:]]
    assert (await habit(town)).state == "open"
    third = await bookings.follow(town, hana, leads[2].ref)
    back = await bookings.follow(town, hana, third.others[0].ref)
    await bookings.act(town, hana, back.ref, CANCEL_REST, back.seq)
    assert await days(town) == BOOKABLE[:1]
    left = [row.state for row in await rows(town)]
    assert left.count("confirmed") == 3, "of the day that was cancelled alone the way back stands"
    assert (await habit(town)).state == "ended"


async def test_a_ride_that_stands_becomes_one_of_every_week_and_stays_as_it_is(
    town: Town,
) -> None:
    hana = await someone(town)
    ref = await yes(town, hana, await once(town, hana))
    view = await walks.begin(town, hana, weekly=ref)
    assert view.draft.walk.chosen == ("weekly:wed",)
    draft = await answered(town, hana, view, "weekly:wed", "2026-12-30")
    await yes(town, hana, draft)
    assert await days(town) == ["2026-11-25", "2026-12-02"]
    assert [bool(row.habit) for row in await rows(town)] == [False, True]
    assert not (await bookings.follow(town, hana, ref)).habit


async def test_back_from_the_days_leads_to_the_read_back_of_once(town: Town) -> None:
    hana = await someone(town)
    before = await once(town, hana)
    ref, offer = before.ref, before.offers[0].id
    view = await repeating.make_often(town, hana, ref, before.rev, offer, Often.WEEKLY)
    assert way_back(view.draft) is Back.READ_BACK
    draft = (await walks.back(town, hana, ref, view.draft.rev)).draft
    assert (draft.state, often(draft.walk)) == ("offered", Often.ONCE)
    assert [one.id for one in draft.offers] == [offer], "the one that was read back"
    assert draft.walk.answers == before.walk.answers


async def test_back_from_days_asked_out_of_the_read_back_keeps_every_week(town: Town) -> None:
    hana = await someone(town)
    before = await weekly(town, hana)
    view = await walks.reopen(town, hana, before.ref, before.rev, DAYS)
    draft = (await walks.back(town, hana, before.ref, view.draft.rev)).draft
    assert (draft.state, often(draft.walk)) == ("offered", Often.WEEKLY)
    assert [one.day for one in draft.beside.series.days] == [
        one.day for one in before.beside.series.days
    ]


async def test_back_from_what_was_begun_from_a_booking_leads_there(town: Town) -> None:
    hana = await someone(town)
    ref = await yes(town, hana, await once(town, hana))
    draft = (await walks.begin(town, hana, weekly=ref)).draft
    assert (way_back(draft), begun_from(draft)) == (Back.BOOKING, ref)
    view = await walks.answer(town, hana, draft.ref, draft.rev, DAYS, ("weekly:wed",))
    assert way_back(view.draft) is Back.QUESTION
    view = await walks.back(town, hana, draft.ref, view.draft.rev)
    assert way_back(view.draft) is Back.BOOKING
    change = (await walks.begin(town, hana, replacing=ref)).draft
    assert (way_back(change), begun_from(change)) == (Back.BOOKING, ref)


async def test_only_once_after_all_gives_the_other_days_back(town: Town) -> None:
    hana = await someone(town)
    draft = await weekly(town, hana)
    view = await repeating.make_often(
        town, hana, draft.ref, draft.rev, draft.offers[0].id, Often.ONCE
    )
    assert view.draft.beside.series is None
    assert {one.day.isoformat() for one in await holds(town)} == {"2026-11-25"}
    await yes(town, hana, view.draft)
    assert await days(town) == ["2026-11-25"]


async def test_answers_that_are_none_are_asked_again(quick_town: Town) -> None:
    hana = await someone(quick_town)
    draft = await once(quick_town, hana)
    offer = draft.offers[0].id
    view = await repeating.make_often(quick_town, hana, draft.ref, draft.rev, offer, Often.WEEKLY)
    for none in ((), ("weekly:",), ("weekly:someday",), ("2026-12-01",), ("until:2026-12-01",)):
        with pytest.raises(Unclear):
            await walks.answer(quick_town, hana, draft.ref, view.draft.rev, DAYS, none)
    view = await walks.answer(quick_town, hana, draft.ref, view.draft.rev, DAYS, ("weekly:fri",))
    assert [len(view.card.choices), view.card.step.name] == [5, UNTIL]
    month = await walks.card(quick_town, hana, draft.ref, month=date(2027, 1, 1))
    assert {one.state for one in month.days} == {"free"}
    for none in ("2026-11-01", "soon", "2031-01-01"):
        with pytest.raises(Unclear):
            await walks.answer(quick_town, hana, draft.ref, view.draft.rev, UNTIL, (none,))


async def test_what_cannot_be_of_every_week_is_refused(quick_town: Town) -> None:
    hana = await someone(quick_town)
    ref = await yes(quick_town, hana, await weekly(quick_town, hana))
    with pytest.raises(Unknown):
        await walks.begin(quick_town, hana, weekly=ref)
    other = await someone(quick_town, "他人")
    with pytest.raises(Unknown):
        await walks.begin(quick_town, other, weekly=ref)
    followed = await bookings.follow(quick_town, hana, ref)
    view = await walks.begin(quick_town, hana, service.id, replacing=followed.ref)
    with pytest.raises(Stale):
        await repeating.wait_for_days(quick_town, hana, view.draft.ref, view.draft.rev, waits=True)


async def test_a_way_back_that_is_called_has_no_hour_to_repeat(quick_town: Town) -> None:
    hana = await someone(quick_town)
    ref = await yes(quick_town, hana, await once(quick_town, hana, round_trip="open"))
    there = await bookings.follow(quick_town, hana, ref)
    back = await bookings.follow(quick_town, hana, there.others[0].ref)
    assert [there.may_be_weekly, back.may_be_weekly] == [True, False]
    with pytest.raises(Unknown):
        await walks.begin(quick_town, hana, weekly=back.ref)


async def test_who_is_suspended_has_no_habit_any_more(quick_town: Town) -> None:
    hana = await someone(quick_town)
    await yes(quick_town, hana, await weekly(quick_town, hana))
    await suspension.suspend(quick_town, DESK, hana.resident, "入院")
    assert (await habit(quick_town)).state == "ended"
    assert await days(quick_town) == []
