"""The yes: written down, carried to the provider under one key, and its answer written down.

Three writes and no transaction across an await. After a crash between them ``recover`` does the
middle one again with the same key, so that there is exactly one booking.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Update, bindparam, update
from sqlmodel import Session

from senior_life.contract import Offer, Trouble, words
from senior_life.direct import Direct
from senior_life.storage import new_ref
from senior_life.storage.tables.walks import WalkRow
from senior_life.storage.types import table
from senior_life.usecases import access, clashes
from senior_life.usecases.access import Reader
from senior_life.usecases.after import deliver_after
from senior_life.usecases.beside import Part
from senior_life.usecases.carrying import deliver, deliver_at_once, deliver_change
from senior_life.usecases.drafts import Draft, load, read, save, stale
from senior_life.usecases.moving import quoted
from senior_life.usecases.opening_changes import open_change, open_change_along, open_giving_way
from senior_life.usecases.planning import carry_plan, plan_of
from senior_life.usecases.practice import Hidden
from senior_life.usecases.recording import Yes
from senior_life.usecases.requesting import (
    INSERT,
    agreed_to,
    bookings_of,
    write_habit,
    write_plan,
)
from senior_life.usecases.stops import Stopped, refuse_stopped
from senior_life.usecases.town import Town

_ = words("senior_life")


def _take() -> Update:
    """The walk becomes its booking, if it is still the one that was read back."""
    walk = table(WalkRow)
    return (
        update(walk)
        .where(
            walk.c.ref == bindparam("walk"),
            walk.c.rev == bindparam("seen"),
            walk.c.booking.is_(None),
        )
        .values(
            booking=bindparam("its"),
            state="booked",
            rev=bindparam("new"),
            touched_at=bindparam("now"),
        )
    )


TAKE = Direct(_take())


@dataclass(frozen=True, slots=True)
class Said:
    """What the first write came to. No ``booking``: the offer lapsed, and nothing was written.

    ``is_first``: of all the taps on this yes. ``plan``: of several bookings under it.
    """

    draft: Draft
    offer: Offer | None = None
    booking: str = ""
    is_first: bool = False
    plan: str = ""


async def confirm(town: Town, reader: Reader, ref: str, rev: int, offer: str) -> str:
    """Book what was read back; gives the booking's ref. A walk books once, however often sent.

    Raises Gone, as Stopped too (the walk then has alternatives), Conflict when the resident is
    elsewhere at that time, Stale when something changed since it was read back. No answer is lost.
    """
    access.require_someone(reader)
    try:
        said = await _say(town, reader, ref, rev, offer)
        if not said.booking:
            draft, same = await _held_anew(town, said)
            said = await _say(town, reader, ref, draft.rev, same.id)
    except (Stopped, Hidden) as stopped:
        raise await _with_ways_out(town, reader, ref, stopped) from stopped
    draft = said.draft
    if said.plan:
        await carry_plan(town, said.plan)
    elif said.is_first and said.offer and not draft.replacing:
        yes = Yes(said.booking, draft.key, draft.service, draft.who, said.offer)
        await deliver_at_once(town, yes)
    else:
        await _deliver_again(town, draft, said.booking)
    if draft.replacing or any(part.gives_way for part in draft.beside.parts):
        await deliver_after(town, draft.key)
    return said.booking


async def _with_ways_out(
    town: Town, reader: Reader, ref: str, stopped: Stopped | Hidden
) -> Trouble:
    """Nothing was agreed to: the walk stays where it was, and says what can be had instead."""
    draft = await load(town, reader, ref)
    if draft.booking is not None:
        return stopped
    draft = await save(town, await quoted(town, draft))
    return draft.trouble or stopped


async def _held_anew(town: Town, said: Said) -> tuple[Draft, Offer]:
    """A lapsed offer, if it can still be had just as it was read back."""
    assert said.offer is not None  # noqa: S101 -- only an offer can lapse
    old = said.offer
    draft = await save(town, await quoted(town, said.draft, old.is_standby))
    same = next((new for new in draft.offers if _is_same(new, old)), None)
    if same is None or _lapsed(draft, same, town.now()):
        raise draft.trouble or stale()
    before, after = said.draft.beside.of(old.id), draft.beside.of(same.id)
    if len(before) != len(after) or not all(map(_is_same_part, after, before)):
        raise stale()
    return draft, same


def _lapsed(draft: Draft, offer: Offer, now: datetime) -> bool:
    """Of all that is agreed to together, one is enough."""
    parts = [part.offer for part in draft.beside.of(offer.id) if part.offer]
    return any(_is_lapsed(one, now) for one in (offer, *parts))


def _is_same_part(new: Part, old: Part) -> bool:
    if new.offer is None or old.offer is None:
        return new.offer is old.offer
    return _is_same(new.offer, old.offer)


def _is_lapsed(offer: Offer, now: datetime) -> bool:
    return offer.holds_until is not None and offer.holds_until <= now


def _is_same(new: Offer, old: Offer) -> bool:
    """To the resident: the hold and its end are not what they agreed to."""
    return (new.answers, new.price_yen, new.starts, new.ends, new.where, new.rows) == (
        old.answers,
        old.price_yen,
        old.starts,
        old.ends,
        old.where,
        old.rows,
    )


async def _deliver_again(town: Town, draft: Draft, booking: str) -> None:
    """Nothing to do if it has happened; a twin that is under way is waited for."""
    if draft.replacing:
        await deliver_change(town, draft.key)
    else:
        await deliver(town, booking)


async def _say(town: Town, reader: Reader, ref: str, rev: int, offer: str) -> Said:
    """The first write, which begins by reading what was read back."""
    now = town.now()

    def work(s: Session) -> Said:
        draft = read(town, s, reader, ref, locks=True)
        if draft.booking is not None:
            return Said(draft, booking=draft.booking, plan=plan_of(s, draft.booking))
        chosen = draft.offer(offer)
        if rev != draft.rev or chosen is None:
            raise stale()
        if _lapsed(draft, chosen, now):
            return Said(draft, chosen)
        return _requested(town, s, draft, chosen, now)

    said: Said = await town.store.write_locking(work)
    return said


def _requested(town: Town, s: Session, draft: Draft, offer: Offer, now: datetime) -> Said:
    """Of two taps, the second finds the booking of the first."""
    booking = draft.replacing or new_ref(now)
    which = {"walk": draft.ref, "seen": draft.rev, "new": draft.rev + 1}
    if not TAKE.count(s, {**which, "its": booking, "now": now}):
        twin = _twin(s, draft)
        return Said(draft, booking=twin, plan=plan_of(s, twin))
    beside = draft.beside.of(offer.id)
    parts = [part for part in beside if part.offer and not part.gives_way]
    giving = [part for part in beside if part.gives_way]
    own = {draft.replacing or "", *(part.replaces for part in (*parts, *giving))}
    refuse_stopped(s, now, agreed_to(town, draft, offer), draft.who.ref)
    for one in (offer, *(part.offer for part in beside if part.offer)):
        elsewhere = clashes.overlap_but(s, draft.who.ref, one, own)
        if elsewhere is not None:
            raise elsewhere
    for part in giving:
        open_giving_way(s, town, draft, part, now)
    if draft.replacing:
        open_change(s, town, draft, offer, now)
        for part in parts:
            open_change_along(s, town, draft, part, now)
        return Said(draft, offer, booking, is_first=True)
    whole = write_plan(s, town, draft, now) if parts or draft.beside.series else ""
    habit = write_habit(s, town, draft, whole, now)
    rows = bookings_of(town, draft, offer, booking, whole, now, habit)
    for row in rows:
        INSERT.count(s, row)
    return Said(draft, offer, booking, is_first=True, plan=whole)


def _twin(s: Session, draft: Draft) -> str:
    walk = s.get_one(WalkRow, draft.ref)
    if walk.booking is None:
        raise stale()
    return walk.booking
