"""A service that takes no more bookings for today: for whoever asks, and whoever says yes."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from senior_life.contract import Action, Gone, State, Text
from senior_life.storage import open_store
from senior_life.storage.tables.bookings import BookingRow
from senior_life.storage.tables.stops import StopRow
from senior_life.usecases import bookings, stopping, walks
from senior_life.usecases.confirming import confirm
from senior_life.usecases.host import line_to
from senior_life.usecases.stopping import Stopping
from senior_life.usecases.stops import Stopped, standing
from senior_life.usecases.troubles import NotYours
from senior_life.words import plain

from .clerk import TIMES
from .conftest import build

WEDNESDAY = date(2026, 11, 25)
ACCEPT = Action("accept", Text("Yes"))
THURSDAY = "2026-11-26"


@pytest.fixture(autouse=True)
def on_wednesday(clock: Any) -> None:
    """The clerk's first day is today."""
    clock.set(clock.now.replace(day=WEDNESDAY.day, hour=8))


def yes(town: Any, reader: Any, view: Any) -> Any:
    draft = view.draft
    return confirm(town, reader, draft.ref, draft.rev, draft.offers[0].id)


async def stop(town: Any, desk: Any, **how: Any) -> None:
    await stopping.stop(town, desk, Stopping("chat", **how))


async def stops_of(town: Any) -> Any:
    return await town.store.read(lambda s: standing(s, town.now()))


async def test_a_stopped_day_is_refused_with_whom_to_call_and_the_next_free_day(
    town: Any, resident: Any, desk: Any, answer_all: Any
) -> None:
    hanako = await resident(town)
    await stop(town, desk, why="担当者が急病のため。")
    view = await answer_all(town, hanako)
    assert (view.draft.state, view.draft.walk.answers["date"]) == ("troubled", "2026-11-25")
    says = plain(view.draft.trouble.says, "en")
    assert says == (
        "A talk takes no more bookings for today. Reason: 担当者が急病のため. "
        "The next free day is Thursday, 26 November. "
        "If you are in a hurry, please call 072-000-0001."
    )
    view = await walks.alternative(town, hanako, view.draft.ref, view.draft.rev, 0)
    assert view.draft.walk.answers["date"] == THURSDAY
    assert (view.draft.state, view.draft.walk.current) == ("asking", "time")


async def test_other_days_stay_open_and_today_says_why_it_is_not(
    quick_town: Any, resident: Any, desk: Any, answer_all: Any
) -> None:
    hanako = await resident(quick_town)
    await stop(quick_town, desk)
    view = await walks.begin(quick_town, hanako, "chat")
    view = await walks.answer(quick_town, hanako, view.draft.ref, view.draft.rev, "topic", ("t1",))
    today, tomorrow = view.card.choices[:2]
    assert today.value == WEDNESDAY.isoformat()
    assert today.is_full
    assert plain(today.note, "en") == "No bookings are taken for this day."
    assert not tomorrow.is_full
    view = await answer_all(quick_town, hanako, THURSDAY)
    ref = await yes(quick_town, hanako, view)
    assert (await bookings.follow(quick_town, hanako, ref)).state is State.CONFIRMED


async def test_what_was_read_back_before_the_stop_is_refused_at_the_yes_and_kept(
    town: Any, resident: Any, desk: Any, answer_all: Any, clerk: Any
) -> None:
    hanako = await resident(town)
    view = await answer_all(town, hanako)
    await stop(town, desk)
    with pytest.raises(Gone) as stopped:
        await yes(town, hanako, view)
    assert [one.answers for one in stopped.value.instead] == [{"date": THURSDAY}]
    assert clerk(town).confirms == 0
    assert clerk(town).holds == {}
    view = await walks.look(town, hanako, view.draft.ref)
    assert (view.draft.state, view.draft.walk.answers["time"]) == ("troubled", "10:00")


async def test_what_is_booked_stands(
    quick_town: Any, resident: Any, desk: Any, answer_all: Any
) -> None:
    hanako = await resident(quick_town)
    ref = await yes(quick_town, hanako, await answer_all(quick_town, hanako))
    before = await bookings.follow(quick_town, hanako, ref)
    await stop(quick_town, desk)
    assert await bookings.follow(quick_town, hanako, ref) == before
    assert before.state is State.CONFIRMED


async def test_it_ends_by_itself_with_the_day_or_when_somebody_begins_again(
    town: Any, resident: Any, desk: Any, answer_all: Any, clock: Any
) -> None:
    hanako = await resident(town)
    await stop(town, desk)
    [one] = await stops_of(town)
    await stopping.begin_again(town, desk, one.ref)
    assert await stops_of(town) == ()
    assert (await answer_all(town, hanako)).draft.state == "offered"
    await stop(town, desk)
    clock.goes(days=1)
    assert await stops_of(town) == ()
    rows = await town.store.read(lambda s: s.exec(select(StopRow).order_by(StopRow.at)).all())
    assert [(row.by, row.ended_by) for row in rows] == [(desk.ref, desk.ref), (desk.ref, "")]


