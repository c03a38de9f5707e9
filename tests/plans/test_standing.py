"""A plan that stands: undone whole or in part, changed, added to, and asked for by the desk."""

from datetime import timedelta
from typing import Any

import pytest

from senior_life.contract import State
from senior_life.usecases import bookings, walks
from senior_life.usecases.confirming import confirm
from senior_life.usecases.line import NoAnswer
from senior_life.usecases.planning import recover_plans
from senior_life.usecases.recover import call_a_person, recover
from senior_life.usecases.today import today
from senior_life.usecases.together import CANCEL_ALL
from senior_life.usecases.troubles import Conflict, TooLate, Unknown

from .conftest import DESK, add_the_car


def yes(town: Any, reader: Any, view: Any) -> Any:
    draft = view.draft
    return confirm(town, reader, draft.ref, draft.rev, draft.offers[0].id)


async def test_a_ride_brings_its_way_back_under_the_same_yes(
    town: Any, resident: Any, to_the_offer: Any, books: Any
) -> None:
    hanako = await resident(town)
    view = await to_the_offer(town, hanako, 1, service="rides")
    assert len(view.draft.offers) == 1
    assert len(view.draft.beside.parts) == 1
    await yes(town, hanako, view)
    there, back = await books(town).rows()
    assert (there.state, back.state, back.goes_with) == ("confirmed", "confirmed", there.ref)


async def test_one_undo_cancels_all_of_it(
    town: Any, resident: Any, with_the_car: Any, books: Any
) -> None:
    hanako = await resident(town)
    ref = await yes(town, hanako, await with_the_car(town, hanako))
    found = await bookings.follow(town, hanako, ref)
    assert [one.name for one in found.actions][-2:] == [CANCEL_ALL, "cancel"]
    await bookings.act(town, hanako, ref, CANCEL_ALL, found.seq)
    assert [row.state for row in await books(town).rows()] == ["cancelled"] * 3
    assert await books(town).cars() == []


async def test_only_one_can_be_cancelled_and_the_others_ask_whether_they_are_still_needed(
    quick_town: Any, resident: Any, with_the_car: Any, books: Any
) -> None:
    hanako = await resident(quick_town)
    ref = await yes(quick_town, hanako, await with_the_car(quick_town, hanako))
    await bookings.act(quick_town, hanako, ref, "cancel", 1)
    for one in await bookings.upcoming(quick_town, hanako):
        found = await bookings.follow(quick_town, hanako, one.ref)
        assert found.flag.msgid == "{what} was cancelled. Do you still need this booking?"
    assert len(await books(quick_town).cars()) == 2


async def test_a_counter_that_was_moved_flags_rides_that_stay_until_they_are_changed(
    quick_town: Any, resident: Any, with_the_car: Any, to_the_offer: Any, mood: Any
) -> None:
    hanako = await resident(quick_town)
    ref = await yes(quick_town, hanako, await with_the_car(quick_town, hanako))
    mood.goes_nowhere = True
    moved = await to_the_offer(quick_town, hanako, 3, replacing=ref)
    await yes(quick_town, hanako, moved)
    found = await bookings.follow(quick_town, hanako, ref)
    assert found.flag is None
    ride = found.others[0].ref
    flagged = await bookings.follow(quick_town, hanako, ride)
    assert flagged.flag.msgid.startswith("{what} is now on {day:day}")
    change = await to_the_offer(quick_town, hanako, 5, replacing=ride)
    await yes(quick_town, hanako, change)
    assert (await bookings.follow(quick_town, hanako, ride)).flag is None


async def test_a_booking_that_stands_can_have_its_car_later(
    town: Any, resident: Any, to_the_offer: Any, books: Any
) -> None:
    hanako = await resident(town)
    ref = await yes(town, hanako, await to_the_offer(town, hanako))
    assert [one.id for one in (await bookings.follow(town, hanako, ref)).companions] == ["rides"]
    view = await walks.begin(town, hanako, "rides", around=ref)
    assert view.draft.state == "offered"
    await yes(town, hanako, view)
    found = await bookings.follow(town, hanako, ref)
    assert [one.service.id for one in found.others] == ["rides", "rides"]
    assert found.companions == ()


