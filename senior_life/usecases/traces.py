"""What is remembered about personal data: each correction, and each time staff opened it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from senior_life.storage.tables.people import CorrectionRow, OpeningRow, StaffRow
from senior_life.usecases.access import Reader
from senior_life.usecases.town import Town

DESK = "staff:"


@dataclass(frozen=True, slots=True)
class Trace:
    """``by`` is the name of the member of staff, as far as it is known."""

    at: datetime
    by: str
    what: str
    before: str
    after: str
    why: str


@dataclass(frozen=True, slots=True)
class Act:
    """Who does something to a resident's record, when, and why."""

    by: str
    at: datetime
    why: str = ""


def add_trace(
    s: Session, act: Act, resident: str, what: str, *, before: str = "", after: str = ""
) -> None:
    s.add(
        CorrectionRow(
            resident=resident,
            at=act.at,
            by=act.by,
            what=what,
            before=before,
            after=after,
            why=act.why,
        )
    )


async def traces_of(town: Town, resident: str) -> list[Trace]:
    """Oldest first."""
    return await town.store.read(lambda s: _traces(s, resident))


def _traces(s: Session, resident: str) -> list[Trace]:
    rows = s.exec(
        select(CorrectionRow)
        .where(CorrectionRow.resident == resident)
        .order_by(col(CorrectionRow.id))
    ).all()
    return [
        Trace(row.at, _name(s, row.by), row.what, row.before, row.after, row.why) for row in rows
    ]


def _name(s: Session, by: str) -> str:
    found = s.get(StaffRow, by.removeprefix(DESK)) if by.startswith(DESK) else None
    return found.name if found else by


async def note_opened(town: Town, reader: Reader, residents: Iterable[str], what: str) -> None:
    """Staff saw personal data; devices see only their own, which is not noted."""
    opened = list(residents)
    if reader.is_staff and opened:
        now = town.now()
        await town.store.write(lambda s: _note(s, reader.ref, opened, what, now))


def _note(s: Session, by: str, residents: list[str], what: str, now: datetime) -> None:
    s.add_all(OpeningRow(resident=one, at=now, by=by, what=what) for one in residents)
