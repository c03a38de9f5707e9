"""Leaves days of an errand of every week out, and takes them up again: one of them, a journey, or
until somebody is home from the hospital.

What is booked of these days is cancelled under the same yes. A day that can no longer be cancelled
stays as it is, and is named before the yes. A pause never ends a habit.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from senior_life.contract import Progress, Unclear, Weekly, words
from senior_life.storage import new_ref
from senior_life.storage.tables.bookings import BookingRow
from senior_life.storage.tables.habits import HabitRow
from senior_life.storage.values import from_json, to_json
from senior_life.usecases import access, together
from senior_life.usecases.access import Reader
from senior_life.usecases.bookings import Opening, finish, open_act
from senior_life.usecases.drafts import service_of
from senior_life.usecases.following_habits import (
    FollowedHabit,
    day_of,
    habit,
    open_habit,
    standing,
    today_of,
)
from senior_life.usecases.habits import keep_habit
from senior_life.usecases.late import is_late
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import Conflict

_ = words("senior_life")
MARK = 8
"""Characters that make the keys of a day taken up again its own."""
NO_DAY = _("There is no day of it in that time. Please choose other days.")


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a pause would come to: days that are cancelled, that stay because it is too late for
    them, and that are not booked yet and will not be."""

    since: date
    until: date
    cancelled: tuple[date, ...]
    stays: tuple[date, ...]
    later: tuple[date, ...]

    @property
    def left_out(self) -> tuple[date, ...]:
        return (*self.cancelled, *self.later)


async def foresee(
    town: Town, reader: Reader, ref: str, since: date, until: date, channel: str = "touch"
) -> Foreseen:
    """What is read back before the yes; nothing changes. Raises Unclear where no day is meant."""

    def work(s: Session) -> Foreseen:
        row = open_habit(s, town, reader, ref)
        return _Days(town, s, row, channel).within(since, until)

    found: Foreseen = await town.store.read(work)
    return found


async def pause(
    town: Town, reader: Reader, ref: str, since: date, until: date, channel: str = "touch"
) -> FollowedHabit:
    """Up to and with ``until``; done twice, nothing more happens.

    The days and the acts that cancel them are written down together, before a provider hears of
    them. Raises Conflict where one of them is just being changed.
    """

    def work(s: Session) -> list[str]:
        row = open_habit(s, town, reader, ref, locks=True)
        access.require_change(reader, row.resident)
        days = _Days(town, s, row, channel)
        left_out = days.within(since, until).left_out
        weekly: Weekly = from_json(row.weekly)
        row.weekly = to_json(weekly.without(left_out))
        row.again = {day: mark for day, mark in row.again.items() if _is_not_in(day, left_out)}
        return [open_act(town, s, one) for one in days.cancelling(left_out, reader.ref)]

    for key in await town.store.write(work):
        await finish(town, key)
    return await habit(town, reader, ref)


async def resume(town: Town, reader: Reader, ref: str, since: date, until: date) -> FollowedHabit:
    """These days are no longer left out, from today on: what can be booked of them by now is
    booked before this returns, or by upkeep where the provider does not answer."""

    def work(s: Session) -> None:
        row = open_habit(s, town, reader, ref, locks=True)
        access.require_change(reader, row.resident)
        weekly: Weekly = from_json(row.weekly)
        now, first = town.now(), max(since, today_of(town))
        days = [day for day in weekly.but if first <= day <= until]
        row.weekly = to_json(weekly.with_again(days))
        mark = new_ref(now)[-MARK:]
        wanted = {day.isoformat(): mark for day in days if day <= row.seen_until}
        row.again, row.next_at = {**row.again, **wanted}, now

    await town.store.write(work)
    await keep_habit(town, ref)
    return await habit(town, reader, ref)


def _is_not_in(day: str, days: Sequence[date]) -> bool:
    return date.fromisoformat(day) not in days


class _Days:
    """A habit's bookings by their day, ways back with the ways there."""

    def __init__(self, town: Town, s: Session, row: HabitRow, channel: str) -> None:
        self._town, self._row, self._channel = town, row, channel
        service, rows = service_of(town, row.service), standing(s, row.ref)
        days = {one.ref: day_of(service, one) for one in rows if one.goes_with is None}
        self._by_day: dict[date, list[BookingRow]] = {}
        for one in rows:
            day = days.get(one.goes_with or one.ref) or day_of(service, one)
            self._by_day.setdefault(day, []).append(one)

    def within(self, since: date, until: date) -> Foreseen:
        """From today on. Raises Unclear where there is nothing to be left out."""
        weekly: Weekly = from_json(self._row.weekly)
        since = max(since, today_of(self._town))
        booked = sorted(day for day in self._by_day if since <= day <= until)
        stays = tuple(day for day in booked if not self._may_cancel(day))
        cancelled = tuple(day for day in booked if day not in stays)
        later = tuple(day for day in weekly.dates(since, until) if day not in booked)
        if not (booked or weekly.with_again(weekly.but).dates(since, until)):
            raise Unclear(NO_DAY)
        return Foreseen(since, until, cancelled, stays, later)

    def cancelling(self, days: Sequence[date], made_by: str) -> Iterator[Opening]:
        for day in days:
            for one in self._by_day.get(day, ()):
                now, cancel = self._town.now(), together.CANCEL
                yield Opening(one.ref, cancel, one.seq, {}, made_by, self._channel, now)

    def _may_cancel(self, day: date) -> bool:
        return all(self._is_undoable(row) for row in self._by_day[day])

    def _is_undoable(self, row: BookingRow) -> bool:
        if row.progress is None or not row.is_whole:
            raise Conflict(_("This booking is just being changed. Please wait a moment."))
        progress: Progress = from_json(row.progress)
        return together.may_cancel(progress) and not is_late(self._town, progress, self._channel)
