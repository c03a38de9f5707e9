"""Joining and suspending keep the tables in order on both databases."""

import pytest
from sqlmodel import select

from senior_life.storage.tables.people import DeviceResidentRow, PreferenceRow
from senior_life.usecases import devices, identity, merging, people, suspension, tablet, traces
from senior_life.usecases.access import Reader
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import Conflict, NotYours, Suspended, Unknown

from .conftest import HANAKO, TARO, YOSHI, add


async def test_a_tablet_of_both_records_keeps_the_one_that_stays(
    town: Town, desk: Reader, head: Reader
) -> None:
    stays, goes = await add(town, desk, HANAKO), await add(town, desk, HANAKO)
    offer = await devices.offer_pairing(town, desk, [stays.ref, goes.ref], "")
    token = await devices.pair(town, offer.code)
    both = await identity.who_holds(town, token)
    await tablet.take_turn(town, both, goes.ref)
    await tablet.change(town, await identity.who_holds(town, token), {"theme": "dark"})
    await merging.merge(town, head, stays.ref, goes.ref, "twice")
    reader = await identity.who_holds(town, token)
    assert (reader.resident, reader.household) == (stays.ref, (stays.ref,))
    held = await town.store.read(lambda s: s.exec(select(DeviceResidentRow)).all())
    assert [row.resident for row in held] == [stays.ref]


async def test_a_chain_of_joined_records_leads_to_the_last_in_one_step(
    town: Town, desk: Reader, head: Reader
) -> None:
    first, second, third = [await add(town, desk, one) for one in (HANAKO, TARO, YOSHI)]
    await merging.merge(town, head, second.ref, first.ref, "same")
    await merging.merge(town, head, third.ref, second.ref, "same")
    for one in (first, second):
        assert (await people.read(town, desk, one.ref)).merged_into == third.ref
    names = await town.store.read(lambda s: people.names_of(s, [first.ref]))
    assert names[first.ref].text == YOSHI.name


async def test_nobody_is_joined_with_who_is_not_there(
    town: Town, desk: Reader, head: Reader
) -> None:
    one = await add(town, desk, HANAKO)
    with pytest.raises(Unknown):
        await merging.merge(town, head, one.ref, "nobody", "?")
    with pytest.raises(Conflict):
        await merging.merge(town, head, one.ref, one.ref, "?")


async def test_a_suspended_resident_gets_no_new_tablet(
    town: Town, desk: Reader, head: Reader
) -> None:
    one = await add(town, desk, HANAKO)
    offer = await devices.offer_pairing(town, desk, [one.ref], "")
    done = await suspension.suspend(town, head, one.ref, "hospital")
    assert (done.cancelled, done.left, done.devices) == ((), (), 0)
    with pytest.raises(Suspended):
        await devices.offer_pairing(town, desk, [one.ref], "")
    with pytest.raises(Suspended):
        await devices.pair(town, offer.code)


async def test_suspending_twice_is_suspending_once(town: Town, desk: Reader, head: Reader) -> None:
    one = await add(town, desk, HANAKO)
    await suspension.suspend(town, head, one.ref, "hospital")
    await suspension.suspend(town, head, one.ref, "again")
    await suspension.resume(town, head, one.ref, "home")
    again = await suspension.resume(town, head, one.ref, "home")
    assert not again.is_suspended
    whats = [(t.what, t.why) for t in await traces.traces_of(town, one.ref)]
    assert whats[1:] == [("suspended", "hospital"), ("resumed", "home")]


async def test_a_joined_record_cannot_be_suspended(town: Town, desk: Reader, head: Reader) -> None:
    stays, goes = await add(town, desk, HANAKO), await add(town, desk, HANAKO)
    await merging.merge(town, head, stays.ref, goes.ref, "twice")
    with pytest.raises(Conflict):
        await suspension.suspend(town, head, goes.ref, "?")


