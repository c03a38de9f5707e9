"""Take a draft as far as it goes without the resident: to the next question, or to an offer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from senior_life.contract import Gone, Kind, Offer, Option, Step, Trouble, Unclear
from senior_life.flows.walk import Walk
from senior_life.usecases import clashes, giving_way
from senior_life.usecases.asking import asking
from senior_life.usecases.beside import Part
from senior_life.usecases.companions import NOTHING_FREE, accompanied, appointment, let_go
from senior_life.usecases.drafts import Draft
from senior_life.usecases.fitting import along
from senior_life.usecases.giving_way import Blocked
from senior_life.usecases.host import line_to
from senior_life.usecases.questions import (
    AT_A_TIME,
    CHOSEN_KINDS,
    Page,
    first_options,
    page_from,
    page_of,
)
from senior_life.usecases.series import quoted_days
from senior_life.usecases.taking_along import Along, along_with, moved_along, stuck
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import Busy
from senior_life.usecases.weekly import Often, often, own_answers

MOST_ALTERNATIVES = 3
WHEN = {Kind.DATE, Kind.TIME}


@dataclass(frozen=True, slots=True)
class View:
    """A draft as it is shown: ``card`` is there while it asks."""

    draft: Draft
    card: Page | None = None


async def settle(town: Town, draft: Draft) -> View:
    """Answer what has only one option; when nothing is left to ask, get offers for it.

    The card is there if its options had to be looked at anyway.
    """
    try:
        walk, found = await _without_single_options(town, draft)
    except Trouble as trouble:
        return View(troubled(draft, trouble))
    draft = replace(draft, walk=walk, state="asking", trouble=None, typed="")
    if walk.asks is None:
        return View(await quoted(town, draft))
    return View(draft, page_from(walk.asks, found) if found else None)


async def quoted(town: Town, draft: Draft, standby: bool = False) -> Draft:
    """With offers, held; or troubled, with what to do about it. No answer is lost."""
    try:
        return await _offered(town, draft, standby)
    except Trouble as trouble:
        return troubled(draft, trouble)


async def _offered(town: Town, draft: Draft, standby: bool) -> Draft:
    """Or, where only what gives way is in the way, asked what becomes of it. Raises Trouble."""
    try:
        if often(draft.walk) is not Often.ONCE and not standby:
            return await quoted_days(town, draft)
        along = await along_with(town, draft)
        offers = await _quote(town, draft, standby)
        offers = await _without_overlaps(town, draft, offers, along)
        if not offers:
            raise nothing_free()
        new = replace(draft, state="offered", offers=offers, trouble=None, typed="")
        return await _with_beside(town, new, along)
    except Blocked as blocked:
        step = _asks_when(draft.walk) or draft.walk.before
        return await giving_way.asked(town, draft, blocked, step)


async def _with_beside(town: Town, draft: Draft, along: Sequence[Along]) -> Draft:
    """With all that one yes would change."""
    draft = await (_with_along(town, draft, along) if along else accompanied(town, draft))
    return await giving_way.with_what_gives_way(town, draft)


async def _with_along(town: Town, draft: Draft, along: Sequence[Along]) -> Draft:
    """A change, with what moves with it. Raises Unclear where one that stays is in the way."""
    parts: tuple[Part, ...] = ()
    for offer in draft.offers:
        what = appointment(offer)
        first = len(parts)
        mine = await moved_along(town, draft, offer, what, along, first)
        in_the_way = stuck(along, mine, offer)
        if in_the_way is not None:
            await let_go(town, replace(draft.beside, parts=mine))
            raise Unclear(in_the_way.says, _asks_when(draft.walk))
        parts = (*parts, *mine)
    fresh = replace(draft.beside, parts=parts)
    await let_go(town, draft.beside, fresh.holds)
    return replace(draft, beside=fresh)


async def view(town: Town, draft: Draft, page: int = 0) -> View:
    """With the card of the question asked now."""
    step = draft.walk.asks
    if draft.state != "asking" or step is None:
        return View(draft)
    try:
        return View(draft, await card(town, draft, step, page))
    except Gone as gone:
        return View(troubled(draft, gone))


async def card(town: Town, draft: Draft, step: Step, page: int = 0) -> Page:
    line = asking(town, draft)
    known = along(town, draft)
    return await page_of(line, draft.who, step, draft.walk.so_far, page, known)


def troubled(draft: Draft, trouble: Trouble) -> Draft:
    """An unclear answer is asked for again; anything else is shown with its ways out."""
    if isinstance(trouble, Unclear):
        asked = trouble.step or draft.walk.current or draft.walk.before
        walk = draft.walk.reopen(asked) if draft.walk.step(asked) else draft.walk
        return replace(draft, walk=walk, state="asking", trouble=trouble, offers=())
    if isinstance(trouble, Gone):
        trouble = Gone(trouble.says, trouble.instead[:MOST_ALTERNATIVES], trouble.may_wait)
    return replace(draft, state="troubled", trouble=trouble, offers=())


def nothing_free() -> Gone:
    return Gone(NOTHING_FREE)


async def _without_single_options(town: Town, draft: Draft) -> tuple[Walk, Sequence[Option]]:
    """The walk at its next real question, and the first options of that one."""
    line, walk = asking(town, draft), draft.walk
    while step := walk.asks:
        if step.kind not in CHOSEN_KINDS:
            return walk, ()
        found = await first_options(line, draft.who, step, walk.so_far, AT_A_TIME + 1)
        if len(found) > 1:
            return walk, found
        if found:
            walk = walk.answer(_as_answer(step, found[0].value), found[0].label, is_alone=True)
        elif step.may_skip:
            walk = walk.skip()
        else:
            raise nothing_free()
    return walk, ()


def _as_answer(step: Step, value: str) -> str | tuple[str, ...]:
    return (value,) if step.many else value


async def _quote(town: Town, draft: Draft, standby: bool) -> tuple[Offer, ...]:
    line = line_to(town, draft.service.id)
    answers = own_answers(draft.walk)
    return tuple(
        await line.quote(draft.who, answers, draft.ref, draft.who.replacing or None, standby)
    )


async def _without_overlaps(
    town: Town, draft: Draft, offers: tuple[Offer, ...], along: Sequence[Along]
) -> tuple[Offer, ...]:
    """Those at whose time the resident is nowhere else, but for what moves ``along``. Raises
    Unclear when there is none, and Blocked where what is there gives way."""
    moves = (row.ref for one in along for row in one.rows)
    own = {draft.replacing or "", *moves, *draft.beside.gives_way}

    def work(s: Session) -> list[Busy | None]:
        return [clashes.overlap_but(s, draft.who.ref, offer, own) for offer in offers]

    found: list[Busy | None] = await town.store.read(work)
    free = tuple(offer for offer, conflict in zip(offers, found, strict=True) if conflict is None)
    refused = [(busy, offer) for busy, offer in zip(found, offers, strict=True) if busy]
    if refused and not free:
        raise _refusal(town, draft, refused)
    return free


def _refusal(town: Town, draft: Draft, refused: Sequence[tuple[Busy, Offer]]) -> Exception:
    """Of offers at whose time the resident is elsewhere."""
    for busy, offer in refused:
        if giving_way.may_give_way(town, busy):
            return Blocked(busy, [giving_way.engagement(draft.service.id, offer)])
    return Unclear(refused[0][0].says, _asks_when(draft.walk))


def _asks_when(walk: Walk) -> str:
    """The question whose answer can be another time; empty: the one asked last."""
    times = [step.name for step in walk.steps if step.kind in WHEN]
    return times[-1] if times else ""
