"""Circulars as their readers see them."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from senior_life.contract import Caller, Happening, Heading, Notice, Part, Text, Value
from senior_life.providing import JAPAN
from services.circular_board import asking, hanging, reading, tables
from services.circular_board.importing import Block, Shape, blocks_of, phones_in
from services.circular_board.neighbourhood import Neighbourhood
from services.circular_board.sentences import _


def listed(around: Neighbourhood, row: Any) -> Notice:
    """One line of a list: everything but its text."""
    return Notice(
        ref=row.ref,
        title=title_of(row.title, row.corrects),
        source=around.name(row.place),
        published_at=row.since,
        is_urgent=row.is_urgent,
        is_read=row.read_at is not None,
        happening=happening(row.happens_at, row.happens_where),
        calls=None if row.read_at else _calls(row),
    )


def opened(session: Session, around: Neighbourhood, who: Caller, notice: tables.Notice) -> Notice:
    questions = asking.from_json(notice.asks)
    answers = reading.answers_of(session, who.ref, notice.ref)
    until = notice.reply_until
    is_open = until is not None and around.host.now() < until
    return Notice(
        ref=notice.ref,
        title=title_of(notice.title, notice.corrects),
        source=around.name(notice.place),
        published_at=notice.since,
        parts=parts_of(notice.text),
        phones=phones_in(notice.text),
        attachments=hanging.shown(session, notice.ref),
        is_urgent=notice.is_urgent,
        is_read=reading.is_read(session, who, notice.ref),
        reply=asking.reply(questions) if is_open else None,
        reply_until=until,
        answered=asking.rows(questions, answers),
        answers=answers,
        happening=happening(notice.happens_at, notice.happens_where),
    )


def parts_of(text: str) -> tuple[Part, ...]:
    return tuple(_part(block) for block in blocks_of(text))


def _part(block: Block) -> Part:
    """A row of a table is said: 日時：11月24日、午前9時."""
    if block.shape is Shape.HEADING:
        return Heading(block.text)
    if block.shape is Shape.ROW:
        head, *cells = block.cells
        return f"{head}：{'、'.join(one for one in cells if one)}"
    return f"・{block.text}" if block.shape is Shape.ITEM else block.text


def title_of(title: str, corrects: str) -> Value:
    return _("Corrected: {title}", title=title) if corrects else title


def happening(at: datetime | None, where: str) -> Happening | None:
    return Happening(at.astimezone(JAPAN), where) if at else None


def _calls(row: Any) -> Text | None:
    if row.is_urgent:
        return _("An urgent circular for you: {title}.", title=row.title)
    if row.reminded_at:
        return _("Please read this circular: {title}.", title=row.title)
    return None
