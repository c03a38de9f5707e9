"""A service that is practised: residents see nothing of it, and nothing of it is ever real."""

import asyncio
from typing import Any

import pytest
from sqlmodel import select

from senior_life.contract import State, Trouble
from senior_life.storage.tables.bookings import ActRow
from senior_life.storage.tables.practice import PracticeRow
from senior_life.usecases import bookings, merging, people, practice, walks
from senior_life.usecases.access import Reader
from senior_life.usecases.today import today
from senior_life.usecases.troubles import Conflict, NotYours, Unknown
from senior_life.words import plain

from .practiser import hide, practiser, show, states, yes


async def offered(town: Any, reader: Reader) -> list[str]:
    return [one.id for one in await practice.services_for(town, reader.resident or "")]


async def tells(town: Any, clerk: Any, **how: Any) -> None:
    """The provider says so of the only booking."""
    await town.host_for("chat").tell(clerk(town).says_by_itself("b-1", **how))


async def test_hidden_it_is_there_for_nobody_but_whoever_practises(
    town: Any, resident: Any, desk: Any, answer_all: Any
) -> None:
    hanako = await resident(town)
    assert await offered(town, hanako) == ["chat"]
    await hide(town, desk)
    assert await offered(town, hanako) == []
    for begins in ({"service": "chat"}, {"words": "話をしたい"}):
        with pytest.raises(Trouble) as refused:
            await walks.begin(town, hanako, **begins)
        assert "A talk" not in plain(refused.value.says, "en")
    taro = await practiser(town)
    assert await offered(town, taro) == ["chat"]
    ref = await yes(town, taro, await answer_all(town, taro))
    assert (await bookings.follow(town, taro, ref)).state is State.CONFIRMED


async def test_shown_again_all_that_was_practised_is_cancelled_and_everyone_finds_it(
    town: Any, resident: Any, desk: Any, answer_all: Any
) -> None:
    hanako = await resident(town)
    await hide(town, desk)
    taro = await practiser(town)
    ref = await yes(town, taro, await answer_all(town, taro))
    await show(town, desk)
    assert (await bookings.follow(town, taro, ref)).state is State.CANCELLED
    assert (await offered(town, taro), await offered(town, hanako)) == ([], ["chat"])
    with pytest.raises(Unknown):
        await walks.begin(town, taro, "chat")
    view = await answer_all(town, hanako, at="10:00")
    assert view.draft.state == "offered"


async def test_it_is_not_hidden_from_whom_it_still_has_something(
    quick_town: Any, resident: Any, desk: Any, answer_all: Any, clock: Any
) -> None:
    hanako = await resident(quick_town)
    await yes(quick_town, hanako, await answer_all(quick_town, hanako))
    with pytest.raises(Conflict) as refused:
        await hide(quick_town, desk)
    assert plain(refused.value.says, "en").startswith("1 errand of residents still lies ahead")
    assert await offered(quick_town, hanako) == ["chat"]
    clock.goes(days=2)
    await hide(quick_town, desk)
    assert await offered(quick_town, hanako) == []


async def test_what_was_begun_before_cannot_be_gone_on_with(
    town: Any, resident: Any, desk: Any, answer_all: Any, clerk: Any
) -> None:
    hanako = await resident(town)
    view = await answer_all(town, hanako)
    await hide(town, desk)
    with pytest.raises(Unknown):
        await yes(town, hanako, view)
    with pytest.raises(Unknown):
        await walks.look(town, hanako, view.draft.ref)
    assert (clerk(town).confirms, await states(town)) == (0, [])


async def test_a_practice_that_cannot_be_taken_back_is_not_shown(
    quick_town: Any, desk: Any, answer_all: Any, clerk: Any
) -> None:
    await hide(quick_town, desk)
    taro = await practiser(quick_town)
    await yes(quick_town, taro, await answer_all(quick_town, taro))

    async def fails() -> None:
        raise ZeroDivisionError

    clerk(quick_town).before_act = fails
    with pytest.raises(Conflict):
        await show(quick_town, desk)
    assert await offered(quick_town, taro) == ["chat"]
    clerk(quick_town).before_act = None
    await show(quick_town, desk)
    assert await states(quick_town) == [State.CANCELLED]


