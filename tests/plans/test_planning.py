"""Several bookings under one yes: all of them, or none, whatever stands in the way."""

import asyncio
from typing import Any

import pytest

from senior_life.contract import Gone, State
from senior_life.usecases import bookings, walks
from senior_life.usecases.clashes import is_at_once
from senior_life.usecases.confirming import confirm
from senior_life.usecases.line import NoAnswer
from senior_life.usecases.planning import recover_plans
from senior_life.usecases.recover import recover
from senior_life.usecases.today import today
from senior_life.usecases.troubles import Conflict

from .conftest import add_the_car


def yes(town: Any, reader: Any, view: Any) -> Any:
    draft = view.draft
    return confirm(town, reader, draft.ref, draft.rev, draft.offers[0].id)


async def test_the_car_is_held_beside_the_counter_and_read_back_with_it(
    town: Any, resident: Any, with_the_car: Any, books: Any, mood: Any
) -> None:
    view = await with_the_car(town, await resident(town))
    [counter] = view.draft.offers
    there, back = view.draft.beside.of(counter.id)
    assert there.offer.ends <= counter.starts
    assert back.offer.starts >= counter.ends
    assert len(await books(town).held()) == 2
    assert await books(town).rows() == []
    assert [[one.service for one in day] for day in mood.seen] == [
        ["counter_reservation"],
        ["counter_reservation", "rides"],
    ]


async def test_taken_off_again_the_car_is_free_and_the_counter_still_held(
    quick_town: Any, resident: Any, with_the_car: Any, books: Any
) -> None:
    hanako = await resident(quick_town)
    view = await with_the_car(quick_town, hanako)
    before = view.draft.offers
    view = await add_the_car(quick_town, hanako, view, wanted=False)
    assert view.draft.offers == before
    assert view.draft.beside.parts == ()
    assert await books(quick_town).held() == []


async def test_one_yes_books_all_of_it(
    town: Any, resident: Any, with_the_car: Any, books: Any
) -> None:
    hanako = await resident(town)
    ref = await yes(town, hanako, await with_the_car(town, hanako))
    [plan] = await books(town).plans()
    rows = await books(town).rows()
    assert plan.state == "booked"
    assert [(row.state, row.is_whole, row.plan) for row in rows] == [
        ("confirmed", True, plan.ref)
    ] * 3
    assert len(await books(town).cars()) == 2
    found = await bookings.follow(town, hanako, ref)
    assert found.service.id == "counter_reservation"
    assert [one.service.id for one in found.others] == ["rides", "rides"]


async def test_two_tablets_that_say_yes_at_once_make_one_plan(
    town: Any, resident: Any, with_the_car: Any, books: Any
) -> None:
    hanako = await resident(town)
    view = await with_the_car(town, hanako)
    refs = await asyncio.gather(*(yes(town, hanako, view) for _ in range(8)))
    assert len(set(refs)) == 1
    assert len(await books(town).plans()) == 1
    assert len(await books(town).rows()) == 3
    assert len(await books(town).cars()) == 2


@pytest.mark.parametrize("which", [0, 1])
async def test_one_refusal_gives_all_of_it_back_and_says_so(
    town: Any, resident: Any, with_the_car: Any, books: Any, mood: Any, which: int
) -> None:
    hanako = await resident(town)
    view = await with_the_car(town, hanako)
    part = view.draft.beside.parts[which]
    mood.refuses.add(part.answers["at"])
    with pytest.raises(Gone) as gone:
        await yes(town, hanako, view)
    assert "so nothing is booked" in gone.value.says.msgid
    assert [row.state for row in await books(town).rows() if row.state == "confirmed"] == []
    assert await books(town).cars() == []
    [plan] = await books(town).plans()
    assert plan.state == "undone"
    assert await bookings.upcoming(town, hanako) == []
    assert await bookings.past(town, hanako) == []
    mood.refuses.clear()
    again = await walks.look(town, hanako, view.draft.ref)
    assert again.draft.state == "troubled"
    again = await walks.quote(town, hanako, again.draft.ref, again.draft.rev)
    assert len(again.draft.beside.parts) == 2
    await yes(town, hanako, again)
    assert len(await books(town).cars()) == 2


async def test_a_car_that_cannot_be_had_is_said_and_the_counter_can_be_booked_alone(
    quick_town: Any, resident: Any, with_the_car: Any, books: Any, mood: Any
) -> None:
    hanako = await resident(quick_town)
    mood.goes_nowhere = True
    view = await with_the_car(quick_town, hanako)
    [part] = view.draft.beside.parts
    assert (view.draft.state, part.offer) == ("offered", None)
    assert part.trouble.msgid == "No car goes there."
    await yes(quick_town, hanako, view)
    [row] = await books(quick_town).rows()
    assert (row.state, row.plan, row.is_whole) == ("confirmed", None, True)


async def test_while_one_part_is_not_answered_nothing_is_shown_as_booked(
    town: Any, resident: Any, with_the_car: Any, books: Any, mood: Any
) -> None:
    hanako = await resident(town)
    view = await with_the_car(town, hanako)
    at = view.draft.beside.parts[1].answers["at"]
    mood.silent.add(at)
    with pytest.raises(NoAnswer):
        await yes(town, hanako, view)
    assert sorted(row.state for row in await books(town).rows()) == [
        "confirmed",
        "confirmed",
        "requested",
    ]
    ahead = await bookings.upcoming(town, hanako)
    assert [(one.state, one.progress, one.actions) for one in ahead] == [
        (State.REQUESTED, None, ())
    ] * 3
    for service in town.registry.services:
        assert await recover(town, service) == 0
    assert await recover_plans(town) == 0
    mood.silent.clear()
    assert await recover_plans(town) == 1
    ahead = await bookings.upcoming(town, hanako)
    assert [one.state for one in ahead] == [State.CONFIRMED] * 3


async def test_what_went_silent_and_then_refuses_ends_as_none(
    town: Any, resident: Any, with_the_car: Any, books: Any, mood: Any
) -> None:
    hanako = await resident(town)
    view = await with_the_car(town, hanako)
    at = view.draft.beside.parts[1].answers["at"]
    mood.silent.add(at)
    with pytest.raises(NoAnswer):
        await yes(town, hanako, view)
    mood.silent.clear()
    mood.refuses.add(at)
    assert await recover_plans(town) == 1
    assert {row.state for row in await books(town).rows()} == {"cancelled", "failed"}
    assert await books(town).cars() == []
    [told] = (await today(town, hanako)).reminders
    assert "so nothing is booked" in told.says.msgid


async def test_a_ride_at_whose_time_the_resident_is_elsewhere_by_now_is_not_booked(
    quick_town: Any, resident: Any, with_the_car: Any, to_the_offer: Any, books: Any
) -> None:
    hanako = await resident(quick_town)
    view = await with_the_car(quick_town, hanako)
    there = view.draft.beside.parts[0].offer
    other = await to_the_offer(quick_town, hanako, service="rides")
    assert is_at_once(other.draft.offers[0], there)
    await yes(quick_town, hanako, other)
    with pytest.raises(Conflict):
        await yes(quick_town, hanako, view)
    assert len(await books(quick_town).rows()) == 2
