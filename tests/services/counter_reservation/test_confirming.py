"""Bookings: made once, changed in one act, undone until the stated time."""

import asyncio
import re
from datetime import timedelta

import pytest
from sqlmodel import Session, func, select

from senior_life.contract import Channel, Gone, State, Trouble
from senior_life.providing import numbers as drawn
from services.counter_reservation.tables import Booking, Claim, Hold

from .conftest import WARD, WEDNESDAY, Scene


async def count(scene: Scene, table: type) -> int:
    def work(session: Session) -> int:
        return int(session.exec(select(func.count()).select_from(table)).one())

    return await scene.host.read(work)


async def test_a_booking_is_made_from_a_hold(anywhere: Scene) -> None:
    done = await anywhere.book()
    assert done.state is State.CONFIRMED
    assert re.fullmatch(r"MN-[2-9]{4,}", done.number)
    assert [action.name for action in done.actions] == ["change", "cancel"]
    assert await count(anywhere, Hold) == 0
    assert await count(anywhere, Claim) == 2


async def test_confirming_twice_books_once(anywhere: Scene) -> None:
    offer = await anywhere.quote()
    one = await anywhere.provider.confirm(anywhere.who(), offer, "yes")
    two = await anywhere.provider.confirm(anywhere.who(), offer, "yes")
    other_key = await anywhere.provider.confirm(anywhere.who(), offer, "yes-again")
    assert one == two == other_key


async def test_confirming_at_the_same_moment_books_once(anywhere: Scene) -> None:
    offer = await anywhere.quote()
    taps = [anywhere.provider.confirm(anywhere.who(), offer, f"yes-{n % 2}") for n in range(12)]
    done = await asyncio.gather(*taps)
    assert len({one.ref for one in done}) == 1
    assert await count(anywhere, Booking) == 1


async def test_a_yes_that_comes_when_the_visit_was_to_begin_books_nothing(anywhere: Scene) -> None:
    """Kept for an hour, asked for half an hour before: the tablet lay on the table too long."""
    offer = await anywhere.quote("10:00")
    anywhere.clock.now = anywhere.clock().replace(day=WEDNESDAY.day, hour=10, minute=0)
    with pytest.raises(Gone):
        await anywhere.provider.confirm(anywhere.who(), offer, "yes")
    assert (await count(anywhere, Booking), await count(anywhere, Claim)) == (0, 0)


async def test_a_lapsed_hold_that_nobody_took_is_still_good(anywhere: Scene) -> None:
    offer = await anywhere.quote()
    anywhere.clock.goes(minutes=90)
    done = await anywhere.provider.confirm(anywhere.who(), offer, "yes")
    assert done.state is State.CONFIRMED


async def test_a_hold_that_lapsed_and_was_taken_is_gone(anywhere: Scene) -> None:
    offer = await anywhere.quote()
    anywhere.clock.goes(minutes=21)
    await anywhere.book("10:00", "yoshi")
    await anywhere.book("10:00", "kazuo")
    with pytest.raises(Gone) as caught:
        await anywhere.provider.confirm(anywhere.who(), offer, "yes")
    assert len(caught.value.instead) == 3


async def test_nobody_confirms_or_reads_what_is_anothers(scene: Scene) -> None:
    offer = await scene.quote()
    with pytest.raises(Trouble):
        await scene.provider.confirm(scene.who("yoshi"), offer, "yes")
    done = await scene.provider.confirm(scene.who(), offer, "yes")
    with pytest.raises(Trouble):
        await scene.status(done, "yoshi")
    with pytest.raises(Trouble):
        await scene.act(done, "cancel", "yoshi")
    with pytest.raises(Trouble):
        await scene.provider.confirm(scene.who("yoshi"), offer, "yes")


async def test_a_change_keeps_the_number_and_frees_the_old_time(anywhere: Scene) -> None:
    before = await anywhere.book("10:00")
    after = await anywhere.change(before, "14:00")
    assert (after.ref, after.number, after.seq) == (before.ref, before.number, before.seq + 1)
    assert await count(anywhere, Claim) == 2
    await anywhere.book("10:00", "yoshi")
    await anywhere.book("10:00", "kazuo")


