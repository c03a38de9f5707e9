"""A tablet is paired once with six digits, held in turn by its household, and revoked at once."""

import re
from collections.abc import Iterable
from datetime import datetime

import pytest

from senior_life.contract import Unclear
from senior_life.storage.tables.people import AttemptRow
from senior_life.usecases import devices, identity, suspension, tablet
from senior_life.usecases.access import NOBODY, Reader
from senior_life.usecases.people import Resident
from senior_life.usecases.tablet import Setup
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import (
    Conflict,
    NotPaired,
    NotYours,
    RateLimited,
    Suspended,
    Unknown,
)

from .conftest import HANAKO, TARO, YOSHI, add


async def a_couple(town: Town, desk: Reader) -> tuple[Resident, Resident]:
    hanako = await add(town, desk, HANAKO)
    return hanako, await add(town, desk, TARO, hanako.household)


async def paired(town: Town, desk: Reader, *residents: Resident) -> str:
    offer = await devices.offer_pairing(town, desk, [one.ref for one in residents], "居間")
    return await devices.pair(town, offer.code)


async def test_six_digits_make_a_tablet_of_its_resident(town: Town, desk: Reader) -> None:
    hanako = await add(town, desk, HANAKO)
    token = await paired(town, desk, hanako)
    reader = await identity.who_holds(town, token)
    assert reader.resident == hanako.ref
    assert reader.is_device
    assert not reader.is_staff
    assert reader.name == HANAKO.name


async def test_a_pairing_has_six_digits_and_a_picture_of_them(
    quick_town: Town, desk: Reader
) -> None:
    hanako = await add(quick_town, desk, HANAKO)
    offer = await devices.offer_pairing(
        quick_town, desk, [hanako.ref], "", "https://town.example.jp"
    )
    assert re.fullmatch(r"[0-9]{6}", offer.code)
    assert offer.qr_svg.startswith("<svg")
    assert (offer.until - quick_town.now()).total_seconds() == 600


async def test_a_code_works_once(town: Town, desk: Reader) -> None:
    hanako = await add(town, desk, HANAKO)
    offer = await devices.offer_pairing(town, desk, [hanako.ref], "")
    await devices.pair(town, offer.code)
    with pytest.raises(Unclear):
        await devices.pair(town, offer.code)


async def test_a_code_is_good_for_ten_minutes(
    quick_town: Town, desk: Reader, clock: object
) -> None:
    hanako = await add(quick_town, desk, HANAKO)
    offer = await devices.offer_pairing(quick_town, desk, [hanako.ref], "")
    clock.goes(minutes=10)  # type: ignore[attr-defined]
    with pytest.raises(Unclear):
        await devices.pair(quick_town, offer.code)


async def test_many_tablets_are_paired_in_one_place(quick_town: Town, desk: Reader) -> None:
    hanako = await add(quick_town, desk, HANAKO)
    for _tablet in range(25):
        assert await paired(quick_town, desk, hanako)


async def test_guessing_is_stopped_and_may_go_on_later(
    town: Town, desk: Reader, clock: object
) -> None:
    hanako = await add(town, desk, HANAKO)
    offer = await devices.offer_pairing(town, desk, [hanako.ref], "")
    wrong = "000000" if offer.code != "000000" else "000001"
    for _guess in range(10):
        with pytest.raises(Unclear):
            await devices.pair(town, wrong, "10.0.0.1")
    with pytest.raises(RateLimited):
        await devices.pair(town, offer.code, "10.0.0.1")
    clock.goes(minutes=10)  # type: ignore[attr-defined]
    again = await devices.offer_pairing(town, desk, [hanako.ref], "")
    assert await devices.pair(town, again.code, "10.0.0.1")


async def guess(town: Town, places: Iterable[str], wrong: str) -> list[str]:
    """What each place is told."""
    told = []
    for place in places:
        with pytest.raises((Unclear, RateLimited)) as refused:
            await devices.pair(town, wrong, place)
        told.append(type(refused.value).__name__)
    return told


def wrong_for(code: str) -> str:
    return "000000" if code != "000000" else "000001"


