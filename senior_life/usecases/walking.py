"""What the verbs of a walk share: for whom it is, a new draft, and a draft kept and shown again."""

from collections.abc import Mapping
from dataclasses import replace

from sqlmodel import Session

from senior_life.contract import Caller, Label, Trouble, words
from senior_life.flows.walk import Walk
from senior_life.storage import new_ref
from senior_life.usecases import access, drafts
from senior_life.usecases.access import Reader
from senior_life.usecases.asking import asking
from senior_life.usecases.callers import caller, refuse_suspended
from senior_life.usecases.drafts import Draft, load, save, service_of, stale
from senior_life.usecases.fitting import looked_up
from senior_life.usecases.host import line_to
from senior_life.usecases.moving import View, settle, view
from senior_life.usecases.questions import Page, checked
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import Conflict, Elsewhere

_ = words("senior_life")


def whom_of(reader: Reader, resident: str | None) -> str:
    whom = resident if reader.is_staff and resident else access.require_resident(reader)
    access.require_change(reader, whom)
    return whom


async def new_draft(town: Town, reader: Reader, service: str, whom: str, channel: str) -> Draft:
    found, language = service_of(town, service), reader.language if reader.is_device else ""
    if found.board is not None:
        raise Elsewhere(_("This is not booked but read. Please open it by its tile."), found.id)

    def work(s: Session) -> Caller:
        refuse_suspended(s, whom)
        return caller(s, found, whom, channel, reader.ref, language)

    who = await town.store.read(work)
    return Draft(new_ref(town.now()), found, who, Walk(found.steps))


async def named(town: Town, draft: Draft, names: set[str]) -> Walk:
    """What the options of these answers are called, where their step still lists them."""
    line, walk, says = asking(town, draft), draft.walk, dict(draft.walk.says)
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


async def asked_now(town: Town, reader: Reader, ref: str, rev: int, step: str) -> Draft:
    draft = await open_draft(town, reader, ref, rev)
    if draft.walk.current != step:
        raise stale()
    return draft


async def open_draft(town: Town, reader: Reader, ref: str, rev: int) -> Draft:
    draft = await load(town, reader, ref, rev)
    if draft.state in {"booked", "quit"}:
        raise Conflict(_("This errand is finished already."))
    return draft


async def settled(town: Town, draft: Draft) -> View:
    settled = await settle(town, draft)
    return await kept(town, settled.draft, settled.card)


async def kept(town: Town, draft: Draft, card: Page | None = None) -> View:
    draft, card = await looked_up(town, draft, card)
    draft = await save(town, draft)
    return _remembered(town, View(draft, card)) if card else await seen(town, draft)


async def kept_new(town: Town, settled: View) -> View:
    now = town.now()
    draft, card = await looked_up(town, settled.draft, settled.card)
    await town.store.write(lambda s: drafts.add(s, town.id, draft, now))
    return _remembered(town, View(draft, card)) if card else await seen(town, draft)


async def seen(town: Town, draft: Draft) -> View:
    """As it is shown. Where nothing is free any more the ways out are kept: they can be taken."""
    seen = await view(town, draft)
    if seen.draft is not draft:
        return View(await save(town, seen.draft))
    return _remembered(town, seen)


def just_shown(town: Town, draft: Draft) -> Mapping[str, Label]:
    """What the values on the card of its question are called, if this process made it."""
    recent = line_to(town, draft.service.id).recent
    return recent.labels(draft.ref, draft.rev, draft.walk.current)


def _remembered(town: Town, view: View) -> View:
    draft, card = view.draft, view.card
    if card is not None and card.choices:
        labels = {option.value: option.label for option in card.choices}
        recent = line_to(town, draft.service.id).recent
        recent.keep(draft.ref, draft.rev, draft.walk.current, labels)
    return view


async def seen_again(town: Town, draft: Draft) -> View:
    """After a while: what could go along is looked up anew."""
    fresh, card = await looked_up(town, draft)
    if fresh is draft:
        return await seen(town, draft)
    return _remembered(town, View(await save(town, fresh), card))
