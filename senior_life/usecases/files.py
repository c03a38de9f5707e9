"""Files that people send: piece by piece into the database, and out again for whoever may see them.

Nobody but the sender sees a file that no service keeps; a kept one is shown to whom its service
names.
"""

from collections.abc import AsyncIterable, AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import CursorResult, Update, delete, update
from sqlmodel import Session, col, select

from senior_life.contract import PAPER, Answers, File, Kind, Step, Unclear, words
from senior_life.storage.refs import new_ref
from senior_life.storage.tables.files import FileRow, PieceRow
from senior_life.usecases.access import Reader, require_staff
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import Conflict, Unknown

_ = words("senior_life")
LARGEST_BYTES = 20_000_000
PIECE_BYTES = 512 * 1024
"""Of one transaction: nobody waits for the disk longer than for this."""
UNKEPT_FOR = timedelta(days=1)
UPLOAD, ORIGINAL = "upload", "original"
"""What signed addresses of files call them: to send one, and to look at it."""
OPEN, COMING, WHOLE = "open", "coming", "whole"
KINDS = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}
WEBP = b"RIFF", b"WEBP"
MEGABYTES = LARGEST_BYTES // 1_000_000
TOO_LARGE = _("This file is too large: at most {n} megabytes can be sent.", n=MEGABYTES)
GONE = _("The file is not there any more. Please choose it again.")
NOT_WHOLE = _("The file did not arrive whole. Please choose it again.")


@dataclass(frozen=True, slots=True)
class Sent:
    """What is known of a file without reading it."""

    ref: str
    name: str
    kind: str
    size_bytes: int


async def begin(town: Town, reader: Reader, name: str, size_bytes: int) -> str:
    """The ref of a file that is about to be sent. Raises Unclear when it would be too large."""
    require_staff(reader)
    require_size(size_bytes)
    now = town.now()
    ref = new_ref(now)
    await town.store.write(
        lambda s: s.add(FileRow(ref=ref, name=name, made_by=reader.ref, made_at=now))
    )
    return ref


def require_size(size_bytes: int) -> None:
    if size_bytes > LARGEST_BYTES:
        raise Unclear(TOO_LARGE)


async def receive(town: Town, ref: str, sent: AsyncIterable[bytes]) -> None:
    """Once for each ref, and whole or not at all. Raises Conflict, Unclear."""
    if not await town.store.write(partial(_begins, ref=ref)):
        raise Conflict(_("This file was sent already. Please choose it again."))
    is_whole = False
    try:
        kind, size, number = "", 0, 0
        async for piece in _pieces(sent):
            kind = kind or (kind_of(piece) if number == 0 else "")
            size += len(piece)
            require_size(size)
            await town.store.write(partial(_add, ref=ref, number=number, content=piece))
            number += 1
        if size == 0:
            raise Unclear(_("This file is empty. Please choose another one."))
        is_whole = await town.store.write(partial(_is_whole_now, ref=ref, kind=kind, size=size))
    finally:
        if not is_whole:
            await town.store.write(partial(_discard, ref=ref))
    if not is_whole:
        raise Unclear(GONE)


