"""What a provider left open is asked again with the same key; at last a person is called."""

from typing import Any

import pytest
from sqlmodel import select

from senior_life.contract import State
from senior_life.storage.tables.bookings import BookingRow
from senior_life.usecases import help as wishes
from senior_life.usecases.confirming import confirm
from senior_life.usecases.line import NoAnswer
from senior_life.usecases.recover import call_a_person, recover


def yes(town: Any, reader: Any, view: Any) -> Any:
    draft = view.draft
    return confirm(town, reader, draft.ref, draft.rev, draft.offers[0].id)


async def all_bookings(town: Any) -> list[BookingRow]:
    return list(await town.store.read(lambda s: s.exec(select(BookingRow)).all()))


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
