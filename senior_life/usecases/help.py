"""A wish to speak with a person, who then already sees what was asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from senior_life.contract import Row, Staff, Text, Value
from senior_life.contract import words as catalogue
from senior_life.storage import new_ref
from senior_life.storage.tables.help import HelpRow
from senior_life.storage.values import from_json, to_json
from senior_life.usecases import access, drafts
from senior_life.usecases.access import Reader
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import Unknown

_ = catalogue("senior_life")
MOST = 200
HELPS = _("I would like help")


@dataclass(frozen=True, slots=True)
class Told:
    """What the resident hears: somebody knows now."""

    ref: str
    says: Text


@dataclass(frozen=True, slots=True)
class Wish:
    """A line of the desk's list; ``asked`` are the answers given so far."""

    ref: str
    at: datetime
    resident: str
    service: str
    step: str
    words: str
    asked: tuple[Row, ...]
    is_done: bool


async def ask(town: Town, reader: Reader, walk: str | None = None, words: str = "") -> Told:
    """Put it on the desk's list. Asked again about one errand it is one line, with all words."""
    draft = await drafts.load(town, reader, walk) if walk else None
    whom = draft.who.ref if draft else access.require_resident(reader)
    row = HelpRow(
        ref=new_ref(town.now()),
        town=town.id,
        resident=whom,
        walk=walk,
        service=draft.service.id if draft else "",
        step=draft.walk.current if draft else "",
        words=words,
        asked=to_json(drafts.rows(draft)) if draft else [],
        at=town.now(),
    )
    ref: str = await town.store.write(lambda s: _put(s, row))
    return Told(ref, _says(town))


async def call_from(town: Town, reader: Reader, service: str, about: str, title: Value) -> Told:
    """Somebody answered a notice with a wish for help. As long as it stands open on the desk's
    list it is one line, however often they say so."""
    row = HelpRow(
        ref=new_ref(town.now()),
        town=town.id,
        resident=access.require_resident(reader),
        service=service,
        step=about,
        asked=to_json(
            (Row(_("Notice"), Text("{title}", {"title": title})), Row(_("Answer"), HELPS))
        ),
        at=town.now(),
    )
    ref: str = await town.store.write(lambda s: _put(s, row))
    return Told(ref, _says(town))


def _says(town: Town) -> Text:
    """Whoever asks in the evening knows that nobody calls before the morning."""
    return _(
        "The desk has been told, and telephones you in its hours: {hours}. "
        "If you are in a hurry, call {phone}.",
        hours=town.pack.town.desk.hours,
        phone=town.pack.phone,
    )


async def waiting(town: Town, reader: Reader) -> Sequence[Wish]:
    """The desk's list: open ones first, the oldest on top."""
    access.require_staff(reader)
    found: list[Wish] = await town.store.read(lambda s: _waiting(s, town.id))
    return found


async def done(town: Town, reader: Reader, ref: str) -> Wish:
    """Somebody has spoken with the resident."""
    staff, now = access.require_staff(reader), town.now()
    wish: Wish = await town.store.write(lambda s: _done(s, town.id, ref, staff, now))
    return wish


def _put(s: Session, row: HelpRow) -> str:
    open_one = _open_one(s, row)
    if open_one:
        open_one.step, open_one.asked = row.step, row.asked
        if row.words not in open_one.words:
            open_one.words = "\n".join(filter(None, (open_one.words, row.words)))
        return open_one.ref
    s.add(HelpRow(**row.model_dump()))
    return row.ref


def _open_one(s: Session, row: HelpRow) -> HelpRow | None:
    """The line about the same errand, or about the same notice."""
    if row.walk:
        same = select(HelpRow).where(HelpRow.walk == row.walk)
    elif row.step:
        same = select(HelpRow).where(
            HelpRow.resident == row.resident,
            HelpRow.service == row.service,
            HelpRow.step == row.step,
            HelpRow.town == row.town,
        )
    else:
        return None
    return s.exec(same.where(col(HelpRow.done_at).is_(None))).first()


def _waiting(s: Session, town: str) -> list[Wish]:
    rows = s.exec(
        select(HelpRow)
        .where(HelpRow.town == town)
        .order_by(col(HelpRow.done_at).is_not(None), col(HelpRow.at))
        .limit(MOST)
    ).all()
    return [_wish(row) for row in rows]


def _done(s: Session, town: str, ref: str, staff: Staff, now: datetime) -> Wish:
    row = s.get(HelpRow, ref)
    if row is None or row.town != town:
        raise Unknown(_("This line is not there any more."))
    row.done_at, row.done_by = row.done_at or now, row.done_by or staff.ref
    return _wish(row)


def _wish(row: HelpRow) -> Wish:
    return Wish(
        row.ref,
        row.at,
        row.resident,
        row.service,
        row.step,
        row.words,
        from_json(row.asked),
        row.done_at is not None,
    )