async def test_another_address_of_the_same_line_is_the_same_guesser(
    quick_town: Town, desk: Reader
) -> None:
    line = [f"2001:db8:0:1::{number:x}" for number in range(11)]
    assert (await guess(quick_town, line, "000000"))[-2:] == ["Unclear", "RateLimited"]
    hanako = await add(quick_town, desk, HANAKO)
    offer = await devices.offer_pairing(quick_town, desk, [hanako.ref], "")
    assert await devices.pair(quick_town, offer.code, "2001:db8:0:2::1")


@pytest.mark.parametrize("line", ["2001:db8:0:{:x}::1", "203.0.113.{}"])
async def test_a_stranger_with_a_whole_network_stops_no_tablet_elsewhere(
    quick_town: Town, desk: Reader, line: str
) -> None:
    hanako = await add(quick_town, desk, HANAKO)
    offer = await devices.offer_pairing(quick_town, desk, [hanako.ref], "")
    places = [line.format(number) for number in range(200)]
    told = await guess(quick_town, places, wrong_for(offer.code))
    assert told.count("Unclear") == 60
    assert await devices.pair(quick_town, offer.code, "192.0.2.1")


async def test_a_code_that_many_guessed_at_is_worn_out_and_a_new_one_is_not(
    town: Town, desk: Reader, clock: object
) -> None:
    hanako = await add(town, desk, HANAKO)
    old = await devices.offer_pairing(town, desk, [hanako.ref], "")
    tried = [
        AttemptRow(kind="pair-network", who=f"10.{n}.0.0/24", at=town.now()) for n in range(300)
    ]
    await town.store.write(lambda s: s.add_all(tried))
    with pytest.raises(Unclear):
        await devices.pair(town, old.code, "192.0.2.1")
    clock.goes(seconds=1)  # type: ignore[attr-defined]
    new = await devices.offer_pairing(town, desk, [hanako.ref], "")
    assert await devices.pair(town, new.code, "192.0.2.1")


async def test_neither_codes_nor_tokens_are_stored(quick_town: Town, desk: Reader) -> None:
    hanako = await add(quick_town, desk, HANAKO)
    offer = await devices.offer_pairing(quick_town, desk, [hanako.ref], "")
    kept = quick_town.store.read_now(
        lambda s: str(s.connection().exec_driver_sql("select * from pairing_codes").all())
    )
    assert offer.code not in kept
    token = await devices.pair(quick_town, offer.code)
    kept = quick_town.store.read_now(
        lambda s: str(s.connection().exec_driver_sql("select * from devices").all())
    )
    assert token not in kept


async def test_a_revoked_tablet_opens_nothing_from_then_on(town: Town, desk: Reader) -> None:
    hanako = await add(town, desk, HANAKO)
    token = await paired(town, desk, hanako)
    reader = await identity.who_holds(town, token)
    assert (await devices.revoke(town, desk, reader.device)).is_revoked
    assert (await devices.revoke(town, desk, reader.device)).is_revoked
    assert await identity.who_holds(town, token) == NOBODY
    with pytest.raises(NotPaired):
        await tablet.set_up(town, reader, Setup(set_up_by="someone"))


async def test_spouses_choose_whose_turn_it_is(town: Town, desk: Reader) -> None:
    hanako, taro = await a_couple(town, desk)
    token = await paired(town, desk, hanako, taro)
    both = await identity.who_holds(town, token)
    assert (both.resident, set(both.household)) == ("", {hanako.ref, taro.ref})
    await tablet.take_turn(town, both, taro.ref)
    assert (await identity.who_holds(town, token)).resident == taro.ref


async def test_a_new_shared_tablet_takes_the_size_of_letters_for_both(
    town: Town, desk: Reader
) -> None:
    hanako, taro = await a_couple(town, desk)
    token = await paired(town, desk, hanako, taro)
    both = await identity.who_holds(town, token)
    await tablet.change(town, both, {"text": "largest"})
    assert (await tablet.look(town, both)).preferences.text == "largest"
    await tablet.set_up(town, both, Setup(set_up_by="娘"))
    with pytest.raises(Conflict):
        await tablet.change(town, both, {"text": "normal"})
    for one in (hanako, taro):
        await tablet.take_turn(town, both, one.ref)
        holder = await identity.who_holds(town, token)
        assert (await tablet.look(town, holder)).preferences.text == "largest"


