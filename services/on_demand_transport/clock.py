"""Minutes from midnight of the service day, in which the dispatcher reckons, and moments."""

from datetime import date, datetime, time, timedelta

from senior_life.providing import JAPAN

WEEKEND = 5


def moment(day: date, minute: float) -> datetime:
    """The aware time at that minute of the service day; past 1440 it is the next morning."""
    return datetime.combine(day, time(), JAPAN) + timedelta(minutes=minute)


def minute_of(day: date, at: datetime) -> float:
    """The inverse of ``moment``; below zero on the days before."""
    return (at - datetime.combine(day, time(), JAPAN)).total_seconds() / 60


def minute_at(at: time) -> float:
    return at.hour * 60 + at.minute


def time_at(minute: float) -> time:
    """The time of day, to the whole minute before."""
    whole = int(minute) % (24 * 60)
    return time(whole // 60, whole % 60)
