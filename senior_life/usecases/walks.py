"""The verbs of a walk: begin, answer, go back, correct, take an alternative, quit."""

from dataclasses import replace
from datetime import date

from senior_life.contract import Caller, Gone, Kind, Unclear, words
from senior_life.flows.walk import Walk
from senior_life.usecases import drafts, giving_way, moving, understanding
from senior_life.usecases import help as wishes
from senior_life.usecases.access import Reader
from senior_life.usecases.accompanying import begin_around, begin_change
from senior_life.usecases.asking import asking
from senior_life.usecases.beside import ALONE
from senior_life.usecases.companions import extended, let_go
from senior_life.usecases.drafts import Draft, load, save, stale
from senior_life.usecases.host import line_to
from senior_life.usecases.moving import View, quoted, settle, troubled
from senior_life.usecases.practice import services_for
from senior_life.usecases.questions import Page, checked, month_of
from senior_life.usecases.repeating import begin_weekly, only_once
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import Conflict, InTheWay, Unknown
from senior_life.usecases.walking import (
    asked_now,
    just_shown,
    kept,
    kept_new,
    named,
    new_draft,
    open_draft,
    seen_again,
    settled,
    whom_of,
)
from senior_life.usecases.ways_back import Back, way_back

_ = words("senior_life")

DONT_KNOW = "dont-know"
"""The answer わからない: it calls a person, who sees what was asked."""


async def begin(
    town: Town,
    reader: Reader,
    service: str | None = None,
    words: str = "",
    resident: str | None = None,
    replacing: str | None = None,
    channel: str = "touch",
    around: str | None = None,
    weekly: str | None = None,
) -> View:
    """A draft with its first question; ``words`` may answer some, ``replacing`` all but when.

    ``around`` is a booking that the ``service`` shall go with, ``weekly`` one that shall be made
    every week.
    """
    if weekly:
        return await begin_weekly(town, reader, weekly, channel)
    if around:
        return await begin_around(town, reader, around, service or "", channel)
    if replacing:
        return await begin_change(town, reader, replacing, channel)
    whom = whom_of(reader, resident)

    async def caller_for(name: str) -> Caller:
        return (await new_draft(town, reader, name, whom, channel)).who

    wanted = service
    if not wanted:
        offered = await services_for(town, whom)
        wanted = await understanding.service_meant(town, words, offered, caller_for)
    draft = await new_draft(town, reader, wanted, whom, channel)
    draft = replace(draft, walk=understanding.first_walk(draft.service, words, town.now()))
    draft = await understanding.with_first_words(town, replace(draft, sentence=words))
    return await kept_new(town, await settle(town, draft))


async def look(town: Town, reader: Reader, ref: str) -> View:
    """Where the draft stands; on any device of its resident."""
    return await seen_again(town, await load(town, reader, ref))


async def card(
    town: Town, reader: Reader, ref: str, page: int = 0, month: date | None = None
) -> Page:
    """More choices of the question asked now, or a month of its days."""
    draft = await load(town, reader, ref)
    step, line = draft.walk.asks, asking(town, draft)
    if step is None:
        raise stale()
    if month is not None and step.kind is Kind.DATE:
        return await month_of(line, draft.who, step, draft.walk.so_far, month)
    return await moving.card(town, draft, step, page)


async def answer(
    town: Town, reader: Reader, ref: str, rev: int, step: str, values: tuple[str, ...]
) -> View:
    """Answer the question asked now; no values skip it, where that is allowed."""
    draft = await asked_now(town, reader, ref, rev, step)
    asks = draft.walk.asks
    assert asks is not None  # noqa: S101 -- asked_now saw to it
    if values == (DONT_KNOW,):
        return await _dont_know(town, reader, draft)
    if not values and asks.may_skip:
        return await _go_on(town, draft, draft.walk.skip())
    line, known = asking(town, draft), just_shown(town, draft)
    try:
        found, says = await checked(line, draft.who, asks, draft.walk.so_far, values, known)
    except Gone as gone:
        return await kept(town, troubled(draft, gone))
    return await _go_on(town, draft, draft.walk.answer(found, says))


async def answer_in_words(
    town: Town, reader: Reader, ref: str, rev: int, step: str, words: str
) -> View:
    """As ``answer``, from what was typed or said; words that are not understood are kept."""
    draft = await asked_now(town, reader, ref, rev, step)
    try:
        walk = await understanding.answered(town, draft, words)
    except Unclear:
        await type_words(town, reader, ref, step, words)
        raise
    except Gone as gone:
        return await kept(town, troubled(draft, gone))
    return await _go_on(town, draft, walk)


