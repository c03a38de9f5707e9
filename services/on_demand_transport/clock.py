"""Minutes from midnight of the service day, in which the dispatcher reckons, and moments."""

from datetime import date, datetime, time

from senior_life import providing
from senior_life.providing import JAPAN

WEEKEND = 5
moment, time_at = providing.moment, providing.time_at


def day_at(day: date, minute: float) -> date:
    """The day of the calendar, to be said beside the clock: after midnight it is the next one."""
    return moment(day, minute).date()


def minute_of(day: date, at: datetime) -> float:
    """The inverse of ``moment``; below zero on the days before."""
    return (at - datetime.combine(day, time(), JAPAN)).total_seconds() / 60


def minute_at(at: time) -> float:
    return at.hour * 60 + at.minute
