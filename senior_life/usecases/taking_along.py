"""When a booking moves, what was made for it moves with it under the same yes, where that fits: the
rides there and back of a visit, the way back of a ride. What does not fit stays as it is until its
resident changes it.

Each is quoted as a change of the very booking, so that the old seat is kept until the new one is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from sqlmodel import Session

from senior_life.contract import Answers, Appointment, Caller, Gone, Offer, Trouble, words
from senior_life.flows.states import OVER
from senior_life.storage.tables.bookings import BookingRow
from senior_life.storage.values import from_json
from senior_life.usecases import clashes, together
from senior_life.usecases.beside import Part
from senior_life.usecases.callers import caller
from senior_life.usecases.drafts import Draft, service_of
from senior_life.usecases.holding import holding
from senior_life.usecases.host import line_to
from senior_life.usecases.late import refuse_change, refuse_unoffered
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import Conflict

_ = words("senior_life")
NOTHING_FREE = _("Nothing is free for this. Please change an answer, or ask a person.")
TOO_EARLY = _("This would begin before you are there.")


@dataclass(frozen=True, slots=True)
class Along:
    """Bookings of one service that were made for the one that moves: there, and back. Of its own
    service only what follows from its offer (``and_then``)."""

    service: str
    there: BookingRow | None
    back: BookingRow | None

    @property
    def rows(self) -> tuple[BookingRow, ...]:
        return tuple(one for one in (self.there, self.back) if one is not None)


async def along_with(town: Town, draft: Draft) -> Sequence[Along]:
    """What would move with the booking that is being changed; what only comes after it, or may not
    be changed any more, stays and says so."""
    if not draft.replacing:
        return ()
    found: Sequence[Along] = await town.store.read(lambda s: _along(town, s, draft))
    return found


def _along(town: Town, s: Session, draft: Draft) -> Sequence[Along]:
    lead = s.get_one(BookingRow, draft.replacing)
    if lead.starts is None or lead.ends is None or lead.goes_with:
        return ()
    rows = [one for one in together.rows(s, lead) if _may_move(town, draft, lead, one)]
    services = dict.fromkeys(one.service for one in rows)
    found = []
    for service in services:
        mine = [one for one in rows if one.service == service]
        there = next((one for one in mine if one.ends and one.ends <= lead.starts), None)
        back = next((one for one in mine if one.starts and one.starts >= lead.ends), None)
        if there is not None or (back is not None and service == lead.service):
            found.append(Along(service, there, back))
    return found


def _may_move(town: Town, draft: Draft, lead: BookingRow, row: BookingRow) -> bool:
    service = town.registry.services.get(row.service)
    if row.ref == lead.ref or row.state in OVER or row.starts is None or service is None:
        return False
    channel, is_own = draft.who.channel.value, row.service == lead.service
    if is_own and from_json(lead.offer).and_then is None:
        return False
    try:
        if is_own:  # a way back that is to be called has nothing to ask, and moves all the same
            refuse_unoffered(town, from_json(row.progress), together.CANCEL, channel)
        elif service.accompanies is None:
            return False
        else:
            refuse_change(town, row, channel)
    except Trouble:
        return False
    return True


async def moved_along(
    town: Town,
    draft: Draft,
    offer: Offer,
    what: Appointment | None,
    along: Sequence[Along],
    first: int = 0,
) -> tuple[Part, ...]:
    """A part for each booking that goes with it: with the offer it would move to, or with why it
    stays. ``first`` is the number of the first one's name."""
    parts: tuple[Part, ...] = ()
    for one in along:
        if one.there is not None and what is None:
            continue
        moving = _Moving(town, draft, offer, what, one)
        parts = (*parts, *await moving.parts(first + len(parts)))
    return parts