async def test_without_an_end_every_day_is_stopped_and_no_next_one_is_named(
    quick_town: Any, resident: Any, desk: Any, answer_all: Any, clock: Any
) -> None:
    hanako = await resident(quick_town)
    await stop(quick_town, desk, is_open_end=True)
    clock.goes(days=1)
    view = await answer_all(quick_town, hanako, "2026-11-30")
    assert plain(view.draft.trouble.says, "en") == (
        "A talk takes no bookings just now. If you are in a hurry, please call 072-000-0001."
    )
    assert view.draft.trouble.instead == ()


async def test_a_stop_of_another_place_or_service_is_none(
    quick_town: Any, resident: Any, desk: Any, answer_all: Any
) -> None:
    hanako = await resident(quick_town)
    await stop(quick_town, desk, place="kita")
    await stopping.stop(quick_town, desk, Stopping("on_demand_transport"))
    assert (await answer_all(quick_town, hanako)).draft.state == "offered"


async def test_said_twice_at_once_it_is_one_stop(town: Any, desk: Any) -> None:
    await asyncio.gather(*(stop(town, desk) for _ in range(5)))
    assert len(await stops_of(town)) == 1


async def test_no_resident_stops_a_service(quick_town: Any, resident: Any) -> None:
    hanako = await resident(quick_town)
    with pytest.raises(NotYours):
        await stop(quick_town, hanako)
    assert await stops_of(quick_town) == ()


async def test_a_yes_under_way_is_carried_to_its_end_before_the_stop_is_answered(
    town: Any, resident: Any, desk: Any, answer_all: Any, clerk: Any
) -> None:
    hanako = await resident(town)
    view = await answer_all(town, hanako)
    reached, goes_on = asyncio.Event(), asyncio.Event()

    async def waits() -> None:
        reached.set()
        await goes_on.wait()

    clerk(town).before_confirm = waits
    said = asyncio.create_task(yes(town, hanako, view))
    await reached.wait()
    stopped = asyncio.create_task(stop(town, desk))
    done, _pending = await asyncio.wait([stopped], timeout=0.3)
    assert (done, len(await stops_of(town))) == (set(), 1)
    goes_on.set()
    await stopped
    [row] = await town.store.read(lambda s: s.exec(select(BookingRow)).all())
    assert (row.ref, row.state) == (await said, State.CONFIRMED)


async def test_a_proposal_for_today_cannot_be_agreed_to(
    town: Any, resident: Any, desk: Any, answer_all: Any, clerk: Any
) -> None:
    hanako = await resident(town)
    view = await answer_all(town, hanako)
    offer = view.draft.offers[0]
    ref = await yes(town, hanako, view)
    one = clerk(town).books["b-1"]
    moved = clerk(town).says_by_itself(
        one.ref,
        state=State.PROPOSED,
        offer=offer,
        actions=(ACCEPT,),
    )
    await town.host_for("chat").tell(moved)
    await stop(town, desk)
    with pytest.raises(Stopped):
        await bookings.act(town, hanako, ref, "accept", moved.seq)
    assert (await bookings.follow(town, hanako, ref)).state is State.PROPOSED


@pytest.mark.parametrize("after_seconds", [0.0, 0.01, 0.05, 0.1])
async def test_after_the_answer_to_a_stop_nothing_is_confirmed_by_any_process(
    store_url: str,
    clock: Any,
    tmp_path: Path,
    resident: Any,
    desk: Any,
    answer_all: Any,
    clerk: Any,
    after_seconds: float,
) -> None:
    """Seven yeses in one thread, the stop in another; each has a town of its own."""
    stores = [open_store(store_url), open_store(store_url)]
    office, tablets = (build(store, clock, tmp_path) for store in stores)
    line_to(office, "chat").__dict__["provider"] = clerk(tablets)
    views = []
    for at in TIMES:
        whose = await resident(tablets)
        views.append((whose, await answer_all(tablets, whose, at=at)))

    async def all_yeses() -> list[Any]:
        return await asyncio.gather(
            *(yes(tablets, whose, view) for whose, view in views), return_exceptions=True
        )

    async def stopped() -> list[str]:
        await stop(office, desk)
        return await states_of(office)

    def later(work: Any, seconds: float) -> Any:
        time.sleep(seconds)
        return asyncio.run(work())

    with ThreadPoolExecutor(2) as threads:
        said = threads.submit(later, all_yeses, 0.03)
        at_the_answer = threads.submit(later, stopped, after_seconds).result()
        outcomes = said.result()
    assert set(at_the_answer) <= {State.CONFIRMED}
    assert await states_of(office) == at_the_answer
    refused = [one for one in outcomes if isinstance(one, Gone)]
    assert len(refused) == len(TIMES) - len(at_the_answer)
    for store in stores:
        store.close()


async def states_of(town: Any) -> list[str]:
    return list(await town.store.read(lambda s: s.exec(select(BookingRow.state)).all()))
