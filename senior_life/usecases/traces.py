"""What is remembered about personal data: each correction, and each time staff opened it."""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from senior_life.storage.tables.people import CorrectionRow, OpeningRow, StaffRow
from senior_life.usecases.access import Reader
from senior_life.usecases.town import Town
from senior_life.words.calendar import local

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


@dataclass(frozen=True, slots=True)
class Seen:
    """Who of the staff looked, when, and at what; ``once`` as in its table."""

    by: str
    at: datetime
    what: str
    once: str | None = None


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
        seen = Seen(reader.ref, town.now(), what)
        await town.store.write(lambda s: _note(s, seen, opened))


async def note_watched(
    town: Town, reader: Reader, residents: Iterable[str], what: str, which: str = ""
) -> None:
    """The same for a screen that reads itself again and again: once a day, for each that is on it.

    ``which`` of these screens, for those of one kind hold different people.
    """
    now = town.now()
    seen = Seen(reader.ref, now, what, f"{what} {which} {local(now).date()}")
    watched = set(residents)
    if not reader.is_staff:
        return
    new = await town.store.read(lambda s: _unnoted(s, seen, watched))
    if new:
        await town.store.write(lambda s: _note(s, seen, _unnoted(s, seen, watched)))


def _unnoted(s: Session, seen: Seen, residents: Collection[str]) -> list[str]:
    of_today = select(OpeningRow.resident).where(
        OpeningRow.by == seen.by, OpeningRow.once == seen.once
    )
    return sorted(set(residents) - set(s.exec(of_today).all()))


def _note(s: Session, seen: Seen, residents: Iterable[str]) -> None:
    s.add_all(OpeningRow(resident=one, **asdict(seen)) for one in residents)
