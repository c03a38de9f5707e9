"""The verbs of a walk: begin, answer, go back, correct, take an alternative, quit."""

from dataclasses import replace
from datetime import date

from sqlmodel import Session

from senior_life.contract import Caller, Gone, Kind, Trouble, Unclear, words
from senior_life.flows.walk import Walk
from senior_life.storage import new_ref
from senior_life.storage.tables.bookings import BookingRow
from senior_life.storage.values import from_json
from senior_life.usecases import access, drafts, understanding
from senior_life.usecases import help as wishes
from senior_life.usecases.access import Reader
from senior_life.usecases.callers import caller, refuse_suspended
from senior_life.usecases.drafts import Draft, load, save, service_of, stale
from senior_life.usecases.host import line_to
from senior_life.usecases.late import refuse_change
from senior_life.usecases.moving import View, quoted, settle, troubled, view
from senior_life.usecases.questions import Page, checked, month_of, page_of
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import Conflict, Unknown

_ = words("senior_life")

DONT_KNOW = "dont-know"
"""The answer わからない: it calls a person, who sees what was asked."""
WHEN = (Kind.DATE, Kind.TIME, Kind.REPEAT)


async def begin(
    town: Town,
    reader: Reader,
    service: str | None = None,
    words: str = "",
    resident: str | None = None,
    replacing: str | None = None,
    channel: str = "touch",
) -> View:
    """A draft with its first question; ``words`` may answer some, ``replacing`` all but when."""
    if replacing:
        return await _begin_change(town, reader, replacing, channel)
    whom = _whom(reader, resident)

    async def caller_for(name: str) -> Caller:
        return (await _new(town, reader, name, whom, channel)).who

    wanted = service or await understanding.service_meant(town, words, caller_for)
    draft = await _new(town, reader, wanted, whom, channel)
    draft = replace(draft, walk=Walk(draft.service.steps).onward())
    draft = await understanding.with_first_words(town, replace(draft, sentence=words))
    return await _kept_new(town, await settle(town, draft))


async def look(town: Town, reader: Reader, ref: str) -> View:
    """Where the draft stands; on any device of its resident."""
    return await _seen(town, await load(town, reader, ref))


async def card(
    town: Town, reader: Reader, ref: str, page: int = 0, month: date | None = None
) -> Page:
    """More choices of the question asked now, or a month of its days."""
    draft = await load(town, reader, ref)
    step, line = draft.walk.asks, line_to(town, draft.service.id)
    if step is None:
        raise stale()
    if month is not None and step.kind is Kind.DATE:
        return await month_of(line, draft.who, step, draft.walk.so_far, month)
    return await page_of(line, draft.who, step, draft.walk.so_far, page)


async def answer(
    town: Town, reader: Reader, ref: str, rev: int, step: str, values: tuple[str, ...]
) -> View:
    """Answer the question asked now; no values skip it, where that is allowed."""
    draft = await _asked(town, reader, ref, rev, step)
    asks = draft.walk.asks
    assert asks is not None  # noqa: S101 -- _asked saw to it
    if values == (DONT_KNOW,):
        return await _dont_know(town, reader, draft)
    if not values and asks.may_skip:
        return await _go_on(town, draft, draft.walk.skip())
    line = line_to(town, draft.service.id)
    try:
        found, says = await checked(line, draft.who, asks, draft.walk.so_far, values)
    except Gone as gone:
        return await _kept(town, troubled(draft, gone))
    return await _go_on(town, draft, draft.walk.answer(found, says))


async def answer_in_words(
    town: Town, reader: Reader, ref: str, rev: int, step: str, words: str
) -> View:
    """As ``answer``, from what was typed or said; words that are not understood are kept."""
    draft = await _asked(town, reader, ref, rev, step)
    try:
        walk = await understanding.answered(town, draft, words)
    except Unclear:
        await type_words(town, reader, ref, step, words)
        raise
    except Gone as gone:
        return await _kept(town, troubled(draft, gone))
    return await _go_on(town, draft, walk)


async def type_words(town: Town, reader: Reader, ref: str, step: str, words: str) -> None:
    """Keep what stands in the field of a question, so that nothing typed is ever lost."""
    draft = await load(town, reader, ref)
    if draft.walk.current == step:
        await town.store.write(lambda s: drafts.keep_typed(s, ref, words, town.now()))


async def back(town: Town, reader: Reader, ref: str, rev: int) -> View:
    """The question before, with its answer chosen."""
    draft = await _open(town, reader, ref, rev)
    was_refused = draft.state == "troubled" and draft.walk.asks is not None
    walk = draft.walk if was_refused and not draft.walk.before else draft.walk.back()
    return await _ask(town, draft, walk)


async def reopen(town: Town, reader: Reader, ref: str, rev: int, step: str) -> View:
    """Ask one question again (なおす)."""
    draft = await _open(town, reader, ref, rev)
    if draft.walk.step(step) is None:
        raise Unknown(_("This cannot be changed here."))
    return await _ask(town, draft, draft.walk.reopen(step))


async def quote(town: Town, reader: Reader, ref: str, rev: int) -> View:
    """The offer once more, held anew; for one that has lapsed, or after an outage."""
    return await _settled(town, await _open(town, reader, ref, rev))


