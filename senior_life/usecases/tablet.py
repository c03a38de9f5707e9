"""The tablet as its holders see it: whose turn it is, how they like it, who set it up."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlmodel import Session, SQLModel

from senior_life.contract import words
from senior_life.direct import Direct
from senior_life.storage.tables.people import (
    DeviceResidentRow,
    DeviceRow,
    PreferenceRow,
    ResidentRow,
)
from senior_life.storage.types import table
from senior_life.usecases.access import Reader, require_device, require_resident
from senior_life.usecases.devices import members
from senior_life.usecases.people import Resident, find_row, value_of
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import NotPaired, NotYours, Suspended

_ = words("senior_life")


@dataclass(frozen=True, slots=True)
class Preferences:
    text: str = "normal"
    theme: str = "light"
    furigana: bool = False
    language: str = "ja"
    speed: str = "normal"


@dataclass(frozen=True, slots=True)
class Setup:
    """Who set the tablet up, and whom the resident calls."""

    is_done: bool = False
    set_up_by: str = ""
    call_name: str = ""
    call_phone: str = ""


@dataclass(frozen=True, slots=True)
class Tablet:
    """``turn`` None: it must be chosen before anything else."""

    residents: tuple[Resident, ...]
    turn: str | None
    preferences: Preferences
    setup: Setup


def _holders() -> Select[Any]:
    held, person = table(DeviceResidentRow), table(ResidentRow)
    return (
        select(person)
        .join(held, held.c.resident == person.c.ref)
        .where(held.c.device == bindparam("its_ref"))
        .order_by(person.c.ref)
    )


def _one(of: type[SQLModel], key: str) -> Direct:
    rows = table(of)
    return Direct(select(rows).where(rows.c[key] == bindparam("its_ref")))


DEVICE, LIKED = _one(DeviceRow, "ref"), _one(PreferenceRow, "resident")
HOLDERS = Direct(_holders())
"""Asked whenever somebody comes home."""


async def look(town: Town, reader: Reader) -> Tablet:
    require_device(reader)
    its_ref = {"its_ref": reader.device}
    return await town.store.read(lambda s: _tablet(s, _still(DEVICE.first(s, its_ref))))


def _tablet(s: Session, row: DeviceRow) -> Tablet:
    residents = tuple(value_of(one) for one in HOLDERS.all(s, {"its_ref": row.ref}))
    setup = Setup(row.is_set_up, row.set_up_by, row.call_name, row.call_phone)
    likes = row.turn or (None if row.is_set_up else residents[0].ref)
    return Tablet(residents, row.turn, _preferences(s, likes), setup)


def _preferences(s: Session, resident: str | None) -> Preferences:
    row = LIKED.first(s, {"its_ref": resident}) if resident else None
    if row is None:
        return Preferences()
    return Preferences(**{each.name: getattr(row, each.name) for each in fields(Preferences)})


def _row(s: Session, reader: Reader) -> DeviceRow:
    """Read again within the transaction: it may have been revoked meanwhile."""
    return _still(s.get(DeviceRow, reader.device))


def _still(row: DeviceRow | None) -> DeviceRow:
    if row is None or row.revoked_at is not None:
        raise NotPaired(_("This tablet is not connected yet. Please ask family or the desk."))
    return row


def _require_open(s: Session, holders: Collection[str]) -> None:
    """Of those who share a tablet one may be paused, and it is still the other's."""
    if all(find_row(s, one).suspended_at is not None for one in holders):
        raise Suspended(_("The service is paused for you. Please call the desk."))


async def take_turn(town: Town, reader: Reader, resident: str) -> Tablet:
    """From now on the tablet is this member's of its household."""
    require_device(reader)
    return await town.store.write(lambda s: _take_turn(s, reader, resident))


def _take_turn(s: Session, reader: Reader, resident: str) -> Tablet:
    row = _row(s, reader)
    if resident not in members(s, row.ref):
        raise NotYours(_("This person does not use this tablet."))
    _require_open(s, [resident])
    row.turn = resident
    s.add(row)
    return _tablet(s, row)


async def change(town: Town, reader: Reader, liked: Mapping[str, str | bool]) -> Preferences:
    """Only what is named in ``liked``; it goes with the person to every other tablet.

    The size of letters is the very first thing that is asked: before anybody's turn it is chosen
    for all who share a new tablet.
    """
    require_device(reader)
    return await town.store.write(lambda s: _change_for(s, reader, liked))


def _change_for(s: Session, reader: Reader, liked: Mapping[str, str | bool]) -> Preferences:
    row = _row(s, reader)
    is_new = row.turn is None and not row.is_set_up
    holders = members(s, row.ref) if is_new else [require_resident(reader)]
    _require_open(s, holders)
    changed = [_change(s, resident, liked) for resident in holders]
    return changed[0]


def _change(s: Session, resident: str, liked: Mapping[str, str | bool]) -> Preferences:
    row = s.get(PreferenceRow, resident) or PreferenceRow(resident=resident)
    for name, value in liked.items():
        setattr(row, name, value)
    s.add(row)
    s.flush()
    return _preferences(s, resident)


async def set_up(town: Town, reader: Reader, setup: Setup) -> Setup:
    """Raises Suspended: who holds the tablet of a paused resident is not known."""
    require_device(reader)
    return await town.store.write(lambda s: _set_up(s, _row(s, reader), setup))


def _set_up(s: Session, row: DeviceRow, setup: Setup) -> Setup:
    _require_open(s, [row.turn] if row.turn else members(s, row.ref))
    row.is_set_up, row.set_up_by = True, setup.set_up_by
    row.call_name, row.call_phone = setup.call_name, setup.call_phone
    s.add(row)
    return Setup(True, row.set_up_by, row.call_name, row.call_phone)
