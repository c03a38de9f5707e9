"""The verbs of one errand: begin, answer, look further, go back, agree, leave."""

from dataclasses import replace
from datetime import date

from senior_life import wire
from senior_life.contract import Kind
from senior_life.contract import words as catalogue
from senior_life.ui import shown
from senior_life.ui.acts.elsewhere import elsewhere
from senior_life.ui.acts.habit import resting
from senior_life.ui.acts.opening import open_at, walking
from senior_life.ui.acts.papers import papers
from senior_life.ui.visit import Act, Visit

_ = catalogue("senior_life")
EMPTY = _("Please write a few words.")
ISO_DAY = len("2026-11-24")


def begin(
    service: str | None = None,
    words: str = "",
    replacing: str | None = None,
    around: str | None = None,
    weekly: str | None = None,
) -> Act:
    async def act(visit: Visit) -> shown.Shown | None:
        wish = wire.BeginIn(
            service=service, words=words, replacing=replacing, around=around, weekly=weekly
        )
        return await walking(visit, await visit.client.begin(wish))

    return act


def wish() -> Act:
    """Begins with the sentence that was typed at home."""

    async def act(visit: Visit) -> shown.Shown | None:
        words = visit.typed("words").strip()
        if not words:
            visit.notice = EMPTY
            return None
        other = elsewhere(words)
        following = await resting(visit, words)
        if following is None:
            following = await (open_at(other) if other else begin(words=words))(visit)
        await visit.forget("words")
        return following

    return act


def answer(walk: wire.WalkOut, step: str, *values: str) -> Act:
    """``values``; none of them skips a step that may be skipped."""

    async def act(visit: Visit) -> shown.Shown | None:
        sent = wire.AnswerIn(rev=walk.rev, step=step, values=values)
        return await walking(visit, await visit.client.answer(walk.id, sent))

    return act


def answer_picked(question: shown.Question) -> Act:
    async def act(visit: Visit) -> shown.Shown | None:
        return await answer(question.walk, question.card.step, *question.picked)(visit)

    return act


def answer_typed(walk: wire.WalkOut, card: wire.Card, as_words: bool = False) -> Act:
    """What stands in the field: a value for TEXT and NUMBER, a sentence elsewhere."""

    async def act(visit: Visit) -> shown.Shown | None:
        typed = visit.typed(card.step).strip()
        if not typed and not card.may_skip:
            visit.notice = EMPTY
            return None
        if card.kind in (Kind.TEXT, Kind.NUMBER) and not as_words:
            return await answer(walk, card.step, *([typed] if typed else []))(visit)
        if other := elsewhere(typed, walk.id):
            return await open_at(other)(visit)
        sent = wire.AnswerIn(rev=walk.rev, step=card.step, words=typed)
        return await walking(visit, await visit.client.answer(walk.id, sent))

    return act


def pick(value: str) -> Act:
    """Marks or unmarks one of several answers; nothing is sent yet."""

    async def act(visit: Visit) -> shown.Shown | None:
        here = visit.shown
        if not isinstance(here, shown.Question | shown.Booked):
            return None
        kept = tuple(v for v in here.picked if v != value)
        return replace(here, picked=kept if len(kept) < len(here.picked) else (*kept, value))

    return act


def pick_only(*values: str) -> Act:
    async def act(visit: Visit) -> shown.Shown | None:
        here = visit.shown
        if not isinstance(here, shown.Question | shown.Booked):
            return None
        return replace(here, picked=values)

    return act


def count(card: wire.Card, by: int) -> Act:
    """One more or one fewer, within the step's bounds."""

    async def act(visit: Visit) -> shown.Shown | None:
        lowest = card.lowest if card.lowest is not None else 0
        typed = visit.typed(card.step)
        now = int(typed) if typed.isdecimal() else lowest
        highest = card.highest if card.highest is not None else now + by
        visit.fill(card.step, str(min(max(now + by, lowest), highest)))
        return visit.shown

    return act


def look_further(question: shown.Question, page: int) -> Act:
    async def act(visit: Visit) -> shown.Shown | None:
        card = await visit.client.card(question.walk.id, page=page)
        return replace(question, card=card, month=None)

    return act


def open_calendar(question: shown.Question) -> Act:
    """The month of the first day on offer, or this month."""

    async def act(visit: Visit) -> shown.Shown | None:
        days = [c.value for c in question.card.choices if len(c.value) == ISO_DAY]
        first = date.fromisoformat(days[0]) if days else (await visit.client.today()).day
        return await look_at_month(question, first)(visit)

    return act


