"""Errands that begin with a booking: its change, and what goes with it, then or later."""

from dataclasses import replace

from sqlmodel import Session

from senior_life.contract import Kind, words
from senior_life.flows.states import OVER
from senior_life.storage.tables.bookings import BookingRow
from senior_life.storage.values import from_json
from senior_life.usecases import access
from senior_life.usecases.access import Reader
from senior_life.usecases.beside import Beside
from senior_life.usecases.companions import accompanied, may_accompany
from senior_life.usecases.drafts import stale
from senior_life.usecases.host import line_to
from senior_life.usecases.late import refuse_change
from senior_life.usecases.moving import View, settle
from senior_life.usecases.together import appointment_of
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import Unknown
from senior_life.usecases.walking import kept, kept_new, named, new_draft, open_draft

_ = words("senior_life")
WHEN = (Kind.DATE, Kind.TIME, Kind.REPEAT)


async def accompany(
    town: Town, reader: Reader, ref: str, rev: int, offer: str, service: str, wanted: bool
) -> View:
    """Book what goes with this offer under the same yes, or take it off again.

    The errand's own hold stays, whatever the other service says. Raises Unknown for a service
    that does not go with it.
    """
    draft = await open_draft(town, reader, ref, rev)
    chosen = draft.offer(offer)
    if chosen is None:
        raise stale()
    known = {one.id for one in may_accompany(town, draft.service.id, chosen)}
    if not wanted:
        known |= set(draft.beside.services)
    if draft.replacing or service not in known:
        raise Unknown(_("This service is not offered here."))
    others = tuple(one for one in draft.beside.services if one != service)
    beside = replace(draft.beside, services=(*others, service) if wanted else others)
    left = [one.hold for one in draft.offers if one is not chosen and one.hold]
    draft = await accompanied(town, replace(draft, offers=(chosen,), beside=beside))
    seen = await kept(town, draft)
    for hold in left:
        await line_to(town, draft.service.id).release(hold)
    return seen


async def begin_around(
    town: Town, reader: Reader, booking: str, service: str, channel: str
) -> View:
    """An errand of another service that goes with a booking which stands already.

    Raises Gone and Unclear as that service does; the booking stays as it is.
    """
    row = await own_booking(town, reader, booking)
    offer, what = from_json(row.offer), appointment_of(row)
    known = {one.id for one in may_accompany(town, row.service, offer)}
    if what is None or row.state in OVER or not row.is_whole or service not in known:
        raise Unknown(_("This service is not offered here."))
    draft = await new_draft(town, reader, service, row.resident, channel)
    answers = await line_to(town, service).around(draft.who, what)
    walk = draft.walk.take(answers, {})
    walk = await named(town, replace(draft, walk=walk), set(answers))
    beside = Beside(booking=row.goes_with or row.ref, around=what)
    draft = replace(draft, walk=walk.onward(), beside=beside)
    return await kept_new(town, await settle(town, draft))


async def begin_change(town: Town, reader: Reader, replacing: str, channel: str) -> View:
    """All answers stay but the time, which is asked again with the old one proposed."""
    row = await own_booking(town, reader, replacing)
    refuse_change(town, row, channel)
    draft = await new_draft(town, reader, row.service, row.resident, channel)
    draft = replace(draft, who=replace(draft.who, replacing=row.provider_ref))
    answers = from_json(row.offer).answers
    walk = await named(town, replace(draft, walk=draft.walk.take(answers, {})), set(answers))
    when = next((step.name for step in walk.steps if step.kind in WHEN), walk.steps[0].name)
    draft = replace(draft, walk=walk.forget(when).onward(), replacing=replacing)
    return await kept_new(town, await settle(town, draft))


async def own_booking(town: Town, reader: Reader, booking: str) -> BookingRow:
    """One that its provider knows."""

    def work(s: Session) -> BookingRow | None:
        return s.get(BookingRow, booking)

    row: BookingRow | None = await town.store.read(work)
    if row is None or not access.may_read(reader, row.resident) or not row.provider_ref:
        raise Unknown(_("This booking is not there (any more)."))
    access.require_change(reader, row.resident)
    return row
