"""A circular is written, published, corrected and withdrawn; each key works once."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from sqlalchemy import delete, insert
from sqlmodel import Session, col

from senior_life.contract import Trouble, Unclear
from senior_life.providing import Keys
from services.circular_board.asking import Asks, Question, to_json
from services.circular_board.sentences import LATER, _
from services.circular_board.tables import Applied, Audience, Notice

KEYS = Keys(Applied)
LONGEST_TITLE, LONGEST_TEXT = 60, 12_000
NOBODY = _("Nobody is meant. Please choose for whom it is.")


@dataclass(frozen=True, slots=True)
class Post:
    """What is written. ``targets`` as ``neighbourhood`` writes them; ``since`` None: at once."""

    title: str
    text: str
    targets: tuple[str, ...]
    until: datetime
    place: str
    since: datetime | None = None
    is_urgent: bool = False
    questions: tuple[Question, ...] = ()
    reply_until: datetime | None = None
    happens_at: datetime | None = None
    happens_where: str = ""


def checked(post: Post, now: datetime, may_lack_people: bool = False) -> Post:
    """Without blanks around it; ``may_lack_people``: they are named later.

    Raises Unclear, with the step of the form that is wrong.
    """
    post = replace(post, title=post.title.strip(), text=post.text.strip())
    since = post.since or now
    check_words(post.title, post.text)
    for is_wrong, says, step in (
        (
            not post.targets and not may_lack_people,
            NOBODY,
            "audience",
        ),
        (
            post.until <= max(since, now),
            _("It would be over before anybody sees it. Please choose a later day."),
            "until",
        ),
        (
            post.reply_until is not None and post.reply_until <= max(since, now),
            _("Nobody could answer any more. Please choose a later day for the answers."),
            "reply_until",
        ),
        (
            bool(post.questions) and (post.reply_until or post.until) > post.until,
            _("Please let the answers end before the circular does."),
            "reply_until",
        ),
        *(
            (_lacks(one), _("Please write the question and what may be chosen."), one.kind.value)
            for one in post.questions
        ),
    ):
        if is_wrong:
            raise Unclear(says, step)
    return post


def check_words(title: str, text: str) -> None:
    """Raises Unclear."""
    for is_wrong, says, step in (
        (not title, _("Please write a title."), "title"),
        (len(title) > LONGEST_TITLE, _("Please make the title shorter."), "title"),
        (not text, _("Please write what it is about."), "text"),
        (len(text) > LONGEST_TEXT, _("Please make the text shorter."), "text"),
    ):
        if is_wrong:
            raise Unclear(says, step)


def _lacks(question: Question) -> bool:
    match question.kind:
        case Asks.CHOICE:
            return not question.says or len(question.choices) < 2  # noqa: PLR2004 -- else no choice
        case Asks.WORDS:
            return not question.says
        case _:
            return False


def write(
    session: Session, post: Post, by: str, key: str, now: datetime, corrects: str = ""
) -> Notice:
    """A draft, which only those who wrote it see. The key is unique: it is written once."""
    notice = Notice(
        ref=uuid4().hex,
        key=key,
        title=post.title,
        text=post.text,
        targets=list(post.targets),
        since=post.since or now,
        until=post.until,
        is_urgent=post.is_urgent,
        asks=to_json(post.questions),
        reply_until=(post.reply_until or post.until) if post.questions else None,
        happens_at=post.happens_at,
        happens_where=post.happens_where,
        place=post.place,
        made_by=by,
        corrects=corrects,
    )
    session.add(notice)
    session.flush()
    return notice


def publish(session: Session, notice: Notice, now: datetime) -> None:
    """From its time on whoever is meant sees it; what it corrects is gone in the same moment.

    Raises Trouble when it is out already, or would be over.
    """
    if notice.published_at is not None or notice.withdrawn_at is not None:
        raise Trouble(LATER)
    if not notice.targets:
        raise Unclear(NOBODY, "audience")
    if notice.until <= now:
        raise Trouble(_("It would be over before anybody sees it. Please write it anew."))
    if notice.reply_until is not None and notice.reply_until <= now and not notice.corrects:
        raise Trouble(_("Answers would be over before anybody can give one. Please write it anew."))
    notice.published_at, notice.since = now, max(notice.since, now)
    session.add(notice)
    rows = [
        {
            "target": target,
            "since": notice.since,
            "notice": notice.ref,
            "until": notice.until,
            "is_urgent": notice.is_urgent,
        }
        for target in notice.targets
    ]
    session.execute(insert(Audience), rows)
    before = session.get(Notice, notice.corrects) if notice.corrects else None
    if before is not None and before.withdrawn_at is None:
        withdraw(session, before, now)


def withdraw(session: Session, notice: Notice, now: datetime) -> None:
    """Nobody sees it any more; that it was there, and who read it, stays written down."""
    if notice.withdrawn_at is not None:
        raise Trouble(LATER)
    notice.withdrawn_at = now
    session.add(notice)
    session.execute(delete(Audience).where(col(Audience.notice) == notice.ref))
