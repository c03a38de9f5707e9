"""The town's time zone, its week, and when people are awake to answer."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from senior_life.providing.pack import Weekday

JAPAN = ZoneInfo("Asia/Tokyo")
WEEKDAYS = tuple(Weekday)
"""In the order of ``date.weekday``."""


def awake(until: datetime, morning: time, evening: time) -> datetime:
    """That moment, or the next morning after it: nobody loses a place because they were asleep."""
    local = until.astimezone(JAPAN)
    if morning <= local.time() <= evening:
        return until
    day = local.date() + timedelta(days=1) if local.time() > evening else local.date()
    return datetime.combine(day, morning, JAPAN)
