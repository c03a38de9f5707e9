"""Residents: created and corrected by the desk with a trace, and known by name to those who may."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from senior_life.contract import Dweller, Name, words
from senior_life.providing import folded
from senior_life.storage import new_ref
from senior_life.storage.tables.people import HouseholdRow, ResidentRow
from senior_life.usecases import finding
from senior_life.usecases.access import Reader, require_staff
from senior_life.usecases.town import Town
from senior_life.usecases.traces import Act, add_trace, note_opened
from senior_life.usecases.troubles import Suspended, Unknown

_ = words("senior_life")


@dataclass(frozen=True, slots=True)
class Details:
    """What the desk knows about a person; ``home`` is ``lat,lon`` or empty."""

    name: str
    kana: str
    address: str = ""
    phone: str = ""
    birth_date: date | None = None
    needs: tuple[str, ...] = ()
    home: str = ""


@dataclass(frozen=True, slots=True)
class Resident:
    ref: str
    household: str
    details: Details
    is_suspended: bool = False
    suspended_why: str = ""
    merged_into: str | None = None


FIELDS = ("name", "kana", "address", "phone", "birth_date", "needs", "home")


async def create(
    town: Town, reader: Reader, details: Details, household: str | None = None, why: str = ""
) -> Resident:
    """``household`` None: a household of their own."""
    require_staff(reader)
    act = Act(reader.ref, town.now(), why)
    return await town.store.write(lambda s: add_resident(s, details, household, act))


def add_resident(s: Session, details: Details, household: str | None, act: Act) -> Resident:
    """Within a transaction of the caller's; also used for the sample town."""
    if household is None:
        household = new_ref(act.at)
        s.add(HouseholdRow(ref=household, created_at=act.at))
        s.flush()
    elif s.get(HouseholdRow, household) is None:
        raise Unknown(_("There is no such household. Please choose one from the list."))
    row = ResidentRow(
        ref=new_ref(act.at),
        household=household,
        created_at=act.at,
        **_columns(details),
    )
    s.add(row)
    s.flush()
    add_trace(s, act, row.ref, "created", after=details.name)
    return value_of(row)


async def correct(
    town: Town,
    reader: Reader,
    ref: str,
    details: Details,
    *,
    household: str | None = None,
    why: str,
) -> Resident:
    """Every field that changed leaves a trace; ``household`` None: it stays."""
    require_staff(reader)
    act = Act(reader.ref, town.now(), why)
    return await town.store.write(lambda s: _correct(s, ref, details, household, act))


def _correct(s: Session, ref: str, details: Details, household: str | None, act: Act) -> Resident:
    row = find_row(s, ref)
    before, after = (
        _shown(value_of(row)),
        _shown(Resident(ref, household or row.household, details)),
    )
    if household and s.get(HouseholdRow, household) is None:
        raise Unknown(_("There is no such household. Please choose one from the list."))
    for name in before:
        if before[name] != after[name]:
            add_trace(s, act, ref, name, before=before[name], after=after[name])
    for name, value in _columns(details).items():
        setattr(row, name, value)
    row.household, row.rev = household or row.household, row.rev + 1
    s.add(row)
    return value_of(row)


def _shown(resident: Resident) -> dict[str, str]:
    details = resident.details
    shown = {name: getattr(details, name) for name in FIELDS}
    shown["needs"] = ",".join(details.needs)
    shown["birth_date"] = details.birth_date.isoformat() if details.birth_date else ""
    return {**shown, "household": resident.household}


def _columns(details: Details) -> dict[str, Any]:
    return {
        **{name: getattr(details, name) for name in FIELDS},
        "needs": list(details.needs),
        "search": f"{finding.fold(details.name)} {finding.fold(details.kana)}",
        "address_folded": folded(details.address),
        "phone_digits": finding.digits(details.phone),
    }


async def search(town: Town, reader: Reader, query: str) -> list[Resident]:
    """By name, kana, or at least the last four digits of the telephone number."""
    require_staff(reader)
    found = await town.store.read(lambda s: [value_of(row) for row in finding.find(s, query)])
    await note_opened(town, reader, [one.ref for one in found], "search")
    return found


async def read(town: Town, reader: Reader, ref: str) -> Resident:
    """The whole record, for the desk; that it was opened is noted."""
    require_staff(reader)
    found = await town.store.read(lambda s: value_of(find_row(s, ref)))
    await note_opened(town, reader, [ref], "record")
    return found


def find_row(s: Session, ref: str) -> ResidentRow:
    found = s.get(ResidentRow, ref)
    if found is None:
        raise Unknown(_("This person is not on the list. Please search again."))
    return found


def known(s: Session, ref: str) -> ResidentRow:
    """As ``find_row``; who was joined with another is not on the list any more either."""
    found = find_row(s, ref)
    if found.merged_into:
        raise Unknown(_("This person is not on the list. Please search again."))
    return found


def value_of(row: ResidentRow) -> Resident:
    details = Details(
        row.name,
        row.kana,
        row.address,
        row.phone,
        row.birth_date,
        tuple(row.needs),
        row.home,
    )
    return Resident(
        row.ref,
        row.household,
        details,
        row.suspended_at is not None,
        row.suspended_why,
        row.merged_into,
    )


# --- for the other use cases ------------------------------------------------------------------


def require_active(s: Session, ref: str) -> ResidentRow:
    """Whoever asks: nothing new is booked for someone suspended or merged away."""
    row = find_row(s, ref)
    if row.suspended_at is not None:
        raise Suspended(_("The services of this person are paused. The desk can resume them."))
    if row.merged_into is not None:
        raise Unknown(_("This record was joined with another. Please search again."))
    return row


def residents_of(s: Session, refs: Iterable[str]) -> dict[str, Resident]:
    """By reference, whether they are active or not."""
    rows = s.exec(select(ResidentRow).where(col(ResidentRow.ref).in_(set(refs)))).all()
    return {row.ref: value_of(row) for row in rows}


def names_of(s: Session, refs: Iterable[str]) -> dict[str, Name]:
    """Names with their readings."""
    return {ref: Name(row.name, row.kana) for ref, row in rows_of(s, refs).items()}


def rows_of(s: Session, refs: Iterable[str]) -> dict[str, ResidentRow]:
    """By the ref that was asked for; a merged record's is the one that stayed."""
    wanted = set(refs)
    rows = s.exec(select(ResidentRow).where(col(ResidentRow.ref).in_(wanted))).all()
    kept = {row.merged_into for row in rows if row.merged_into}
    into = {
        row.ref: row for row in s.exec(select(ResidentRow).where(col(ResidentRow.ref).in_(kept)))
    }
    return {row.ref: into.get(row.merged_into or "", row) for row in rows}


def dwellers_at(s: Session, addresses: Collection[str], is_practice: bool = False) -> list[Dweller]:
    """Who lives at one of them, however it is written; records joined with another are none."""
    wanted = {folded(one) for one in addresses} - {""}
    rows = s.exec(
        select(ResidentRow)
        .where(
            col(ResidentRow.address_folded).in_(wanted),
            col(ResidentRow.merged_into).is_(None),
            col(ResidentRow.is_practice) == is_practice,
        )
        .order_by(ResidentRow.kana, ResidentRow.ref)
    )
    return [Dweller(row.ref, row.household, row.address) for row in rows]
