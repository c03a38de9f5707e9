"""What stands where an errand would come and need not: a meal is brought at another time, or left
out, under the same yes as the outing.

Only bookings of services that say so give way (``Service.gives_way``). What becomes of one is asked
before the read-back, which names it; until the yes it stands as it was, and after that until the
errand stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from senior_life.contract import (
    Alternative,
    Answers,
    Caller,
    Engagement,
    Label,
    Offer,
    Text,
    Trouble,
    Unclear,
    words,
)
from senior_life.flows.states import OCCUPYING
from senior_life.storage.tables.bookings import BookingRow
from senior_life.storage.values import from_json
from senior_life.usecases import clashes
from senior_life.usecases.beside import Part
from senior_life.usecases.callers import caller
from senior_life.usecases.drafts import Draft, service_of
from senior_life.usecases.holding import holding
from senior_life.usecases.host import line_to
from senior_life.usecases.late import refuse_change, refuse_unoffered
from senior_life.usecases.line import NoAnswer
from senior_life.usecases.together import CANCEL
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import Busy, InTheWay

_ = words("senior_life")
MOVE, LEAVE = "move", "leave"
"""What becomes of it: another time on its day, or none."""
WISH = "gives-way:"
"""Begins the name of the answer that says so; then comes the booking's ref."""


class Blocked(Exception):
    """Where the errand would be (``there``, of one of its offers) stands only what gives way."""

    def __init__(self, busy: Busy, there: Sequence[Engagement]) -> None:
        super().__init__(busy.booking)
        self.busy, self.there = busy, tuple(there)


def may_give_way(town: Town, busy: Busy) -> bool:
    service = town.registry.services.get(busy.service)
    return service is not None and service.gives_way


def engagement(service: str, offer: Offer) -> Engagement:
    """What an offer would be on the resident's day; it has times."""
    assert offer.starts is not None  # noqa: S101 -- only what takes time is in the way
    assert offer.ends is not None  # noqa: S101
    return Engagement(service, offer.hold, offer.starts, offer.ends, offer.summary, offer.place)


def decided(draft: Draft, chosen: Alternative) -> Draft:
    """What the resident wants to become of what is in the way."""
    wishes = {name.removeprefix(WISH): str(how) for name, how in chosen.answers.items()}
    beside = replace(draft.beside, gives_way={**draft.beside.gives_way, **wishes})
    return replace(draft, beside=beside)


async def asked(town: Town, draft: Draft, blocked: Blocked, step: str) -> Draft:
    """Troubled, with what could become of it. Raises Unclear, of ``step``, where nothing can."""
    row = await _booking(town, blocked.busy.booking)
    giving = _Giving(town, draft, row)
    moved = await giving.moved(blocked.there, "g0")
    ways = [*([_moves(row, moved)] if moved else ()), *([_left(row)] if giving.may_leave() else ())]
    if not ways:
        raise Unclear(blocked.busy.says, step)
    kept = (giving.part("g0", (), moved),) if moved else ()
    return replace(
        draft,
        state="troubled",
        trouble=InTheWay(_says(row), ways, step),
        offers=(),
        beside=replace(draft.beside, parts=kept),
    )


async def with_what_gives_way(town: Town, draft: Draft) -> Draft:
    """A part for each booking in the way. Raises Blocked where one cannot move after all."""
    parts = draft.beside.parts
    for n, (ref, how) in enumerate(draft.beside.gives_way.items()):
        giving = _Giving(town, draft, await _booking(town, ref))
        offers = [one for one in draft.offers if giving.is_in_the_way_of(one)]
        if offers:
            parts = (*parts, await giving.given(f"g{n}", offers, how))
    return replace(draft, beside=replace(draft.beside, parts=parts))


