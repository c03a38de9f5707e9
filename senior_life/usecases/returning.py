"""Who a signed address was made for, looked up again: what was revoked since then stays shut."""

from datetime import datetime

from sqlmodel import Session

from senior_life.contract import Staff, words
from senior_life.storage.tables.people import (
    DeviceResidentRow,
    DeviceRow,
    ResidentRow,
    StaffRow,
    StaffSessionRow,
)
from senior_life.usecases.access import Reader
from senior_life.usecases.callers import language_of
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import NotYours

_ = words("senior_life")


async def returning(town: Town, ref: str) -> Reader:
    """The reader whose ``Reader.holder`` this is. Raises NotYours."""
    kind, _colon, rest = ref.partition(":")
    now = town.now()
    found = await town.store.read(
        lambda s: _staff(s, rest, now) if kind == "staff" else _device(s, rest)
    )
    if found is None:
        raise NotYours(_("This link is no longer valid. Please open it again from the app."))
    reader: Reader = found
    return reader


def _staff(s: Session, ref: str, now: datetime) -> Reader | None:
    """Nobody after a log-out, a reset, or the end of the working day."""
    staff, _colon, session = ref.partition(":")
    row, open_one = s.get(StaffRow, staff), s.get(StaffSessionRow, session)
    if row is None or row.closed_at or open_one is None:
        return None
    if open_one.staff != staff or open_one.expires_at <= now:
        return None
    return Reader(staff=Staff(row.ref, row.office), name=row.name, role=row.role, session=session)


def _device(s: Session, ref: str) -> Reader | None:
    """The resident is the one whose turn it was when the address was made."""
    device, _colon, resident = ref.partition(":")
    row, person = s.get(DeviceRow, device), s.get(ResidentRow, resident)
    if row is None or row.revoked_at or s.get(DeviceResidentRow, (device, resident)) is None:
        return None
    return Reader(
        device=device,
        resident=resident,
        household=(resident,),
        is_suspended=bool(person and person.suspended_at),
        name=person.name if person else "",
        language=language_of(s, resident),
    )
