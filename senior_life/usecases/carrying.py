"""Carries a yes to the provider under its key, and writes down what came of it.

Each is safe to repeat, at once or after a crash: the same key gives the same booking.
"""

from dataclasses import replace
from datetime import datetime

import structlog
from sqlalchemy import Update, update
from sqlmodel import Session, col, select

from senior_life.contract import Caller, Gone, Offer, Progress, Service, State, Trouble, words
from senior_life.flows.states import ENDED, PlanState
from senior_life.storage.tables.bookings import ActRow, BookingRow
from senior_life.storage.tables.plans import PlanRow
from senior_life.storage.tables.walks import WalkRow
from senior_life.storage.values import from_json
from senior_life.usecases.callers import caller
from senior_life.usecases.clashes import name_of
from senior_life.usecases.drafts import fill, from_row, service_of, trouble_to_json
from senior_life.usecases.host import line_to
from senior_life.usecases.line import NoAnswer
from senior_life.usecases.moving import troubled
from senior_life.usecases.recording import Yes, append, fail, record, record_first
from senior_life.usecases.reminders import notify
from senior_life.usecases.telling import tell
from senior_life.usecases.together import CHANGE, fits_again, flag
from senior_life.usecases.town import Town

_ = words("senior_life")
log = structlog.get_logger()


async def deliver(town: Town, booking: str) -> None:
    """A requested booking, to its provider; safe to repeat, and it waits for a twin."""
    row: BookingRow = await town.store.read(lambda s: s.get_one(BookingRow, booking))
    if row.state != State.REQUESTED or row.progress is not None:
        return
    service = service_of(town, row.service)
    who = await _caller(town, service, row)
    await deliver_at_once(town, Yes(row.ref, row.key, service, who, from_json(row.offer)))


async def deliver_at_once(town: Town, yes: Yes) -> None:
    """As ``deliver``, of a yes that was just written down."""
    await line_to(town, yes.service.id).once(yes.key, lambda: _carry(town, yes))


async def deliver_change(town: Town, key: str) -> None:
    """A requested change, to its provider; the old time is given up only by its yes.

    One that comes after another waits for that, and ends with it if that is refused.
    """
    act: ActRow = await town.store.read(lambda s: s.get_one(ActRow, key))
    if act.done_at is None and await may_follow(town, act):
        line = line_to(town, act.service)
        await line.once(key, lambda: _carry_change(town, act))


async def may_follow(town: Town, act: ActRow) -> bool:
    """Whether what it comes after, a change or a booking, is done; if that was refused, it is over,
    too. Raises NoAnswer while that is open."""
    if act.after is None:
        return True
    lead = await town.store.read(
        lambda s: s.exec(select(BookingRow).where(BookingRow.key == act.after)).first()
    )
    if lead is not None:
        return await _stands(town, lead)
    try:
        await deliver_change(town, act.after)
    except NoAnswer:
        raise
    except Trouble as trouble:
        log.info("not_moved_along", act=act.key, why=trouble.says.msgid)
    before: ActRow = await town.store.read(lambda s: s.get_one(ActRow, act.after))
    return before.came_to == "done"


async def _stands(town: Town, lead: BookingRow) -> bool:
    """As above, of a booking: all of its plan."""
    if lead.state in ENDED:
        await town.store.write(lambda s: s.execute(_following(lead.key, town.now())))
        return False
    if lead.progress is None or not lead.is_whole:
        raise NoAnswer(_("This booking is just being changed. Please wait a moment."))
    return True


async def _carry(town: Town, yes: Yes) -> None:
    try:
        progress = await line_to(town, yes.service.id).confirm(yes.who, yes.offer, yes.key)
    except NoAnswer:
        raise
    except Trouble as trouble:
        refusal = trouble
        await town.store.write(lambda s: _refused(town, s, yes.booking, refusal))
        raise
    await town.store.write_locking(lambda s: record_first(s, yes, progress, town.id, town.now()))
    early = line_to(town, yes.service.id).early(progress.ref)
    if early is not None:
        await tell(town, yes.service, early)


