"""For which days rides may be booked at a moment: GTFS-Flex's prior notice, counted in days.

A day is counted back from the ride, as GTFS counts (gtfs.org, booking_rules.txt): with one day of
prior notice a ride on Monday is booked on Sunday, or, where business days count, on Friday.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from services.on_demand_transport.pack_booking import BookingRules

LONGEST_AHEAD = 400
"""Days; a count of business days ends there."""
A_DAY = timedelta(days=1)
Counts = Callable[[date], bool]


def bookable(rules: BookingRules, now: datetime, is_working: Counts) -> tuple[date, date]:
    """The first and the last day; the first is after the last where none can be booked.

    ``now`` is the town's local time, ``is_working`` false on weekends and holidays.
    """
    counts = is_working if rules.business_days else _every_day
    return _first(rules, now, counts), _last(rules, now, counts)


def _first(rules: BookingRules, now: datetime, counts: Counts) -> date:
    """The day before which ``prior_notice_last_day`` days are still to come, today among them
    while ``prior_notice_last_time`` is not over."""
    if rules.prior_notice_last_day is None:
        return now.date()
    is_late = _minute(now) > rules.prior_notice_last_time
    day = now.date() + A_DAY * is_late
    return _after(day - A_DAY, rules.prior_notice_last_day, counts) + A_DAY


def _last(rules: BookingRules, now: datetime, counts: Counts) -> date:
    """The last day that opened today, or yesterday where it is too early today."""
    if rules.opens_days_before is None:
        return (now + timedelta(minutes=rules.prior_notice_duration_max or 0)).date()
    is_early = _minute(now) < rules.prior_notice_start_time
    return _after(now.date() - A_DAY * is_early, rules.opens_days_before, counts)


def _after(day: date, count: int, counts: Counts) -> date:
    """The day that is so many counted days after."""
    for _each in range(LONGEST_AHEAD):
        if count <= 0:
            break
        day += A_DAY
        count -= counts(day)
    return day


def _minute(now: datetime) -> int:
    return now.hour * 60 + now.minute


def _every_day(_day: date) -> bool:
    return True
