"""Which circulars a resident finds: by whom they name, never by rows written for each reader."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, bindparam, literal, or_, select, union_all
from sqlmodel import Session, SQLModel

from senior_life.contract import MOST_NOTICES, Caller, Gone, Wanted
from senior_life.direct import Direct
from senior_life.providing import JAPAN
from services.circular_board.asking import STAYS, Asks
from services.circular_board.neighbourhood import Neighbourhood
from services.circular_board.sentences import GONE
from services.circular_board.tables import Answer, Audience, Notice, Receipt, Reminder

LATEST = 8
TARGETS = ("everyone", "han", "association", "who")
PLACES: Mapping[str, Any] = SQLModel.metadata.tables
NOTICE, AUDIENCE = PLACES[str(Notice.__tablename__)], PLACES[str(Audience.__tablename__)]
RECEIPT, REMINDER = PLACES[str(Receipt.__tablename__)], PLACES[str(Reminder.__tablename__)]
ANSWERS = PLACES[str(Answer.__tablename__)]
NOW: Any = bindparam("now")
UNREAD_OF = AUDIENCE.c.notice, AUDIENCE.c.is_urgent, AUDIENCE.c.since
STANDS = AUDIENCE.c.since <= NOW, AUDIENCE.c.until > NOW
HEAD = ("ref", "title", "place", "since", "is_urgent", "happens_at", "happens_where", "corrects")


def _meant() -> Any:
    """Rows that name this resident, of what is out."""
    named = AUDIENCE.c.target.in_([bindparam(one) for one in TARGETS])
    either = AUDIENCE.c.is_urgent.in_([literal(False), literal(True)])  # so the key leads to since
    return and_(named, either, AUDIENCE.c.since <= NOW)


def _heads(found: Any, is_urgent_first: bool) -> Select[Any]:
    """The lines of a list for the refs in ``found``, with the reader's own receipt."""
    mine = and_(RECEIPT.c.notice == NOTICE.c.ref, RECEIPT.c.resident == bindparam("reader"))
    reminded = and_(
        REMINDER.c.notice == NOTICE.c.ref,
        REMINDER.c.han == bindparam("its_han"),
        REMINDER.c.day == bindparam("today"),
    )
    order = [NOTICE.c.since.desc(), NOTICE.c.ref.desc()]
    if is_urgent_first:
        order.insert(0, NOTICE.c.is_urgent.desc())
    return (
        select(
            *(NOTICE.c[name] for name in HEAD),
            RECEIPT.c.at.label("read_at"),
            REMINDER.c.at.label("reminded_at"),
        )
        .select_from(NOTICE)
        .join(found, found.c.notice == NOTICE.c.ref)
        .outerjoin(RECEIPT, mine)
        .outerjoin(REMINDER, reminded)
        .order_by(*order)
    )


def _unread(found: Any) -> Select[Any]:
    """The first page of ``found``, each notice once."""
    page = select(found).distinct().order_by(*_newest(found)).limit(MOST_NOTICES)
    return _heads(page.offset(bindparam("first")).subquery(), is_urgent_first=True)


def _looked_for() -> Any:
    """Of each group, read along its key, no more than could stand on the page; for each of them the
    receipt is looked for: quick where the database is in the same process."""
    its = RECEIPT.c.resident == bindparam("reader"), RECEIPT.c.notice == AUDIENCE.c.notice
    is_new = ~select(RECEIPT.c.notice).where(*its).exists()
    every = [
        select(
            select(*UNREAD_OF)
            .where(AUDIENCE.c.target == bindparam(one), *STANDS, is_new)
            .order_by(*_newest(AUDIENCE))
            .limit(bindparam("upto"))
            .subquery()
        )
        for one in TARGETS
    ]
    return union_all(*every).subquery()


def _not_among() -> Any:
    """All of the reader's receipts are read once and hashed: PostgreSQL does that faster than to
    look for thousands of them one by one (``bench_board``)."""
    mine = select(RECEIPT.c.notice).where(RECEIPT.c.resident == bindparam("reader"))
    named = AUDIENCE.c.target.in_([bindparam(one) for one in TARGETS])
    is_new = AUDIENCE.c.notice.not_in(mine)
    return select(*UNREAD_OF).where(named, *STANDS, is_new).subquery()


def _newest(rows: Any) -> tuple[Any, ...]:
    """The urgent ones first; the order of the key, backwards."""
    return rows.c.is_urgent.desc(), rows.c.since.desc(), rows.c.notice.desc()


def _listed(*which: Any) -> Select[Any]:
    """All that are or were there, of which that is so; the latest first."""
    found = (
        select(AUDIENCE.c.notice, AUDIENCE.c.since)
        .join(NOTICE, NOTICE.c.ref == AUDIENCE.c.notice)
        .where(_meant(), *which)
        .distinct()
        .order_by(AUDIENCE.c.since.desc(), AUDIENCE.c.notice.desc())
        .limit(MOST_NOTICES)
        .offset(bindparam("first"))
    )
    return _heads(found.subquery(), is_urgent_first=False)