@dataclass(frozen=True, slots=True)
class _Moving:
    town: Town
    draft: Draft
    offer: Offer
    what: Appointment | None
    along: Along

    async def parts(self, first: int) -> list[Part]:
        found: list[Part] = []
        answers = None if self.along.there else await self._following()
        for n, row in enumerate(self.along.rows, start=first):
            who, name = await self._who(row), f"m{n}"
            part = Part(name, row.service, (self.offer.id,), {}, around=self.what, replaces=row.ref)
            try:
                if row is self.along.there and self.what is not None:
                    answers = await line_to(self.town, row.service).around(who, self.what)
                if answers is None:
                    raise Gone(NOTHING_FREE)
                moved = await self._quoted(who, row, answers, name, found)
                found.append(replace(part, answers=dict(answers), offer=moved))
                answers = moved.and_then
            except Trouble as trouble:
                found.append(replace(part, trouble=trouble.says))
                answers = None
        return found

    async def _following(self) -> Answers | None:
        """As the way back stands, with all in which the new offer asks for another than the old
        one did: its own hour stays, though it was changed by itself since."""
        now, back = self.offer.and_then, self.along.back
        if now is None or back is None or not self.draft.replacing:
            return now
        ref = self.draft.replacing
        lead = await self.town.store.read(lambda s: from_json(s.get_one(BookingRow, ref).offer))
        before, own = lead.and_then or {}, from_json(back.offer).answers
        return {**now, **own, **{one: now[one] for one in now if now[one] != before.get(one)}}

    async def _quoted(
        self, who: Caller, row: BookingRow, answers: Answers, name: str, before: list[Part]
    ) -> Offer:
        """The first at whose time the resident is nowhere else, once all has moved."""
        line, key = line_to(self.town, row.service), f"{self.draft.ref}-{name}"
        refused: Trouble = Gone(NOTHING_FREE)
        with holding((), but=self._old):
            offers = await line.quote(who, answers, key, row.provider_ref)
        ours = [self.offer, *(part.offer for part in before if part.offer)]
        for offer in offers:
            if row is self.along.back and not _comes_after(offer, ours[-1]):
                refused = Gone(TOO_EARLY)
                continue
            found = await self.town.store.read(partial(self._clash, ours=ours, offer=offer))
            if found is None:
                return offer
            refused = found
        raise refused

    def _clash(self, s: Session, ours: list[Offer], offer: Offer) -> Conflict | None:
        for other in ours:
            if other.starts and other.ends and clashes.is_at_once(other, offer):
                return clashes.elsewhere(other, other.starts, other.ends)
        return clashes.overlap_but(s, self.draft.who.ref, offer, self._refs)

    @property
    def _refs(self) -> frozenset[str]:
        return frozenset({self.draft.replacing or "", *(one.ref for one in self.along.rows)})

    @property
    def _old(self) -> frozenset[str]:
        rows = (one.provider_ref for one in self.along.rows)
        return frozenset({self.draft.who.replacing, *rows})

    async def _who(self, row: BookingRow) -> Caller:
        service, who = service_of(self.town, row.service), self.draft.who
        found: Caller = await self.town.store.read(
            lambda s: caller(s, service, who.ref, who.channel, who.made_by, who.language)
        )
        return replace(found, replacing=row.provider_ref)


def stuck(along: Sequence[Along], parts: Sequence[Part], offer: Offer) -> Conflict | None:
    """One that stays, at the very time to which its visit would move."""
    moved = {part.replaces for part in parts if part.offer is not None}
    for row in (row for one in along for row in one.rows if row.ref not in moved):
        old: Offer = from_json(row.offer)
        if row.starts and row.ends and clashes.is_at_once(replace_times(old, row), offer):
            return clashes.elsewhere(old, row.starts, row.ends)
    return None


def _comes_after(back: Offer, there: Offer) -> bool:
    return back.starts is None or there.ends is None or back.starts >= there.ends


def replace_times(offer: Offer, row: BookingRow) -> Offer:
    return replace(offer, starts=row.starts, ends=row.ends)
