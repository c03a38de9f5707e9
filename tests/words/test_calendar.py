"""Dates and times as a clerk writes them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senior_life.words.calendar import WEEKDAYS, era_year, local, show_date, show_time

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 11, 24), "令和8年"),
        (date(2019, 5, 1), "令和元年"),
        (date(2019, 4, 30), "平成31年"),
        (date(1989, 1, 8), "平成元年"),
        (date(1989, 1, 7), "昭和64年"),
        (date(1926, 12, 25), "昭和元年"),
        (date(1926, 12, 24), "大正15年"),
        (date(1912, 7, 30), "大正元年"),
        (date(1912, 7, 29), "明治45年"),
        (date(1945, 8, 15), "昭和20年"),
    ],
)
def test_years_are_counted_by_era(day: date, written: str) -> None:
    assert era_year(day) == written


@given(st.dates(date(1873, 1, 1), date(2100, 12, 31)))
def test_a_full_date_names_the_weekday_of_python(day: date) -> None:
    shown = show_date(day, "", "ja", None)
    assert shown.endswith(f"{day.month}月{day.day}日 {WEEKDAYS[day.weekday()]}曜日")
    assert show_date(day, "full", "ja", None) == shown.split(" ")[0]


@given(st.dates(date(1990, 1, 1), date(2018, 12, 31)))
def test_a_year_later_is_the_next_year_of_the_same_era(day: date) -> None:
    year = day.year - 1988
    assert era_year(day) == f"平成{year}年"


def test_forms_of_a_date() -> None:
    day = date(2026, 11, 25)
    forms = ["", "day", "short", "weekday", "month"]
    assert [show_date(day, form, "ja", TODAY) for form in forms] == [
        "令和8年11月25日 水曜日",
        "11月25日 水曜日",
        "11月25日",
        "水曜日",
        "令和8年11月",
    ]
    assert [show_date(day, form, "en", TODAY) for form in forms] == [
        "Wednesday, 25 November 2026",
        "Wednesday, 25 November",
        "25 November",
        "Wednesday",
        "November 2026",
    ]


@pytest.mark.parametrize(
    ("ahead", "japanese", "english"),
    [
        (-1, "11月23日 月曜日", "Monday, 23 November"),
        (0, "きょう 11月24日 火曜日", "Today, Tuesday, 24 November"),
        (1, "あす 11月25日 水曜日", "Tomorrow, Wednesday, 25 November"),
        (2, "あさって 11月26日 木曜日", "The day after tomorrow, Thursday, 26 November"),
        (3, "11月27日 金曜日", "Friday, 27 November"),
    ],
)
def test_near_days_have_names(ahead: int, japanese: str, english: str) -> None:
    day = TODAY + timedelta(days=ahead)
    assert show_date(day, "near", "ja", TODAY) == japanese
    assert show_date(day, "near", "en", TODAY) == english


@pytest.mark.parametrize(
    ("clock", "japanese", "english"),
    [
        (time(10, 0), "午前10時", "10:00 AM"),
        (time(14, 30), "午後2時30分", "2:30 PM"),
        (time(12, 0), "正午", "noon"),
        (time(12, 30), "午後0時30分", "12:30 PM"),
        (time(0, 0), "午前0時", "12:00 AM"),
        (time(9, 5), "午前9時5分", "9:05 AM"),
    ],
)
def test_times_say_morning_or_afternoon(clock: time, japanese: str, english: str) -> None:
    assert show_time(clock, "ja") == japanese
    assert show_time(clock, "en") == english


def test_moments_are_shown_in_tokyo() -> None:
    assert local(datetime(2026, 11, 24, 20, 0, tzinfo=UTC)).date() == date(2026, 11, 25)
