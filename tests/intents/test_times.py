"""Times of day as people say them."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senior_life.intents.hearing import heard
from senior_life.intents.times import times_in, without_times
from senior_life.words.calendar import show_time


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("午後2時半", [time(14, 30)]),
        ("2時", [time(14)]),
        ("9時半", [time(9, 30)]),
        ("正午", [time(12)]),
        ("12時", [time(12)]),
        ("昼1時", [time(13)]),
        ("午前10時", [time(10)]),
        ("9時から10時", [time(9), time(10)]),
        ("2時間", []),
        ("11月2日", []),
    ],
)
def test_times_as_people_say_them(said: str, expected: list[time]) -> None:
    assert list(times_in(heard(said))) == expected


@given(st.times().map(lambda clock: clock.replace(second=0, microsecond=0)))
def test_a_time_that_we_show_is_understood(clock: time) -> None:
    assert times_in(heard(show_time(clock, "ja"))) == (clock,)


def test_what_remains_keeps_the_half_of_the_day() -> None:
    assert without_times("あす午後2時30分に") == "あす午後に"
