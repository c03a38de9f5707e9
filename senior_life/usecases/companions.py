"""Quotes what goes with an errand's offers: a ride there and back, each held under its own key.

Each part is quoted beside those before it: ``Host.day`` tells what they hold. A part that cannot
be had says so and stays on the read-back; the errand's own offer is never lost by it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from senior_life.contract import (
    Answers,
    Appointment,
    Caller,
    Engagement,
    Gone,
    Offer,
    Service,
    Trouble,
    words,
)
from senior_life.usecases import clashes
from senior_life.usecases.beside import Beside, Part
from senior_life.usecases.callers import caller
from senior_life.usecases.drafts import Draft, service_of
from senior_life.usecases.giving_way import Blocked, engagement, may_give_way
from senior_life.usecases.holding import holding
from senior_life.usecases.host import line_to
from senior_life.usecases.practice import is_alike
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import Busy

_ = words("senior_life")
MOST = 4
"""Parts beside one offer: a chain of ``and_then`` must end."""
NOTHING_FREE = _("Nothing is free for this. Please change an answer, or ask a person.")
Parts = tuple[Part, ...]


def appointment(offer: Offer) -> Appointment | None:
    """Where and when the resident has to be; None: nowhere, or nobody knows when."""
    if not offer.place or offer.starts is None or offer.ends is None or offer.is_standby:
        return None
    return Appointment(offer.place, offer.title or offer.summary, offer.starts, offer.ends)


def may_accompany(town: Town, service: str, offer: Offer) -> tuple[Service, ...]:
    """Other services that go with an appointment of this one."""
    if appointment(offer) is None:
        return ()
    others = town.registry.services.values()
    return tuple(
        one
        for one in others
        if one.accompanies and one.id != service and is_alike(town, one.id, service)
    )


async def accompanied(town: Town, draft: Draft) -> Draft:
    """The draft with its parts quoted; holds of earlier parts that are no longer are let go."""
    parts: Parts = ()
    if not draft.replacing:
        for offer in draft.offers:
            parts = await Quoting(town, draft, offer).onto(parts)
    fresh = replace(draft.beside, parts=parts)
    await let_go(town, draft.beside, fresh.holds)
    return replace(draft, beside=fresh)


async def let_go(town: Town, beside: Beside, but: Iterable[str] = ()) -> None:
    """Gives back what the parts hold, ``but`` some of it."""
    kept = set(but)
    for hold, service in beside.holds.items():
        if hold not in kept and service in town.registry.services:
            await line_to(town, service).release(hold)


async def extended(town: Town, draft: Draft) -> Draft:
    """The holds of the parts, kept for as long as somebody reads. Raises Gone."""
    parts = [await _extended(town, part) for part in draft.beside.parts]
    return replace(draft, beside=replace(draft.beside, parts=tuple(parts)))


async def _extended(town: Town, part: Part) -> Part:
    if part.offer is None or not part.offer.hold:
        return part
    until: datetime = await line_to(town, part.service).extend(part.offer.hold)
    return replace(part, offer=replace(part.offer, holds_until=until))


@dataclass(frozen=True, slots=True)
class Quoting:
    """The parts of one of the errand's offers, one after the other."""

    town: Town
    draft: Draft
    offer: Offer

    async def onto(self, parts: Parts) -> Parts:
        """``parts`` of the offers before, and those of this one."""
        what = appointment(self.offer)
        for service in self.draft.beside.services:
            if what is not None and service in self.town.registry.services:
                parts = await self._accompanying(parts, service, what)
        if self.offer.and_then is not None:
            parts = await self._chain(parts, self.draft.service.id, self.offer.and_then, None)
        return parts

    async def _accompanying(self, parts: Parts, service: str, what: Appointment) -> Parts:
        try:
            who = await self._who(service)
            with holding(self._held(parts)):
                answers = await line_to(self.town, service).around(who, what)
        except Trouble as trouble:
            none = Part(f"p{len(parts)}", service, (self.offer.id,), {}, None, trouble.says, what)
            return (*parts, none)
        return await self._chain(parts, service, answers, what)

    async def _chain(
        self, parts: Parts, service: str, answers: Answers | None, what: Appointment | None
    ) -> Parts:
        """A part, what it brings with it, and what that brings."""
        for _each in range(MOST):
            if answers is None:
                break
            same = next((p for p in parts if (p.service, p.answers) == (service, answers)), None)
            part = same or await self._quoted(parts, service, answers, what)
            ours = replace(part, goes_with=(*part.goes_with, self.offer.id))
            parts = (*(one for one in parts if one is not same), ours)
            answers = part.offer.and_then if part.offer else None
        return parts

    async def _quoted(
        self, parts: Parts, service: str, answers: Answers, what: Appointment | None
    ) -> Part:
        part = Part(f"p{len(parts)}", service, (), dict(answers), around=what)
        key = f"{self.draft.ref}-{part.name}"
        try:
            who = await self._who(service)
            with holding(self._held(parts)):
                offers = await line_to(self.town, service).quote(who, answers, key)
            return replace(part, offer=await self._first_free(parts, part, tuple(offers)))
        except Trouble as trouble:
            return replace(part, trouble=trouble.says)

    async def _first_free(self, parts: Parts, part: Part, offers: tuple[Offer, ...]) -> Offer:
        """The first at whose time the resident is nowhere else. Raises Blocked, too."""
        refused: Trouble = Gone(NOTHING_FREE)
        for offer in offers:
            found = self._clash(parts, offer) or await self._busy(offer)
            if found is None:
                return offer
            if may_give_way(self.town, found):
                raise Blocked(found, [*self._held(parts), engagement(part.service, offer)])
            refused = found
        raise refused

    async def _busy(self, offer: Offer) -> Busy | None:
        """What stands there, but for what gives way."""
        whose, but = self.draft.who.ref, frozenset(self.draft.beside.gives_way)
        found: Busy | None = await self.town.store.read(
            partial(clashes.overlap_but, resident=whose, offer=offer, but=but)
        )
        return found

    def _clash(self, parts: Parts, offer: Offer) -> Busy | None:
        """Two parts of one plan cannot be at the same time either."""
        for other in self._with_us(parts):
            if other.starts and other.ends and clashes.is_at_once(other, offer):
                return clashes.elsewhere(other, other.starts, other.ends)
        return None

    def _with_us(self, parts: Parts) -> list[Offer]:
        ours = [part.offer for part in parts if self.offer.id in part.goes_with]
        return [self.offer, *(offer for offer in ours if offer)]

    def _held(self, parts: Parts) -> list[Engagement]:
        services = {part.offer.id: part.service for part in parts if part.offer}
        return [
            engagement(services.get(one.id, self.draft.service.id), one)
            for one in self._with_us(parts)
            if one.starts and one.ends
        ]

    async def _who(self, service: str) -> Caller:
        """As the errand's own caller, with what this other service may know."""
        known, who = service_of(self.town, service), self.draft.who
        found: Caller = await self.town.store.read(
            lambda s: caller(s, known, who.ref, who.channel, who.made_by, who.language)
        )
        return found
