"""What every pack and every wish is read with: clear words where something is wrong."""

from datetime import date, datetime, time

import pytest
from pydantic import TypeAdapter, ValidationError

from senior_life.contract import Text, Unclear
from senior_life.providing import (
    JAPAN,
    WEEKDAYS,
    Clock,
    File,
    Named,
    Span,
    Weekday,
    awake,
    doubles,
    prolonged,
    read,
    several,
    single,
    unknown,
)

PLEASE = Text("Please choose a day.")
NIGHT, MORNING, EVENING = datetime(2026, 12, 1, 23, 10, tzinfo=JAPAN), time(8), time(21)


def test_one_answer_and_several_are_read_alike() -> None:
    assert (single("a"), single(("a", "b")), single(())) == ("a", "a", "")
    assert several("a") == ("a",)
    assert several(("b", "", "a", "b")) == ("b", "a")


def test_what_cannot_be_read_is_asked_again() -> None:
    assert read({"day": "2026-12-01"}, "day", date.fromisoformat, PLEASE) == date(2026, 12, 1)
    assert read({}, "day", date.fromisoformat, PLEASE) is None
    with pytest.raises(Unclear) as unclear:
        read({"day": "someday"}, "day", date.fromisoformat, PLEASE)
    assert (unclear.value.step, unclear.value.says) == ("day", PLEASE)


def test_a_time_of_day_is_minutes_and_may_go_past_midnight() -> None:
    clock = TypeAdapter(Clock)
    assert [clock.validate_python(one) for one in ("00:00", "09:30", "28:00")] == [0, 570, 1680]
    for wrong, fix in (("9.30", "write it like 09:30"), ("28:01", "ends at 28:00")):
        with pytest.raises(ValidationError, match=fix):
            clock.validate_python(wrong)


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    assert Span.model_validate({"since": "09:00", "until": "17:00"}).until == 17 * 60
    with pytest.raises(ValidationError, match="exchange “since” and “until”"):
        Span.model_validate({"since": "17:00", "until": "09:00"})


def test_a_word_that_nobody_knows_is_a_fault() -> None:
    assert Named(text="庭", kana="にわ").name.kana == "にわ"
    with pytest.raises(ValidationError, match="Extra inputs"):
        File.model_validate({"colour": "red"})


def test_the_week_begins_as_dates_count_it() -> None:
    assert WEEKDAYS[date(2026, 11, 30).weekday()] is Weekday.MON
    assert WEEKDAYS[date(2026, 12, 6).weekday()] is Weekday.SUN


def test_what_stands_twice_or_names_nothing_is_told_with_its_place() -> None:
    twice = list(doubles("beds.yaml", ("beds",), ["a", "b", "a"]))
    assert [one.where for one in twice] == [("beds", 0, "id"), ("beds", 2, "id")]
    assert twice[0].fix == "“a” stands 2 times; give each its own id"
    [nothing] = unknown("beds.yaml", (1, "tool"), ["hoe", "axe"], {"rake", "hoe"}, "tool")
    assert nothing.fix == "“axe” is no tool here; use one of: hoe, rake"


def test_nobody_has_to_answer_while_asleep() -> None:
    assert awake(NIGHT, MORNING, EVENING) == datetime(2026, 12, 2, 8, tzinfo=JAPAN)
    early = NIGHT.replace(hour=5)
    assert awake(early, MORNING, EVENING) == early.replace(hour=8, minute=0)
    assert awake(NIGHT.replace(hour=20), MORNING, EVENING) == NIGHT.replace(hour=20)


def test_a_hold_is_prolonged_by_twenty_minutes_and_ends_after_an_hour() -> None:
    since = NIGHT.replace(hour=10, minute=0)
    until, ends = since.replace(minute=20), []
    for minute in (10, 25, 45, 55):
        until = prolonged(until, since, since.replace(minute=minute))
        ends.append((until - since).total_seconds() / 60)
    assert ends == [30, 45, 60, 60]
