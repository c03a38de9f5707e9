"""The yes: one booking, however often and however concurrently it is said."""

import asyncio
from typing import Any

import pytest
from sqlmodel import select

from senior_life.contract import Gone, State
from senior_life.storage.tables.bookings import BookingRow
from senior_life.storage.tables.events import EventRow
from senior_life.usecases import bookings, walks
from senior_life.usecases import help as wishes
from senior_life.usecases.confirming import confirm
from senior_life.usecases.line import NoAnswer
from senior_life.usecases.recover import call_a_person, recover
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


async def test_a_provider_that_breaks_off_is_asked_again_with_the_same_key(
    town: Any, resident: Any, answer_all: Any, clerk: Any
) -> None:
    hanako = await resident(town)
    view = await answer_all(town, hanako)

    async def breaks_off() -> None:
        raise ConnectionError

    clerk(town).after_confirm = breaks_off
    with pytest.raises(NoAnswer):
        await yes(town, hanako, view)
    [row] = await all_bookings(town)
    assert row.state == State.REQUESTED
    clerk(town).after_confirm = None
    assert await recover(town, "chat") == 1
    [row] = await all_bookings(town)
    assert row.state == State.CONFIRMED
    assert len(clerk(town).books) == 1
    assert await recover(town, "chat") == 0


async def test_what_fails_again_and_again_does_not_keep_the_others_waiting(
    quick_town: Any, resident: Any, answer_all: Any, clerk: Any, clock: Any
) -> None:
    hanako = await resident(quick_town)

    async def breaks_off() -> None:
        raise ConnectionError

    clerk(quick_town).before_confirm = breaks_off
    for at in ("09:00", "09:30", "10:00", "10:30", "11:00", "13:00"):
        view = await answer_all(quick_town, hanako, at=at)
        with pytest.raises(NoAnswer):
            await yes(quick_town, hanako, view)
        clock.goes(seconds=1)
    clerk(quick_town).confirms = 0
    assert await recover(quick_town, "chat") == 0
    assert clerk(quick_town).confirms == 5, "a silent provider is not asked for everything"
    last = max(await all_bookings(quick_town), key=lambda one: one.starts)

    async def knows_only_the_last() -> None:
        clerk(quick_town).before_confirm = breaks_off

    clerk(quick_town).before_confirm = knows_only_the_last
    clock.goes(minutes=1)
    assert await recover(quick_town, "chat") == 1
    after = {one.ref: one.state for one in await all_bookings(quick_town)}
    assert after[last.ref] == State.CONFIRMED


async def test_what_stays_unanswered_for_ten_minutes_is_brought_before_a_person_once(
    quick_town: Any, resident: Any, answer_all: Any, clerk: Any, clock: Any, desk: Any
) -> None:
    hanako = await resident(quick_town)
    view = await answer_all(quick_town, hanako)

    async def breaks_off() -> None:
        raise ConnectionError

    clerk(quick_town).before_confirm = breaks_off
    with pytest.raises(NoAnswer):
        await yes(quick_town, hanako, view)
    assert await call_a_person(quick_town) == 0
    clock.goes(minutes=11)
    assert [await call_a_person(quick_town) for _ in range(2)] == [1, 0]
    [wish] = await wishes.waiting(quick_town, desk)
    assert (wish.resident, wish.service) == (hanako.resident, "chat")


@pytest.mark.parametrize("is_helped_already", [False, True])
async def test_a_line_of_the_residents_own_does_not_keep_it_from_a_person(
    town: Any,
    resident: Any,
    answer_all: Any,
    clerk: Any,
    clock: Any,
    desk: Any,
    is_helped_already: bool,
) -> None:
    """Before the yes they asked about something else, and may have been helped with that."""
    hanako = await resident(town)
    view = await answer_all(town, hanako)
    asked = await wishes.ask(town, hanako, view.draft.ref, "駐車場はありますか")
    if is_helped_already:
        await wishes.done(town, desk, asked.ref)

    async def breaks_off() -> None:
        raise ConnectionError

    clerk(town).before_confirm = breaks_off
    with pytest.raises(NoAnswer):
        await yes(town, hanako, view)
    clock.goes(minutes=11)
    assert [await call_a_person(town) for _ in range(2)] == [1, 0]
    own = ["駐車場はありますか"] * (not is_helped_already)
    lines = [one for one in await wishes.waiting(town, desk) if not one.is_done]
    assert [one.words for one in lines] == [*own, ""]
    await wishes.done(town, desk, lines[-1].ref)
    assert await call_a_person(town) == 0
    clock.goes(hours=2)
    assert [await call_a_person(town) for _ in range(2)] == [1, 0], "it is still not answered"


async def test_what_is_asked_again_about_an_errand_is_added_to_its_line(
    quick_town: Any, resident: Any, answer_all: Any, desk: Any
) -> None:
    hanako = await resident(quick_town)
    errand = (await answer_all(quick_town, hanako)).draft.ref
    for words in ("駐車場はありますか", "車いすで行けますか", "駐車場はありますか", ""):
        await wishes.ask(quick_town, hanako, errand, words)
    [line] = await wishes.waiting(quick_town, desk)
    assert line.words == "駐車場はありますか\n車いすで行けますか"


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
