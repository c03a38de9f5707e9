"""Days as people say them, checked against the calendar of Python."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senior_life.intents.dates import (
    WEEKDAYS,
    days_in,
    first_repeated,
    in_the_week_of,
    listed_in,
    repeated_in,
)
from senior_life.intents.hearing import heard
from senior_life.words.calendar import show_date

TUESDAY = date(2026, 11, 24)
SUNDAY = date(2026, 11, 29)
DAYS = st.dates(date(2020, 1, 1), date(2080, 12, 31))


def days(said: str, today: date = TUESDAY) -> list[str]:
    return [day.isoformat() for found in days_in(heard(said), today) for day in found.days]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("きょう", "2026-11-24"),
        ("あしたの10時", "2026-11-25"),
        ("明日", "2026-11-25"),
        ("あすは", "2026-11-25"),
        ("あさって", "2026-11-26"),
        ("明後日", "2026-11-26"),
        ("しあさって", "2026-11-27"),
        ("令和8年12月1日", "2026-12-01"),
        ("2026年12月1日", "2026-12-01"),
        ("十二月一日", "2026-12-01"),
        ("12/1", "2026-12-01"),
        ("1月5日", "2027-01-05"),
        ("2月29日", "2028-02-29"),
        ("来月の3日", "2026-12-03"),
        ("再来月の3日", "2027-01-03"),
        ("今月末", "2026-11-30"),
        ("来月の末", "2026-12-31"),
        ("三日後", "2026-11-27"),
        ("一週間後", "2026-12-01"),
        ("3か月後", "2027-02-24"),
        ("今週の金曜", "2026-11-27"),
        ("来週の水曜の午後", "2026-12-02"),
        ("再来週の月曜日", "2026-12-07"),
        ("今度の火曜", "2026-12-01"),
        ("次の金曜日", "2026-11-27"),
        ("金曜", "2026-11-27"),
        ("月曜日", "2026-11-30"),
        ("25日", "2026-11-25"),
        ("20日", "2026-12-20"),
        ("31日", "2026-12-31"),
        ("12月はつか", "2026-12-20"),
        ("三日市町駅まで、25日に", "2026-11-25"),
        ("3日市役所で", "2026-12-03"),
        ("三日町内会", "2026-12-03"),
    ],
)
def test_days_as_people_say_them(said: str, expected: str) -> None:
    assert days(said) == [expected]


@pytest.mark.parametrize(
    ("said", "today", "expected"),
    [
        ("来週の水曜", SUNDAY, ["2026-12-02", "2026-12-09"]),
        ("来週の日曜", TUESDAY, ["2026-12-06", "2026-11-29"]),
        ("来週の日曜", SUNDAY, ["2026-12-06"]),
        ("火曜", TUESDAY, ["2026-11-24", "2026-12-01"]),
        ("週末", TUESDAY, ["2026-11-28", "2026-11-29"]),
    ],
)
def test_what_may_be_two_days_is_reported_as_two(
    said: str, today: date, expected: list[str]
) -> None:
    (found,) = days_in(said, today)
    assert found.is_ambiguous == (len(expected) > 1)
    assert [day.isoformat() for day in found.days] == expected


@pytest.mark.parametrize("said", ["今週の月曜", "令和8年2月31日", "平成3年1月1日"])
def test_days_that_are_over_or_do_not_exist_mean_nothing(said: str) -> None:
    assert days(said) == []


@pytest.mark.parametrize(
    "said",
    [
        "来週",
        "べんきょうの本",
        "2日間",
        "3日前",
        "毎週月曜",
        "年金",
        "よかったなのか",
        "三日市町駅",
        "四日市",
        "十日町まで",
    ],
)
def test_other_words_are_no_days(said: str) -> None:
    assert days(said) == []


def test_two_different_days_are_both_reported() -> None:
    assert len(days_in("あしたかあさって", TUESDAY)) == 2
    assert len(days_in("11月25日、水曜日", TUESDAY)) == 1


@given(DAYS, st.integers(0, 300))
def test_a_full_date_means_itself(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    assert days(show_date(day, "full", "ja", None), today) == [day.isoformat()]
    assert days(show_date(day, "short", "ja", None), today) == [day.isoformat()]


@given(DAYS, st.integers(1, 99))
def test_days_later_are_added(today: date, ahead: int) -> None:
    assert days(f"{ahead}日後", today) == [(today + timedelta(days=ahead)).isoformat()]


@given(DAYS, st.sampled_from(WEEKDAYS), st.sampled_from(("", "今度の", "来週の", "再来週の")))
def test_weekdays_fall_on_that_weekday_and_never_in_the_past(
    today: date, weekday: str, which: str
) -> None:
    (found,) = days_in(f"{which}{weekday}曜日", today)
    assert found.days
    assert all(WEEKDAYS[day.weekday()] == weekday and day >= today for day in found.days)


@given(DAYS, st.integers(1, 31))
def test_a_bare_day_of_the_month_is_the_next_there_is(today: date, number: int) -> None:
    (found,) = days_in(f"{number}日", today)
    (day,) = found.days
    assert day.day == number
    between = (today + timedelta(days=n) for n in range((day - today).days))
    assert all(other.day != number for other in between)


def test_every_week_names_its_days() -> None:
    assert repeated_in("毎週月曜と木曜") == ("weekly:mon,thu",)
    assert repeated_in("毎週の火・金") == ("weekly:tue,fri",)
    assert repeated_in("月曜") == ()


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("毎週火曜に病院まで", date(2026, 12, 1)),
        ("毎週、金曜日と火曜日に車で", date(2026, 11, 27)),
        ("毎週の火・水曜に", date(2026, 11, 25)),
        ("毎週病院まで", None),
        ("来週から毎週火曜に車", None),
        ("12月8日から毎週火曜に", None),
        ("毎週火曜、12月22日まで", None),
        ("毎週日曜に", None),
        ("毎週火曜に", date(2026, 12, 1)),
    ],
)
def test_what_is_of_every_week_begins_on_the_first_such_day_unless_more_is_said(
    said: str, first: date | None
) -> None:
    offered = [date(2026, 11, 24) + timedelta(days=n) for n in (0, 1, 2, 3, 6, 7, 8)]
    assert first_repeated(said, offered, date(2026, 11, 24)) == first


def test_a_bare_weekday_corrects_within_the_week_spoken_of() -> None:
    assert in_the_week_of("水曜", date(2026, 12, 1), TUESDAY) == date(2026, 12, 2)
    assert in_the_week_of("来週の水曜", date(2026, 12, 8), TUESDAY) is None
    assert in_the_week_of("月曜", date(2026, 11, 25), TUESDAY) is None


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("あしたとあさってのお弁当", ["2026-11-25", "2026-11-26"]),
        ("水曜と金曜にお昼を", ["2026-11-25", "2026-11-27"]),
        ("月・水・金曜にお昼を", ["2026-11-25", "2026-11-27", "2026-11-30"]),
        ("25日、26日、それから27日", ["2026-11-25", "2026-11-26", "2026-11-27"]),
        ("あしたの昼と金曜の昼", ["2026-11-25", "2026-11-27"]),
        ("水曜から金曜までお願いします", ["2026-11-25", "2026-11-26", "2026-11-27"]),
        ("あしたのを金曜に変えたい", []),
        ("あしたか金曜", []),
        ("あした", []),
        ("毎週月曜と木曜", []),
        ("火曜と金曜", []),  # on a Tuesday the first may be today
        ("水曜に家から金曜まで", []),
        ("今日と金曜", ["2026-11-24", "2026-11-27"]),
    ],
)
def test_days_that_are_all_meant(said: str, expected: list[str]) -> None:
    found = listed_in(heard(said), TUESDAY)
    assert [day.isoformat() for day in found] == expected
