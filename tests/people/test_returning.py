"""Whoever a signed address was made for is looked up again when it is opened."""

from datetime import datetime
from typing import Any

import pytest
from sqlmodel import Session

from senior_life.contract import Staff
from senior_life.storage.tables.people import DeviceResidentRow, DeviceRow, StaffRow
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


async def test_staff_keep_their_office_until_they_leave(quick_town: Town, clock: Any) -> None:
    async def work(closed_at: datetime | None) -> None:
        row = StaffRow(
            ref="s1",
            name="desk",
            password_hash="h",
            office="minami",
            created_at=clock(),
            closed_at=closed_at,
        )
        await quick_town.store.write(lambda s: s.merge(row))

    await work(None)
    assert (await returning(quick_town, "staff:s1")).staff == Staff("s1", "minami")
    await work(clock())
    with pytest.raises(NotYours):
        await returning(quick_town, "staff:s1")


@pytest.mark.parametrize("ref", ["", "device:d1:", "device::", "staff:", "anyone", "staff:x"])
async def test_nobody_and_the_unknown_open_nothing(quick_town: Town, ref: str) -> None:
    with pytest.raises(NotYours):
        await returning(quick_town, ref)
