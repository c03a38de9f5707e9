"""Quotes an errand of several days or of every week: each day that can be booked already is held on
its own, with what comes with it, and of each other day is known why it cannot be kept.

Days after the service's last one are not asked for: they are booked as they come, see ``habits``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from senior_life.contract import (
    Answers,
    Caller,
    Gone,
    Offer,
    Text,
    Trouble,
    Unclear,
    words,
)
from senior_life.usecases import clashes
from senior_life.usecases.beside import OWN, Beside, Day, Part, Series
from senior_life.usecases.companions import Parts, Quoting, let_go
from senior_life.usecases.drafts import Draft
from senior_life.usecases.host import line_to
from senior_life.usecases.questions import every_option
from senior_life.usecases.town import Town
from senior_life.usecases.weekly import ALSO, Often, also_on, often, own_answers, wished

_ = words("senior_life")
MOST_DAYS = 40
"""Days held under one yes; what is beyond is booked later, as if it could not be booked yet."""
NO_DAY = _("None of these days can be booked. Please choose other days, or ask a person.")
NOTHING_FREE = _("Nothing is free for this. Please change an answer, or ask a person.")


@dataclass(frozen=True, slots=True)
class Wish:
    """An errand without its day: the answer to ``step``, to be given for each one."""

    town: Town
    draft: Draft
    step: str
    answers: Answers
    who: Caller

    @classmethod
    def of(cls, town: Town, draft: Draft) -> "Wish":
        repeats = draft.service.repeats
        assert repeats is not None  # noqa: S101 -- only such an errand is asked for its days
        answers = own_answers(draft.walk)
        return cls(town, draft, repeats.step, answers, replace(draft.who, one_offer=True))

    @property
    def asked(self) -> date:
        """The day that was read back before, whose hold stays under its own key."""
        return date.fromisoformat(str(self.answers[self.step]))

    def on(self, day: date) -> Answers:
        return {**self.answers, self.step: day.isoformat()}

    async def listed(self) -> list[date]:
        """The days that the service names, full ones too, in their order."""
        step = next(one for one in self.draft.service.steps if one.name == self.step)
        names = [one.name for one in self.draft.service.steps]
        before = {n: a for n, a in self.answers.items() if names.index(n) < names.index(self.step)}
        line = line_to(self.town, self.draft.service.id)
        found = [one.value async for one in every_option(line, self.who, step, before)]
        return sorted(map(date.fromisoformat, found))

    async def quoted(self, day: date, key: str, standby: bool = False) -> Offer:
        """The first offer of that day at whose time the resident is nowhere else."""
        line = line_to(self.town, self.draft.service.id)
        refused: Trouble = Gone(NOTHING_FREE)
        for offer in await line.quote(self.who, self.on(day), key, None, standby):
            whose = partial(clashes.overlap, resident=self.who.ref, offer=offer)
            found = await self.town.store.read(whose)
            if found is None:
                return offer
            refused = found
        raise refused

    def closed(self, day: date) -> Text:
        """Why the service does not name a day."""
        holiday = self.town.pack.calendar.holiday(day)
        if holiday is not None:
            return _("There is no service on that day ({holiday}).", holiday=holiday)
        return _("There is no service on that day.")


async def quoted_days(town: Town, draft: Draft) -> Draft:
    """With the first day that can be had as the errand's own offer, and the others beside it.

    Raises Gone when none of them can be had; then nothing is held.
    """
    wish = Wish.of(town, draft)
    listed = await wish.listed()
    waits = bool(draft.beside.series and draft.beside.series.waits)
    is_weekly = often(draft.walk) is Often.WEEKLY
    series = (_every_week if is_weekly else _several)(wish, listed, waits)
    found = _Found(wish, set(listed), waits)
    for one in series.days:
        await found.add(one.day)
    return await _read_back(town, draft, found, replace(series, days=tuple(found.days)))


def _every_week(wish: Wish, listed: Sequence[date], waits: bool) -> Series:
    """Days after the service's last one come later."""
    weekly, start = wished(wish.draft.walk), wish.asked
    horizon = listed[-1] if listed else start - timedelta(days=1)
    every = weekly.dates(start, weekly.until or start)
    now = [day for day in every if day <= horizon][:MOST_DAYS]
    seen = horizon if len(now) < MOST_DAYS else now[-1]
    return Series(weekly, tuple(map(Day, now)), seen, len(every) - len(now), waits)


