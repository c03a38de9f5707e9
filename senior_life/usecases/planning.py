"""Carries a plan to its providers until all of its bookings stand, or none does.

Each step is written down and safe to repeat. A refusal turns the plan to ``undoing`` for good, in
the transaction that writes it; from then on whatever was booked is cancelled, however often a
crash comes between. A part of which nobody knows whether its provider heard of it is asked for
once more under its key, because only then can it be given back.
"""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import structlog
from sqlmodel import Session, col, select

from senior_life.contract import Gone, State, Trouble, words
from senior_life.flows.states import ENDED, OVER, PlanState
from senior_life.storage.tables.bookings import BookingRow
from senior_life.storage.tables.plans import PlanRow
from senior_life.usecases import bookings
from senior_life.usecases.carrying import deliver, reopen_walk, undo_plan
from senior_life.usecases.drafts import trouble_from_json
from senior_life.usecases.host import line_to
from senior_life.usecases.line import NoAnswer
from senior_life.usecases.reminders import notify
from senior_life.usecases.town import Town

_ = words("senior_life")
log = structlog.get_logger()
AT_ONCE, ENOUGH = 100, 5


def plan_of(s: Session, booking: str) -> str:
    """The plan that a booking belongs to; empty: none."""
    row = s.get(BookingRow, booking)
    return (row and row.plan) or ""


async def carry_plan(town: Town, ref: str) -> None:
    """All of it, or none. Raises what stood in the way when it came to none, and NoAnswer when
    that is still open: ``recover_plans`` goes on."""
    plan = await _read(town, ref)
    await line_to(town, plan.service).once(f"plan-{ref}", lambda: _carry(town, ref))


async def recover_plans(town: Town, older_than_seconds: float = 0.0) -> int:
    """How many half plans were ended, one way or the other; the longest not tried come first."""
    before = town.now() - timedelta(seconds=older_than_seconds)
    left: Sequence[str] = await town.store.read(
        lambda s: s.exec(
            select(PlanRow.ref)
            .where(
                col(PlanRow.state).in_([PlanState.REQUESTED, PlanState.UNDOING]),
                PlanRow.changed_at <= before,
            )
            .order_by(col(PlanRow.changed_at))
            .limit(AT_ONCE)
        ).all()
    )
    done = 0
    for tried, ref in enumerate(left):
        done += await _try(town, ref)
        if tried + 1 - done == ENOUGH:
            break
    return done


async def _try(town: Town, ref: str) -> bool:
    try:
        await carry_plan(town, ref)
    except Trouble as trouble:
        log.info("plan_tried", plan=ref, why=trouble.says.msgid)
    plan = await _read(town, ref)
    if plan.state == PlanState.UNDONE:
        await town.store.write(lambda s: _tell(town, s, plan))
    if plan.state in {PlanState.BOOKED, PlanState.UNDONE}:
        return True
    await town.store.write(lambda s: _tried(town, s, ref))
    return False


def _tell(town: Town, s: Session, plan: PlanRow) -> None:
    """Nobody waits for the answer any more: it stands among the notices."""
    first = next(row for row in _rows(s, plan.ref) if row.key == plan.key)
    notify(s, first, "change", _why(plan).says, town.now(), once="undone")


def _tried(town: Town, s: Session, ref: str) -> None:
    s.get_one(PlanRow, ref).changed_at = town.now()


async def _carry(town: Town, ref: str) -> None:
    plan = await _read(town, ref)
    if plan.state == PlanState.REQUESTED:
        silent = await _deliver_all(town, await _parts(town, ref))
        await town.store.write(lambda s: _judge(town, s, ref))
        plan = await _read(town, ref)
        if plan.state == PlanState.REQUESTED and silent is not None:
            raise silent
    if plan.state == PlanState.UNDOING:
        await _undo(town, ref)
        plan = await _read(town, ref)
    if plan.state == PlanState.UNDONE:
        raise _why(plan)


async def _deliver_all(town: Town, parts: Sequence[BookingRow]) -> NoAnswer | None:
    """Each to its provider, at once; a refusal is written down, a silence given back."""
    found = await asyncio.gather(*(deliver(town, row.ref) for row in parts), return_exceptions=True)
    for one in found:
        if isinstance(one, BaseException) and not isinstance(one, Trouble):
            raise one
    return next((one for one in found if isinstance(one, NoAnswer)), None)


def _judge(town: Town, s: Session, ref: str) -> None:
    """Booked once every part stands; never before."""
    plan = s.get_one(PlanRow, ref, with_for_update=True)
    parts = _rows(s, ref)
    if plan.state != PlanState.REQUESTED:
        return
    if any(row.state in ENDED for row in parts):
        undo_plan(plan, Gone(_("It could not be booked.")), None, town.now())
    elif all(row.state != State.REQUESTED for row in parts):
        plan.state, plan.changed_at = PlanState.BOOKED.value, town.now()
        for row in parts:
            row.is_whole = True


async def _undo(town: Town, ref: str) -> None:
    for row in await _parts(town, ref):
        if row.state == State.REQUESTED and row.progress is None:
            await _asked_again(town, row.ref)
    for row in await _parts(town, ref):
        if row.state not in OVER:
            await bookings.act(
                town, bookings.PLANNING, row.ref, "cancel", row.seq, channel="counter"
            )
    await town.store.write(lambda s: _undone(town, s, ref))


async def _asked_again(town: Town, booking: str) -> None:
    """Refused now, it is over; silent, the plan stays open. Raises NoAnswer."""
    try:
        await deliver(town, booking)
    except NoAnswer:
        raise
    except Trouble as trouble:
        log.info("part_refused_too", booking=booking, why=trouble.says.msgid)


def _undone(town: Town, s: Session, ref: str) -> None:
    plan = s.get_one(PlanRow, ref, with_for_update=True)
    if plan.state == PlanState.UNDOING and all(row.state in OVER for row in _rows(s, ref)):
        plan.state, plan.changed_at = PlanState.UNDONE.value, town.now()
        reopen_walk(town, s, plan.walk, _why(plan))


def _why(plan: PlanRow) -> Trouble:
    return trouble_from_json(plan.why) or Gone(_("It could not be booked."))


async def _read(town: Town, ref: str) -> PlanRow:
    row: PlanRow = await town.store.read(lambda s: s.get_one(PlanRow, ref))
    return row


async def _parts(town: Town, ref: str) -> Sequence[BookingRow]:
    rows: Sequence[BookingRow] = await town.store.read(lambda s: _rows(s, ref))
    return rows


def _rows(s: Session, plan: str) -> Sequence[BookingRow]:
    return s.exec(select(BookingRow).where(BookingRow.plan == plan).order_by(BookingRow.key)).all()