def _with_words() -> Any:
    like: Any = bindparam("like")
    return or_(NOTICE.c.title.ilike(like, escape="/"), NOTICE.c.text.ilike(like, escape="/"))


def _stays() -> Any:
    """Whoever said that they do not come has nothing of it on their day."""
    mine = and_(
        ANSWERS.c.notice == NOTICE.c.ref,
        ANSWERS.c.resident == bindparam("reader"),
        ANSWERS.c.step == literal(Asks.ATTENDANCE.value),
        ANSWERS.c.value == literal(STAYS),
    )
    return select(ANSWERS.c.notice).where(mine).exists()


def _newest_out() -> Select[Any]:
    """More than one: a clock that is slower may bring one in behind the latest."""
    is_out = and_(NOTICE.c.published_at.is_not(None), NOTICE.c.withdrawn_at.is_(None))
    return (
        select(NOTICE.c.ref)
        .where(NOTICE.c.since <= NOW, NOTICE.c.until > NOW, is_out)
        .order_by(NOTICE.c.since.desc(), NOTICE.c.ref.desc())
        .limit(LATEST)
    )


SINCE: Any = bindparam("after")
BEFORE: Any = bindparam("before")
UNREAD = {
    "sqlite": Direct(_unread(_looked_for())),
    "postgresql": Direct(_unread(_not_among())),
}
LISTED = Direct(_listed())
NEWEST = Direct(_newest_out())
IN_MONTH = Direct(_listed(AUDIENCE.c.since >= SINCE, AUDIENCE.c.since < BEFORE))
ON_DAY = Direct(_listed(NOTICE.c.happens_at >= SINCE, NOTICE.c.happens_at < BEFORE, ~_stays()))
WITH_WORDS = Direct(_listed(_with_words()))
MINE = Direct(
    select(AUDIENCE.c.notice).where(_meant(), AUDIENCE.c.notice == bindparam("its_ref")).limit(1)
)
READ = Direct(
    select(RECEIPT.c.at).where(
        RECEIPT.c.resident == bindparam("reader"), RECEIPT.c.notice == bindparam("its_ref")
    )
)
ANSWERED = Direct(
    select(ANSWERS.c.step, ANSWERS.c.value).where(
        ANSWERS.c.notice == bindparam("its_ref"), ANSWERS.c.resident == bindparam("reader")
    )
)


def found(
    session: Session, around: Neighbourhood, who: Caller, wanted: Wanted, page: int
) -> list[Any]:
    """Lines with the columns of ``HEAD``, ``read_at`` and ``reminded_at``."""
    values = {**reader(around, who), "first": page * MOST_NOTICES}
    if wanted.is_unread:
        return unread(session, {**values, "upto": (page + 1) * MOST_NOTICES})
    if wanted.on is not None:
        start = datetime(wanted.on.year, wanted.on.month, wanted.on.day, tzinfo=JAPAN)
        span = {"after": start, "before": start + timedelta(days=1)}
        return ON_DAY.all(session, {**values, **span})
    if wanted.words:
        return WITH_WORDS.all(session, {**values, "like": _like(wanted.words)})
    if wanted.month:
        return IN_MONTH.all(session, {**values, **_month(wanted.month)})
    return LISTED.all(session, values)


def unread(session: Session, values: Mapping[str, Any]) -> list[Any]:
    """``values`` as ``reader`` gives them, with ``first`` of the page and ``upto`` its end."""
    return UNREAD[session.get_bind().dialect.name].all(session, values)


def reader(around: Neighbourhood, who: Caller) -> dict[str, Any]:
    """What every question of a reader's is asked with."""
    now = around.host.now()
    return {
        **dict(zip(TARGETS, around.targets_of(who), strict=True)),
        "now": now,
        "today": now.astimezone(JAPAN).date(),
        "reader": who.ref,
        "its_han": around.han_of(who),
    }


def mine(session: Session, around: Neighbourhood, who: Caller, ref: str) -> Notice:
    """Raises Gone, for what there is not as for what is not for this reader."""
    check_is_mine(session, around, who, ref)
    return session.get_one(Notice, ref)


def check_is_mine(session: Session, around: Neighbourhood, who: Caller, ref: str) -> None:
    """Raises Gone as ``mine``."""
    if not MINE.first(session, {**reader(around, who), "its_ref": ref}):
        raise Gone(GONE)


def is_read(session: Session, who: Caller, ref: str) -> bool:
    return READ.first(session, {"reader": who.ref, "its_ref": ref}) is not None


def answers_of(session: Session, resident: str, ref: str) -> dict[str, str]:
    rows = ANSWERED.all(session, {"reader": resident, "its_ref": ref})
    return {row.step: row.value for row in rows}


def _like(words: str) -> str:
    escaped = words.replace("/", "//").replace("%", "/%").replace("_", "/_")
    return f"%{escaped}%"


def _month(month: str) -> dict[str, datetime]:
    start = datetime.fromisoformat(f"{month}-01").replace(tzinfo=JAPAN)
    after = (start + timedelta(days=32)).replace(day=1)
    return {"after": start, "before": after}
