"""The town's time zone, its week, and when people are awake to answer."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from senior_life.providing.pack import Weekday

JAPAN = ZoneInfo("Asia/Tokyo")
WEEKDAYS = tuple(Weekday)
"""In the order of ``date.weekday``."""


def moment(day: date, minute: float) -> datetime:
    """The aware time at that minute from midnight; past 1440 it is the next morning."""
    return datetime.combine(day, time(), JAPAN) + timedelta(minutes=minute)


def time_at(minute: float) -> time:
    """The time of day, to the whole minute before."""
    whole = int(minute) % (24 * 60)
    return time(whole // 60, whole % 60)


def awake(until: datetime, morning: time, evening: time) -> datetime:
    """That moment, or the next morning after it: nobody loses a place because they were asleep."""
    local = until.astimezone(JAPAN)
    if morning <= local.time() <= evening:
        return until
    day = local.date() + timedelta(days=1) if local.time() > evening else local.date()
    return datetime.combine(day, morning, JAPAN)
