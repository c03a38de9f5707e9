"""Errands that shall be more than once: on other days too, or every week; while they are read back,
or from one that stands."""

from dataclasses import replace
from datetime import date, timedelta

from senior_life.contract import WEEKDAYS, Offer, words
from senior_life.flows.walk import Walk
from senior_life.storage.values import from_json
from senior_life.usecases.access import Reader
from senior_life.usecases.accompanying import own_booking
from senior_life.usecases.beside import ALONE, Beside
from senior_life.usecases.companions import let_go
from senior_life.usecases.drafts import Draft, stale
from senior_life.usecases.host import line_to
from senior_life.usecases.moving import View, quoted, settle
from senior_life.usecases.together import may_change
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import Unknown
from senior_life.usecases.walking import kept, kept_new, named, new_draft, open_draft
from senior_life.usecases.weekly import ALSO, DAYS, OWN_STEPS, Often, steps_of
from senior_life.words.calendar import TOKYO

_ = words("senior_life")
NOT_HERE = _("This service is not offered here.")


def may_repeat(draft: Draft, offer: Offer) -> bool:
    """Whether what is read back could be of every week: a change moves one booking only, and what
    goes with an appointment has its day from there."""
    beside = draft.beside
    is_its_own = not (draft.replacing or beside.booking or beside.services or beside.series)
    return draft.service.repeats is not None and is_its_own and not offer.is_standby


async def make_often(
    town: Town, reader: Reader, ref: str, rev: int, offer: str, often: Often
) -> View:
    """Ask on which days (and until when); or only once after all. No answer is lost."""
    draft = await open_draft(town, reader, ref, rev)
    chosen = draft.offer(offer)
    if chosen is None:
        raise stale()
    if often is Often.ONCE and draft.beside.weekly_of:
        raise Unknown(NOT_HERE)
    if often is Often.ONCE:
        await let_go(town, draft.beside)
        alone = await quoted(town, replace(draft, walk=_once(draft), beside=ALONE))
        await _give_back(town, draft, alone)
        return await kept(town, alone)
    if not may_repeat(draft, chosen):
        raise Unknown(NOT_HERE)
    walk = _asking_days(draft, draft.walk) if often is Often.WEEKLY else _asking_others(draft)
    return await kept(town, replace(draft, walk=walk, state="asking", offers=(chosen,)))


async def only_once(town: Town, reader: Reader, draft: Draft) -> View:
    """Back out of the first question: what was read back before, as it is held."""
    if draft.beside.series is not None:
        offer = draft.offers[0].id
        return await make_often(town, reader, draft.ref, draft.rev, offer, Often.ONCE)
    return await kept(town, replace(draft, walk=_once(draft), state="offered", typed=""))


async def wait_for_days(town: Town, reader: Reader, ref: str, rev: int, waits: bool) -> View:
    """Put the days that are full on the waiting list under the same yes, or leave them out."""
    draft = await open_draft(town, reader, ref, rev)
    series = draft.beside.series
    if series is None:
        raise stale()
    beside = replace(draft.beside, series=replace(series, waits=waits))
    return await kept(town, await quoted(town, replace(draft, beside=beside)))


async def begin_weekly(town: Town, reader: Reader, booking: str, channel: str) -> View:
    """As a booking that stands, from the day after it (or today) on; that one stays as it is."""
    row = await own_booking(town, reader, booking)
    draft = await new_draft(town, reader, row.service, row.resident, channel)
    repeats, answers = draft.service.repeats, from_json(row.offer).answers
    is_one = repeats is not None and repeats.step in answers and not row.habit
    if repeats is None or not is_one or not may_change(from_json(row.progress)):
        raise Unknown(NOT_HERE)
    day = date.fromisoformat(answers[repeats.step])
    start = max(day + timedelta(days=1), town.now().astimezone(TOKYO).date())
    answers = {**answers, repeats.step: start.isoformat()}
    walk = draft.walk.take(answers, {})
    draft = replace(draft, walk=walk)
    walk = await named(town, draft, set(answers))
    walk = _asking_days(draft, walk, WEEKDAYS[day.weekday()])
    draft = replace(draft, walk=walk, beside=Beside(weekly_of=row.ref))
    return await kept_new(town, await settle(town, draft))


async def _give_back(town: Town, before: Draft, after: Draft) -> None:
    """What the errand held itself, where it holds something else by now."""
    left = {one.hold for one in before.offers} - {one.hold for one in after.offers} - {""}
    for hold in left:
        await line_to(town, before.service.id).release(hold)


def _once(draft: Draft) -> Walk:
    walk = replace(draft.walk, steps=draft.service.steps)
    for step in OWN_STEPS:
        walk = walk.forget(step)
    return walk.onward()


def _asking_others(draft: Draft) -> Walk:
    return replace(draft.walk, steps=steps_of(draft.service, Often.SEVERAL), current=ALSO)


def _asking_days(draft: Draft, walk: Walk, weekday: str = "") -> Walk:
    """With the weekday of the day that was chosen, as a proposal."""
    repeats = draft.service.repeats
    assert repeats is not None  # noqa: S101 -- may_repeat saw to it
    day = weekday or WEEKDAYS[date.fromisoformat(str(walk.answers[repeats.step])).weekday()]
    steps = steps_of(draft.service, Often.WEEKLY)
    proposed = {DAYS: (f"weekly:{day}",), **walk.earlier}
    return replace(walk, steps=steps, earlier=proposed, current=DAYS)
