"""The same service behind the core: walks, bookings that follow, and a caller on the telephone."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from senior_life.contract import OutOfReach, Progress, Staff, State, Text
from senior_life.registry import Offered, Registry
from senior_life.storage import Store
from senior_life.town import Pack
from senior_life.usecases import bookings, confirming, desk, fresh, people, walks
from senior_life.usecases.access import Reader
from senior_life.usecases.bookings import Followed
from senior_life.usecases.desk import Work
from senior_life.usecases.host import line_to, open_town
from senior_life.usecases.people import Details
from senior_life.usecases.today import today
from senior_life.usecases.town import Town
from senior_life.words import plain
from services.on_demand_transport import confirming as confirming_of_rides
from services.on_demand_transport import service
from services.on_demand_transport.working import EVERYWHERE

from .conftest import HOME, WEDNESDAY, checked, small_town

DESK = Reader(staff=Staff("staff1", ""), name="desk", role="desk")
ID = service.id
ANSWERS = {
    "origin": "home",
    "destination": "kindai_hospital",
    "date": WEDNESDAY.isoformat(),
    "time_kind": "arrive",
    "time": "10:00",
    "riders": "1",
    "wheelchair": "none",
    "round_trip": "no",
}


@pytest.fixture
def town(sqlite_store: Store, pack: Pack, clock: Any, tmp_path: Path) -> Town:
    registry = Registry([Offered(service, "tests", "1", checked(small_town()))])
    return open_town("senboku", sqlite_store, registry, pack, clock, tmp_path, b"k" * 32)


@pytest.fixture
async def hana(town: Town) -> Reader:
    details = Details(
        name="髙橋 花子",
        kana="たかはし はなこ",
        address="見本台1丁",
        phone="0720000101",
        home=HOME,
    )
    found = await people.create(town, DESK, details, None)
    return Reader(device="d", resident=found.ref, household=(found.ref,), name="花子")


async def walk(town: Town, who: Reader, given: dict[str, str], **how: Any) -> Any:
    """Answers what is asked until there are offers."""
    view = await walks.begin(town, who, None if "replacing" in how else ID, **how)
    while view.draft.walk.asks is not None and view.draft.state == "asking":
        draft = view.draft
        step = draft.walk.asks.name
        view = await walks.answer(town, who, draft.ref, draft.rev, step, (given[step],))
    return view


async def book(town: Town, who: Reader, given: dict[str, str], **how: Any) -> Followed:
    draft = (await walk(town, who, given, **how)).draft
    ref = await confirming.confirm(town, who, draft.ref, draft.rev, draft.offers[0].id)
    return await bookings.follow(town, who, ref)


async def test_a_walk_ends_as_a_ride_under_todays_plan(town: Town, hana: Reader) -> None:
    done = await book(town, hana, ANSWERS)
    assert done.state is State.CONFIRMED
    plan = await today(town, hana, WEDNESDAY)
    assert [one.ref for one in plan.entries] == [done.ref]
    assert plain(plan.entries[0].says, "ja").startswith("予約できています")


async def test_a_change_of_time_and_a_cancellation_are_the_same_booking(
    town: Town, hana: Reader
) -> None:
    done = await book(town, hana, ANSWERS)
    moved = await book(town, hana, {**ANSWERS, "time": "14:00"}, replacing=done.ref)
    assert moved.ref == done.ref
    assert moved.starts != done.starts
    gone = await bookings.act(town, hana, moved.ref, "cancel", moved.seq)
    assert gone.state is State.CANCELLED


async def test_one_sentence_answers_all_that_it_says(town: Town, hana: Reader) -> None:
    said = "あしたの10時までに家から近大病院まで車をお願いします"
    view = await walks.begin(town, hana, None, words=said)
    assert view.draft.service.id == ID
    answers = view.draft.walk.answers
    assert {name: answers.get(name) for name in list(ANSWERS)[:5]} == {
        name: ANSWERS[name] for name in list(ANSWERS)[:5]
    }


async def test_a_caller_is_booked_for_and_stands_on_the_drivers_list(
    town: Town, hana: Reader, clock: Any
) -> None:
    assert hana.resident
    done = await book(town, DESK, ANSWERS, resident=hana.resident, channel="phone")
    assert done.made_by == DESK.ref
    lists = await desk.views(town, DESK, WEDNESDAY, EVERYWHERE)
    cells = [cell for _s, table in lists.tables for line in table.lines for cell in line.cells]
    assert "072" in "".join(str(cell) for cell in cells)
    clock.set(datetime.fromisoformat("2026-11-25T09:45:00+09:00"))
    [line] = [
        line for _s, table in lists.tables for line in table.lines if line.item.endswith("-on")
    ]
    await desk.act(town, DESK, Work(ID, line.item, "boarded", EVERYWHERE, WEDNESDAY), "k")
    seen = await bookings.follow(town, DESK, done.ref)
    assert seen.state is State.UNDER_WAY
    assert [one.name for one in seen.actions] == []


async def test_who_looks_sees_the_minutes_as_they_are_now_and_the_plan_names_the_hour(
    town: Town, hana: Reader, clock: Any
) -> None:
    """Told at twenty minutes, looked at when it is eight."""
    done = await book(town, hana, ANSWERS)
    assert done.starts
    clock.set(done.starts - timedelta(minutes=20))
    await line_to(town, ID).upkeep()
    told = await bookings.follow(town, hana, done.ref)
    assert told.progress
    assert "あと20分" in plain(told.progress.says, "ja")
    assert told.progress.news
    [entry] = (await today(town, hana, WEDNESDAY)).entries
    assert entry.progress
    assert entry.progress.news == told.progress.news
    assert "分ほど" not in plain(told.progress.news, "ja"), "that would be wrong a minute later"
    clock.set(done.starts - timedelta(minutes=8))
    seen = await fresh.look(town, hana, done.ref)
    assert seen.progress
    assert "あと8分" in plain(seen.progress.says, "ja")
    assert (seen.seq, seen.state) == (told.seq, told.state)


async def test_while_the_service_is_silent_what_was_told_last_is_shown(
    town: Town, hana: Reader, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = await book(town, hana, ANSWERS)
    assert done.starts
    clock.set(done.starts - timedelta(minutes=20))
    await line_to(town, ID).upkeep()

    async def silent(*_asked: object) -> Progress:
        raise OutOfReach(Text("silent"))

    monkeypatch.setattr(confirming_of_rides, "status", silent)
    clock.goes(minutes=5)
    seen = await fresh.look(town, hana, done.ref)
    assert seen.progress
    assert "あと20分" in plain(seen.progress.says, "ja")
