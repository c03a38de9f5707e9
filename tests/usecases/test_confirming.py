"""The yes: one booking, however often and however concurrently it is said."""

import asyncio
from typing import Any

import pytest
from sqlmodel import select

from senior_life.contract import Gone, State
from senior_life.storage.tables.bookings import BookingRow
from senior_life.storage.tables.events import EventRow
from senior_life.usecases import bookings, walks
from senior_life.usecases.confirming import confirm
from senior_life.usecases.troubles import Conflict, Stale


def yes(town: Any, reader: Any, view: Any) -> Any:
    draft = view.draft
    return confirm(town, reader, draft.ref, draft.rev, draft.offers[0].id)


async def all_bookings(town: Any) -> list[BookingRow]:
    return list(await town.store.read(lambda s: s.exec(select(BookingRow)).all()))


async def test_a_yes_books_and_is_remembered(town: Any, resident: Any, answer_all: Any) -> None:
    hanako = await resident(town)
    ref = await yes(town, hanako, await answer_all(town, hanako))
    found = await bookings.follow(town, hanako, ref)
    assert (found.state, found.seq, found.progress.number) == (State.CONFIRMED, 1, "A-1")
    assert found.made_by == hanako.ref
    [event] = await town.store.read(lambda s: s.exec(select(EventRow)).all())
    assert (event.what, event.state, event.booking) == ("confirmed", "confirmed", ref)


async def test_many_simultaneous_yeses_book_once(
    town: Any, resident: Any, answer_all: Any, clerk: Any
) -> None:
    hanako = await resident(town)
    view = await answer_all(town, hanako)
    refs = await asyncio.gather(*(yes(town, hanako, view) for _ in range(20)))
    assert len(set(refs)) == 1
    assert len(await all_bookings(town)) == 1
    assert len(clerk(town).books) == 1
    assert await yes(town, hanako, view) == refs[0]


async def test_the_last_place_goes_to_one_and_the_other_gets_alternatives(
    quick_town: Any, resident: Any, answer_all: Any, clerk: Any
) -> None:
    hanako, taro = await resident(quick_town), await resident(quick_town, "髙橋 太郎")
    view = await answer_all(quick_town, hanako)
    clerk(quick_town).slots["2026-11-25 10:00"] = "someone"
    with pytest.raises(Gone) as gone:
        await yes(quick_town, hanako, view)
    assert len(gone.value.instead) >= 3
    view = await walks.look(quick_town, hanako, view.draft.ref)
    assert (view.draft.state, view.draft.attempt) == ("troubled", 1)
    assert view.draft.walk.answers["topic"] == "t1"
    view = await walks.alternative(quick_town, hanako, view.draft.ref, view.draft.rev, 0)
    ref = await yes(quick_town, hanako, view)
    assert (await bookings.follow(quick_town, hanako, ref)).state is State.CONFIRMED
    assert taro.resident


async def test_an_old_screen_cannot_book_what_was_changed_since(
    quick_town: Any, resident: Any, answer_all: Any
) -> None:
    hanako = await resident(quick_town)
    view = await answer_all(quick_town, hanako)
    await walks.reopen(quick_town, hanako, view.draft.ref, view.draft.rev, "time")
    with pytest.raises(Stale):
        await yes(quick_town, hanako, view)


async def test_a_lapsed_offer_is_held_anew_before_it_is_booked(
    quick_town: Any, resident: Any, answer_all: Any, clerk: Any, clock: Any
) -> None:
    hanako = await resident(quick_town)
    view = await answer_all(quick_town, hanako)
    clerk(quick_town).holds.clear()
    clock.goes(hours=3)
    ref = await yes(quick_town, hanako, view)
    assert (await bookings.follow(quick_town, hanako, ref)).state is State.CONFIRMED


async def test_a_lapsed_offer_whose_time_was_taken_is_not_booked(
    quick_town: Any, resident: Any, answer_all: Any, clerk: Any, clock: Any
) -> None:
    hanako = await resident(quick_town)
    view = await answer_all(quick_town, hanako)
    clerk(quick_town).slots["2026-11-25 10:00"] = "someone"
    clock.goes(hours=3)
    with pytest.raises(Gone):
        await yes(quick_town, hanako, view)
    assert (await walks.look(quick_town, hanako, view.draft.ref)).draft.state == "troubled"