async def _carry_change(town: Town, act: ActRow) -> None:
    service, offer = service_of(town, act.service), from_json(act.offer)
    who = await _caller(town, service, act)
    old = await town.store.read(lambda s: s.get_one(BookingRow, act.booking).provider_ref)
    try:
        line = line_to(town, service.id)
        progress = await line.confirm(replace(who, replacing=old), offer, act.key)
    except NoAnswer:
        raise
    except Trouble as trouble:
        refusal = trouble
        await town.store.write(lambda s: _change_refused(town, s, act.key, refusal))
        raise
    await town.store.write(lambda s: _changed(town, s, service, act.key, progress))


async def _caller(town: Town, service: Service, row: BookingRow | ActRow) -> Caller:
    who: Caller = await town.store.read(
        lambda s: caller(s, service, row.resident, row.channel, row.made_by)
    )
    return who


def _changed(town: Town, s: Session, service: Service, key: str, progress: Progress) -> None:
    act = s.get_one(ActRow, key, with_for_update=True)
    if act.done_at is not None:
        return
    now, row = town.now(), s.get_one(BookingRow, act.booking, with_for_update=True)
    act.done_at, act.came_to, row.offer = now, "done", act.offer
    fits_again(s, row)
    record(s, service, row, progress, CHANGE, act.made_by, act.channel, now)


def _refused(town: Town, s: Session, ref: str, trouble: Trouble) -> None:
    row = s.get_one(BookingRow, ref, with_for_update=True)
    if row.state == State.REQUESTED and row.progress is None:
        fail(s, row, trouble.says, town.now())
        s.execute(_following(row.key, town.now()))
        if row.plan is None:
            reopen_walk(town, s, row.walk, trouble)
        else:
            undo_plan(s.get_one(PlanRow, row.plan, with_for_update=True), trouble, row, town.now())


def _change_refused(town: Town, s: Session, key: str, trouble: Trouble) -> None:
    act = s.get_one(ActRow, key, with_for_update=True)
    if act.done_at is None:
        now = town.now()
        act.done_at, act.came_to = now, "refused"
        booking = s.get_one(BookingRow, act.booking)
        append(s, booking, "change_refused", act.made_by, act.channel, now, trouble.says)
        if act.after is not None:
            stays(s, booking, trouble, now)
            return
        s.execute(_following(key, now))
        reopen_walk(town, s, act.walk or "", trouble)


def _following(key: str, now: datetime) -> Update:
    """What would have come after a change or a booking that was refused ends with it."""
    following = update(ActRow).where(col(ActRow.after) == key, col(ActRow.done_at).is_(None))
    return following.values(done_at=now, came_to="refused")


def stays(s: Session, row: BookingRow, trouble: Trouble, now: datetime) -> None:
    """It could not move along, so it no longer fits; or it did not give way."""
    lead = s.get(BookingRow, row.goes_with) if row.goes_with else None
    if row.goes_with is None:
        says = _("{what} stays as it was. {why}", what=name_of(row), why=trouble.says)
        notify(s, row, "change", says, now, once=f"stays:{row.seq}")
    elif (flagged := flag(row, lead)) is not None and lead is not None:
        notify(s, row, "change", flagged, now, once=f"flag:{lead.seq}")


def undo_plan(plan: PlanRow, trouble: Trouble, row: BookingRow | None, now: datetime) -> None:
    """From now on the other parts are given back. The first refusal says why; the ways out are
    only those of the errand that was walked."""
    if plan.state != PlanState.REQUESTED:
        return
    offer: Offer | None = from_json(row.offer) if row else None
    why = Gone(trouble.says)
    if offer is not None:
        what = offer.title or offer.summary
        why = Gone(
            _("{what} cannot be had any more, so nothing is booked. {why}", what=what, why=why.says)
        )
    if row is not None and row.key == plan.key and isinstance(trouble, Gone):
        why = Gone(why.says, trouble.instead, trouble.may_wait)
    plan.state, plan.why, plan.changed_at = PlanState.UNDOING.value, trouble_to_json(why), now


def reopen_walk(town: Town, s: Session, ref: str, trouble: Trouble) -> None:
    """The errand goes on where it was, with what can be done; the next yes has another key."""
    walk = s.get(WalkRow, ref)
    if walk is None:
        return
    draft = from_row(s, service_of(town, walk.service), walk)
    draft = replace(draft, attempt=draft.attempt + 1, booking=None)
    fill(walk, troubled(draft, trouble), town.now())
    walk.rev += 1
