from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Alarm, Calendar

from senior_life.files.calendar import Entry, render_calendar

TOKYO = ZoneInfo("Asia/Tokyo")
STARTS = datetime(2026, 11, 25, 10, 0, tzinfo=TOKYO)


@pytest.fixture
def entry() -> Entry:
    return Entry(
        uid="abc@senior-life",
        seq=3,
        summary="窓口予約（南区役所）",
        starts=STARTS.astimezone(ZoneInfo("UTC")),
        ends=STARTS + timedelta(minutes=30),
        where="南区役所, 2階",
        about="番号 M-1042\n持ち物: 介護保険証; 印かん",
        made_at=datetime(2026, 11, 24, 9, 0, tzinfo=TOKYO),
    )


def test_it_reads_back_as_it_was_written(entry: Entry) -> None:
    calendar = Calendar.from_ical(render_calendar(entry))
    (event,) = calendar.events
    assert (str(event["uid"]), event["sequence"]) == ("abc@senior-life", 3)
    assert event.start == STARTS
    assert event.end - event.start == timedelta(minutes=30)
    assert (str(event["summary"]), str(event["location"])) == (entry.summary, entry.where)
    assert str(event["description"]) == entry.about


def test_the_time_zone_comes_along(entry: Entry) -> None:
    calendar = Calendar.from_ical(render_calendar(entry))
    assert [str(zone["tzid"]) for zone in calendar.timezones] == ["Asia/Tokyo"]
    assert b"DTSTART;TZID=Asia/Tokyo:20261125T100000" in render_calendar(entry)


def test_it_reminds_the_day_before_and_two_hours_before(entry: Entry) -> None:
    (event,) = Calendar.from_ical(render_calendar(entry)).events
    triggers = [alarm.TRIGGER for alarm in event.walk("VALARM") if isinstance(alarm, Alarm)]
    assert triggers == [timedelta(days=-1), timedelta(hours=-2)]


def test_a_cancelled_booking_takes_its_entry_away(entry: Entry) -> None:
    calendar = Calendar.from_ical(render_calendar(replace(entry, is_cancelled=True, seq=4)))
    (event,) = calendar.events
    assert (str(calendar["method"]), str(event["status"])) == ("CANCEL", "CANCELLED")
    assert event.walk("VALARM") == []