async def test_the_old_time_is_kept_until_the_new_one_is(anywhere: Scene) -> None:
    before = await anywhere.book("10:00")
    await anywhere.fill("14:00")
    with pytest.raises(Gone):
        await anywhere.change(before, "14:00")
    assert await anywhere.status(before) == before
    [offer] = await anywhere.provider.quote(
        anywhere.who(), anywhere.at("11:00"), "move", before.ref
    )
    assert (await anywhere.status(before)).starts == before.starts
    await anywhere.provider.release(offer.hold)
    assert await count(anywhere, Claim) == 2 * 3


async def test_changing_twice_with_one_key_changes_once(anywhere: Scene) -> None:
    before = await anywhere.book("10:00")
    [offer] = await anywhere.provider.quote(
        anywhere.who(), anywhere.at("11:00"), "move", before.ref
    )
    taps = [anywhere.provider.confirm(anywhere.who(), offer, "yes-move") for _ in range(6)]
    assert {one.seq for one in await asyncio.gather(*taps)} == {2}
    assert await count(anywhere, Claim) == 2


async def test_cancelling_frees_the_time(anywhere: Scene) -> None:
    done = await anywhere.book()
    gone = await anywhere.act(done, "cancel")
    assert gone.state is State.CANCELLED
    assert gone.actions == ()
    assert await count(anywhere, Claim) == 0
    assert await anywhere.act(done, "cancel") == gone
    assert (await anywhere.act(done, "cancel", key="another")).seq == gone.seq


async def test_after_the_deadline_one_has_to_call(scene: Scene) -> None:
    done = await scene.book("10:00")
    scene.clock.now = scene.clock.now.replace(day=25, hour=8, minute=1)
    late = await scene.status(done)
    assert late.undo_until
    assert late.undo_until < scene.clock()
    with pytest.raises(Trouble) as caught:
        await scene.act(done, "cancel")
    assert "phone" in caught.value.says.values
    with pytest.raises(Trouble):
        await scene.change(done, "14:00", day=WEDNESDAY + timedelta(days=1))


async def test_staff_on_the_telephone_may_cancel_until_it_begins(scene: Scene) -> None:
    done = await scene.book("10:00")
    scene.clock.now = scene.clock.now.replace(day=25, hour=10, minute=1)
    assert (await scene.status(done)).actions == ()
    scene.clock.now = scene.clock.now.replace(hour=9, minute=30)
    assert [one.name for one in (await scene.status(done)).actions] == ["change", "cancel"]
    by_phone = scene.who("hana", Channel.PHONE)
    gone = await scene.provider.act(by_phone, done.ref, "cancel", {}, "no")
    assert gone.state is State.CANCELLED


async def test_the_first_minutes_are_free_even_close_to_the_visit(scene: Scene) -> None:
    scene.clock.now = scene.clock.now.replace(hour=23, minute=59)
    scene.provider._offices.rules = scene.provider._offices.rules.model_copy(
        update={"cancel_hours": 48}
    )
    done = await scene.book("10:00")
    scene.clock.goes(minutes=9)
    assert (await scene.act(done, "cancel")).state is State.CANCELLED


async def test_numbers_grow_when_the_short_ones_run_out(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawn, "DIGITS", "2")
    numbers = [(await scene.book(time, time)).number for time in ("10:00", "11:00", "13:00")]
    assert numbers == ["MN-2222", "MN-22222", "MN-222222"]


async def test_by_telephone_it_is_said_how_the_office_calls(scene: Scene) -> None:
    done = await scene.book(mode="phone")
    [how] = [row.says for row in done.rows if row.step == "mode"]
    assert getattr(how, "text", "") == "お電話します。"
    assert done.next
    assert "how" in done.next.values


async def test_the_place_is_told_where_the_resident_has_to_go(scene: Scene) -> None:
    offer = await scene.quote("10:00")
    there, called = await scene.book("10:00"), await scene.book("11:00", mode="phone")
    assert (offer.place, there.place, called.place) == (WARD, WARD, "")
