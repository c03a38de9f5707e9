"""Whoever a signed address was made for is looked up again when it is opened."""

from typing import Any

import pytest
from sqlmodel import Session

from senior_life.storage.tables.people import DeviceResidentRow, DeviceRow
from senior_life.usecases import accounts, identity, staff
from senior_life.usecases.access import Reader
from senior_life.usecases.people import Details, create
from senior_life.usecases.returning import returning
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import NotYours


async def paired(town: Town, desk: Reader, clock: Any) -> Reader:
    resident = await create(town, desk, Details(name="𠮷田 﨑夫", kana="よしだ さきお"), None)

    def pair(s: Session) -> None:
        s.add(DeviceRow(ref="d1", token_hash="h", label="", paired_at=clock(), paired_by="s1"))
        s.flush()
        s.add(DeviceResidentRow(device="d1", resident=resident.ref))

    await town.store.write(pair)
    return Reader(device="d1", resident=resident.ref)


async def test_a_tablet_is_the_resident_it_was(quick_town: Town, desk: Reader, clock: Any) -> None:
    tablet = await paired(quick_town, desk, clock)
    found = await returning(quick_town, tablet.ref)
    assert (found.device, found.resident, found.name) == ("d1", tablet.resident, "𠮷田 﨑夫")


async def test_a_revoked_tablet_opens_nothing_more(
    quick_town: Town, desk: Reader, clock: Any
) -> None:
    tablet = await paired(quick_town, desk, clock)

    def revoke(s: Session) -> None:
        s.get_one(DeviceRow, "d1").revoked_at = clock()

    await quick_town.store.write(revoke)
    with pytest.raises(NotYours):
        await returning(quick_town, tablet.ref)


async def at_work(town: Town, office: str = "minami") -> tuple[str, Reader]:
    """A session's token, and who holds it."""
    made = accounts.add(town.store, town.now(), f"desk of {office}", "desk", office)
    token = await staff.log_in(town, made.name, made.password)
    return token, await identity.who_holds(town, token)


async def refused(town: Town, holder: str) -> None:
    with pytest.raises(NotYours):
        await returning(town, holder)


@pytest.mark.usefixtures("cheap_passwords")
async def test_staff_have_their_office_while_their_session_lasts(
    quick_town: Town, clock: Any
) -> None:
    _token, reader = await at_work(quick_town)
    assert reader.staff is not None
    assert await returning(quick_town, reader.holder) == reader
    clock.goes(hours=12)
    await refused(quick_town, reader.holder)


@pytest.mark.usefixtures("cheap_passwords")
@pytest.mark.parametrize("ends", ["log out", "reset", "close"])
async def test_an_address_ends_with_the_session_it_was_made_in(quick_town: Town, ends: str) -> None:
    token, reader = await at_work(quick_town)
    if ends == "log out":
        await staff.log_out(quick_town, token)
    elif ends == "reset":
        accounts.reset(quick_town.store, reader.name)
    else:
        accounts.close(quick_town.store, quick_town.now(), reader.name)
    await refused(quick_town, reader.holder)


@pytest.mark.usefixtures("cheap_passwords")
async def test_nobody_returns_in_the_session_of_another(quick_town: Town) -> None:
    _mine, minami = await at_work(quick_town)
    _theirs, sakai = await at_work(quick_town, "sakai")
    await refused(quick_town, f"{minami.ref}:{sakai.session}")
    await refused(quick_town, minami.ref)


@pytest.mark.parametrize(
    "ref", ["", "device:d1:", "device::", "staff:", "staff::", "anyone", "staff:x"]
)
async def test_nobody_and_the_unknown_open_nothing(quick_town: Town, ref: str) -> None:
    with pytest.raises(NotYours):
        await returning(quick_town, ref)