async def _pieces(sent: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
    held = bytearray()
    async for chunk in sent:
        held += chunk
        while len(held) >= PIECE_BYTES:
            yield bytes(held[:PIECE_BYTES])
            del held[:PIECE_BYTES]
    if held:
        yield bytes(held)


def kind_of(start: bytes) -> str:
    """By its first bytes; empty for what nothing here shows."""
    if start[:4] == WEBP[0] and start[8:12] == WEBP[1]:
        return "image/webp"
    return next((kind for mark, kind in KINDS.items() if start.startswith(mark)), "")


async def own(town: Town, reader: Reader, ref: str) -> Sent:
    """A whole file that this reader has sent. Raises Unknown, of another's too."""
    require_staff(reader)
    row = await town.store.read(lambda s: s.get(FileRow, ref))
    if row is None or row.made_by != reader.ref:
        raise Unknown(GONE)
    if row.state != WHOLE:
        raise Unknown(NOT_WHOLE)
    return sent_of(row)


async def require_own(town: Town, reader: Reader, asks: Sequence[Step], answers: Answers) -> None:
    """What is answered to a FILE step was sent by whoever answers. Raises Unclear."""
    for step in asks:
        given = answers.get(step.name, "")
        if step.kind is not Kind.FILE:
            continue
        for ref in (given,) if isinstance(given, str) else given:
            await _require_own(town, reader, step, ref)


async def _require_own(town: Town, reader: Reader, step: Step, ref: str) -> None:
    if ref in {"", PAPER}:
        return
    try:
        sent = await own(town, reader, ref)
    except Unknown as unknown:
        raise Unclear(unknown.says, step.name) from unknown
    if step.longest is not None and sent.size_bytes > step.longest:
        raise Unclear(TOO_LARGE, step.name)


async def look(town: Town, ref: str) -> Sent:
    """Of a whole file, whoever asks: its address was signed for them. Raises Unknown."""
    row = await town.store.read(lambda s: s.get(FileRow, ref))
    if row is None or row.state != WHOLE:
        raise Unknown(GONE)
    return sent_of(row)


async def pieces(town: Town, ref: str) -> AsyncIterator[bytes]:
    """One after the other, so that no more than one is in memory."""
    number = 0
    while (row := await town.store.read(partial(_piece, ref=ref, number=number))) is not None:
        yield row.content
        number += 1


def sent_of(row: FileRow) -> Sent:
    return Sent(row.ref, row.name, row.kind, row.size_bytes)


def file_for(s: Session, service: str, ref: str) -> File:
    """Its own, or one that nobody keeps yet. Raises Unclear."""
    row = _held(s, service, ref)
    of_it = select(PieceRow).where(PieceRow.file == ref).order_by(col(PieceRow.number))
    return File(row.name, row.kind, b"".join(piece.content for piece in s.exec(of_it)))


def keep(s: Session, service: str, ref: str) -> None:
    """Raises Unclear."""
    _held(s, service, ref).kept_by = service


def add(s: Session, service: str, file: File, now: datetime) -> str:
    """One that the service made; its ref."""
    size = len(file.content)
    row = FileRow(
        ref=new_ref(now),
        name=file.name,
        kind=kind_of(file.content),
        size_bytes=size,
        state=WHOLE,
        made_by=service,
        made_at=now,
        kept_by=service,
    )
    s.add(row)
    s.flush()
    for number, start in enumerate(range(0, size, PIECE_BYTES)):
        _add(s, row.ref, number, file.content[start : start + PIECE_BYTES])
    return row.ref


def drop(s: Session, service: str, ref: str) -> None:
    s.execute(delete(FileRow).where(col(FileRow.ref) == ref, col(FileRow.kept_by) == service))


def _held(s: Session, service: str, ref: str) -> FileRow:
    row = s.get(FileRow, ref)
    if row is None or row.state != WHOLE or row.kept_by not in {"", service}:
        raise Unclear(GONE)
    return row


def _begins(s: Session, ref: str) -> bool:
    of_it = (col(FileRow.ref) == ref, col(FileRow.state) == OPEN)
    return _changed(s, update(FileRow).where(*of_it).values(state=COMING))


def _is_whole_now(s: Session, ref: str, kind: str, size: int) -> bool:
    """False: it was swept away meanwhile."""
    of_it = (col(FileRow.ref) == ref, col(FileRow.state) == COMING)
    return _changed(
        s, update(FileRow).where(*of_it).values(state=WHOLE, kind=kind, size_bytes=size)
    )


def _changed(s: Session, statement: Update) -> bool:
    done = s.execute(statement)
    assert isinstance(done, CursorResult)  # noqa: S101 -- an update gives no rows
    return done.rowcount == 1


def _add(s: Session, ref: str, number: int, content: bytes) -> None:
    s.add(PieceRow(file=ref, number=number, content=content))


def _discard(s: Session, ref: str) -> None:
    s.execute(delete(FileRow).where(col(FileRow.ref) == ref, col(FileRow.state) != WHOLE))


def _piece(s: Session, ref: str, number: int) -> PieceRow | None:
    return s.get(PieceRow, (ref, number))
