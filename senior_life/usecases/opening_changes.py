"""Changes as they are written down by a yes: the errand's own, and of what moves along with it,
which is done only once the errand's own is."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from senior_life.contract import Offer, words
from senior_life.storage.tables.bookings import ActRow, BookingRow
from senior_life.storage.values import from_json, to_json
from senior_life.usecases.beside import Part
from senior_life.usecases.drafts import Draft
from senior_life.usecases.together import CANCEL, CHANGE
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import Conflict

_ = words("senior_life")


def open_change(s: Session, town: Town, draft: Draft, offer: Offer, now: datetime) -> None:
    """Raises Conflict for a booking that is just being changed."""
    booking = _idle(s, draft.replacing or "")
    s.add(_act(town, draft, booking, offer, now, key=draft.key, walk=draft.ref))
    s.flush()


def open_change_along(s: Session, town: Town, draft: Draft, part: Part, now: datetime) -> None:
    """Of one that goes with it. Raises Conflict."""
    if part.offer is None:
        return
    booking, key = _idle(s, part.replaces), f"{draft.key}-{part.name}"
    s.add(_act(town, draft, booking, part.offer, now, key=key, after=draft.key))


def open_giving_way(s: Session, town: Town, draft: Draft, part: Part, now: datetime) -> None:
    """Of one that stood in the way: it moves, or is cancelled. Raises Conflict."""
    if part.offer is not None:
        open_change_along(s, town, draft, part, now)
        return
    booking, key = _idle(s, part.replaces), f"{draft.key}-{part.name}"
    offer: Offer = from_json(booking.offer)
    act = _act(town, draft, booking, offer, now, key=key, after=draft.key)
    act.action, act.offer, act.starts, act.ends = CANCEL, None, None, None
    s.add(act)


def _idle(s: Session, ref: str) -> BookingRow:
    booking = s.get_one(BookingRow, ref, with_for_update=True)
    busy = s.exec(
        select(ActRow.key).where(ActRow.booking == booking.ref, col(ActRow.done_at).is_(None))
    ).first()
    if busy:
        raise Conflict(_("This booking is just being changed. Please wait a moment."))
    return booking


def _act(
    town: Town, draft: Draft, booking: BookingRow, offer: Offer, now: datetime, **more: Any
) -> ActRow:
    return ActRow(
        town=town.id,
        booking=booking.ref,
        resident=booking.resident,
        service=booking.service,
        action=CHANGE,
        offer=to_json(offer),
        made_by=draft.who.made_by,
        channel=draft.who.channel.value,
        starts=offer.starts,
        ends=offer.ends,
        asked_at=now,
        **more,
    )
