"""Drafts: walks as rows, read and saved so that two screens never overwrite each other."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Update, bindparam, or_, select, update
from sqlmodel import Session

from senior_life.contract import (
    Caller,
    Gone,
    Offer,
    OutOfReach,
    Row,
    Service,
    Trouble,
    Unclear,
    words,
)
from senior_life.direct import Direct
from senior_life.flows.walk import Walk
from senior_life.storage.tables.bookings import BookingRow
from senior_life.storage.tables.walks import WalkRow
from senior_life.storage.types import table
from senior_life.storage.values import from_json, to_json
from senior_life.usecases import access
from senior_life.usecases.access import Reader
from senior_life.usecases.along import NOT_LOOKED, Along, along_from_json, along_to_json
from senior_life.usecases.beside import ALONE, Beside, beside_from_json, beside_to_json
from senior_life.usecases.callers import called, caller, open_person
from senior_life.usecases.kept_walks import walk_from_json, walk_to_json
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import Conflict, InTheWay, Stale, Unknown

_ = words("senior_life")
TROUBLES: dict[str, type[Trouble]] = {
    "unclear": Unclear,
    "in-the-way": InTheWay,
    "gone": Gone,
    "out-of-reach": OutOfReach,
    "conflict": Conflict,
}
"""What a draft can be left with; any other trouble is kept as a conflict."""
KEPT = ("state", "attempt", "current", "flow", "offers", "trouble", "typed", "booking", "beside")


def _put() -> Update:
    """If it is still the one that was seen, and nobody has booked it meanwhile."""
    walk = table(WalkRow)
    return (
        update(walk)
        .where(
            walk.c.ref == bindparam("walk"),
            walk.c.rev == bindparam("seen"),
            or_(walk.c.booking.is_(None), walk.c.booking == bindparam("its")),
        )
        .values(
            rev=bindparam("new"),
            touched_at=bindparam("now"),
            **{name: bindparam(f"to_{name}") for name in KEPT},
        )
    )


WALK = Direct(select(table(WalkRow)).where(table(WalkRow).c.ref == bindparam("ref")))
PUT = Direct(_put())


@dataclass(frozen=True, slots=True)
class Draft:
    """``state``: asking, offered, troubled, booked, quit; ``attempt`` counts failed confirms.

    ``sentence`` is what the errand began with; it may answer questions that come much later.
    """

    ref: str
    service: Service
    who: Caller
    walk: Walk
    state: str = "asking"
    rev: int = 0
    attempt: int = 0
    offers: tuple[Offer, ...] = ()
    trouble: Trouble | None = None
    typed: str = ""
    sentence: str = ""
    replacing: str | None = None
    booking: str | None = None
    beside: Beside = ALONE
    along: Along = NOT_LOOKED

    @property
    def key(self) -> str:
        """Of its booking: the same for every tap on the same yes."""
        return f"{self.ref}-{self.attempt}"

    def offer(self, ref: str) -> Offer | None:
        return next((offer for offer in self.offers if offer.id == ref), None)


def service_of(town: Town, name: str) -> Service:
    service: Service | None = town.registry.get(name)
    if service is None:
        raise Unknown(_("This service is not offered here."))
    return service


async def load(town: Town, reader: Reader, ref: str, rev: int | None = None) -> Draft:
    """The draft, for one who may change it; Stale when ``rev`` is not its newest."""
    access.require_someone(reader)
    draft: Draft = await town.store.read(lambda s: read(town, s, reader, ref))
    if rev is not None and rev != draft.rev:
        raise stale()
    return draft


async def save(town: Town, draft: Draft) -> Draft:
    """One change on; Stale when another screen was quicker, and then nothing is kept."""
    now = town.now()
    await town.store.write(lambda s: put(s, draft, now))
    return replace(draft, rev=draft.rev + 1)


def put(s: Session, draft: Draft, now: datetime) -> None:
    seen = {"walk": draft.ref, "seen": draft.rev, "its": draft.booking}
    kept = {f"to_{name}": value for name, value in _kept(draft).items()}
    if not PUT.count(s, {**seen, "new": draft.rev + 1, "now": now, **kept}):
        raise stale()


def add(s: Session, town: str, draft: Draft, now: datetime) -> None:
    row = WalkRow(
        ref=draft.ref,
        town=town,
        resident=draft.who.ref,
        service=draft.service.id,
        made_by=draft.who.made_by,
        channel=draft.who.channel.value,
        replacing=draft.replacing,
        began_at=now,
        touched_at=now,
        **_kept(draft),
    )
    s.add(row)


def fill(row: WalkRow, draft: Draft, now: datetime) -> None:
    for name, value in _kept(draft).items():
        setattr(row, name, value)
    row.touched_at = now


def _kept(draft: Draft) -> dict[str, Any]:
    """By column; ``KEPT`` names them."""
    return {
        "state": draft.state,
        "attempt": draft.attempt,
        "current": draft.walk.current,
        "flow": {
            **walk_to_json(draft.walk),
            "sentence": draft.sentence,
            "along": along_to_json(draft.along),
        },
        "offers": to_json(draft.offers),
        "trouble": trouble_to_json(draft.trouble),
        "typed": draft.typed,
        "booking": draft.booking,
        "beside": beside_to_json(draft.beside),
    }


def keep_typed(s: Session, ref: str, words: str, now: datetime) -> None:
    """Not a change of the draft: ``rev`` stays, the last one to type wins."""
    row = s.get(WalkRow, ref)
    if row is not None:
        row.typed, row.touched_at = words, now


def rows(draft: Draft) -> tuple[Row, ...]:
    """What was answered so far, in the order of the questions; each can be corrected."""
    walk = draft.walk
    return tuple(
        Row(step.label, walk.says[step.name], step.name)
        for step in walk.steps
        if step.name in walk.says and step.name not in walk.alone
    )


def stale() -> Stale:
    return Stale(_("Something changed meanwhile. Please look again; nothing was lost."))


def trouble_to_json(trouble: Trouble | None) -> dict[str, Any] | None:
    if trouble is None:
        return None
    kind = next((k for k, base in TROUBLES.items() if isinstance(trouble, base)), "conflict")
    return {
        "kind": kind,
        "says": to_json(trouble.says),
        "step": getattr(trouble, "step", ""),
        "instead": to_json(getattr(trouble, "instead", ())),
        "may_wait": getattr(trouble, "may_wait", False),
    }


def trouble_from_json(kept: Mapping[str, Any] | None) -> Trouble | None:
    if kept is None:
        return None
    says = from_json(kept["says"])
    if kept["kind"] == "gone":
        return Gone(says, from_json(kept["instead"]), kept["may_wait"])
    if kept["kind"] == "in-the-way":
        return InTheWay(says, from_json(kept["instead"]), kept["step"])
    return (
        Unclear(says, kept["step"]) if kept["kind"] == "unclear" else TROUBLES[kept["kind"]](says)
    )


def read(town: Town, s: Session, reader: Reader, ref: str, locks: bool = False) -> Draft:
    """As ``load``; ``locks`` its resident, so that of two yeses at once the second waits."""
    row = WALK.first(s, {"ref": ref})
    if row is None or row.town != town.id or not access.may_read(reader, row.resident):
        raise Unknown(_("This errand is not there any more. Please begin again."))
    access.require_change(reader, row.resident)
    person = open_person(s, row.resident, locks)
    service = service_of(town, row.service)
    language = reader.language if reader.is_device else ""
    who = called(s, person, service, row.channel, row.made_by, language)
    return _draft(service, row, _changing(s, row.replacing, who))


def from_row(s: Session, service: Service, row: WalkRow) -> Draft:
    who = caller(s, service, row.resident, row.channel, row.made_by)
    return _draft(service, row, _changing(s, row.replacing, who))


def _changing(s: Session, replacing: str | None, who: Caller) -> Caller:
    """With the service's own name for the booking that is being changed."""
    booking = s.get(BookingRow, replacing) if replacing else None
    return replace(who, replacing=booking.provider_ref) if booking else who


def _draft(service: Service, row: Any, who: Caller) -> Draft:
    """From a ``WalkRow``, or from its columns alone."""
    return Draft(
        ref=row.ref,
        service=service,
        who=who,
        walk=walk_from_json(service, row.flow, row.current),
        state=row.state,
        rev=row.rev,
        attempt=row.attempt,
        offers=from_json(row.offers),
        trouble=trouble_from_json(row.trouble),
        typed=row.typed,
        sentence=row.flow.get("sentence", ""),
        replacing=row.replacing,
        booking=row.booking,
        beside=beside_from_json(row.beside),
        along=along_from_json(row.flow.get("along")),
    )
