"""What may be done to a booking, and what its provider says about it by itself."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import select

from senior_life.api.show import show_to
from senior_life.contract import Action, State, Text
from senior_life.registry import Registry
from senior_life.storage.tables.bookings import ActRow
from senior_life.storage.tables.events import EventRow
from senior_life.usecases import bookings, reminders, suspension
from senior_life.usecases.confirming import confirm
from senior_life.usecases.line import NoAnswer
from senior_life.usecases.recover import recover
from senior_life.usecases.today import today
from senior_life.usecases.troubles import Conflict, Stale, TooLate, Unknown
from senior_life.usecases.upkeep import every_minute


async def booked(town: Any, reader: Any, answer_all: Any, **how: Any) -> str:
    draft = (await answer_all(town, reader, **how)).draft
    return await confirm(town, reader, draft.ref, draft.rev, draft.offers[0].id)


async def told(town: Any, progress: Any) -> None:
    host: Any = town.host_for("chat")
    await host.tell(progress)


async def test_a_double_tap_cancels_once(
    town: Any, resident: Any, answer_all: Any, clerk: Any
) -> None:
    hanako = await resident(town)
    ref = await booked(town, hanako, answer_all)
    both = await asyncio.gather(*(bookings.act(town, hanako, ref, "cancel", 1) for _ in range(5)))
    assert {one.state for one in both} == {State.CANCELLED}
    assert {one.seq for one in both} == {2}
    assert clerk(town).slots == {}
    events = await town.store.read(lambda s: s.exec(select(EventRow.what)).all())
    assert sorted(events) == ["cancel", "confirmed"]


async def test_an_old_screen_cannot_act(quick_town: Any, resident: Any, answer_all: Any) -> None:
    hanako = await resident(quick_town)
    ref = await booked(quick_town, hanako, answer_all)
    with pytest.raises(Stale):
        await bookings.act(quick_town, hanako, ref, "cancel", 0)


async def test_after_the_deadline_one_is_told_whom_to_call(
    quick_town: Any, resident: Any, answer_all: Any, clock: Any
) -> None:
    hanako = await resident(quick_town)
    ref = await booked(quick_town, hanako, answer_all)
    clock.goes(hours=2)
    with pytest.raises(TooLate) as late:
        await bookings.act(quick_town, hanako, ref, "cancel", 1)
    assert "phone" in late.value.says.values


async def test_only_what_is_offered_can_be_done(
    quick_town: Any, resident: Any, answer_all: Any
) -> None:
    hanako = await resident(quick_town)
    ref = await booked(quick_town, hanako, answer_all)
    for action in ("explode", "change"):
        with pytest.raises(Unknown):
            await bookings.act(quick_town, hanako, ref, action, 1)


async def test_a_cancellation_that_broke_off_is_finished_later(
    town: Any, resident: Any, answer_all: Any, clerk: Any
) -> None:
    hanako = await resident(town)
    ref = await booked(town, hanako, answer_all)

    async def breaks_off() -> None:
        raise ConnectionError

    clerk(town).before_act = breaks_off
    with pytest.raises(NoAnswer):
        await bookings.act(town, hanako, ref, "cancel", 1)
    assert (await bookings.follow(town, hanako, ref)).state is State.CONFIRMED
    clerk(town).before_act = None
    assert await recover(town, "chat") == 1
    assert (await bookings.follow(town, hanako, ref)).state is State.CANCELLED
    acts = await town.store.read(lambda s: s.exec(select(ActRow)).all())
    assert [act.came_to for act in acts] == ["done"]


async def test_what_the_provider_tells_is_recorded_once_and_in_order(
    town: Any, resident: Any, answer_all: Any, clerk: Any
) -> None:
    hanako = await resident(town)
    ref = await booked(town, hanako, answer_all)
    arrived = clerk(town).says_by_itself("b-1", state=State.UNDER_WAY)
    done = clerk(town).says_by_itself("b-1", state=State.DONE, outcome="done")
    for progress in (done, arrived, done):
        await told(town, progress)
    found = await bookings.follow(town, hanako, ref)
    assert (found.state, found.seq) == (State.DONE, 3)


async def test_a_word_that_comes_before_the_yes_is_written_down_is_not_lost(
    quick_town: Any, resident: Any, answer_all: Any, clerk: Any
) -> None:
    hanako = await resident(quick_town)

    async def tells_at_once() -> None:
        await told(quick_town, clerk(quick_town).says_by_itself("b-1", state=State.CANCELLED))

    clerk(quick_town).after_confirm = tells_at_once
    ref = await booked(quick_town, hanako, answer_all)
    found = await bookings.follow(quick_town, hanako, ref)
    assert (found.state, found.seq) == (State.CANCELLED, 2)


async def test_a_cancelled_booking_does_not_come_back(
    quick_town: Any, resident: Any, answer_all: Any, clerk: Any
) -> None:
    hanako = await resident(quick_town)
    ref = await booked(quick_town, hanako, answer_all)
    await bookings.act(quick_town, hanako, ref, "cancel", 1)
    await told(quick_town, clerk(quick_town).says_by_itself("b-1", state=State.CONFIRMED))
    assert (await bookings.follow(quick_town, hanako, ref)).state is State.CANCELLED


async def test_a_proposal_is_told_and_can_be_accepted(
    quick_town: Any, resident: Any, answer_all: Any, clerk: Any
) -> None:
    hanako = await resident(quick_town)
    ref = await booked(quick_town, hanako, answer_all)
    accept = Action("accept", Text("Yes"))
    proposal = clerk(quick_town).says_by_itself(
        "b-1", state=State.PROPOSED, actions=(accept,), says=Text("The counter is closed.")
    )
    await told(quick_town, proposal)
    shown = await today(quick_town, hanako)
    assert [(one.kind, one.says.values["says"]) for one in shown.reminders] == [
        ("proposal", Text("The counter is closed."))
    ]
    found = await bookings.act(quick_town, hanako, ref, "accept", 2)
    assert (found.state, found.seq) == (State.CONFIRMED, 3)


async def test_the_plan_and_reminders_name_the_time_that_was_accepted(
    quick_town: Any, resident: Any, answer_all: Any, clerk: Any, clock: Any
) -> None:
    hanako = await resident(quick_town)
    ref = await booked(quick_town, hanako, answer_all, day="2026-11-27")
    old = (await bookings.follow(quick_town, hanako, ref)).offer
    later = {"starts": old.starts + timedelta(hours=3), "ends": old.ends + timedelta(hours=3)}
    offer = replace(old, summary=Text("The counter, at one."), **later)
    accept = Action("accept", Text("Yes"))
    proposal = clerk(quick_town).says_by_itself(
        "b-1", state=State.PROPOSED, actions=(accept,), offer=offer, **later
    )
    await told(quick_town, proposal)
    await bookings.act(quick_town, hanako, ref, "accept", 2)
    [entry] = (await today(quick_town, hanako, date(2026, 11, 27))).entries
    assert entry.offer.summary.msgid == "The counter, at one."
    clock.goes(days=2, hours=5)
    says = [one.says for one in (await today(quick_town, hanako)).reminders]
    assert [one.values["what"].msgid for one in says if "what" in one.values] == [
        "The counter, at one."
    ]


async def test_reminders_name_the_time_that_it_was_changed_to(
    quick_town: Any, resident: Any, answer_all: Any, clock: Any
) -> None:
    hanako = await resident(quick_town)
    ref = await booked(quick_town, hanako, answer_all, day="2026-11-27")
    await booked(quick_town, hanako, answer_all, day="2026-11-27", at="13:00", replacing=ref)
    clock.goes(days=2, hours=5)
    [reminder] = (await today(quick_town, hanako)).reminders
    what, starts = reminder.says.values["what"], reminder.says.values["start"]
    assert what.values["at"] == starts


async def test_reminders_come_a_day_and_two_hours_before_and_go_when_seen(
    town: Any, resident: Any, answer_all: Any, clock: Any
) -> None:
    hanako = await resident(town)
    await booked(town, hanako, answer_all, day="2026-11-27")
    assert (await today(town, hanako)).reminders == ()
    clock.goes(days=2, hours=2)
    [day_before] = (await today(town, hanako)).reminders
    assert day_before.kind == "reminder"
    await reminders.seen(town, hanako, day_before.ref)
    assert (await today(town, hanako)).reminders == ()
    clock.goes(hours=22)
    assert len((await today(town, hanako)).reminders) == 1
    clock.goes(hours=3)
    assert (await today(town, hanako)).reminders == ()


async def test_reminders_move_with_their_booking_and_end_with_it(
    quick_town: Any, resident: Any, answer_all: Any, clerk: Any, clock: Any
) -> None:
    hanako = await resident(quick_town)
    ref = await booked(quick_town, hanako, answer_all, day="2026-11-27")
    old = (await bookings.follow(quick_town, hanako, ref)).progress
    later = {"starts": old.starts + timedelta(days=3), "ends": old.ends + timedelta(days=3)}
    await told(quick_town, clerk(quick_town).says_by_itself("b-1", **later))
    clock.goes(days=2, hours=2)
    kinds = [one.kind for one in (await today(quick_town, hanako)).reminders]
    assert kinds == ["change"]
    clock.goes(days=3)
    kinds = [one.kind for one in (await today(quick_town, hanako)).reminders]
    assert sorted(kinds) == ["change", "reminder"]
    await told(quick_town, clerk(quick_town).says_by_itself("b-1", state=State.CANCELLED))
    kinds = [one.kind for one in (await today(quick_town, hanako)).reminders]
    assert "reminder" not in kinds


async def test_today_has_the_plan_the_drafts_and_a_greeting(
    quick_town: Any, resident: Any, answer_all: Any
) -> None:
    hanako = await resident(quick_town)
    await booked(quick_town, hanako, answer_all)
    view = await answer_all(quick_town, hanako, at="11:00")
    shown = await today(quick_town, hanako)
    assert shown.greeting.msgid == "Good morning."
    assert shown.entries == ()
    assert [one.walk for one in shown.drafts] == [view.draft.ref]
    tomorrow = await today(quick_town, hanako, date(2026, 11, 25))
    assert len(tomorrow.entries) == 1


async def test_what_lies_ahead_and_what_is_past(
    town: Any, resident: Any, answer_all: Any, clock: Any
) -> None:
    hanako, taro = await resident(town), await resident(town, "髙橋 太郎")
    first = await booked(town, hanako, answer_all, day="2026-11-26")
    second = await booked(town, hanako, answer_all, day="2026-11-25")
    assert [b.ref for b in await bookings.upcoming(town, hanako)] == [second, first]
    await bookings.act(town, hanako, first, "cancel", 1)
    assert [b.ref for b in await bookings.upcoming(town, hanako)] == [second]
    clock.goes(days=3)
    assert await bookings.upcoming(town, hanako) == []
    assert {b.ref for b in await bookings.past(town, hanako)} == {first, second}
    assert await bookings.past(town, taro) == []
    with pytest.raises(Unknown):
        await bookings.follow(town, taro, first)


async def test_the_desk_cancels_all_that_lies_ahead(
    quick_town: Any, resident: Any, answer_all: Any, desk: Any
) -> None:
    hanako = await resident(quick_town)
    refs = [await booked(quick_town, hanako, answer_all, day=f"2026-11-2{n}") for n in (5, 6)]
    assert list(await suspension.cancel_ahead(quick_town, desk, hanako.resident)) == refs
    assert await bookings.upcoming(quick_town, hanako) == []


@pytest.mark.parametrize("day", [date.min, date.max])
async def test_a_day_that_nobody_means_is_not_found(
    quick_town: Any, resident: Any, day: date
) -> None:
    with pytest.raises(Unknown):
        await today(quick_town, await resident(quick_town), day)


async def test_a_booking_of_a_refused_service_is_read_and_changed_by_telephone(
    quick_town: Any, resident: Any, answer_all: Any
) -> None:
    hanako = await resident(quick_town)
    ref = await booked(quick_town, hanako, answer_all)
    refused = replace(quick_town, registry=Registry())
    [ahead] = await bookings.upcoming(refused, hanako)
    found = await bookings.follow(refused, hanako, ref)
    day = await today(refused, hanako, date(2026, 11, 25))
    assert [one.ref for one in day.entries] == [ahead.ref] == [found.ref] == [ref]
    assert (found.is_offered, found.actions, found.starts is None) == (False, (), False)
    with pytest.raises(Conflict) as caught:
        await bookings.act(refused, hanako, ref, "cancel", found.seq)
    assert "telephone" in caught.value.says.msgid
    await every_minute(refused)
    shown = show_to(hanako, refused).booking(found)
    assert (shown.number, shown.state) == ("A-1", "confirmed")
    assert shown.undo_says
    assert "お電話で承ります" in shown.undo_says.text
    assert shown.phone == quick_town.pack.phone.number
    assert [row.says.text for row in shown.rows] == ["令和8年11月25日 水曜日 午前10時"]
