"""Notices: unread ones first and one at a time, page by page, answered by one tap."""

from dataclasses import replace
from datetime import date

from senior_life import wire
from senior_life.contract import words as catalogue
from senior_life.ui import shown
from senior_life.ui.paging import paged
from senior_life.ui.shown_notices import Notice, Notices
from senior_life.ui.visit import Act, Visit

_ = catalogue("senior_life")
MONTH = len("2026-12")
WORDS = "notice-words"


async def board(visit: Visit, rest: list[str]) -> shown.Shown | None:
    """The route below /board: a service, and what of its board."""
    match rest:
        case [service]:
            return await first_unread(visit, service)
        case [service, "notice", ref]:
            return await opened(visit, service, ref)
        case [service, month]:
            return await _of_month(visit, service, _month_of(month))
        case _:
            return None


async def first_unread(visit: Visit, service: str) -> shown.Shown:
    """The next one to read; without any, what there was."""
    unread = await visit.client.notices(service, unread=True)
    if unread:
        return await opened(visit, service, unread[0].ref)
    return replace(await _of_month(visit, service, None), is_all_read=True)


def look_at_month(here: Notices, month: date) -> Act:
    async def act(visit: Visit) -> shown.Shown | None:
        return await _of_month(visit, here.service, month)

    return act


def search(here: Notices) -> Act:
    """All notices with these words in them, of whatever month."""

    async def act(visit: Visit) -> shown.Shown | None:
        words = visit.typed(WORDS).strip()
        if not words:
            visit.notice = _("Please write a few words.")
            return None
        found = await visit.client.notices(here.service, words=words)
        return replace(here, notices=tuple(found), words=words, is_all_read=False)

    return act


def turn(here: Notice, by: int) -> Act:
    """Another page of it."""

    async def act(_visit: Visit) -> shown.Shown | None:
        return replace(here, page=here.page + by)

    return act


def go_on(here: Notice, then: Act | None = None) -> Act:
    """The next page. After the last of its text it counts as read, and after its questions comes
    ``then``, or the next notice that is not read yet."""

    async def act(visit: Visit) -> shown.Shown | None:
        notice = here.notice
        if here.is_end_of_text:
            await visit.client.receipt(notice.service, notice.ref, wire.ReceiptIn(how="read"))
        if here.page + 1 < here.length:
            return replace(here, page=here.page + 1)
        return await (then(visit) if then else first_unread(visit, notice.service))

    return act


def heard(here: Notice) -> Act:
    """よみあげ came to the end of this page: it goes on with the next one. After the whole text it
    counts as read; the last page stays, for whoever hears must still find where they are."""

    async def act(visit: Visit) -> shown.Shown | None:
        if visit.shown != here or here.asked is not None:
            return None
        if here.is_end_of_text:
            notice = here.notice
            await visit.client.receipt(notice.service, notice.ref, wire.ReceiptIn(how="heard"))
        return replace(here, page=here.page + 1) if here.page + 1 < here.length else None

    return act


def answer(here: Notice, step: str, *values: str) -> Act:
    """Kept at once; it can be changed as long as answers are taken."""

    async def act(visit: Visit) -> shown.Shown | None:
        given: str | tuple[str, ...] = values[0] if len(values) == 1 else values
        reply = wire.ReplyIn(answers={step: given})
        fresh = await visit.client.respond(here.notice.service, here.notice.ref, reply)
        visit.notice = _("Your answer was received. You can change it here.")
        if here.page + 1 < here.length:
            return replace(here, notice=fresh, page=here.page + 1)
        return replace(here, notice=fresh)

    return act


def answer_typed(here: Notice, step: str) -> Act:
    async def act(visit: Visit) -> shown.Shown | None:
        typed = visit.typed(step).strip()
        if not typed:
            visit.notice = _("Please write a few words.")
            return None
        return await answer(here, step, typed)(visit)

    return act


async def opened(visit: Visit, service: str, ref: str, after: str = "") -> Notice:
    """``after`` is the route to which its end leads back."""
    notice = await visit.client.notice(service, ref)
    return Notice(notice, paged(visit.look, notice.lines), after=after)


async def _of_month(visit: Visit, service: str, month: date | None) -> Notices:
    """Without a month the latest ones."""
    found = await visit.client.notices(service, month=f"{month:%Y-%m}" if month else "")
    name = next(one.name for one in await visit.client.services() if one.service == service)
    today = (await visit.client.today()).day
    return Notices(service, name, tuple(found), (month or today).replace(day=1), month is None)


def _month_of(written: str) -> date | None:
    try:
        return date.fromisoformat(f"{written[:MONTH]}-01")
    except ValueError:
        return None
