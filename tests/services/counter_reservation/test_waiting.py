"""The waiting list: a freed slot goes to the first whom it fits, for a stated time."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from senior_life.contract import Gone, Progress, State
from services.counter_reservation.availability import JAPAN
from services.counter_reservation.tables import Booking

from .conftest import ALL_DAY, WEDNESDAY, Scene


async def full_day(scene: Scene) -> list[Progress]:
    return await scene.fill(*ALL_DAY)


def told(scene: Scene) -> list[tuple[str, State]]:
    return [(one.ref, one.state) for one in scene.host.told]


async def free_one(scene: Scene, booking: Progress, ref: str) -> None:
    await scene.act(booking, "cancel", ref)


async def test_waiting_holds_nothing_and_has_a_number(anywhere: Scene) -> None:
    await full_day(anywhere)
    waits = await anywhere.wait()
    assert waits.state is State.WAITING
    assert waits.number.startswith("MN-")
    assert waits.starts is None
    assert [action.name for action in waits.actions] == ["change", "cancel"]


async def test_a_cancelled_slot_is_proposed_to_the_first(anywhere: Scene) -> None:
    booked = await full_day(anywhere)
    first, second = await anywhere.wait("hana"), None
    anywhere.clock.goes(minutes=1)
    second = await anywhere.wait("yoshi")
    await free_one(anywhere, booked[4], "other-10-00-1")
    assert told(anywhere) == [(first.ref, State.PROPOSED)]
    seen = await anywhere.status(first)
    assert seen.offer
    assert seen.offer.starts == booked[4].starts
    assert seen.offer.holds_until == anywhere.clock() + timedelta(minutes=120)
    assert (await anywhere.status(second, "yoshi")).state is State.WAITING


async def test_nobody_else_gets_what_is_proposed(anywhere: Scene) -> None:
    booked = await full_day(anywhere)
    await anywhere.wait("hana")
    await free_one(anywhere, booked[4], "other-10-00-1")
    with pytest.raises(Gone):
        await anywhere.quote("10:00", "kazuo")


async def test_accepting_books_it_once(anywhere: Scene) -> None:
    booked = await full_day(anywhere)
    waits = await anywhere.wait("hana")
    await free_one(anywhere, booked[4], "other-10-00-1")
    proposed = await anywhere.status(waits)
    done = await anywhere.act(proposed, "accept")
    assert done.state is State.CONFIRMED
    assert done.starts == booked[4].starts
    assert done.number == waits.number
    assert await anywhere.act(proposed, "accept") == done


async def test_a_declined_slot_goes_to_the_next(anywhere: Scene) -> None:
    booked = await full_day(anywhere)
    first = await anywhere.wait("hana")
    anywhere.clock.goes(minutes=1)
    second = await anywhere.wait("yoshi")
    await free_one(anywhere, booked[4], "other-10-00-1")
    after = await anywhere.act(await anywhere.status(first), "decline")
    assert after.state is State.WAITING
    assert (await anywhere.status(second, "yoshi")).state is State.PROPOSED


async def test_a_proposal_that_lapses_goes_to_the_next(anywhere: Scene) -> None:
    booked = await full_day(anywhere)
    first = await anywhere.wait("hana")
    anywhere.clock.goes(minutes=1)
    second = await anywhere.wait("yoshi")
    await free_one(anywhere, booked[4], "other-10-00-1")
    anywhere.clock.goes(minutes=121)
    await anywhere.provider.upkeep()
    assert (await anywhere.status(first)).state is State.WAITING
    assert (await anywhere.status(second, "yoshi")).state is State.PROPOSED


async def test_a_place_that_is_free_at_night_is_kept_until_the_morning(scene: Scene) -> None:
    booked = await full_day(scene)
    waits = await scene.wait("hana")
    scene.clock.goes(hours=13)
    await scene.provider.upkeep()
    await free_one(scene, booked[10], "other-11-30-1")
    scene.clock.goes(hours=10)
    await scene.provider.upkeep()
    proposed = await scene.status(waits)
    assert proposed.state is State.PROPOSED
    assert proposed.offer
    assert proposed.offer.holds_until
    assert f"{proposed.offer.holds_until.astimezone(JAPAN):%d %H:%M}" == "25 10:00"


async def test_who_passes_is_not_asked_the_same_again(scene: Scene) -> None:
    booked = await full_day(scene)
    only = await scene.wait("hana")
    await free_one(scene, booked[4], "other-10-00-1")
    await scene.act(await scene.status(only), "decline")
    await scene.provider.upkeep()
    assert (await scene.status(only)).state is State.WAITING
    assert (await scene.quote("10:00", "kazuo")).hold


async def test_a_hold_that_lapses_is_proposed_too(scene: Scene) -> None:
    booked = await full_day(scene)
    await free_one(scene, booked[4], "other-10-00-1")
    await scene.quote("10:00", "kazuo")
    waits = await scene.wait("hana")
    await scene.provider.upkeep()
    assert (await scene.status(waits)).state is State.WAITING
    scene.clock.goes(minutes=21)
    await scene.provider.upkeep()
    assert (await scene.status(waits)).state is State.PROPOSED


async def test_a_released_hold_and_a_change_are_proposed_too(scene: Scene) -> None:
    booked = await full_day(scene)
    waits = await scene.wait("hana")
    await scene.change(booked[4], "10:00", "other-10-00-1", day=WEDNESDAY + timedelta(days=1))
    proposed = await scene.status(waits)
    assert proposed.state is State.PROPOSED
    await scene.act(proposed, "cancel")
    hold = await scene.quote("10:00", "kazuo")
    again = await scene.wait("yoshi")
    await scene.provider.release(hold.hold)
    assert (await scene.status(again, "yoshi")).state is State.PROPOSED


async def test_only_what_fits_is_proposed(scene: Scene) -> None:
    booked = await full_day(scene)
    afternoon = await scene.wait("hana", period="afternoon")
    anywhere_that_day = await scene.wait("yoshi", but=("period",))
    await free_one(scene, booked[4], "other-10-00-1")
    assert (await scene.status(afternoon)).state is State.WAITING
    assert (await scene.status(anywhere_that_day, "yoshi")).state is State.PROPOSED


async def test_a_long_visit_waits_for_room_enough(scene: Scene) -> None:
    await full_day(scene)
    long = await scene.wait("hana", topic=("pension", "tax"))
    ward_2 = [f"other-{time[:2]}-{time[3:]}-2" for time in ("09:00", "09:30", "10:00")]
    for ref, wanted in zip(ward_2, (State.WAITING, State.WAITING, State.PROPOSED), strict=True):
        booking = await mine(scene, ref)
        await scene.act(booking, "cancel", ref)
        assert (await scene.status(long)).state is wanted


async def mine(scene: Scene, ref: str) -> Progress:
    found = await scene.host.read(
        lambda s: s.exec(select(Booking.ref).where(Booking.resident == ref)).one()
    )
    return await scene.provider.status(scene.who(ref), found)


async def test_leaving_the_list_gives_the_proposal_to_the_next(scene: Scene) -> None:
    booked = await full_day(scene)
    first = await scene.wait("hana")
    scene.clock.goes(minutes=1)
    second = await scene.wait("yoshi")
    await free_one(scene, booked[4], "other-10-00-1")
    assert (await scene.act(await scene.status(first), "cancel")).state is State.CANCELLED
    assert (await scene.status(second, "yoshi")).state is State.PROPOSED


async def test_another_time_may_be_chosen_while_waiting(scene: Scene) -> None:
    await full_day(scene)
    waits = await scene.wait("hana")
    done = await scene.change(waits, "10:00", day=WEDNESDAY + timedelta(days=1))
    assert (done.ref, done.state) == (waits.ref, State.CONFIRMED)


async def test_waiting_ends_with_the_day(scene: Scene) -> None:
    await full_day(scene)
    waits = await scene.wait("hana")
    scene.clock.goes(days=2)
    await scene.provider.upkeep()
    assert (await scene.status(waits)).state is State.FAILED
    assert told(scene) == [(waits.ref, State.FAILED)]


@pytest.mark.parametrize(
    ("period", "last", "too_late"), [("", "14:00", "14:01"), ("morning", "11:00", "11:01")]
)
async def test_waiting_ends_once_no_visit_can_begin_any_more(
    scene: Scene, period: str, last: str, too_late: str
) -> None:
    """The last visit begins half an hour before closing, and half an hour is needed to come."""
    await full_day(scene)
    how = {"period": period} if period else {"but": ("period",)}
    waits = await scene.wait("hana", **how)
    scene.clock.set(at_clock(last))
    await scene.provider.upkeep()
    assert (await scene.status(waits)).state is State.WAITING
    scene.clock.set(at_clock(too_late))
    await scene.provider.upkeep()
    ended = await scene.status(waits)
    assert ended.state is State.FAILED
    assert "Please choose another day" in ended.says.msgid
    assert told(scene) == [(waits.ref, State.FAILED)]


async def test_a_proposal_that_lapses_too_late_ends_in_one_word(scene: Scene) -> None:
    booked = await full_day(scene)
    waits = await scene.wait("hana")
    scene.clock.set(at_clock("06:50"))
    await free_one(scene, booked[0], "other-09-00-1")
    assert (await scene.status(waits)).state is State.PROPOSED
    scene.clock.set(at_clock("14:05"))
    scene.host.told.clear()
    await scene.provider.upkeep()
    assert told(scene) == [(waits.ref, State.FAILED)]


async def test_what_lapses_is_for_those_who_wait_before_anybody_else(anywhere: Scene) -> None:
    """Also in the minute before the round finds it."""
    booked = await full_day(anywhere)
    await free_one(anywhere, booked[4], "other-10-00-1")
    await anywhere.quote("10:00", "kazuo")
    waits = await anywhere.wait("hana")
    anywhere.clock.goes(minutes=21)
    with pytest.raises(Gone):
        await anywhere.quote("10:00", "yoshi")
    await anywhere.provider.upkeep()
    assert (await anywhere.status(waits)).state is State.PROPOSED


async def test_what_lapses_is_for_everybody_when_nobody_waits(anywhere: Scene) -> None:
    booked = await full_day(anywhere)
    await free_one(anywhere, booked[4], "other-10-00-1")
    await anywhere.quote("10:00", "kazuo")
    anywhere.clock.goes(minutes=21)
    assert (await anywhere.quote("10:00", "yoshi")).hold


async def test_a_declined_turn_passes_on_without_a_gap(scene: Scene) -> None:
    """The round ends the first proposal and makes the next one in the same transaction."""
    booked = await full_day(scene)
    await free_one(scene, booked[4], "other-10-00-1")
    first = await scene.wait("hana")
    scene.clock.goes(minutes=1)
    second = await scene.wait("yoshi")
    await scene.provider.upkeep()
    assert (await scene.status(first)).state is State.PROPOSED
    scene.clock.goes(minutes=121)
    write, commits = scene.host.write, []

    async def counted(work: Any) -> Any:
        found = await write(work)
        commits.append((await scene.status(second, "yoshi")).state)
        return found

    scene.host.write = counted  # type: ignore[method-assign]
    await scene.provider.upkeep()
    assert (await scene.status(first)).state is State.WAITING
    assert commits[:2] == [State.WAITING, State.PROPOSED]


def at_clock(time: str) -> datetime:
    return datetime.fromisoformat(f"{WEDNESDAY} {time}").replace(tzinfo=JAPAN)


async def test_one_cannot_wait_for_a_change(scene: Scene) -> None:
    done = await scene.book()
    with pytest.raises(Gone):
        await scene.provider.quote(scene.who(), scene.at(), "k", done.ref, standby=True)


async def test_upkeep_twice_at_once_proposes_once(anywhere: Scene) -> None:
    booked = await full_day(anywhere)
    await free_one(anywhere, booked[4], "other-10-00-1")
    await anywhere.wait("hana")
    await anywhere.wait("yoshi")
    await asyncio.gather(*(anywhere.provider.upkeep() for _ in range(4)))
    proposals = [one for one in anywhere.host.told if one.state is State.PROPOSED]
    assert len({one.offer.hold for one in proposals if one.offer}) == 1


async def test_a_proposal_says_until_when_to_answer(scene: Scene) -> None:
    booked = await full_day(scene)
    waits = await scene.wait("hana")
    await free_one(scene, booked[4], "other-10-00-1")
    proposed = await scene.status(waits)
    assert proposed.next
    assert {"by", "at", "phone"} <= set(proposed.next.values)
