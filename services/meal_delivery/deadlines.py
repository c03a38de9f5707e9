"""Until when meals of a day are ordered: the hour on a working day before it."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from senior_life.providing import JAPAN
from services.meal_delivery.pack import Ordering

LONGEST_BACK = 60
"""Days; a town that never works would be looked for no longer."""
A_DAY = timedelta(days=1)


def order_until(rules: Ordering, day: date, is_working: Callable[[date], bool]) -> datetime:
    """The last moment, in Japan's time."""
    special = next((one for one in rules.special if one.day == day), None)
    last = special.order_day if special else _working_days_before(rules, day, is_working)
    minute = rules.until if special is None or special.until is None else special.until
    return datetime.combine(last, time(), JAPAN) + timedelta(minutes=minute)


def _working_days_before(rules: Ordering, day: date, is_working: Callable[[date], bool]) -> date:
    left = rules.working_days_before
    for _each in range(LONGEST_BACK):
        if left == 0:
            break
        day -= A_DAY
        left -= is_working(day)
    return day
