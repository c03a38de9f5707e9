"""The round of the minute."""

import asyncio
from typing import Any

import pytest
from sqlmodel import select

from senior_life.storage.tables.bookings import BookingRow
from senior_life.storage.tables.reminders import ReminderRow
from senior_life.usecases import confirming, merging, walks
from senior_life.usecases.clashes import refuse_overlap
from senior_life.usecases.line import NoAnswer
from senior_life.usecases.troubles import Unknown
from senior_life.usecases.upkeep import Minutes, every_minute, forget_drafts


async def test_a_draft_lives_a_day_and_is_forgotten_with_its_hold_after_two(
    quick_town: Any, resident: Any, answer_all: Any, clerk: Any, clock: Any
) -> None:
    hanako = await resident(quick_town)
    view = await answer_all(quick_town, hanako)
    clock.goes(hours=25)
    assert await forget_drafts(quick_town) == 0
    assert (await walks.look(quick_town, hanako, view.draft.ref)).draft.state == "offered"
    clock.goes(hours=25)
    assert await forget_drafts(quick_town) == 1
    assert clerk(quick_town).released == [view.draft.ref]


async def test_a_draft_that_somebody_comes_back_to_is_not_forgotten(
    quick_town: Any, resident: Any, answer_all: Any, clerk: Any, clock: Any
) -> None:
    hanako = await resident(quick_town)
    view = await answer_all(quick_town, hanako)
    clock.goes(hours=50)
    write = quick_town.store.write

    async def comes_back(work: Any) -> Any:
        quick_town.store.write = write
        await walks.extend(quick_town, hanako, view.draft.ref, view.draft.rev)
        return await write(work)

    quick_town.store.write = comes_back
    await forget_drafts(quick_town)
    assert (await walks.look(quick_town, hanako, view.draft.ref)).draft.state == "offered"
    assert clerk(quick_town).released == []


async def test_a_round_can_run_twice_and_a_town_starts_and_stops(quick_town: Any) -> None:
    await every_minute(quick_town)
    minutes = Minutes(quick_town)
    await minutes.start()
    await minutes.stop()


async def test_a_town_that_stops_lets_a_round_end_and_begins_no_other(
    quick_town: Any, caplog: pytest.LogCaptureFixture
) -> None:
    begun, may_end, rounds = asyncio.Event(), asyncio.Event(), []

    class Slow(Minutes):
        async def once(self) -> None:
            rounds.append("begun")
            begun.set()
            await may_end.wait()
            rounds.append("ended")

    minutes = Slow(quick_town, every_seconds=0.01)
    await minutes.start()
    await begun.wait()
    stopping = asyncio.create_task(minutes.stop())
    await asyncio.sleep(0.05)
    may_end.set()
    await stopping
    assert rounds == ["begun", "ended"]
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


async def test_a_yes_under_way_while_two_records_are_joined_goes_to_the_one_that_stays(
    town: Any, resident: Any, answer_all: Any, clerk: Any, head: Any
) -> None:
    stays, goes = await resident(town), await resident(town)
    view = await answer_all(town, goes)

    async def joined_meanwhile() -> None:
        clerk(town).before_confirm = None
        await merging.merge(town, head, stays.resident, goes.resident, "twice")

    clerk(town).before_confirm = joined_meanwhile
    await confirming.confirm(town, goes, view.draft.ref, view.draft.rev, view.draft.offers[0].id)
    assert list(clerk(town).owners.values()) == [goes.resident]
    await every_minute(town)
    assert list(clerk(town).owners.values()) == [stays.resident]
    for table in (BookingRow, ReminderRow):
        owners = await town.store.read(lambda s, t=table: s.exec(select(t.resident)).all())
        assert set(owners) == {stays.resident}


async def test_an_old_joining_is_repeated_only_while_something_is_open(
    quick_town: Any, resident: Any, answer_all: Any, clerk: Any, head: Any, clock: Any
) -> None:
    stays, goes = await resident(quick_town), await resident(quick_town)
    view = await answer_all(quick_town, goes)

    async def is_lost() -> None:
        clerk(quick_town).after_confirm = None
        await merging.merge(quick_town, head, stays.resident, goes.resident, "twice")
        raise ConnectionError

    clerk(quick_town).after_confirm = is_lost
    offer = view.draft.offers[0].id
    with pytest.raises(NoAnswer):
        await confirming.confirm(quick_town, goes, view.draft.ref, view.draft.rev, offer)
    clerk(quick_town).owners = {"b-1": goes.resident}
    clock.goes(hours=2)
    await every_minute(quick_town)
    assert clerk(quick_town).owners == {"b-1": stays.resident}
    clerk(quick_town).owners = {"b-1": goes.resident}
    await every_minute(quick_town)
    assert clerk(quick_town).owners == {"b-1": goes.resident}, "nothing is open any more"


async def test_nothing_is_booked_for_a_record_that_was_just_joined(
    town: Any, resident: Any, answer_all: Any, head: Any
) -> None:
    stays, goes = await resident(town), await resident(town)
    view = await answer_all(town, goes)
    draft = view.draft
    await merging.merge(town, head, stays.resident, goes.resident, "twice")
    with pytest.raises(Unknown):
        await town.store.write(lambda s: refuse_overlap(s, draft.who.ref, draft.offers[0]))
