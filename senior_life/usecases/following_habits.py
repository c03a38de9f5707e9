"""Errands of every week as their resident, or the desk, follows them, booked days or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from senior_life.contract import Offer, Service, words
from senior_life.flows.states import OVER
from senior_life.storage.tables.bookings import BookingRow
from senior_life.storage.tables.habits import HABIT_OPEN, HabitRow
from senior_life.storage.values import from_json
from senior_life.usecases import access
from senior_life.usecases.access import Reader
from senior_life.usecases.following import Followed, followed, whose
from senior_life.usecases.habit import Habit, habit_from
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import Unknown
from senior_life.words.calendar import TOKYO

_ = words("senior_life")
NOT_THERE = _("This booking of every week is not there (any more).")


@dataclass(frozen=True, slots=True)
class FollowedHabit:
    """``booked`` are its days that stand, each without the way back that goes with it; ``late``
    those of them that can no longer be undone here."""

    habit: Habit
    service: Service
    resident: str
    booked: tuple[Followed, ...]
    late: tuple[date, ...] = ()


async def habits(town: Town, reader: Reader, resident: str = "") -> Sequence[FollowedHabit]:
    """Those that go on, the oldest first."""
    whom = whose(reader, resident)

    def work(s: Session) -> list[FollowedHabit]:
        asked = select(HabitRow).where(HabitRow.resident == whom, HabitRow.state == HABIT_OPEN)
        rows = s.exec(asked.order_by(col(HabitRow.ref))).all()
        return [_followed(town, s, row) for row in rows if town.registry.get(row.service)]

    found: list[FollowedHabit] = await town.store.read(work)
    return found


async def habit(town: Town, reader: Reader, ref: str) -> FollowedHabit:
    """One that goes on. Raises Unknown."""

    def work(s: Session) -> FollowedHabit:
        return _followed(town, s, open_habit(s, town, reader, ref))

    found: FollowedHabit = await town.store.read(work)
    return found


def open_habit(s: Session, town: Town, reader: Reader, ref: str, locks: bool = False) -> HabitRow:
    """For whoever may read it. Raises Unknown when it is not there, or has ended."""
    access.require_someone(reader)
    row = s.get(HabitRow, ref, with_for_update=locks or None)
    is_theirs = row is not None and row.town == town.id and access.may_read(reader, row.resident)
    if row is None or not is_theirs or row.state != HABIT_OPEN:
        raise Unknown(NOT_THERE)
    return row


def standing(s: Session, habit: str) -> Sequence[BookingRow]:
    """All that is booked or asked for of it, ways back too, the earliest first."""
    asked = select(BookingRow).where(
        BookingRow.habit == habit, col(BookingRow.state).not_in([one.value for one in OVER])
    )
    return s.exec(asked.order_by(col(BookingRow.starts), col(BookingRow.ref))).all()


def day_of(service: Service, row: BookingRow) -> date:
    """Of which day it is; one that waits for a place has no time yet."""
    assert service.repeats is not None  # noqa: S101 -- only such a service has habits
    offer: Offer = from_json(row.offer)
    return date.fromisoformat(str(offer.answers[service.repeats.step]))


def today_of(town: Town) -> date:
    return town.now().astimezone(TOKYO).date()


def _followed(town: Town, s: Session, row: HabitRow) -> FollowedHabit:
    now = town.now()
    service = town.registry.described(row.service)
    ahead = [
        (one, followed(town, one))
        for one in standing(s, row.ref)
        if one.goes_with is None and (one.ends is None or one.ends > now)
    ]
    return FollowedHabit(
        habit_from(row, today_of(town)),
        service,
        row.resident,
        tuple(found for _row, found in ahead),
        tuple(day_of(service, one) for one, found in ahead if found.is_late(now)),
    )
