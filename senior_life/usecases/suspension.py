"""A resident's services stop as a whole (hospital, death), and can be resumed, in one act each."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, update
from sqlmodel import Session, col, func, select

from senior_life.contract import Staff, Trouble, words
from senior_life.flows.states import OVER
from senior_life.storage.tables.bookings import BookingRow
from senior_life.storage.tables.habits import HABIT_ENDED, HabitRow
from senior_life.storage.tables.people import DeviceResidentRow, DeviceRow, ResidentRow
from senior_life.storage.tables.reminders import ReminderRow
from senior_life.usecases import bookings
from senior_life.usecases.access import Reader, require_staff
from senior_life.usecases.people import Resident, find_row, value_of
from senior_life.usecases.town import Town
from senior_life.usecases.traces import Act, add_trace
from senior_life.usecases.troubles import Conflict

_ = words("senior_life")
UPKEEP = Reader(staff=Staff("upkeep"), name="upkeep")


@dataclass(frozen=True, slots=True)
class Suspended:
    """``devices``: how many tablets were shut; ``left``: bookings that still stand."""

    cancelled: tuple[str, ...]
    devices: int
    left: tuple[str, ...]


async def suspend(town: Town, reader: Reader, ref: str, why: str) -> Suspended:
    """First nothing new can be booked, then what lies ahead is cancelled.

    After a fault in between it is simply done again: what was cancelled stays so.
    """
    require_staff(reader)
    act = Act(reader.ref, town.now(), why)
    devices = await town.store.write(lambda s: stop(s, ref, act))
    tried = await cancel_ahead(town, reader, ref)
    left = tuple(one.ref for one in await bookings.upcoming(town, reader, ref))
    return Suspended(tuple(one for one in tried if one not in left), devices, left)


async def cancel_ahead(town: Town, reader: Reader, resident: str) -> Sequence[str]:
    """Everything of one resident that lies ahead (the desk suspends them); gives the refs.

    What cannot be reached just now is written down and cancelled later, by ``recover``.
    """
    cancelled = []
    for booking in await bookings.upcoming(town, reader, resident):
        if any(action.name == "cancel" for action in booking.actions):
            with suppress(Trouble):
                await bookings.act(
                    town, reader, booking.ref, "cancel", booking.seq, channel="counter"
                )
            cancelled.append(booking.ref)
    return cancelled


def stop(s: Session, ref: str, act: Act) -> int:
    """Within a transaction of the caller's; gives how many tablets are shut."""
    row = _standing(s, ref)
    if row.suspended_at is None:
        row.suspended_at, row.suspended_why = act.at, act.why
        s.add(row)
        add_trace(s, act, ref, "suspended")
    _silence(s, ref, act.at)
    s.execute(update(HabitRow).where(col(HabitRow.resident) == ref).values(state=HABIT_ENDED))
    return _shut_devices(s, ref)


def _standing(s: Session, ref: str) -> ResidentRow:
    """Raises Conflict for a record that was joined with another: that one has all of it now."""
    row = find_row(s, ref)
    if row.merged_into is not None:
        raise Conflict(_("This record was joined with another. Please search again."))
    return row


def _silence(s: Session, ref: str, now: datetime) -> None:
    s.execute(
        update(ReminderRow)
        .where(col(ReminderRow.resident) == ref, col(ReminderRow.seen_at).is_(None))
        .values(seen_at=now)
    )


def _shut_devices(s: Session, ref: str) -> int:
    """A shared tablet asks whose turn it is; one of this resident alone says that it is paused."""
    held = select(DeviceResidentRow.device).where(DeviceResidentRow.resident == ref)
    mine = s.exec(
        select(DeviceRow).where(col(DeviceRow.ref).in_(held), col(DeviceRow.revoked_at).is_(None))
    ).all()
    for device in mine:
        if device.turn == ref and _is_shared(s, device.ref):
            device.turn = None
            s.add(device)
    return len(mine)


def _is_shared(s: Session, device: str) -> bool:
    holders = select(func.count()).where(DeviceResidentRow.device == device)
    return s.exec(holders).one() > 1


async def resume(town: Town, reader: Reader, ref: str, why: str) -> Resident:
    """Tablets work again as they were; what was cancelled stays cancelled."""
    require_staff(reader)
    act = Act(reader.ref, town.now(), why)
    return await town.store.write(lambda s: _resume(s, ref, act))


def _resume(s: Session, ref: str, act: Act) -> Resident:
    row = _standing(s, ref)
    if row.suspended_at is not None:
        add_trace(s, act, ref, "resumed", before=row.suspended_why)
        row.suspended_at, row.suspended_why = None, ""
        s.add(row)
    return value_of(row)


async def finish(town: Town) -> None:
    """Upkeep: cancels what a suspension that was broken off, or a late answer, left standing."""
    now = town.now()
    for ref in await town.store.read(lambda s: _unfinished(s, now)):
        await cancel_ahead(town, UPKEEP, ref)


def _unfinished(s: Session, now: datetime) -> Sequence[str]:
    """Whose services stopped, and who still have something that lies ahead."""
    return s.exec(
        select(BookingRow.resident)
        .join(ResidentRow, col(ResidentRow.ref) == col(BookingRow.resident))
        .where(
            col(ResidentRow.suspended_at).is_not(None),
            or_(col(BookingRow.ends) > now, col(BookingRow.ends).is_(None)),
            col(BookingRow.state).not_in([state.value for state in OVER]),
        )
        .distinct()
    ).all()