async def test_a_stranger_cannot_take_a_turn(town: Town, desk: Reader) -> None:
    hanako, stranger = await add(town, desk, HANAKO), await add(town, desk, YOSHI)
    reader = await identity.who_holds(town, await paired(town, desk, hanako))
    with pytest.raises(NotYours):
        await tablet.take_turn(town, reader, stranger.ref)


async def test_settings_go_with_the_person_to_another_tablet(town: Town, desk: Reader) -> None:
    hanako, taro = await a_couple(town, desk)
    first = await identity.who_holds(town, await paired(town, desk, hanako))
    await tablet.change(town, first, {"text": "largest", "language": "en", "speed": "slow"})
    token = await paired(town, desk, hanako, taro)
    second = await identity.who_holds(town, token)
    seen = await tablet.take_turn(town, second, hanako.ref)
    assert (seen.preferences.text, seen.preferences.theme) == ("largest", "light")
    assert seen.preferences.speed == "slow"
    assert (await identity.who_holds(town, token)).language == "en"
    assert (await tablet.take_turn(town, second, taro.ref)).preferences.text == "normal"


async def test_who_set_it_up_and_whom_to_call_are_kept(town: Town, desk: Reader) -> None:
    hanako = await add(town, desk, HANAKO)
    reader = await identity.who_holds(town, await paired(town, desk, hanako))
    assert not (await tablet.look(town, reader)).setup.is_done
    setup = Setup(True, "長女 恵", "恵", "090-1234-5678")
    assert await tablet.set_up(town, reader, setup) == setup
    assert (await tablet.look(town, reader)).setup == setup


@pytest.mark.parametrize("share", [False, True])
async def test_a_paused_residents_tablet_is_neither_set_up_nor_changed(
    town: Town, desk: Reader, head: Reader, share: bool
) -> None:
    hanako, taro = await a_couple(town, desk)
    both = (hanako, taro) if share else (hanako,)
    token = await paired(town, desk, *both)
    before = await tablet.look(town, await identity.who_holds(town, token))
    for one in both:
        await suspension.suspend(town, head, one.ref, "died")
    held = await identity.who_holds(town, token)
    for act in (
        tablet.set_up(town, held, Setup(True, "stranger", "stranger", "090-0000-0000")),
        tablet.change(town, held, {"text": "largest"}),
    ):
        with pytest.raises(Suspended):
            await act
    after = await tablet.look(town, held)
    assert (after.setup, after.preferences) == (before.setup, before.preferences)


async def test_a_shared_tablet_is_set_up_by_the_one_who_is_not_paused(
    town: Town, desk: Reader, head: Reader
) -> None:
    hanako, taro = await a_couple(town, desk)
    token = await paired(town, desk, hanako, taro)
    await suspension.suspend(town, head, hanako.ref, "hospital")
    held = await identity.who_holds(town, token)
    assert (await tablet.set_up(town, held, Setup(True, "長男"))).is_done


async def test_the_desk_sees_when_a_tablet_was_last_used(
    town: Town, desk: Reader, clock: object
) -> None:
    hanako = await add(town, desk, HANAKO)
    token = await paired(town, desk, hanako)
    assert (await devices.all_devices(town, desk))[0].last_seen is None
    clock.goes(minutes=7)  # type: ignore[attr-defined]
    await identity.who_holds(town, token)
    (seen,) = await devices.all_devices(town, desk)
    assert isinstance(seen.last_seen, datetime)
    assert seen.last_seen == town.now()
    assert [one.ref for one in seen.residents] == [hanako.ref]


async def test_a_tablet_that_is_not_there_cannot_be_revoked(town: Town, desk: Reader) -> None:
    with pytest.raises(Unknown):
        await devices.revoke(town, desk, "nothing")
