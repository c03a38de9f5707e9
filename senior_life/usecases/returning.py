"""Who a signed address was made for, looked up again: what was revoked since then stays shut."""

from sqlmodel import Session

from senior_life.contract import Staff, words
from senior_life.storage.tables.people import DeviceResidentRow, DeviceRow, ResidentRow, StaffRow
from senior_life.usecases.access import Reader
from senior_life.usecases.callers import language_of
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import NotYours

_ = words("senior_life")


async def returning(town: Town, ref: str) -> Reader:
    """The reader whose ``Reader.ref`` this is. Raises NotYours."""
    kind, _colon, rest = ref.partition(":")
    found = await town.store.read(
        lambda s: _staff(s, rest) if kind == "staff" else _device(s, rest)
    )
    if found is None:
        raise NotYours(_("This link is no longer valid. Please open it again from the app."))
    reader: Reader = found
    return reader


def _staff(s: Session, ref: str) -> Reader | None:
    row = s.get(StaffRow, ref)
    if row is None or row.closed_at:
        return None
    return Reader(staff=Staff(row.ref, row.office), name=row.name, role=row.role)


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