@dataclass(frozen=True, slots=True)
class _Giving:
    """One booking that is in the way of an errand."""

    town: Town
    draft: Draft
    row: BookingRow

    def is_in_the_way_of(self, offer: Offer) -> bool:
        """Or of what would be booked beside that offer."""
        if self.row.state not in OCCUPYING:
            return False
        mine = replace(_offer(self.row), starts=self.row.starts, ends=self.row.ends)
        return any(clashes.is_at_once(mine, one) for _service, one in self._with(offer))

    async def given(self, name: str, offers: Sequence[Offer], how: str) -> Part:
        """At one new time, whichever of these offers is taken."""
        of = tuple(offer.id for offer in offers)
        if how == LEAVE:
            return self.part(name, of, None)
        there = [engagement(*one) for offer in offers for one in self._with(offer)]
        moved = await self.moved(there, name)
        if moved is None:
            where = (*_span(self.row), self.row.service, self.row.ref)
            raise Blocked(clashes.elsewhere(_offer(self.row), *where), there)
        return self.part(name, of, moved)

    def part(self, name: str, of: tuple[str, ...], moved: Offer | None) -> Part:
        answers = moved.answers if moved else {}
        return Part(
            name,
            self.row.service,
            of,
            answers,
            moved,
            None if moved else _leaves(self.row),
            replaces=self.row.ref,
            gives_way=True,
        )

    async def moved(self, there: Sequence[Engagement], name: str) -> Offer | None:
        """At another time, clear of what is ``there``; None: not to be had."""
        line, key = line_to(self.town, self.row.service), f"{self.draft.ref}-{name}"
        try:
            refuse_change(self.town, self.row, self.draft.who.channel.value)
            who = await self.town.store.read(self._caller)
            with holding(there, but=frozenset({self.row.provider_ref})):
                offers = await line.quote(who, self._answers, key, self.row.provider_ref)
        except NoAnswer:
            raise
        except Trouble:
            return None
        for offer in offers:
            if await self._is_free(offer, there):
                return offer
        return None

    def may_leave(self) -> bool:
        try:
            refuse_change(self.town, self.row, self.draft.who.channel.value)
            progress = from_json(self.row.progress)
            refuse_unoffered(self.town, progress, CANCEL, self.draft.who.channel.value)
        except Trouble:
            return False
        return True

    async def _is_free(self, offer: Offer, there: Sequence[Engagement]) -> bool:
        if offer.starts is None or offer.ends is None:
            return True
        if any(one.starts < offer.ends and offer.starts < one.ends for one in there):
            return False
        but = {self.row.ref, self.draft.replacing or ""}
        found: Busy | None = await self.town.store.read(
            lambda s: clashes.overlap_but(s, self.draft.who.ref, offer, but)
        )
        return found is None

    @property
    def _answers(self) -> Answers:
        return _offer(self.row).answers

    def _with(self, offer: Offer) -> list[tuple[str, Offer]]:
        """It and its parts, as far as they take time."""
        parts = [
            (part.service, part.offer) for part in self.draft.beside.of(offer.id) if part.offer
        ]
        every = [(self.draft.service.id, offer), *parts]
        return [(service, one) for service, one in every if one.starts and one.ends]

    def _caller(self, s: Session) -> Caller:
        service, who = service_of(self.town, self.row.service), self.draft.who
        found = caller(s, service, who.ref, who.channel, who.made_by, who.language)
        return replace(found, replacing=self.row.provider_ref)


async def _booking(town: Town, ref: str) -> BookingRow:
    row: BookingRow = await town.store.read(lambda s: s.get_one(BookingRow, ref))
    return row


def _offer(row: BookingRow) -> Offer:
    found: Offer = from_json(row.offer)
    return found


def _span(row: BookingRow) -> tuple[datetime, datetime]:
    assert row.starts is not None  # noqa: S101 -- only what takes time is in the way
    assert row.ends is not None  # noqa: S101
    return row.starts, row.ends


def _says(row: BookingRow) -> Text:
    starts, ends = _span(row)
    return _(
        "At that time you have {what}, from {start:clock} to {end:clock}. What shall become of it?",
        what=_what(row),
        start=starts,
        end=ends,
    )


def _moves(row: BookingRow, moved: Offer) -> Alternative:
    starts, ends = moved.starts or row.starts, moved.ends or row.ends
    assert starts is not None  # noqa: S101 -- what moves takes time, as the booking did
    assert ends is not None  # noqa: S101
    label = _("Have it from {start:clock} to {end:clock} instead", start=starts, end=ends)
    return Alternative(label, {f"{WISH}{row.ref}": MOVE}, moved.title or moved.summary)


def _left(row: BookingRow) -> Alternative:
    day = clashes.day_of(_span(row)[0])
    label = _("Leave it out on {day:day}", day=day)
    return Alternative(label, {f"{WISH}{row.ref}": LEAVE}, _what(row))


def _leaves(row: BookingRow) -> Text:
    day = clashes.day_of(_span(row)[0])
    return _("{what} is left out on {day:day}.", what=_what(row), day=day)


def _what(row: BookingRow) -> Label:
    offer = _offer(row)
    return offer.title or offer.summary
