"""Answers to a circular: the last word stands, until the answers are closed."""

from datetime import datetime

from sqlalchemy import insert, literal, select
from sqlmodel import Session, SQLModel

from senior_life.contract import HELP, Answers, Caller, How, Trouble
from services.circular_board import asking, receipts
from services.circular_board.neighbourhood import Neighbourhood
from services.circular_board.sentences import _
from services.circular_board.tables import Answer, FoundWell, Notice


def respond(
    session: Session, around: Neighbourhood, who: Caller, notice: Notice, answers: Answers
) -> None:
    """Whoever answers has read. Raises Unclear, and Trouble when it is too late; a wish for help is
    never too late."""
    questions = asking.from_json(notice.asks)
    given = asking.checked(questions, answers)
    now, until = around.host.now(), notice.reply_until
    if (until is None or until <= now) and HELP not in given.values():
        says = _("The answers are closed. Please call {phone}.", phone=around.phone)
        raise Trouble(says)
    for step, value in given.items():
        _put(session, Answer(notice=notice.ref, resident=who.ref, step=step, value=value, at=now))
    receipts.write(session, who, notice.ref, How.READ, now)


def take_along(session: Session, old: str, new: str) -> None:
    """To a corrected circular: it asks what the old one asked, and what was said stays said."""
    for table in (Answer, FoundWell):
        rows = SQLModel.metadata.tables[str(table.__tablename__)]
        kept = [one for one in rows.columns if one.name != "notice"]
        its = select(literal(new), *kept).where(rows.c.notice == old)
        session.execute(insert(rows).from_select(["notice", *(one.name for one in kept)], its))


def found_well(session: Session, notice: str, resident: str, by: str, now: datetime) -> None:
    """The last look counts."""
    its = {"notice": notice, "resident": resident, "noted_by": by, "at": now}
    if not receipts.add(session, FoundWell, its):
        found = session.get_one(FoundWell, (notice, resident))
        found.noted_by, found.at = by, now
        session.add(found)


def _put(session: Session, answer: Answer) -> None:
    found = session.get(Answer, (answer.notice, answer.resident, answer.step))
    if found is None:
        session.add(answer)
    elif found.value != answer.value or answer.value == HELP:  # said again, it counts anew
        found.value, found.at = answer.value, answer.at
        session.add(found)