async def test_a_clerk_pauses_a_person_but_joins_no_records(quick_town: Town, desk: Reader) -> None:
    """The hospital calls when it calls; joining cannot be taken back."""
    stays, goes = await add(quick_town, desk, HANAKO), await add(quick_town, desk, HANAKO)
    await suspension.suspend(quick_town, desk, goes.ref, "hospital")
    with pytest.raises(NotYours):
        await merging.merge(quick_town, desk, stays.ref, goes.ref, "twice")
    kept = [await people.read(quick_town, desk, one.ref) for one in (stays, goes)]
    assert [(one.is_suspended, one.merged_into) for one in kept] == [(False, None), (True, None)]
    await suspension.resume(quick_town, desk, goes.ref, "home")
    assert not (await people.read(quick_town, desk, goes.ref)).is_suspended


async def likes(town: Town) -> list[tuple[str, str]]:
    rows = await town.store.read(lambda s: s.exec(select(PreferenceRow)).all())
    return [(row.resident, row.theme) for row in rows]


async def liking(town: Town, ref: str, theme: str) -> None:
    await town.store.write(lambda s: s.add(PreferenceRow(resident=ref, theme=theme)))


async def test_who_stays_keeps_the_settings_they_chose(
    town: Town, desk: Reader, head: Reader
) -> None:
    stays, goes = await add(town, desk, HANAKO), await add(town, desk, HANAKO)
    await liking(town, stays.ref, "contrast")
    await liking(town, goes.ref, "dark")
    await merging.merge(town, head, stays.ref, goes.ref, "twice")
    assert await likes(town) == [(stays.ref, "contrast")]
    assert "settings" not in [one.what for one in await traces.traces_of(town, stays.ref)]


async def test_who_never_chose_settings_takes_those_of_the_duplicate(
    town: Town, desk: Reader, head: Reader
) -> None:
    stays, goes = await add(town, desk, HANAKO), await add(town, desk, HANAKO)
    await liking(town, goes.ref, "dark")
    await merging.merge(town, head, stays.ref, goes.ref, "twice")
    assert await likes(town) == [(stays.ref, "dark")]
    (taken,) = [t for t in await traces.traces_of(town, stays.ref) if t.what == "settings"]
    assert "theme=dark" in taken.after
    assert taken.why == "twice"


@pytest.mark.parametrize("paused", ["stays", "goes", "both"])
async def test_a_pause_of_either_record_is_a_pause_of_the_one_that_stays(
    town: Town, desk: Reader, head: Reader, paused: str
) -> None:
    stays, goes = await add(town, desk, HANAKO), await add(town, desk, HANAKO)
    other = await add(town, desk, TARO)
    token = await shared_tablet(town, desk, goes.ref, other.ref)
    for name, one in (("stays", stays), ("goes", goes)):
        if paused in (name, "both"):
            await suspension.suspend(town, head, one.ref, f"{name} in hospital")
    merged = await merging.merge(town, head, stays.ref, goes.ref, "twice")
    why = "goes in hospital" if paused == "goes" else "stays in hospital"
    assert (merged.is_suspended, merged.suspended_why) == (True, why)
    suspended = [t.why for t in await traces.traces_of(town, stays.ref) if t.what == "suspended"]
    assert suspended == [why]
    assert (await identity.who_holds(town, token)).resident == ""


async def shared_tablet(town: Town, desk: Reader, mine: str, other: str) -> str:
    """It is my turn."""
    offer = await devices.offer_pairing(town, desk, [mine, other], "")
    token = await devices.pair(town, offer.code)
    await tablet.take_turn(town, await identity.who_holds(town, token), mine)
    return token


async def test_a_pause_ends_at_the_record_that_stays(
    town: Town, desk: Reader, head: Reader
) -> None:
    stays, goes = await add(town, desk, HANAKO), await add(town, desk, HANAKO)
    await suspension.suspend(town, head, goes.ref, "hospital")
    await merging.merge(town, head, stays.ref, goes.ref, "twice")
    with pytest.raises(Conflict):
        await suspension.resume(town, head, goes.ref, "home")
    assert not (await suspension.resume(town, head, stays.ref, "home")).is_suspended
