"""Notices kept for a resident: reminders that move with their booking, and what changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import BindParameter, Select, bindparam, delete, insert
from sqlmodel import Session, col, or_, select

from senior_life.contract import Name, Reminder, Service, State, Text, words
from senior_life.direct import Direct
from senior_life.storage import new_ref
from senior_life.storage.tables.reminders import ReminderRow
from senior_life.storage.types import table
from senior_life.storage.values import from_json, to_json
from senior_life.usecases import access
from senior_life.usecases.access import Reader
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import Unknown
from senior_life.words.calendar import TOKYO

_ = words("senior_life")
INSERT = Direct(insert(table(ReminderRow)))
STANDS = ("change", "proposal", "flag", "stays")
"""What notices are about that end with the next change of their booking."""
MOST = 20
NOTICE_DAYS = 14


def _due() -> Select[Any]:
    kept = table(ReminderRow)
    now: BindParameter[datetime] = bindparam("now")
    return (
        kept.select()
        .where(
            kept.c.resident == bindparam("whose"),
            kept.c.seen_at.is_(None),
            kept.c.at <= now,
            or_(kept.c.until.is_(None), kept.c.until > now),
        )
        .order_by(kept.c.at.desc())
        .limit(MOST)
    )


DUE = Direct(_due())


@dataclass(frozen=True, slots=True)
class Notice:
    """``kind``: reminder, proposal, change, info."""

    ref: str
    kind: str
    booking: str
    at: datetime
    says: Text


class Standing(Protocol):
    """What a notice is about: a ``BookingRow``, or what was just written into one."""

    @property
    def ref(self) -> str: ...
    @property
    def town(self) -> str: ...
    @property
    def resident(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def seq(self) -> int: ...
    @property
    def starts(self) -> datetime | None: ...
    @property
    def ends(self) -> datetime | None: ...


def remind(
    s: Session,
    service: Service,
    row: Standing,
    now: datetime,
    what: Text | Name,
    is_new: bool = False,
    own: Sequence[Reminder] = (),
) -> None:
    """Reminders for the time of the booking as it is now, and the provider's ``own``; none for one
    that no longer stands."""
    if not is_new:
        s.execute(
            delete(ReminderRow).where(
                col(ReminderRow.booking) == row.ref,
                col(ReminderRow.kind) == "reminder",
                col(ReminderRow.seen_at).is_(None),
            )
        )
    if row.state != State.CONFIRMED or row.starts is None:
        return
    fresh = []
    is_open = row.ends == row.starts
    for lead in service.reminders:
        if is_open and lead < timedelta(days=1):
            continue
        at = row.starts - lead
        once = f"{int(lead.total_seconds())}@{int(row.starts.timestamp())}"
        if at > now and (is_new or not _is_told(s, row, once)):
            fresh.append(_notice(row, "reminder", once, at, _reminder(row, what, lead)))
    for one in own:
        once = f"own@{int(one.at.timestamp())}"
        if one.at > now and (is_new or not _is_told(s, row, once)):
            fresh.append(_notice(row, "reminder", once, one.at, one.says))
    for notice in fresh:
        INSERT.count(s, notice)


def notify(s: Session, row: Standing, kind: str, says: Text, now: datetime, once: str = "") -> None:
    """Something that changed without the resident; told once for each ``seq``, or ``once``."""
    once, until = once or f"{kind}:{row.seq}", now + timedelta(days=NOTICE_DAYS)
    if not _is_told(s, row, once):
        INSERT.count(s, _notice(row, kind, once, now, says, until))


def settle(s: Session, booking: str, now: datetime, *about: str) -> None:
    """What was told of a booking and not read is over: it stands otherwise by now. ``about`` is
    what its ``once`` begins with."""
    told = select(ReminderRow).where(
        ReminderRow.booking == booking,
        col(ReminderRow.seen_at).is_(None),
        or_(*(col(ReminderRow.once).startswith(f"{one}:") for one in about)),
    )
    for notice in s.exec(told).all():
        notice.seen_at = now
        s.add(notice)


def due(s: Session, resident: str, now: datetime) -> Sequence[Notice]:
    """What is to be shown now: not yet seen, not yet over."""
    rows = DUE.all(s, {"whose": resident, "now": now})
    return [Notice(r.ref, r.kind, r.booking, r.at, from_json(r.says)) for r in rows]


async def seen(town: Town, reader: Reader, ref: str) -> None:
    """The resident has read it; it is not shown again."""
    now = town.now()

    def work(s: Session) -> None:
        row = s.get(ReminderRow, ref)
        if row is None or not access.may_read(reader, row.resident):
            raise Unknown(_("This notice is not there any more."))
        row.seen_at = row.seen_at or now

    await town.store.write(work)


def _reminder(row: Standing, what: Text | Name, lead: timedelta) -> Text:
    assert row.starts is not None  # noqa: S101 -- there are reminders of what has a time
    starts = row.starts.astimezone(TOKYO)
    if row.ends == row.starts:
        return _("{day:day}: {what}.", day=starts, what=what)
    if lead < timedelta(days=1):
        return _("Today at {start:clock}: {what}.", start=starts, what=what)
    return _("{day:day} at {start:clock}: {what}.", day=starts, start=starts, what=what)


def _is_told(s: Session, row: Standing, once: str) -> bool:
    """The unique constraint has the last word; asking first saves a lost race."""
    told = select(ReminderRow.ref).where(ReminderRow.booking == row.ref, ReminderRow.once == once)
    return s.exec(told).first() is not None


def _notice(
    row: Standing,
    kind: str,
    once: str,
    at: datetime,
    says: Text,
    until: datetime | None = None,
) -> dict[str, Any]:
    return {
        "ref": new_ref(at),
        "town": row.town,
        "resident": row.resident,
        "booking": row.ref,
        "once": once,
        "kind": kind,
        "at": at,
        "until": until or row.starts,
        "says": to_json(says),
        "seen_at": None,
    }
