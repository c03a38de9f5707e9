"""Two records of one person become one: everything of the duplicate moves, in one transaction."""

from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import or_, update
from sqlmodel import Session, col, select

from senior_life.contract import State, Trouble, words
from senior_life.storage.tables.bookings import ActRow, BookingRow
from senior_life.storage.tables.habits import HabitRow
from senior_life.storage.tables.help import HelpRow
from senior_life.storage.tables.people import (
    CorrectionRow,
    DeviceResidentRow,
    DeviceRow,
    PreferenceRow,
    ResidentRow,
)
from senior_life.storage.tables.plans import PlanRow
from senior_life.storage.tables.reminders import ReminderRow
from senior_life.storage.tables.walks import WalkRow
from senior_life.usecases import suspension
from senior_life.usecases.access import Reader, require_admin
from senior_life.usecases.host import line_to
from senior_life.usecases.people import Resident, find_row, value_of
from senior_life.usecases.town import Town
from senior_life.usecases.traces import Act, add_trace
from senior_life.usecases.troubles import Conflict

_ = words("senior_life")

OWNED: tuple[Any, ...] = (
    BookingRow,
    ActRow,
    PlanRow,
    WalkRow,
    HelpRow,
    ReminderRow,
    HabitRow,
)
"""Tables whose ``resident`` says whose a row is."""
STILL_ANSWERED = timedelta(hours=1)
"""A yes or an act that was under way in the name of the duplicate is answered by then."""


async def merge(town: Town, reader: Reader, ref: str, duplicate: str, why: str) -> Resident:
    """``ref`` stays; done twice, nothing more happens. Raises Conflict when it makes no sense.

    Providers are told first: if one is out of reach nothing is joined, and it is tried again.
    """
    require_admin(reader)
    act = Act(reader.ref, town.now(), why)
    await town.store.read(lambda s: _check(s, ref, duplicate))
    for service in town.registry.services:
        await line_to(town, service).join(ref, duplicate)
    return await town.store.write(lambda s: _merge(s, ref, duplicate, act))


async def finish(town: Town) -> None:
    """Upkeep: what was just under way in the name of a duplicate is moved when it is answered.

    As long as something of theirs is open, the provider is told again: it may have booked for
    the duplicate without our hearing of it. One that does not answer is told in a minute.
    """
    since = town.now() - STILL_ANSWERED
    for duplicate, ref in await town.store.read(lambda s: _lately_joined(s, since)):
        for service in town.registry.services:
            with suppress(Trouble):
                await line_to(town, service).join(ref, duplicate)
        await town.store.write(partial(_move, ref=ref, duplicate=duplicate))


def _lately_joined(s: Session, since: datetime) -> list[tuple[str, str]]:
    trace, ref = CorrectionRow, col(ResidentRow.merged_into)
    asked = select(BookingRow.ref).where(
        BookingRow.state == State.REQUESTED.value, col(BookingRow.resident) == ref
    )
    acted = select(ActRow.key).where(col(ActRow.done_at).is_(None), col(ActRow.resident) == ref)
    found = (
        select(ResidentRow.ref, ref)
        .join(CorrectionRow, col(trace.resident) == col(ResidentRow.ref))
        .where(ref.is_not(None), trace.what == "merged", trace.before == trace.resident)
        .where(or_(col(trace.at) > since, asked.exists(), acted.exists()))
    )
    return [(duplicate, stays) for duplicate, stays in s.execute(found.distinct())]


def _merge(s: Session, ref: str, duplicate: str, act: Act) -> Resident:
    stays, goes = _check(s, ref, duplicate)
    if goes.merged_into == ref:
        return value_of(stays)
    _move(s, ref, duplicate)
    _move_devices(s, ref, duplicate)
    _carry_settings(s, ref, duplicate, act)
    _point_on(s, ref, goes)
    _carry_pause(s, stays, goes, act)
    add_trace(s, act, ref, "merged", before=duplicate, after=ref)
    add_trace(s, act, duplicate, "merged", before=duplicate, after=ref)
    return value_of(stays)


def _move(s: Session, ref: str, duplicate: str) -> None:
    for table in OWNED:
        s.execute(update(table).where(table.resident == duplicate).values(resident=ref))


def _check(s: Session, ref: str, duplicate: str) -> tuple[ResidentRow, ResidentRow]:
    stays, goes = find_row(s, ref), find_row(s, duplicate)
    if ref == duplicate or stays.merged_into or goes.merged_into not in {None, ref}:
        raise Conflict(_("These two records cannot be joined. Please search for both again."))
    if stays.is_practice or goes.is_practice:
        raise Conflict(_("These two records cannot be joined. Please search for both again."))
    return stays, goes


def _move_devices(s: Session, ref: str, duplicate: str) -> None:
    """A tablet that both were on keeps one of them."""
    held = select(DeviceResidentRow).where(DeviceResidentRow.resident == duplicate)
    for row in s.exec(held).all():
        if s.get(DeviceResidentRow, (row.device, ref)) is None:
            s.add(DeviceResidentRow(device=row.device, resident=ref))
        s.delete(row)
    s.execute(update(DeviceRow).where(col(DeviceRow.turn) == duplicate).values(turn=ref))


def _carry_settings(s: Session, ref: str, duplicate: str, act: Act) -> None:
    """Those of the one that stays; if they never chose any, those of the duplicate."""
    theirs = s.get(PreferenceRow, duplicate)
    if theirs is None:
        return
    if s.get(PreferenceRow, ref) is None:
        liked = theirs.model_dump(exclude={"resident"})
        s.add(PreferenceRow(resident=ref, **liked))
        says = ",".join(f"{name}={value}" for name, value in liked.items())
        add_trace(s, act, ref, "settings", after=says)
    s.delete(theirs)


def _carry_pause(s: Session, stays: ResidentRow, goes: ResidentRow, act: Act) -> None:
    """The stricter wins: whoever may be in hospital, or dead, has nothing booked in their name.

    What lies ahead of both is cancelled by ``suspension.finish`` within a minute.
    """
    if goes.suspended_at is not None and stays.suspended_at is None:
        act = Act(act.by, act.at, goes.suspended_why)
    if goes.suspended_at is not None or stays.suspended_at is not None:
        s.flush()
        suspension.stop(s, stays.ref, act)


def _point_on(s: Session, ref: str, goes: ResidentRow) -> None:
    """Records merged into the duplicate earlier now lead to the one that stays, in one step."""
    goes.merged_into = ref
    s.add(goes)
    s.execute(
        update(ResidentRow).where(col(ResidentRow.merged_into) == goes.ref).values(merged_into=ref)
    )