async def alternative(town: Town, reader: Reader, ref: str, rev: int, index: int) -> View:
    """Take one of the proposed ways out; -1 waits for a free place."""
    draft = await _open(town, reader, ref, rev)
    gone = draft.trouble
    if not isinstance(gone, Gone):
        raise stale()
    if index < 0:
        if not gone.may_wait:
            raise Conflict(_("There is no waiting list for this."))
        return await _kept(town, await quoted(town, draft, standby=True))
    if index >= len(gone.instead):
        raise stale()
    chosen = gone.instead[index]
    says = dict.fromkeys(chosen.answers, chosen.label)
    walk = draft.walk.take(chosen.answers, says)
    walk = await _named(town, replace(draft, walk=walk), set(chosen.answers))
    return await _go_on(town, draft, walk)


async def extend(town: Town, reader: Reader, ref: str, rev: int) -> View:
    """The screen is still open: keep the holds; one that has ended is quoted anew."""
    draft = await _open(town, reader, ref, rev)
    line = line_to(town, draft.service.id)
    offers = []
    try:
        for offer in draft.offers:
            until = await line.extend(offer.hold) if offer.hold else offer.holds_until
            offers.append(replace(offer, holds_until=until))
    except Gone:
        return await _kept(town, await quoted(town, draft))
    return await _kept(town, replace(draft, offers=tuple(offers)))


async def quit(town: Town, reader: Reader, ref: str) -> None:  # noqa: A001 -- the verb on the button
    """Give the holds back and forget the errand; what is booked stays booked."""
    draft = await load(town, reader, ref)
    if draft.state in {"quit", "booked"}:
        return
    await save(town, replace(draft, state="quit", offers=(), trouble=None, typed=""))
    line = line_to(town, draft.service.id)
    for offer in draft.offers:
        if offer.hold:
            await line.release(offer.hold)


def _whom(reader: Reader, resident: str | None) -> str:
    whom = resident if reader.is_staff and resident else access.require_resident(reader)
    access.require_change(reader, whom)
    return whom


async def _new(town: Town, reader: Reader, service: str, whom: str, channel: str) -> Draft:
    found, language = service_of(town, service), reader.language if reader.is_device else ""

    def work(s: Session) -> Caller:
        refuse_suspended(s, whom)
        return caller(s, found, whom, channel, reader.ref, language)

    who = await town.store.read(work)
    return Draft(new_ref(town.now()), found, who, Walk(found.steps))


async def _begin_change(town: Town, reader: Reader, replacing: str, channel: str) -> View:
    """All answers stay but the time, which is asked again with the old one proposed."""
    row = await town.store.read(lambda s: s.get(BookingRow, replacing))
    if row is None or not access.may_read(reader, row.resident) or not row.provider_ref:
        raise Unknown(_("This booking is not there (any more)."))
    access.require_change(reader, row.resident)
    refuse_change(town, row, channel)
    draft = await _new(town, reader, row.service, row.resident, channel)
    draft = replace(draft, who=replace(draft.who, replacing=row.provider_ref))
    answers = from_json(row.offer).answers
    walk = await _named(town, replace(draft, walk=draft.walk.take(answers, {})), set(answers))
    when = next((step.name for step in walk.steps if step.kind in WHEN), walk.steps[0].name)
    draft = replace(draft, walk=walk.forget(when).onward(), replacing=replacing)
    return await _kept_new(town, await settle(town, draft))


async def _named(town: Town, draft: Draft, names: set[str]) -> Walk:
    """What the options of these answers are called, where their step still lists them."""
    line, walk, says = line_to(town, draft.service.id), draft.walk, dict(draft.walk.says)
    for step in walk.steps:
        if step.name in names and step.name in walk.answers:
            so_far = replace(walk, current=step.name).so_far
            given = walk.answers[step.name]
            values = (given,) if isinstance(given, str) else given
            try:
                says[step.name] = (await checked(line, draft.who, step, so_far, values))[1]
            except Trouble:
                says.setdefault(step.name, step.label)
    return replace(walk, says=says)


async def _asked(town: Town, reader: Reader, ref: str, rev: int, step: str) -> Draft:
    draft = await _open(town, reader, ref, rev)
    if draft.walk.current != step:
        raise stale()
    return draft


async def _open(town: Town, reader: Reader, ref: str, rev: int) -> Draft:
    draft = await load(town, reader, ref, rev)
    if draft.state in {"booked", "quit"}:
        raise Conflict(_("This errand is finished already."))
    return draft


async def _dont_know(town: Town, reader: Reader, draft: Draft) -> View:
    told = await wishes.ask(town, reader, walk=draft.ref)
    return await _kept(town, replace(draft, state="asking", trouble=Conflict(told.says)))


async def _go_on(town: Town, draft: Draft, walk: Walk) -> View:
    draft = await understanding.with_first_words(town, replace(draft, walk=walk))
    return await _settled(town, draft)


async def _settled(town: Town, draft: Draft) -> View:
    settled = await settle(town, draft)
    return await _kept(town, settled.draft, settled.card)


async def _ask(town: Town, draft: Draft, walk: Walk) -> View:
    """Holds stay until the next quote renews or moves them."""
    return await _kept(town, replace(draft, walk=walk, state="asking", trouble=None, typed=""))


async def _kept(town: Town, draft: Draft, card: Page | None = None) -> View:
    draft = await save(town, draft)
    return View(draft, card) if card else await _seen(town, draft)


async def _kept_new(town: Town, settled: View) -> View:
    now = town.now()
    await town.store.write(lambda s: drafts.add(s, town.id, settled.draft, now))
    return settled if settled.card else await _seen(town, settled.draft)


async def _seen(town: Town, draft: Draft) -> View:
    """As it is shown. Where nothing is free any more the ways out are kept: they can be taken."""
    seen = await view(town, draft)
    return seen if seen.draft is draft else View(await save(town, seen.draft))
