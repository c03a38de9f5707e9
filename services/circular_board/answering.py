"""Answers to a circular: the last word stands, until the answers are closed."""

from sqlmodel import Session

from senior_life.contract import HELP, Answers, Caller, How, Trouble
from services.circular_board import asking, receipts
from services.circular_board.neighbourhood import Neighbourhood
from services.circular_board.sentences import _
from services.circular_board.tables import Answer, Notice


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


def _put(session: Session, answer: Answer) -> None:
    found = session.get(Answer, (answer.notice, answer.resident, answer.step))
    if found is None:
        session.add(answer)
    elif found.value != answer.value:
        found.value, found.at = answer.value, answer.at
        session.add(found)