def _several(wish: Wish, _listed: Sequence[date], waits: bool) -> Series:
    """Raises Unclear where more are named than one yes can hold."""
    days = sorted({wish.asked, *also_on(wish.draft.walk)})
    if len(days) > MOST_DAYS:
        raise Unclear(_("Please choose at most {n} days.", n=MOST_DAYS - 1), ALSO)
    return Series(None, tuple(map(Day, days)), days[-1], waits=waits)


async def _read_back(town: Town, draft: Draft, found: "_Found", series: Series) -> Draft:
    beside = replace(draft.beside, parts=tuple(found.parts), series=series)
    own = found.own
    kept = {own.hold} if own else set()
    old = [one.hold for one in draft.offers if one.hold and one.hold not in kept]
    await let_go(town, draft.beside, {*beside.holds, *kept})
    for hold in old:
        await line_to(town, draft.service.id).release(hold)
    if own is None:
        await let_go(town, beside)
        raise Gone(NO_DAY)
    parts = tuple(replace(one, goes_with=(own.id,)) for one in found.parts)
    return replace(
        draft,
        state="offered",
        offers=(own,),
        trouble=None,
        typed="",
        beside=replace(beside, parts=parts),
    )


class _Found:
    """The days so far: the first that can be had is the errand's own, the others are parts."""

    def __init__(self, wish: Wish, listed: set[date], waits: bool) -> None:
        self._wish, self._listed, self._waits = wish, listed, waits
        self.own: Offer | None = None
        self.parts: Parts = ()
        self.days: list[Day] = []

    async def add(self, day: date) -> None:
        if day not in self._listed:
            self.days.append(Day(day, trouble=self._wish.closed(day)))
            return
        ref = self._wish.draft.ref
        key = ref if self._wish.asked == day else f"{ref}-w{day:%Y%m%d}"
        try:
            offer = await self._wish.quoted(day, key)
            await self._keep(day, offer)
        except Trouble as trouble:
            may_wait = isinstance(trouble, Gone) and trouble.may_wait
            name = await self._waiting(day, key) if may_wait and self._waits else ""
            self.days.append(Day(day, name, trouble.says, may_wait))

    async def _keep(self, day: date, offer: Offer) -> None:
        """The day's own booking, and all that it brings; one that cannot be had is none of it."""
        town, draft = self._wish.town, self._wish.draft
        quoting = Quoting(town, replace(draft, beside=Beside()), offer)
        parts = await quoting.onto(self.parts)
        brought = [one for one in parts if offer.id in one.goes_with]
        missing = next((one.trouble for one in brought if one.offer is None), None)
        if missing is not None:
            await let_go(town, Beside(parts=tuple(brought)))
            await line_to(town, draft.service.id).release(offer.hold)
            raise Gone(missing)
        name = OWN
        if self.own is None:
            self.own = offer
        else:
            name = f"w{day:%Y%m%d}"
            self.parts = (*self.parts, self._part(name, day, offer))
        lead = "" if name == OWN else name
        self.parts = (*self.parts, *(replace(one, lead=lead) for one in brought))
        self.days.append(Day(day, name))

    async def _waiting(self, day: date, key: str) -> str:
        """The name of a part that waits for that day; empty: one cannot."""
        try:
            offer = await self._wish.quoted(day, key, standby=True)
        except Trouble:
            return ""
        name = f"w{day:%Y%m%d}"
        self.parts = (*self.parts, self._part(name, day, offer))
        return name

    def _part(self, name: str, day: date, offer: Offer) -> Part:
        return Part(name, self._wish.draft.service.id, (), self._wish.on(day), offer, lead=name)
