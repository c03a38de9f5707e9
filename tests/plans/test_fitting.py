"""What could go along with a choice is said on it and comes first, for whoever needs it."""

import asyncio
from typing import Any

import pytest

from senior_life.usecases import people, stopping, walks
from senior_life.usecases.access import Reader
from senior_life.usecases.confirming import confirm
from senior_life.usecases.fitting import HOLDS_FOR, spread
from senior_life.usecases.people import Details
from senior_life.usecases.stopping import Stopping
from services.counter_reservation import service

from .conftest import DESK

DAY = "2026-11-26"
TO_TIME = {
    "topic": "pension",
    "office": "minami_ward_office",
    "mode": "in_person",
    "date": DAY,
    "period": "morning",
}
LATE = ["11:00", "11:30"]


@pytest.fixture
async def walker(town: Any) -> Reader:
    details = Details(name="髙橋 花子", kana="たかはし はなこ", needs=("walker",))
    found = await people.create(town, DESK, details, None)
    return Reader("d", found.ref, (found.ref,), name="髙橋 花子")


async def to_time(town: Any, reader: Reader, **how: Any) -> Any:
    """The question at what time, of a morning at the counter."""
    view = await walks.begin(town, reader, service.id, **how)
    while view.card.step.name != "time":
        draft, step = view.draft, view.card.step.name
        view = await walks.answer(town, reader, draft.ref, draft.rev, step, (TO_TIME[step],))
    return view


def values(page: Any) -> list[str]:
    return [option.value for option in page.choices]


async def every_page(town: Any, reader: Reader, view: Any) -> list[str]:
    found, number = values(view.card), 0
    page = view.card
    while page.has_more:
        number += 1
        page = await walks.card(town, reader, view.draft.ref, number)
        found += values(page)
    return found


def a_car_at(mood: Any, *times: str) -> None:
    mood.fits.update(f"{DAY}T{at}:00+09:00" for at in times)


async def test_times_with_a_car_come_first_and_none_is_hidden_or_shown_twice(
    town: Any, walker: Reader, mood: Any
) -> None:
    plain = await every_page(town, walker, await to_time(town, walker))
    assert plain == sorted(plain)
    a_car_at(mood, *LATE)
    view = await to_time(town, walker)
    assert values(view.card)[:2] == LATE
    assert set(view.card.along) == set(LATE)
    assert [one.id for one in view.card.along["11:00"]] == ["rides"]
    assert len(view.card.choices) <= 5
    pages = await every_page(town, walker, view)
    assert sorted(pages) == plain


async def test_further_pages_keep_their_order_when_the_car_is_gone_meanwhile(
    quick_town: Any, mood: Any
) -> None:
    hanako = await _walker(quick_town)
    a_car_at(mood, *LATE)
    view = await to_time(quick_town, hanako)
    mood.fits.clear()
    pages = await every_page(quick_town, hanako, view)
    assert len(set(pages)) == len(pages)
    assert pages[:2] == LATE


async def test_days_and_halves_say_it_too_and_days_stay_in_their_order(
    quick_town: Any, mood: Any
) -> None:
    hanako = await _walker(quick_town)
    a_car_at(mood, "13:00", "13:30", "14:00", "14:30", "15:00", "15:30", "16:00", "16:30")
    view = await walks.begin(quick_town, hanako, service.id)
    while view.card.step.name != "date":
        draft, step = view.draft, view.card.step.name
        view = await walks.answer(quick_town, hanako, draft.ref, draft.rev, step, (TO_TIME[step],))
    assert set(view.card.along) == {DAY}
    assert values(view.card) == sorted(values(view.card))
    draft = view.draft
    view = await walks.answer(quick_town, hanako, draft.ref, draft.rev, "date", (DAY,))
    assert values(view.card) == ["afternoon", "morning"]
    assert set(view.card.along) == {"afternoon"}


async def test_who_walks_alone_is_asked_as_before(
    quick_town: Any, resident: Any, mood: Any
) -> None:
    a_car_at(mood, *LATE)
    view = await to_time(quick_town, await resident(quick_town))
    assert values(view.card) == sorted(values(view.card))
    assert view.card.along == {}
    assert mood.asked_fits == 0


async def test_who_had_a_car_beside_a_visit_hears_of_it_the_next_time(
    town: Any, resident: Any, with_the_car: Any, mood: Any
) -> None:
    hanako = await resident(town)
    draft = (await with_the_car(town, hanako)).draft
    await confirm(town, hanako, draft.ref, draft.rev, draft.offers[0].id)
    a_car_at(mood, *LATE)
    assert values((await to_time(town, hanako)).card)[:2] == LATE


async def _endlessly() -> None:
    await asyncio.Event().wait()


async def _crashing() -> None:
    raise RuntimeError("broken")


@pytest.mark.parametrize("how", [_endlessly, _crashing])
async def test_a_companion_that_waits_endlessly_or_crashes_delays_nobody(
    quick_town: Any, mood: Any, how: Any
) -> None:
    hanako = await _walker(quick_town)
    a_car_at(mood, *LATE)
    mood.before_fits = how
    line: Any = quick_town.host_for("rides")
    line.line._fitting = 0.05
    async with asyncio.timeout(5):
        view = await to_time(quick_town, hanako)
    assert values(view.card) == sorted(values(view.card))
    assert view.card.along == {}
    assert mood.asked_fits == 1, "for a minute it is not asked again"
    assert quick_town.registry.trouble("rides") is None, "and it can be booked as before"


async def test_what_is_old_is_looked_up_anew_by_whoever_comes_back(
    quick_town: Any, mood: Any, clock: Any
) -> None:
    hanako = await _walker(quick_town)
    a_car_at(mood, *LATE)
    view = await to_time(quick_town, hanako)
    mood.fits.clear()
    again = await walks.look(quick_town, hanako, view.draft.ref)
    assert set(again.card.along) == set(LATE)
    assert again.draft.rev == view.draft.rev
    clock.goes(minutes=HOLDS_FOR.total_seconds() / 60 + 1)
    again = await walks.look(quick_town, hanako, view.draft.ref)
    assert again.card.along == {}
    assert values(again.card) == sorted(values(again.card))


def test_of_many_times_a_few_are_asked_from_the_first_to_the_last() -> None:
    many: Any = tuple(range(17))
    assert spread(many) == (0, 5, 11, 16)
    assert spread(many[:3]) == (0, 1, 2)


async def _walker(town: Any) -> Reader:
    details = Details(name="髙橋 花子", kana="たかはし はなこ", needs=("walker",))
    found = await people.create(town, DESK, details, None)
    return Reader("d", found.ref, (found.ref,), name="髙橋 花子")


async def test_who_books_for_a_caller_at_the_desk_sees_it_too(
    town: Any, walker: Reader, mood: Any
) -> None:
    a_car_at(mood, *LATE)
    view = await to_time(town, DESK, resident=walker.resident, channel="phone")
    assert values(view.card)[:2] == LATE
    assert set(view.card.along) == set(LATE)


async def test_a_car_that_takes_no_bookings_is_not_promised(
    town: Any, walker: Reader, mood: Any
) -> None:
    a_car_at(mood, *LATE)
    await stopping.stop(town, DESK, Stopping("rides", is_open_end=True))
    view = await to_time(town, walker)
    assert view.card.along == {}
    assert values(view.card) == sorted(values(view.card))
