"""What was written at one place: drafts with their preview, and what is out."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlmodel import Session, col

from senior_life.contract import (
    Action,
    Column,
    Kind,
    Line,
    Person,
    Several,
    Step,
    Table,
    Text,
    Value,
)
from senior_life.providing import JAPAN
from services.circular_board import asking, bringing, desk_form
from services.circular_board.neighbourhood import EVERYONE, GROUP, WHO, Neighbourhood
from services.circular_board.sentences import _
from services.circular_board.tables import Answer, Notice

PUBLISH, NAME, DISCARD, WITHDRAW = "publish", "name", "discard", "withdraw"
MOST = 30
SEEN = timedelta(days=60)
"""So long after it is over a circular stays on the list of its place."""
NAMES = Action(
    NAME,
    _("Add a person"),
    (Step("resident", Kind.TEXT, _("Who shall read it?"), _("Resident"), longest=64),),
)
DROP = Action(DISCARD, _("Throw it away"), warns=_("It was not published, and nobody saw it."))
TAKE_BACK = Action(
    WITHDRAW, _("Withdraw it"), warns=_("From now on nobody sees this circular any more.")
)
COLUMNS = (
    Column("title", _("Title")),
    Column("audience", _("For whom")),
    Column("since", _("From")),
    Column("until", _("Until")),
)


def tables(session: Session, around: Neighbourhood, place: str) -> Sequence[Table]:
    now = around.host.now()
    found = session.scalars(
        select(Notice)
        .where(
            col(Notice.place) == place,
            col(Notice.withdrawn_at).is_(None),
            col(Notice.until) > now - SEEN,
        )
        .order_by(col(Notice.since).desc(), col(Notice.ref))
        .limit(MOST)
    ).all()
    drafts = [one for one in found if one.published_at is None]
    out = [one for one in found if one.published_at is not None]
    said = _said(session, [one.ref for one in out])
    return (
        Table(
            "drafts",
            _("Circulars not yet published"),
            COLUMNS,
            tuple(_draft(around, one) for one in drafts),
            (desk_form.form(around, place), bringing.form(around, place)),
        ),
        Table(
            "published",
            _("Published circulars"),
            (*COLUMNS, Column("answers", _("Answers"))),
            tuple(_out(around, one, said.get(one.ref, {}), now) for one in out),
        ),
    )


def _draft(around: Neighbourhood, notice: Notice) -> Line:
    publish = Action(PUBLISH, _("Publish it"), warns=_preview(notice))
    words, at = (notice.title, notice.text), notice.happens_at
    change = desk_form.change(*words, at, notice.happens_where)
    rest = (change, bringing.HANGS, NAMES, DROP)
    actions = (publish, *rest) if notice.targets else rest
    return Line(notice.ref, _cells(around, notice), actions, "waiting")


def _out(
    around: Neighbourhood, notice: Notice, said: Mapping[str, Mapping[str, int]], now: datetime
) -> Line:
    answers = _answers(notice, said)
    is_over = notice.until <= now
    correct = desk_form.correct(notice.title, notice.text)
    actions = (TAKE_BACK,) if is_over else (correct, TAKE_BACK)
    return Line(
        notice.ref, (*_cells(around, notice), answers), actions, "done" if is_over else "confirmed"
    )


def _cells(around: Neighbourhood, notice: Notice) -> tuple[Value, ...]:
    title = _("Urgent: {title}", title=notice.title) if notice.is_urgent else notice.title
    return (
        title,
        audience_of(around, notice),
        _("{day:day} {at:clock}", day=notice.since, at=notice.since),
        _("{day:day}", day=(notice.until - timedelta(minutes=1)).astimezone(JAPAN).date()),
    )


def audience_of(around: Neighbourhood, notice: Notice) -> Value:
    named = [
        around.name(one.removeprefix(GROUP)) for one in notice.targets if one.startswith(GROUP)
    ]
    people = [Person(one.removeprefix(WHO)) for one in notice.targets if one.startswith(WHO)]
    if EVERYONE in notice.targets:
        return _("The whole town")
    return Several((*named, *people)) if named or people else _("Nobody yet")


def _preview(notice: Notice) -> Text:
    """All that its readers will see, before the one yes."""
    questions = asking.from_json(notice.asks)
    text = _("“{title}” – {text}", title=notice.title, text=notice.text)
    if notice.happens_at is not None:
        at, where = notice.happens_at, notice.happens_where
        when = _("{day:day} {at:clock}", day=at, at=at)
        when = _("{when}, {where}", when=when, where=where) if where else when
        text = _("{before} – It takes place: {when}.", before=text, when=when)
    if questions:
        asks = Several(tuple(one.step().ask for one in questions))
        text = _("{before} – It asks: {asks}.", before=text, asks=asks)
    return _("{before} – Shall it be published like this?", before=text)


def _said(session: Session, refs: Sequence[str]) -> Mapping[str, dict[str, dict[str, int]]]:
    """By circular, question and value how many said so; words are only counted."""
    found: dict[str, dict[str, dict[str, int]]] = {}
    query = (
        select(col(Answer.notice), col(Answer.step), col(Answer.value), func.count())
        .where(col(Answer.notice).in_(refs))
        .group_by(col(Answer.notice), col(Answer.step), col(Answer.value))
    )
    for notice, step, value, count in session.execute(query):
        found.setdefault(notice, {}).setdefault(step, {})[value] = count
    return found


def _answers(notice: Notice, said: Mapping[str, Mapping[str, int]]) -> Value:
    parts: list[Value] = []
    for question in asking.from_json(notice.asks):
        counts = said.get(question.kind, {})
        if not question.labels():
            parts.append(_("{n} in words", "{n} in words", n=sum(counts.values())))
        for value, label in question.labels().items():
            parts.append(_("{label}: {count}", label=label, count=counts.get(value, 0)))
    return Several(tuple(parts)) if parts else ""
