from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.counter_reservation import availability as av
from services.counter_reservation.pack import Hours

units = st.integers(0, av.UNITS)
masks = st.integers(0, av.WHOLE_DAY)
days = st.dates(date(2026, 1, 1), date(2028, 12, 31))


def hours(**more: object) -> Hours:
    base = {"days": ["mon", "tue", "wed", "thu", "fri"], "since": "09:00", "until": "17:00"}
    return Hours.model_validate({**base, **more})


@given(masks, st.integers(1, 12))
def test_a_visit_begins_only_where_all_its_time_is_free(free: int, length: int) -> None:
    begins = set(av.units_in(av.starts(free, length)))
    wanted = {u for u in range(av.UNITS) if all(free >> u + n & 1 for n in range(length))}
    assert begins == wanted


@given(masks, st.integers(1, 12), st.integers(1, 12))
def test_a_longer_visit_never_has_more_starts(free: int, length: int, longer: int) -> None:
    assert av.starts(free, length + longer) & ~av.starts(free, length) == 0


@given(units, units)
def test_a_span_has_as_many_bits_as_quarter_hours(first: int, until: int) -> None:
    assert av.bits(first, until).bit_count() == max(0, until - first)


@given(st.integers(0, av.UNITS - 1))
def test_clock_and_unit_are_inverse(unit: int) -> None:
    assert av.unit_at(av.clock(unit)) == unit


@given(days, st.integers(0, 24 * 60 - 1))
def test_nothing_begins_before_now(day: date, minute: int) -> None:
    now = datetime.combine(day, datetime.min.time(), av.JAPAN) + timedelta(minutes=minute)
    for unit in av.units_in(av.not_before(now, day)):
        assert av.moment(day, unit) >= now
    assert av.not_before(now, day + timedelta(days=1)) == av.WHOLE_DAY
    assert av.not_before(now, day - timedelta(days=1)) == 0


@given(days)
def test_breaks_are_never_open(day: date) -> None:
    lunch = hours(breaks=[{"since": "12:00", "until": "13:00"}])
    assert av.open_units([lunch], day) & av.bits(24, 28) == 0


@given(days)
def test_every_second_week_takes_turns(day: date) -> None:
    even = hours(every_weeks=2, starting=date(2026, 11, 2))
    later = day + timedelta(days=7)
    on_weekday = day.weekday() < 5
    takes_turns = on_weekday and later >= date(2026, 11, 2)
    assert av.falls_on(even, day) + av.falls_on(even, later) == takes_turns


def test_nothing_opens_before_the_week_that_is_named() -> None:
    even = hours(every_weeks=2, starting=date(2026, 11, 4))
    assert not av.falls_on(even, date(2026, 10, 19))


def test_a_second_week_counts_from_the_week_that_is_named() -> None:
    even = hours(every_weeks=2, starting=date(2026, 11, 4))
    assert av.falls_on(even, date(2026, 11, 2))
    assert not av.falls_on(even, date(2026, 11, 9))
    assert av.falls_on(even, date(2026, 11, 16))


@pytest.mark.parametrize(
    ("weeks", "days_of_month"), [([1], [2]), ([2, 4], [9, 23]), ([-1], [30]), ([5], [30])]
)
def test_weeks_of_the_month(weeks: list[int], days_of_month: list[int]) -> None:
    mondays = hours(days=["mon"], weeks_of_month=weeks)
    november = [date(2026, 11, n) for n in range(1, 31)]
    assert [d.day for d in november if av.falls_on(mondays, d)] == days_of_month


def test_a_season_begins_and_ends() -> None:
    season = hours(first_day=date(2026, 11, 4), last_day=date(2026, 11, 6))
    november = [date(2026, 11, n) for n in range(1, 31)]
    assert [d.day for d in november if av.falls_on(season, d)] == [4, 5, 6]


def test_a_holiday_closes_unless_the_hours_are_meant_for_it() -> None:
    day = date(2026, 11, 24)
    assert not av.open_units([hours()], day, is_holiday=True)
    assert av.open_units([hours(on_holidays=True)], day, is_holiday=True)


def test_working_days_pass_over_the_weekend() -> None:
    def works(day: date) -> bool:
        return day.weekday() < 5

    friday = date(2026, 11, 27)
    assert av.first_bookable(friday, 1, works, counts_working=True) == date(2026, 11, 30)
    assert av.first_bookable(friday, 1, works, counts_working=False) == date(2026, 11, 28)
    assert av.first_bookable(friday, 0, works, counts_working=True) == friday


def test_the_grid_begins_at_full_hours() -> None:
    begins = {av.clock(unit).minute for unit in av.units_in(av.grid(30))}
    assert begins == {0, 30}
