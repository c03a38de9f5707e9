"""Which days are holidays, and how they are read aloud."""

from datetime import date

import pytest

from senior_life.town import Calendar, load
from senior_life.town.calendar import public_holidays
from senior_life.town.checking import KANA
from tests.town.conftest import SAMPLE


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return load(SAMPLE).calendar


def test_every_public_holiday_for_thirty_years_has_a_reading() -> None:
    for year in range(2020, 2051):
        for name in public_holidays(year).values():
            assert KANA.fullmatch(name.kana)
            assert name.english


def test_a_public_holiday_is_named(calendar: Calendar) -> None:
    name = calendar.holiday(date(2026, 11, 23))
    assert name is not None
    assert (name.text, name.kana) == ("勤労感謝の日", "きんろうかんしゃのひ")


def test_a_working_day_is_none(calendar: Calendar) -> None:
    assert calendar.holiday(date(2026, 11, 24)) is None


@pytest.mark.parametrize("day", [(2026, 12, 29), (2026, 12, 31), (2027, 1, 1), (2030, 1, 3)])
def test_the_towns_own_days_return_every_year_over_the_new_year(
    day: tuple[int, int, int], calendar: Calendar
) -> None:
    name = calendar.holiday(date(*day))
    assert name is not None
    assert name.text == "年末年始の休み"


@pytest.mark.parametrize("day", [(2026, 12, 28), (2027, 1, 4)])
def test_the_days_around_them_are_open(day: tuple[int, int, int], calendar: Calendar) -> None:
    assert calendar.holiday(date(*day)) is None
