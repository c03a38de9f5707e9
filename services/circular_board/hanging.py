"""What hangs on a circular: the paper that it came as, and photos with what they show."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from senior_life.contract import Attachment, Host, Trouble
from services.circular_board import tables
from services.circular_board.sentences import _

MOST = 8
ORIGINAL = _("Look at the paper itself")
"""What it is called that a circular was read from; it has no words of its own."""


def hang(
    session: Session, notice: str, file: str, says: str = "", is_picture: bool = False
) -> None:
    """The file must be kept. Raises Trouble when there are too many."""
    number = len(rows_of(session, notice))
    if number >= MOST:
        raise Trouble(_("No more fits on this circular: {n} at most.", n=MOST))
    session.add(
        tables.Attachment(notice=notice, number=number, file=file, says=says, is_picture=is_picture)
    )


def rows_of(session: Session, notice: str) -> Sequence[tables.Attachment]:
    found = select(tables.Attachment).where(tables.Attachment.notice == notice)
    return session.exec(found.order_by(col(tables.Attachment.number))).all()


def shown(session: Session, notice: str) -> tuple[Attachment, ...]:
    return tuple(
        Attachment(one.file, one.says or ORIGINAL, one.is_picture)
        for one in rows_of(session, notice)
    )


def take_along(session: Session, old: str, new: str) -> None:
    """A corrected circular has all that the old one had."""
    for one in rows_of(session, old):
        hang(session, new, one.file, one.says, one.is_picture)


def drop(session: Session, host: Host, notice: str) -> None:
    """Of a draft that nobody saw: its files go, too."""
    for one in rows_of(session, notice):
        host.drop_file(session, one.file)
        session.delete(one)
