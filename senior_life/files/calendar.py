"""The calendar file of a booking (RFC 5545), which a later download updates or cancels."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, vText

TOKYO = ZoneInfo("Asia/Tokyo")
UNKNOWN_END = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Entry:
    """``uid`` never changes with the booking; ``seq`` grows with each change of it."""

    uid: str
    seq: int
    summary: str
    starts: datetime
    ends: datetime | None
    where: str
    about: str
    made_at: datetime
    alarms: tuple[timedelta, ...] = (timedelta(days=1), timedelta(hours=2))
    is_cancelled: bool = False


def render_calendar(entry: Entry) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Smart Senior Life//senior-life//")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if entry.is_cancelled else "PUBLISH")
    calendar.add_component(event_of(entry))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def event_of(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.seq)
    event.add("dtstamp", entry.made_at.astimezone(ZoneInfo("UTC")))
    event.add("summary", entry.summary)
    event.add("dtstart", entry.starts.astimezone(TOKYO))
    event.add("dtend", (entry.ends or entry.starts + UNKNOWN_END).astimezone(TOKYO))
    if entry.where:
        event.add("location", vText(entry.where))
    event.add("description", vText(entry.about))
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    for before in () if entry.is_cancelled else entry.alarms:
        event.add_component(alarm_of(entry, before))
    return event


def alarm_of(entry: Entry, before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry.summary)
    alarm.add("trigger", -before)
    return alarm
