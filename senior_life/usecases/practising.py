"""A service is hidden from residents to be practised, and shown to them: said at the desk.

Nothing real is ever practised with, and nothing of the practice is ever real: it begins only where
nothing of a resident lies ahead, and ends only where nothing of the practice does.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import or_, update
from sqlmodel import Session, col, select

from senior_life.contract import Service, State, Text, Trouble, words
from senior_life.flows.states import OVER
from senior_life.storage import new_ref
from senior_life.storage.tables.bookings import ActRow, BookingRow
from senior_life.storage.tables.habits import HABIT_ENDED, HABIT_OPEN, HabitRow
from senior_life.storage.tables.people import ResidentRow
from senior_life.storage.tables.practice import PracticeRow
from senior_life.usecases import bookings, stops
from senior_life.usecases.access import Reader, require_staff
from senior_life.usecases.clashes import day_bounds
from senior_life.usecases.host import line_to
from senior_life.usecases.people import Details, add_resident
from senior_life.usecases.planning import recover_plans
from senior_life.usecases.practice import WITH, going_on, practised, refresh
from senior_life.usecases.recover import recover
from senior_life.usecases.together import CANCEL
from senior_life.usecases.town import Town
from senior_life.usecases.traces import Act
from senior_life.usecases.troubles import Conflict
from senior_life.words.calendar import local

_ = words("senior_life")


async def begin(town: Town, reader: Reader, service: Service) -> None:
    """From now on only whoever practises finds it. Said twice, it is hidden once.

    Raises Conflict while something of a resident lies ahead there: it would be hidden from them.
    """
    require_staff(reader)
    now = town.now()
    await _finish_what_is_under_way(town, service)
    out = _("Notices are out on it. Please take them back first.")
    await _refuse_notices(town, service, out)
    is_new = await town.store.write_locking(
        partial(_begin, reader=reader, service=service, now=now)
    )
    try:
        if is_new:  # one may just have come out
            await _refuse_notices(town, service, out)
    except Trouble:
        await town.store.write_locking(partial(_close, reader=reader, service=service, now=now))
        raise
    finally:
        await refresh(town)


async def end(town: Town, reader: Reader, service: Service) -> None:
    """What was practised is cancelled; then residents find the service. Broken off, it is simply
    said again. Raises Conflict while something of the practice could not be taken back."""
    require_staff(reader)
    await town.store.write(partial(_end_habits, service=service))
    await _finish_what_is_under_way(town, service)
    await _cancel_all(town, reader, service)
    await _finish_what_is_under_way(town, service)
    left = _("What was practised there is still out. Please take it back first.")
    await _refuse_notices(town, service, left)
    await town.store.write_locking(lambda s: _end(s, reader, service, town.now()))
    await refresh(town)


async def _finish_what_is_under_way(town: Town, service: Service) -> None:
    await recover(town, service.id)
    await recover_plans(town)


async def _refuse_notices(town: Town, service: Service, says: Text) -> None:
    if service.board is None:
        return
    out = await line_to(town, service.id).board(lambda board: board.newest())
    if out:
        raise Conflict(says)


async def _cancel_all(town: Town, reader: Reader, service: Service) -> None:
    """What can be cancelled just now; ``_end`` counts what is left."""
    asked = _bookings(service, town.now(), is_practice=True)
    for ref in await town.store.read(lambda s: list(s.exec(asked))):
        booking = await bookings.follow(town, reader, ref)
        if any(action.name == CANCEL for action in booking.actions):
            with suppress(Trouble):
                await bookings.act(town, reader, ref, CANCEL, booking.seq, channel="counter")


def _begin(s: Session, reader: Reader, service: Service, now: datetime) -> bool:
    """False: it was hidden already."""
    stops.keep_alone(s)
    if service.id in practised(s):
        return False
    ahead = _ahead(s, service, now, is_practice=False)
    if ahead:
        raise Conflict(
            _(
                "{n} errand of residents still lies ahead there. Take no more bookings, and "
                "practise when it is over.",
                "{n} errands of residents still lie ahead there. Take no more bookings, and "
                "practise when they are over.",
                n=ahead,
            )
        )
    s.add(PracticeRow(ref=new_ref(now), service=service.id, by=reader.ref, at=now))
    if not _whoever_practises(s):
        added = add_resident(s, Details(WITH.text, WITH.kana), None, Act(reader.ref, now))
        s.get_one(ResidentRow, added.ref).is_practice = True
    return True


def _end(s: Session, reader: Reader, service: Service, now: datetime) -> None:
    stops.keep_alone(s)
    left = _ahead(s, service, now, is_practice=True)
    if left:
        raise Conflict(
            _(
                "{n} practice errand could not be cancelled. Please finish or cancel it on its "
                "list, and try again.",
                "{n} practice errands could not be cancelled. Please finish or cancel them on "
                "their lists, and try again.",
                n=left,
            )
        )
    _close(s, reader, service, now)


def _close(s: Session, reader: Reader, service: Service, now: datetime) -> None:
    row = going_on(s, service.id, locks=True)
    if row is not None:
        row.ended_at, row.ended_by = now, reader.ref


def _ahead(s: Session, service: Service, now: datetime, is_practice: bool) -> int:
    """Bookings that are not over, acts whose answer is awaited, and errands of every week."""
    them = _them(is_practice)
    acts = select(ActRow.key).where(
        ActRow.service == service.id,
        col(ActRow.resident).in_(them),
        col(ActRow.done_at).is_(None),
    )
    habits = select(HabitRow.ref).where(
        HabitRow.service == service.id,
        col(HabitRow.resident).in_(them),
        HabitRow.state == HABIT_OPEN,
    )
    every = (_bookings(service, now, is_practice), acts, habits)
    return sum(len(s.exec(one).all()) for one in every)


def _bookings(service: Service, now: datetime, is_practice: bool) -> Any:
    """The refs of those that are not over. Of today's all: a way home may be called for hours after
    the time it stands under."""
    today, _tomorrow = day_bounds(local(now).date())
    return select(BookingRow.ref).where(
        BookingRow.service == service.id,
        col(BookingRow.resident).in_(_them(is_practice)),
        col(BookingRow.state).not_in([state.value for state in OVER]),
        or_(
            col(BookingRow.ends) >= today,
            col(BookingRow.ends).is_(None),
            col(BookingRow.state) == State.REQUESTED.value,
        ),
    )


def _them(is_practice: bool) -> Any:
    return select(ResidentRow.ref).where(col(ResidentRow.is_practice) == is_practice)


def _end_habits(s: Session, service: Service) -> None:
    mine = col(HabitRow.service) == service.id, col(HabitRow.resident).in_(_them(is_practice=True))
    s.execute(update(HabitRow).where(*mine).values(state=HABIT_ENDED))


def _whoever_practises(s: Session) -> Sequence[str]:
    asked = select(ResidentRow.ref).where(
        col(ResidentRow.is_practice), col(ResidentRow.merged_into).is_(None)
    )
    return s.exec(asked).all()
