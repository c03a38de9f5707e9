"""When a visit could begin: pure reckoning with days as bits, one bit for each quarter hour.

Bit 0 is 6:00, bit 59 is 20:45, so that a day fits into a database's 64-bit integer.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Protocol

from senior_life.providing import JAPAN, WEEKDAYS

UNIT_MINUTES = 15
DAY_BEGINS = 6
UNITS = 60
NOON = (12 - DAY_BEGINS) * 60 // UNIT_MINUTES
WHOLE_DAY = (1 << UNITS) - 1
PERIODS = {"morning": (1 << NOON) - 1, "afternoon": WHOLE_DAY ^ ((1 << NOON) - 1)}


class Span(Protocol):
    @property
    def since(self) -> int: ...
    @property
    def until(self) -> int: ...


class Hours(Span, Protocol):
    @property
    def days(self) -> Sequence[str]: ...
    @property
    def breaks(self) -> Sequence[Span]: ...
    @property
    def every_weeks(self) -> int: ...
    @property
    def starting(self) -> date | None: ...
    @property
    def weeks_of_month(self) -> Sequence[int]: ...
    @property
    def first_day(self) -> date | None: ...
    @property
    def last_day(self) -> date | None: ...
    @property
    def on_holidays(self) -> bool: ...


def bits(first: int, until: int) -> int:
    """The units from ``first`` up to, and without, ``until``."""
    return (1 << until) - (1 << first) if first < until else 0


def units_in(mask: int) -> Iterator[int]:
    """The numbers of the bits that are set, from the earliest."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def starts(free: int, units: int) -> int:
    """Where ``units`` consecutive free units begin; doubling, so few steps for long visits."""
    done = 1
    while done < units and free:
        step = min(done, units - done)
        free &= free >> step
        done += step
    return free


def grid(every_minutes: int) -> int:
    """The times at which visits may begin, counted from the full hour of 6:00."""
    every = every_minutes // UNIT_MINUTES
    return sum(1 << unit for unit in range(0, UNITS, every))


def falls_on(hours: Hours, day: date) -> bool:
    """Whether these hours apply on that day, holidays apart."""
    if WEEKDAYS[day.weekday()] not in hours.days:
        return False
    if (hours.first_day and day < hours.first_day) or (hours.last_day and day > hours.last_day):
        return False
    if hours.starting and hours.every_weeks > 1:
        weeks = _weeks(hours.starting, day)
        if weeks < 0 or weeks % hours.every_weeks:
            return False
    return not hours.weeks_of_month or bool(weeks_of_month(day) & set(hours.weeks_of_month))


def weeks_of_month(day: date) -> set[int]:
    """1 for the first such weekday of the month, and so on; -1 as well for the last."""
    nth = (day.day - 1) // 7 + 1
    is_last = (day + timedelta(days=7)).month != day.month
    return {nth, -1} if is_last else {nth}


def _weeks(anchor: date, day: date) -> int:
    monday = day - timedelta(days=day.weekday())
    return (monday - (anchor - timedelta(days=anchor.weekday()))).days // 7


def open_units(rules: Iterable[Hours], day: date, is_holiday: bool = False) -> int:
    """What the hours leave open on that day; a holiday closes those not meant for holidays."""
    mask = 0
    for hours in rules:
        if falls_on(hours, day) and (hours.on_holidays or not is_holiday):
            mask |= bits(hours.since, hours.until) & ~closed_units(hours.breaks)
    return mask


def closed_units(spans: Iterable[Span]) -> int:
    mask = 0
    for span in spans:
        mask |= bits(span.since, span.until)
    return mask


def first_bookable(
    today: date, after: int, is_working: Callable[[date], bool], counts_working: bool
) -> date:
    """``after`` days from today; counted in working days, days that are none are passed over."""
    if not counts_working:
        return today + timedelta(days=after)
    day = today
    while after:
        day += timedelta(days=1)
        after -= is_working(day)
    return day


def not_before(moment: datetime, day: date) -> int:
    """The units of ``day`` that begin at ``moment`` or later."""
    local = moment.astimezone(JAPAN)
    if local.date() != day:
        return WHOLE_DAY if local.date() < day else 0
    seconds = (local.hour - DAY_BEGINS) * 3600 + local.minute * 60 + local.second
    unit = -(-seconds // (UNIT_MINUTES * 60))
    return bits(max(unit, 0), UNITS)


def clock(unit: int) -> time:
    minutes = DAY_BEGINS * 60 + unit * UNIT_MINUTES
    return time(minutes // 60, minutes % 60)


def moment(day: date, unit: int) -> datetime:
    """When a unit begins, in the town's time zone."""
    return datetime.combine(day, clock(unit), JAPAN)


def unit_at(when: time) -> int | None:
    """The unit that begins then; None between two quarter hours or at night."""
    minutes = (when.hour - DAY_BEGINS) * 60 + when.minute
    is_one = minutes % UNIT_MINUTES == 0 and 0 <= minutes < UNITS * UNIT_MINUTES
    return minutes // UNIT_MINUTES if is_one else None