async def test_bookings_that_only_touch_are_no_conflict(
    town: Any, resident: Any, answer_all: Any
) -> None:
    hanako = await resident(town)
    for at in ("10:00", "09:30", "10:30"):
        await yes(town, hanako, await answer_all(town, hanako, at=at))
    assert len(await all_bookings(town)) == 3


async def test_of_two_yeses_of_one_resident_for_one_time_one_is_refused(
    town: Any, resident: Any, answer_all: Any, clerk: Any
) -> None:
    hanako = await resident(town)
    views = []
    for _ in range(2):
        views.append(await answer_all(town, hanako))
        clerk(town).holds.clear()
    results = await asyncio.gather(
        *(yes(town, hanako, view) for view in views), return_exceptions=True
    )
    refused = [one for one in results if isinstance(one, Conflict)]
    assert len(refused) == 1
    assert "{what}" in refused[0].says.msgid
    assert refused[0].says.values["what"].msgid == "{office}, {at:clock}"
    assert len(await all_bookings(town)) == 1
    loser = views[next(i for i, one in enumerate(results) if one is refused[0])]
    kept = await walks.look(town, hanako, loser.draft.ref)
    assert kept.draft.state == "offered"
    assert kept.draft.walk.answers["topic"] == "t1"


async def test_a_change_keeps_the_booking_and_moves_its_time(
    town: Any, resident: Any, answer_all: Any, clerk: Any
) -> None:
    hanako = await resident(town)
    ref = await yes(town, hanako, await answer_all(town, hanako))
    view = await walks.begin(town, hanako, replacing=ref)
    given = {"date": ("2026-11-26",), "time": ("11:00",), "note": ()}
    while view.draft.state == "asking":
        step = view.draft.walk.current
        view = await walks.answer(town, hanako, view.draft.ref, view.draft.rev, step, given[step])
    refs = await asyncio.gather(*(yes(town, hanako, view) for _ in range(5)))
    assert set(refs) == {ref}
    found = await bookings.follow(town, hanako, ref)
    assert (found.seq, found.starts.isoformat()) == (2, "2026-11-26T02:00:00+00:00")
    assert list(clerk(town).slots) == ["2026-11-26 11:00"]
    assert len(await all_bookings(town)) == 1


async def test_a_change_that_came_too_late_leaves_the_booking_as_it_was(
    quick_town: Any, resident: Any, answer_all: Any, clerk: Any
) -> None:
    hanako = await resident(quick_town)
    ref = await yes(quick_town, hanako, await answer_all(quick_town, hanako))
    view = await walks.begin(quick_town, hanako, replacing=ref)
    given = {"date": ("2026-11-26",), "time": ("11:00",), "note": ()}
    while view.draft.state == "asking":
        step = view.draft.walk.current
        view = await walks.answer(
            quick_town, hanako, view.draft.ref, view.draft.rev, step, given[step]
        )
    clerk(quick_town).slots["2026-11-26 11:00"] = "someone"
    with pytest.raises(Gone):
        await yes(quick_town, hanako, view)
    found = await bookings.follow(quick_town, hanako, ref)
    assert (found.seq, found.starts.isoformat()) == (1, "2026-11-25T01:00:00+00:00")
    assert "2026-11-25 10:00" in clerk(quick_town).slots


async def test_nobody_can_say_yes_for_another(
    quick_town: Any, resident: Any, answer_all: Any
) -> None:
    hanako, taro = await resident(quick_town), await resident(quick_town, "髙橋 太郎")
    view = await answer_all(quick_town, hanako)
    with pytest.raises(Exception, match="not there"):
        await yes(quick_town, taro, view)


async def test_a_call_that_is_given_up_is_still_finished(
    quick_town: Any, resident: Any, answer_all: Any, clerk: Any
) -> None:
    hanako = await resident(quick_town)
    view = await answer_all(quick_town, hanako)
    reached, go_on = asyncio.Event(), asyncio.Event()

    async def wait() -> None:
        reached.set()
        await go_on.wait()

    clerk(quick_town).before_confirm = wait
    tap = asyncio.create_task(yes(quick_town, hanako, view))
    await reached.wait()
    tap.cancel()
    go_on.set()
    host: Any = quick_town.host_for("chat")
    await host.line.drain()
    [row] = await all_bookings(quick_town)
    assert row.state == State.CONFIRMED