async def test_the_holds_last_while_somebody_reads_and_end_with_the_errand(
    quick_town: Any, resident: Any, with_the_car: Any, books: Any, clock: Any
) -> None:
    hanako = await resident(quick_town)
    view = await with_the_car(quick_town, hanako)
    clock.goes(minutes=15)
    view = await walks.extend(quick_town, hanako, view.draft.ref, view.draft.rev)
    assert {part.offer.holds_until for part in view.draft.beside.parts} == {
        view.draft.offers[0].holds_until
    }
    await walks.quit(quick_town, hanako, view.draft.ref)
    assert await books(quick_town).held() == []


async def test_if_one_is_too_late_to_cancel_none_is_cancelled_with_it(
    quick_town: Any, resident: Any, with_the_car: Any, books: Any, clock: Any
) -> None:
    hanako = await resident(quick_town)
    ref = await yes(quick_town, hanako, await with_the_car(quick_town, hanako))
    clock.set((await books(quick_town).rows())[0].starts + timedelta(minutes=5))
    back = (await books(quick_town).rows())[-1]
    with pytest.raises(TooLate):
        await bookings.act(quick_town, hanako, ref, CANCEL_ALL, 1)
    assert {row.state for row in await books(quick_town).rows()} == {"confirmed"}
    await bookings.act(quick_town, hanako, back.ref, "cancel", back.seq)
    assert len(await books(quick_town).cars()) == 1


async def test_a_notice_says_which_ride_no_longer_fits(
    quick_town: Any, resident: Any, with_the_car: Any, to_the_offer: Any, mood: Any
) -> None:
    hanako = await resident(quick_town)
    ref = await yes(quick_town, hanako, await with_the_car(quick_town, hanako))
    mood.goes_nowhere = True
    await yes(quick_town, hanako, await to_the_offer(quick_town, hanako, 3, replacing=ref))
    told = (await today(quick_town, hanako)).reminders
    rides = (await bookings.follow(quick_town, hanako, ref)).others
    assert {one.booking for one in told if one.kind == "change"} == {one.ref for one in rides}


async def test_what_cannot_be_given_back_is_put_before_the_desk(
    quick_town: Any, resident: Any, with_the_car: Any, books: Any, mood: Any, clock: Any
) -> None:
    hanako = await resident(quick_town)
    view = await with_the_car(quick_town, hanako)
    there, back = (part.answers["at"] for part in view.draft.beside.parts)
    mood.refuses.add(back)
    mood.keeps.add(there)
    with pytest.raises(NoAnswer):
        await yes(quick_town, hanako, view)
    assert {one.state for one in await bookings.upcoming(quick_town, hanako)} == {State.REQUESTED}
    clock.goes(minutes=11)
    assert await call_a_person(quick_town) >= 1
    mood.keeps.clear()
    for service in quick_town.registry.services:
        await recover(quick_town, service)
    await recover_plans(quick_town)
    [plan] = await books(quick_town).plans()
    assert plan.state == "undone"
    assert await bookings.upcoming(quick_town, hanako) == []


async def test_while_it_is_asked_for_a_part_can_be_neither_changed_nor_cancelled_by_its_resident(
    quick_town: Any, resident: Any, with_the_car: Any, books: Any, mood: Any
) -> None:
    hanako = await resident(quick_town)
    view = await with_the_car(quick_town, hanako)
    mood.silent.add(view.draft.beside.parts[1].answers["at"])
    with pytest.raises(NoAnswer):
        await yes(quick_town, hanako, view)
    [counter] = [
        row for row in await books(quick_town).rows() if row.service == "counter_reservation"
    ]
    with pytest.raises(Unknown):
        await walks.begin(quick_town, hanako, replacing=counter.ref)
    with pytest.raises(Conflict):
        await bookings.act(quick_town, hanako, counter.ref, "cancel", counter.seq)


async def test_the_desk_books_the_car_with_the_counter_for_a_caller(
    quick_town: Any, resident: Any, to_the_offer: Any, books: Any
) -> None:
    hanako = await resident(quick_town)
    how = {"resident": hanako.resident, "channel": "phone"}
    view = await to_the_offer(quick_town, DESK, **how)
    view = await add_the_car(quick_town, DESK, view)
    ref = await yes(quick_town, DESK, view)
    rows = await books(quick_town).rows()
    assert {(row.resident, row.channel, row.state) for row in rows} == {
        (hanako.resident, "phone", "confirmed")
    }
    found = await bookings.follow(quick_town, hanako, ref)
    assert len(found.others) == 2