def look_at_month(question: shown.Question, month: date | None) -> Act:
    """The calendar of a month; None leaves the calendar."""

    async def act(visit: Visit) -> shown.Shown | None:
        if month is None:
            card = await visit.client.card(question.walk.id)
            return replace(question, card=card, month=None)
        card = await visit.client.card(question.walk.id, month=f"{month:%Y-%m}")
        return replace(question, card=card, month=month.replace(day=1))

    return act


def back(question: shown.Question) -> Act:
    """One page back, or as ``step_back``."""

    async def act(visit: Visit) -> shown.Shown | None:
        if question.month is not None:
            return await look_at_month(question, None)(visit)
        if question.card.page > 0:
            return await look_further(question, question.card.page - 1)(visit)
        return await step_back(question.walk)(visit)

    return act


def step_back(walk: wire.WalkOut) -> Act:
    """One question back; from the first one home, where the errand waits as a draft. Of what was
    begun from a booking, and not answered yet, nothing is left."""

    async def act(visit: Visit) -> shown.Shown | None:
        if walk.back == "home":
            return await open_at("/")(visit)
        if walk.back == "booking":
            await visit.client.quit(walk.id)
            return await open_at(f"/booking/{walk.begun_from}")(visit)
        return await walking(visit, await visit.client.back(walk.id, walk.rev))

    return act


def reopen(walk: wire.WalkOut, step: str) -> Act:
    async def act(visit: Visit) -> shown.Shown | None:
        return await walking(visit, await visit.client.reopen(walk.id, walk.rev, step))

    return act


def alternative(walk: wire.WalkOut, index: int) -> Act:
    async def act(visit: Visit) -> shown.Shown | None:
        return await walking(visit, await visit.client.alternative(walk.id, walk.rev, index))

    return act


def choose_offer(confirm: shown.Confirm, offer: wire.OfferOut | None) -> Act:
    async def act(_: Visit) -> shown.Shown | None:
        return replace(confirm, offer=offer)

    return act


def accompany(
    walk: wire.WalkOut, offer: wire.OfferOut, service: str, is_wanted: bool = True
) -> Act:
    """Something that goes with it, under the same yes; or without it again."""

    async def act(visit: Visit) -> shown.Shown | None:
        after = await visit.client.accompany(walk.id, walk.rev, offer.id, service, is_wanted)
        return await walking(visit, after)

    return act


def make_often(walk: wire.WalkOut, offer: wire.OfferOut, often: wire.Often) -> Act:
    """Asks on which days (and until when); or only once after all."""

    async def act(visit: Visit) -> shown.Shown | None:
        after = await visit.client.make_often(walk.id, walk.rev, offer.id, often)
        return await walking(visit, after)

    return act


def wait_for_days(walk: wire.WalkOut, waits: bool) -> Act:
    async def act(visit: Visit) -> shown.Shown | None:
        return await walking(visit, await visit.client.wait_for_days(walk.id, walk.rev, waits))

    return act


def agree(walk: wire.WalkOut, offer: wire.OfferOut) -> Act:
    """The yes. A walk confirms once, however often it is sent."""

    async def act(visit: Visit) -> shown.Shown | None:
        booking = await visit.client.confirm(walk.id, walk.rev, offer.id)
        return shown.Done(booking, await papers(visit, booking), is_change=bool(walk.replacing))

    return act


def leave(walk: wire.WalkOut) -> Act:
    async def act(_: Visit) -> shown.Shown | None:
        return shown.Leave(walk)

    return act


def give_up(walk: wire.WalkOut) -> Act:
    """For good: the hold is released, and the draft is gone."""

    async def act(visit: Visit) -> shown.Shown | None:
        await visit.client.quit(walk.id)
        return await open_at("/")(visit)

    return act


def quote(walk: wire.WalkOut) -> Act:
    """Asks once more for what was wanted; no answer is lost."""

    async def act(visit: Visit) -> shown.Shown | None:
        return await walking(visit, await visit.client.quote(walk.id, walk.rev))

    return act


def extend(walk: wire.WalkOut) -> Act:
    """Someone is still reading: the hold lasts longer, and a lapsed one is quoted again."""

    async def act(visit: Visit) -> shown.Shown | None:
        here = getattr(visit.shown, "walk", None)
        now = here if isinstance(here, wire.WalkOut) and here.id == walk.id else walk
        return await walking(visit, await visit.client.extend(now.id, now.rev))

    return act
