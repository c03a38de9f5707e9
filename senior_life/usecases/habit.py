"""What a booking is a day of, in words: the days of the week, what is booked, what is left out."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from senior_life.contract import Text, Weekly, words
from senior_life.storage.tables.bookings import BookingRow
from senior_life.storage.tables.habits import HABIT_OPEN, HabitRow
from senior_life.storage.values import from_json
from senior_life.usecases.weekly import booked_until, every_week

_ = words("senior_life")


@dataclass(frozen=True, slots=True)
class Pause:
    """Days of a habit that are left out, one after the other; ``is_open``: up to its very end."""

    since: date
    until: date
    is_open: bool = False

    @property
    def says(self) -> Text:
        if self.is_open:
            return _("Paused from {since:day} on, until you start again", since=self.since)
        if self.since == self.until:
            return _("Left out on {day:day}", day=self.since)
        return _("Paused from {since:day} until {until:day}", since=self.since, until=self.until)


@dataclass(frozen=True, slots=True)
class Habit:
    """All days up to ``seen_until`` are booked, as far as they can be; later ones follow while it
    ``is_open``. ``today`` is when it was looked at."""

    ref: str
    weekly: Weekly
    seen_until: date
    is_open: bool
    today: date

    @property
    def says(self) -> tuple[Text, ...]:
        """How it is called, which weeks are booked, and which days are left out."""
        told = [every_week(self.weekly)]
        if self.is_open and self.weekly.until and self.seen_until < self.weekly.until:
            told.append(booked_until(self.seen_until))
        return (*told, *(pause.says for pause in self.pauses))

    @property
    def pauses(self) -> tuple[Pause, ...]:
        """Those that are not over."""
        last = self.weekly.until
        return tuple(
            Pause(days[0], days[-1], self._is_to_the_end(days[-1]) and len(days) > 1)
            for days in self.weekly.pauses(self.today)
            if last is None or days[0] <= last
        )

    def _is_to_the_end(self, day: date) -> bool:
        every = Weekly(self.weekly.days, self.weekly.until)
        return self.weekly.until is not None and not every.dates(
            date.fromordinal(day.toordinal() + 1), self.weekly.until
        )


def habit_of(s: Session, row: BookingRow, today: date) -> Habit | None:
    found = s.get(HabitRow, row.habit) if row.habit else None
    return None if found is None else habit_from(found, today)


def habit_from(row: HabitRow, today: date) -> Habit:
    weekly: Weekly = from_json(row.weekly)
    return Habit(row.ref, weekly, row.seen_until, row.state == HABIT_OPEN, today)
