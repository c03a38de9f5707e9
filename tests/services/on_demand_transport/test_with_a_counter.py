"""The sample town's counter and its rides under one yes: there before the slot, back after it."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from senior_life.contract import State
from senior_life.registry import Offered, Registry
from senior_life.storage import Store
from senior_life.town import Pack, service_files
from senior_life.usecases import accompanying, bookings, confirming, people, walks
from senior_life.usecases.access import Reader
from senior_life.usecases.host import open_town
from senior_life.usecases.people import Details
from senior_life.usecases.today import today
from senior_life.usecases.together import CANCEL_ALL
from senior_life.usecases.town import Town
from services.counter_reservation import service as counter
from services.on_demand_transport import service as rides

from .conftest import HOME, SAMPLE
from .test_through_the_core import ANSWERS, DESK

VISIT = {
    "topic": "pension",
    "office": "minami_ward_office",
    "mode": "in_person",
    "date": "2026-11-26",
    "period": "morning",
    "time": "10:30",
}


@pytest.fixture
def town(store: Store, pack: Pack, clock: Any, tmp_path: Path) -> Town:
    offered = [
        Offered(one, "tests", "1", service_files(SAMPLE, one, pack.places))
        for one in (counter, rides)
    ]
    return open_town("senboku", store, Registry(offered), pack, clock, tmp_path, b"k" * 32)


@pytest.fixture
async def hana(town: Town) -> Reader:
    details = Details(name="髙橋 花子", kana="たかはし はなこ", home=HOME)
    found = await people.create(town, DESK, details, None)
    return Reader(device="d", resident=found.ref, household=(found.ref,), name="花子")


async def walk(town: Town, who: Reader, service: str, given: dict[str, str], **how: Any) -> Any:
    view = await walks.begin(town, who, service, **how)
    while view.draft.walk.asks is not None and view.draft.state == "asking":
        draft = view.draft
        step = draft.walk.asks.name
        view = await walks.answer(town, who, draft.ref, draft.rev, step, (given[step],))
    return view.draft


async def yes(town: Town, who: Reader, draft: Any) -> str:
    return await confirming.confirm(town, who, draft.ref, draft.rev, draft.offers[0].id)


async def states(town: Town, who: Reader, ref: str) -> list[State]:
    found = await bookings.follow(town, who, ref)
    others = [await bookings.follow(town, who, one.ref) for one in found.others]
    return [found.state, *(one.state for one in others)]


async def test_both_rides_fit_the_visit_and_are_booked_and_undone_with_it(
    town: Town, hana: Reader
) -> None:
    draft = await walk(town, hana, counter.id, VISIT)
    visit = draft.offers[0]
    view = await accompanying.accompany(
        town, hana, draft.ref, draft.rev, visit.id, rides.id, wanted=True
    )
    there, back = view.draft.beside.of(visit.id)
    assert there.offer
    assert back.offer
    assert timedelta() <= visit.starts - there.offer.ends <= timedelta(minutes=45)
    assert timedelta() <= back.offer.starts - visit.ends <= timedelta(minutes=30)
    ref = await yes(town, hana, view.draft)
    assert await states(town, hana, ref) == [State.CONFIRMED] * 3
    found = await bookings.follow(town, hana, ref)
    await bookings.act(town, hana, ref, CANCEL_ALL, found.seq)
    gone = [await bookings.follow(town, hana, one.ref) for one in (found, *found.others)]
    assert [one.state for one in gone] == [State.CANCELLED] * 3
    said = [one.says.msgid for one in (await today(town, hana)).reminders]
    assert not [one for one in said if "still need" in one], "all of it was cancelled on purpose"


async def test_a_visit_that_stands_can_have_its_rides_later(town: Town, hana: Reader) -> None:
    ref = await yes(town, hana, await walk(town, hana, counter.id, VISIT))
    view = await walks.begin(town, hana, rides.id, around=ref)
    assert view.draft.state == "offered"
    await yes(town, hana, view.draft)
    assert await states(town, hana, ref) == [State.CONFIRMED] * 3


@pytest.mark.parametrize("back", ["13:00", "open"])
async def test_a_ride_brings_its_way_back_under_the_same_yes(
    town: Town, hana: Reader, back: str
) -> None:
    given = {**ANSWERS, "date": "2026-11-26", "round_trip": back}
    draft = await walk(town, hana, rides.id, given)
    [part] = draft.beside.of(draft.offers[0].id)
    assert part.offer
    assert bool(part.offer.hold) == (back != "open")
    ref = await yes(town, hana, draft)
    assert await states(town, hana, ref) == [State.CONFIRMED] * 2
    plan = await today(town, hana, date(2026, 11, 26))
    assert len(plan.entries) == 2, "the way back stands in the day's plan, called or not"


async def test_the_way_back_is_called_from_the_days_plan(
    town: Town, hana: Reader, clock: Any
) -> None:
    given = {**ANSWERS, "date": "2026-11-26", "round_trip": "open"}
    await yes(town, hana, await walk(town, hana, rides.id, given))
    clock.set(clock().replace(day=26, hour=11, minute=20))
    upkeep = town.host_for(rides.id)
    await rides.provider(upkeep).upkeep()  # type: ignore[attr-defined]
    _there, back = (await today(town, hana, date(2026, 11, 26))).entries
    called = await bookings.act(town, hana, back.ref, "call_return", back.seq)
    assert called.starts
    assert clock() <= called.starts <= clock() + timedelta(minutes=30)


async def test_times_without_a_car_come_last_and_say_nothing(town: Town, hana: Reader) -> None:
    """Who had a car beside a visit before is told; the last visits of a day have no way back."""
    draft = await walk(town, hana, counter.id, VISIT)
    view = await accompanying.accompany(
        town, hana, draft.ref, draft.rev, draft.offers[0].id, rides.id, wanted=True
    )
    await yes(town, hana, view.draft)
    again = {**VISIT, "date": "2026-11-27", "period": "afternoon"}
    view = await walks.begin(town, hana, counter.id)
    while view.card and view.card.step.name != "time":
        draft, step = view.draft, view.card.step.name
        view = await walks.answer(town, hana, draft.ref, draft.rev, step, (again[step],))
    assert view.card
    shown, page, number = list(view.card.choices), view.card, 0
    while page.has_more:
        number += 1
        page = await walks.card(town, hana, view.draft.ref, number)
        shown += page.choices
    said = [option.value for option in shown if option.value in page.along]
    silent = [option.value for option in shown if option.value not in page.along]
    assert said == sorted(said)
    assert {"13:30", "14:00"} <= set(said)
    assert set(silent) & {"16:30", "17:00"}
    assert [option.value for option in shown] == said + silent
