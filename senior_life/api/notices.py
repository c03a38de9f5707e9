"""Notices as they go over the wire: sentences in pages, questions as cards."""

from collections.abc import Sequence
from datetime import datetime

from senior_life.api.show import Show
from senior_life.api.signing import sign
from senior_life.contract import (
    Action,
    Answers,
    Attachment,
    Happening,
    Heading,
    Part,
    Phone,
    State,
    Step,
    Text,
    words,
)
from senior_life.flows.sentences import sentences
from senior_life.usecases.boards import Posted
from senior_life.usecases.files import ORIGINAL
from senior_life.usecases.questions import Page
from senior_life.usecases.today import Today
from senior_life.wire import AttachmentOut, Card, Entry, NoticeOut, PhoneOut, SaidOut, TodayOut

_ = words("senior_life")
MINUTES = 60
"""Whoever reads slowly still gets to what hangs on it."""


def notice_out(show: Show, posted: Posted) -> NoticeOut:
    notice, service = posted.notice, posted.service
    return NoticeOut(
        service=service.id,
        service_name=show.words(service.name),
        icon=service.icon,
        family=service.family,
        ref=notice.ref,
        title=show.words(notice.title),
        source=show.words(notice.source),
        published_at=notice.published_at,
        published_says=show.words(Text("{at:day}", {"at": notice.published_at})),
        is_urgent=notice.is_urgent,
        is_read=notice.is_read,
        lines=tuple(_line(show, part) for part in sentences(notice.parts)),
        phones=tuple(_phone(show, one) for one in notice.phones),
        attachments=tuple(_attachment(show, one) for one in notice.attachments),
        asks=_asks(show, notice.reply, notice.answers or {}),
        reply_says=show.maybe(_until(notice.reply_until) if notice.reply else None),
        answered=show.rows(notice.answered),
        happens_says=show.maybe(_happens(notice.happening)),
        calls=show.maybe(notice.calls),
    )


def _line(show: Show, part: Part) -> SaidOut:
    if isinstance(part, Heading):
        return SaidOut(says=show.words(part.says), is_heading=True)
    return SaidOut(says=show.words(part))


def _phone(show: Show, phone: Phone) -> PhoneOut:
    return PhoneOut(number=phone.number, says=show.words(phone))


def _attachment(show: Show, one: Attachment) -> AttachmentOut:
    url = sign(show.town, ORIGINAL, one.file, show.holder, MINUTES)
    return AttachmentOut(url=url, says=show.words(one.says), is_picture=one.is_picture)


def day_out(show: Show, today: Today) -> TodayOut:
    """The day with what notices announce for it, in the order of the clock."""
    out = show.day(today)
    announced = (entry_of(show, one) for one in today.announced)
    entries = [*out.entries, *(one for one in announced if one is not None)]
    return out.model_copy(update={"entries": tuple(sorted(entries, key=lambda one: one.starts))})


def entry_of(show: Show, posted: Posted) -> Entry | None:
    """What it announces, as a line of that day's plan."""
    notice, happening = posted.notice, posted.notice.happening
    if happening is None:
        return None
    return Entry(
        booking="",
        service=posted.service.id,
        icon=posted.service.icon,
        family=posted.service.family,
        when=show.words(Text("{start:clock}", {"start": happening.starts})),
        says=show.words(notice.title),
        state=State.CONFIRMED,
        starts=happening.starts,
        notice=notice.ref,
    )


def _asks(show: Show, reply: Action | None, answers: Answers) -> tuple[Card, ...]:
    if reply is None:
        return ()
    return tuple(
        show.card(Page(step, reply.options.get(step.name, ())), _chosen(step, answers))
        for step in reply.asks
    )


def _chosen(step: Step, answers: Answers) -> Sequence[str]:
    given = answers.get(step.name, ())
    return (given,) if isinstance(given, str) else given


def _until(until: datetime | None) -> Text | None:
    if until is None:
        return None
    return _("You can answer, and change it, until {day:day}, {at:clock}.", day=until, at=until)


def _happens(happening: Happening | None) -> Text | None:
    if happening is None:
        return None
    when = happening.starts
    if not happening.where:
        return Text("{day:day} {clock:clock}", {"day": when, "clock": when})
    return _("{day:day} {clock:clock}, {where}", day=when, clock=when, where=happening.where)