async def type_words(town: Town, reader: Reader, ref: str, step: str, words: str) -> None:
    """Keep what stands in the field of a question, so that nothing typed is ever lost."""
    draft = await load(town, reader, ref)
    if draft.walk.current == step:
        await town.store.write(lambda s: drafts.keep_typed(s, ref, words, town.now()))


async def back(town: Town, reader: Reader, ref: str, rev: int) -> View:
    """The question before, with its answer chosen; from one asked out of the read-back, there."""
    draft = await open_draft(town, reader, ref, rev)
    if way_back(draft) is Back.READ_BACK:
        return await _read_back(town, reader, draft)
    was_refused = draft.state == "troubled" and draft.walk.asks is not None
    walk = draft.walk if was_refused and not draft.walk.before else draft.walk.back()
    return await _ask(town, draft, walk)


async def reopen(town: Town, reader: Reader, ref: str, rev: int, step: str) -> View:
    """Ask one question again (なおす)."""
    draft = await open_draft(town, reader, ref, rev)
    if draft.walk.step(step) is None:
        raise Unknown(_("This cannot be changed here."))
    return await _ask(town, draft, draft.walk.reopen(step))


async def quote(town: Town, reader: Reader, ref: str, rev: int) -> View:
    """The offer once more, held anew; for one that has lapsed, or after an outage."""
    return await settled(town, await open_draft(town, reader, ref, rev))


async def alternative(town: Town, reader: Reader, ref: str, rev: int, index: int) -> View:
    """Take one of the proposed ways out; -1 waits for a free place."""
    draft = await open_draft(town, reader, ref, rev)
    gone = draft.trouble
    if not isinstance(gone, Gone):
        raise stale()
    if index < 0:
        if not gone.may_wait:
            raise Conflict(_("There is no waiting list for this."))
        return await kept(town, await quoted(town, draft, standby=True))
    if index >= len(gone.instead):
        raise stale()
    chosen = gone.instead[index]
    if isinstance(gone, InTheWay):
        return await settled(town, giving_way.decided(draft, chosen))
    says = dict.fromkeys(chosen.answers, chosen.label)
    walk = draft.walk.take(chosen.answers, says)
    walk = await named(town, replace(draft, walk=walk), set(chosen.answers))
    return await _go_on(town, draft, walk)


async def extend(town: Town, reader: Reader, ref: str, rev: int) -> View:
    """The screen is still open: keep the holds; one that has ended is quoted anew."""
    draft = await open_draft(town, reader, ref, rev)
    line = line_to(town, draft.service.id)
    offers = []
    try:
        for offer in draft.offers:
            until = await line.extend(offer.hold) if offer.hold else offer.holds_until
            offers.append(replace(offer, holds_until=until))
        draft = await extended(town, draft)
    except Gone:
        return await kept(town, await quoted(town, draft))
    return await kept(town, replace(draft, offers=tuple(offers)))


async def quit(town: Town, reader: Reader, ref: str) -> None:  # noqa: A001 -- the verb on the button
    """Give the holds back and forget the errand; what is booked stays booked."""
    draft = await load(town, reader, ref)
    if draft.state in {"quit", "booked"}:
        return
    await save(town, replace(draft, state="quit", offers=(), trouble=None, typed="", beside=ALONE))
    await let_go(town, draft.beside)
    line = line_to(town, draft.service.id)
    for offer in draft.offers:
        if offer.hold:
            await line.release(offer.hold)


async def _dont_know(town: Town, reader: Reader, draft: Draft) -> View:
    told = await wishes.ask(town, reader, walk=draft.ref)
    return await kept(town, replace(draft, state="asking", trouble=Conflict(told.says)))


async def _go_on(town: Town, draft: Draft, walk: Walk) -> View:
    draft = await understanding.with_first_words(town, replace(draft, walk=walk))
    return await settled(town, draft)


async def _read_back(town: Town, reader: Reader, draft: Draft) -> View:
    """As it stood before a question was touched by mistake."""
    if not draft.walk.is_reopened:
        return await only_once(town, reader, draft)
    return await settled(town, replace(draft, walk=draft.walk.onward()))


async def _ask(town: Town, draft: Draft, walk: Walk) -> View:
    """Holds stay until the next quote renews or moves them."""
    return await kept(town, replace(draft, walk=walk, state="asking", trouble=None, typed=""))
