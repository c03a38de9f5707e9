"""A service is hidden from residents to be practised, and shown to them: said at the desk.

Nothing real is ever practised with, and nothing of the practice is ever real: it begins only where
nothing of a resident lies ahead, and ends only where nothing of the practice does.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from sqlalchemy import or_, update
from sqlmodel import Session, col, func, select

from senior_life.contract import Service, State, Text, words
from senior_life.flows.states import OVER
from senior_life.storage import new_ref
from senior_life.storage.tables.bookings import ActRow, BookingRow
from senior_life.storage.tables.habits import HABIT_ENDED, HABIT_OPEN, HabitRow
from senior_life.storage.tables.people import ResidentRow
from senior_life.storage.tables.practice import PracticeRow
from senior_life.usecases import stops
from senior_life.usecases.access import Reader, require_staff
from senior_life.usecases.host import line_to
from senior_life.usecases.people import Details, add_resident
from senior_life.usecases.planning import recover_plans
from senior_life.usecases.practice import WITH, practised, refresh
from senior_life.usecases.recover import recover
from senior_life.usecases.suspension import cancel_ahead
from senior_life.usecases.town import Town
from senior_life.usecases.traces import Act
from senior_life.usecases.troubles import Conflict

_ = words("senior_life")


async def begin(town: Town, reader: Reader, service: Service) -> None:
    """From now on only whoever practises finds it. Said twice, it is hidden once.

    Raises Conflict while something of a resident lies ahead there: it would be hidden from them.
    """
    require_staff(reader)
    await _finish_what_is_under_way(town, service)
    await _refuse_notices(town, service, _("Notices are out on it. Please take them back first."))
    await town.store.write_locking(lambda s: _begin(s, reader, service, town.now()))
    await refresh(town)


async def end(town: Town, reader: Reader, service: Service) -> None:
    """What was practised is cancelled; then residents find the service. Broken off, it is simply
    said again. Raises Conflict while something of the practice could not be taken back."""
    require_staff(reader)
    for ref in await town.store.read(_whoever_practises):
        await town.store.write(partial(_end_habits, service=service, whose=ref))
        await cancel_ahead(town, reader, ref, service.id)
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


def _begin(s: Session, reader: Reader, service: Service, now: datetime) -> None:
    stops.keep_alone(s)
    if service.id in practised(s):
        return
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


def _end(s: Session, reader: Reader, service: Service, now: datetime) -> None:
    stops.keep_alone(s)
    asked = select(PracticeRow).where(
        PracticeRow.service == service.id, col(PracticeRow.ended_at).is_(None)
    )
    row = s.exec(asked).first()
    if row is None:
        return
    left = _ahead(s, service, now, is_practice=True)
    if left:
        raise Conflict(
            _(
                "{n} practice errand could not be cancelled. Please try again.",
                "{n} practice errands could not be cancelled. Please try again.",
                n=left,
            )
        )
    row.ended_at, row.ended_by = now, reader.ref


def _ahead(s: Session, service: Service, now: datetime, is_practice: bool) -> int:
    """Bookings that are not over, acts whose answer is awaited, and errands of every week."""
    them = select(ResidentRow.ref).where(col(ResidentRow.is_practice) == is_practice)
    over = [state.value for state in OVER]
    counted = (
        select(func.count()).where(
            BookingRow.service == service.id,
            col(BookingRow.resident).in_(them),
            col(BookingRow.state).not_in(over),
            or_(
                col(BookingRow.ends) > now,
                col(BookingRow.ends).is_(None),
                col(BookingRow.state) == State.REQUESTED.value,
            ),
        ),
        select(func.count()).where(
            ActRow.service == service.id,
            col(ActRow.resident).in_(them),
            col(ActRow.done_at).is_(None),
        ),
        select(func.count()).where(
            HabitRow.service == service.id,
            col(HabitRow.resident).in_(them),
            HabitRow.state == HABIT_OPEN,
        ),
    )
    return sum(s.exec(one).one() for one in counted)


def _end_habits(s: Session, service: Service, whose: str) -> None:
    mine = col(HabitRow.service) == service.id, col(HabitRow.resident) == whose
    s.execute(update(HabitRow).where(*mine).values(state=HABIT_ENDED))


def _whoever_practises(s: Session) -> Sequence[str]:
    asked = select(ResidentRow.ref).where(
        col(ResidentRow.is_practice), col(ResidentRow.merged_into).is_(None)
    )
    return s.exec(asked).all()
