"""What a person holds, or would give up, does not stand in that person's own way."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import col, select

from senior_life.contract import Gone, Unclear
from senior_life.storage import Store
from senior_life.town import Pack
from services.counter_reservation.tables import Booking, Claim, Hold

from .conftest import ALL_DAY, STEPS, WEDNESDAY, Scene, scene_on, small_town


@pytest.fixture
def quarterly(store: Store, pack: Pack) -> Scene:
    """Visits begin at every quarter hour."""
    files = small_town()
    files["offices.yaml"]["rules"]["starts_every_minutes"] = 15
    return scene_on(store, pack, files)


async def claims(scene: Scene) -> dict[str, list[int]]:
    """The units that each slot has."""
    query = select(Claim).order_by(col(Claim.unit))
    found: dict[str, list[int]] = {}
    for one in await scene.host.read(lambda s: list(s.exec(query))):
        found.setdefault(one.slot, []).append(one.unit)
    return found


async def fill_but(scene: Scene, time: str) -> None:
    """Others have the whole day but one time at one of the two counters."""
    await scene.fill(*(one for one in ALL_DAY if one != time))
    await scene.book(time, "yoshi")


async def test_back_from_the_read_back_the_last_free_time_is_still_free(anywhere: Scene) -> None:
    await fill_but(anywhere, "10:00")
    held = await anywhere.quote("10:00")
    [day] = [one for one in await anywhere.options("date") if one.value == WEDNESDAY.isoformat()]
    assert not day.is_full
    times = await anywhere.options("time", date=WEDNESDAY.isoformat(), period="morning")
    assert [one.value for one in times if not one.is_full] == ["10:00"]
    assert (await anywhere.quote("10:00")).hold == held.hold


async def test_what_one_holds_is_taken_for_everybody_else(anywhere: Scene) -> None:
    await fill_but(anywhere, "10:00")
    await anywhere.quote("10:00", "kazuo")
    [day] = [one for one in await anywhere.options("date") if one.value == WEDNESDAY.isoformat()]
    assert day.is_full


async def test_another_tablet_of_the_same_person_takes_the_time_over(anywhere: Scene) -> None:
    await fill_but(anywhere, "10:00")
    first = await anywhere.quote("10:00", key="tablet")
    second = await anywhere.quote("10:00", key="telephone")
    held = await anywhere.host.read(lambda s: [one.slot for one in s.exec(select(Hold))])
    assert held == [second.hold] != [first.hold]


async def test_nobody_keeps_more_than_three_times_free(anywhere: Scene) -> None:
    offers = []
    for number, time in enumerate(ALL_DAY[:6]):
        offers.append(await anywhere.quote(time, key=f"walk-{number}"))
        anywhere.clock.goes(minutes=1)
    held = await anywhere.host.read(lambda s: {one.slot for one in s.exec(select(Hold))})
    assert held == {one.hold for one in offers[-3:]} == set(await claims(anywhere))


async def test_a_visit_moves_by_a_quarter_hour_into_its_own_time(quarterly: Scene) -> None:
    """One counter is left, and half of the new time is the old time."""
    await quarterly.fill("09:00", "10:30", "11:00", "11:30", "13:00", "13:30", "14:00", "14:30")
    await quarterly.book("10:00", "yoshi")
    booked = await quarterly.book("09:30")
    moved = await quarterly.change(booked, "09:45", key="")
    assert moved.ref == booked.ref
    assert moved.starts is not None
    assert moved.starts.hour * 60 + moved.starts.minute == 9 * 60 + 45
    own = await quarterly.host.read(lambda s: s.get_one(Booking, booked.ref).slot)
    assert (await claims(quarterly))[own] == [15, 16]
    assert await quarterly.host.read(lambda s: s.exec(select(Hold)).all()) == []


async def test_the_time_of_a_booking_is_free_only_while_it_is_being_changed(
    anywhere: Scene,
) -> None:
    await fill_but(anywhere, "10:00")
    booked = await anywhere.book("10:00")
    asked = {**anywhere.at(), "period": "morning"}
    asked.pop("time")
    for replacing, free in (("", []), (booked.ref, ["10:00"])):
        who = replace(anywhere.who(), replacing=replacing)
        if not free:
            with pytest.raises(Gone):
                await anywhere.provider.options(who, STEPS["time"], asked)
            continue
        times = await anywhere.provider.options(who, STEPS["time"], asked)
        assert [one.value for one in times if not one.is_full] == free


async def test_the_old_time_stays_whole_until_the_change_is_kept(quarterly: Scene) -> None:
    booked = await quarterly.book("09:30")
    before = await claims(quarterly)
    await quarterly.provider.quote(quarterly.who(), quarterly.at("09:45"), "move", booked.ref)
    quarterly.clock.goes(minutes=21)
    await quarterly.quote("11:00", "yoshi")
    after = await claims(quarterly)
    assert {slot: after[slot] for slot in before} == before


async def test_a_change_whose_old_time_is_gone_meanwhile_is_not_kept(quarterly: Scene) -> None:
    """What was lent is no longer there to be lent: half a visit is never booked."""
    await quarterly.fill("10:00")
    booked = await quarterly.book("09:30")
    [offer] = await quarterly.provider.quote(
        quarterly.who(), quarterly.at("09:15"), "move", booked.ref
    )
    await quarterly.act(booked, "cancel")
    with pytest.raises(Gone):
        await quarterly.provider.confirm(quarterly.who(), offer, "yes")
    assert booked.ref not in await claims(quarterly)


async def test_a_second_booking_at_the_same_time_is_not_called_taken(anywhere: Scene) -> None:
    await fill_but(anywhere, "10:00")
    await anywhere.book("10:00")
    anywhere.clock.goes(minutes=1)
    with pytest.raises(Unclear, match="booking at that time") as caught:
        await anywhere.quote("10:00", key="again")
    assert caught.value.step == "time"


async def test_nobody_waits_twice_for_the_same_day(anywhere: Scene) -> None:
    await anywhere.fill(*ALL_DAY)
    first = await anywhere.wait()
    anywhere.clock.goes(minutes=1)
    answers = {k: v for k, v in anywhere.at().items() if k not in {"time", "period"}}
    with pytest.raises(Unclear, match="waiting for a time"):
        await anywhere.provider.quote(anywhere.who(), answers, "again", standby=True)
    assert (await anywhere.status(first)).state == "waiting"
    other_day = {**answers, "date": (WEDNESDAY + timedelta(days=1)).isoformat()}
    assert await anywhere.provider.quote(anywhere.who(), other_day, "other", standby=True)