async def test_what_is_under_way_is_finished_at_the_desk_before_the_practice_ends(
    quick_town: Any, desk: Any, answer_all: Any, clerk: Any
) -> None:
    await hide(quick_town, desk)
    taro = await practiser(quick_town)
    ref = await yes(quick_town, taro, await answer_all(quick_town, taro))
    await tells(quick_town, clerk, state=State.UNDER_WAY, actions=())
    with pytest.raises(Conflict) as refused:
        await show(quick_town, desk)
    assert "Please finish or cancel it on its list" in plain(refused.value.says, "en")
    await tells(quick_town, clerk, state=State.DONE)
    await show(quick_town, desk)
    assert (await bookings.follow(quick_town, taro, ref)).state is State.DONE


async def test_until_the_day_is_over_its_bookings_are_not_hidden_from_their_residents(
    quick_town: Any, resident: Any, desk: Any, answer_all: Any, clock: Any
) -> None:
    """A way home may be called for hours after the time it stands under."""
    hanako = await resident(quick_town)
    ref = await yes(quick_town, hanako, await answer_all(quick_town, hanako))
    clock.set(clock.now.replace(day=25, hour=20))
    with pytest.raises(Conflict):
        await hide(quick_town, desk)
    clock.goes(days=1)
    await hide(quick_town, desk)
    booking = await bookings.follow(quick_town, hanako, ref)
    with pytest.raises(Unknown):
        await bookings.act(quick_town, desk, ref, "cancel", booking.seq, channel="counter")
    acts = await quick_town.store.read(lambda s: s.exec(select(ActRow)).all())
    assert acts == [], "nothing is left that would be carried when it is shown again"


async def test_what_was_begun_before_is_not_on_the_first_screen(
    town: Any, resident: Any, desk: Any, answer_all: Any
) -> None:
    hanako = await resident(town)
    await answer_all(town, hanako)
    assert len((await today(town, hanako)).drafts) == 1
    await hide(town, desk)
    assert (await today(town, hanako)).drafts == ()
    taro = await practiser(town)
    await answer_all(town, taro)
    assert len((await today(town, taro)).drafts) == 1
    await show(town, desk)
    assert ((await today(town, taro)).drafts, len((await today(town, hanako)).drafts)) == ((), 1)


async def test_said_again_or_by_two_at_once_it_is_hidden_once(town: Any, desk: Any) -> None:
    await asyncio.gather(*(hide(town, desk) for _ in range(5)))
    await hide(town, desk)
    await show(town, desk)
    await show(town, desk)
    await hide(town, desk)
    rows = await town.store.read(lambda s: s.exec(select(PracticeRow).order_by("at")).all())
    assert [bool(row.ended_at) for row in rows] == [True, False]
    await practiser(town)  # and there is one of them


async def test_only_staff_hide_and_show(quick_town: Any, resident: Any) -> None:
    hanako = await resident(quick_town)
    for act in (hide, show):
        with pytest.raises(NotYours):
            await act(quick_town, hanako)
    assert await offered(quick_town, hanako) == ["chat"]


async def test_whoever_practises_is_never_joined_with_a_resident(
    quick_town: Any, resident: Any, desk: Any, head: Any
) -> None:
    hanako = await resident(quick_town)
    await hide(quick_town, desk)
    taro = await practiser(quick_town)
    for stays, goes in ((hanako, taro), (taro, hanako)):
        with pytest.raises(Conflict):
            await merging.merge(quick_town, head, stays.resident, goes.resident, "same")


async def test_a_service_that_is_practised_hears_of_nobody_at_an_address(
    quick_town: Any, desk: Any
) -> None:
    street = "大阪府堺市南区泉田中123"
    details = people.Details("髙橋 ハナ", "たかはし はな", street)
    hana = await people.create(quick_town, desk, details)
    await hide(quick_town, desk)
    taro = await practiser(quick_town)
    own = people.Details("練習 太郎", "れんしゅう たろう", street)
    await people.correct(quick_town, desk, taro.resident or "", own, why="to practise")

    def at(is_practice: bool) -> Any:
        return lambda s: people.dwellers_at(s, [street], is_practice)

    assert [one.ref for one in await quick_town.store.read(at(is_practice=False))] == [hana.ref]
    found = await quick_town.store.read(at(is_practice=True))
    assert [one.ref for one in found] == [taro.resident]
