"""Meals of every week are paused for a stay at the hospital or a journey, and taken up again."""

import asyncio
from datetime import date

import pytest

from senior_life.contract import Unclear
from senior_life.usecases import bookings, habits, pausing
from senior_life.usecases.access import Reader
from senior_life.usecases.following_habits import FollowedHabit, habit
from senior_life.usecases.following_habits import habits as all_habits
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import Unknown
from senior_life.words import plain

from .conftest import Clock
from .test_through_the_core import IN_TWO_WEEKS, days, hana, town, weekly, yes

__all__ = ["hana", "town"]
FRIDAY, MONDAY, CHRISTMAS = date(2026, 11, 27), date(2026, 11, 30), date(2026, 12, 25)


@pytest.fixture
async def ref(town: Town, hana: Reader) -> str:
    """Lunch on Mondays, Wednesdays and Fridays until Christmas."""
    await yes(town, hana, await weekly(town, hana))
    (found,) = await all_habits(town, hana)
    return found.habit.ref


def said(found: FollowedHabit) -> list[str]:
    return [plain(one, "ja") for one in found.habit.says]


async def test_what_is_booked_in_that_time_is_cancelled_and_the_rest_stays(
    town: Town, hana: Reader, ref: str
) -> None:
    foreseen = await pausing.foresee(town, hana, ref, FRIDAY, MONDAY)
    assert (foreseen.cancelled, foreseen.stays) == ((FRIDAY, MONDAY), ())
    assert await days(town) == IN_TWO_WEEKS, "it was only looked at"
    after = await pausing.pause(town, hana, ref, FRIDAY, MONDAY)
    assert await days(town) == [d for d in IN_TWO_WEEKS if d[5:] not in {"11-27", "11-30"}]
    assert said(after)[-1] == "11月27日 金曜日から11月30日 月曜日まで、お休みです"
    again = await pausing.pause(town, hana, ref, FRIDAY, MONDAY)
    assert again.habit.weekly == after.habit.weekly


async def test_days_to_come_are_not_booked_while_it_is_paused(
    town: Town, hana: Reader, ref: str, clock: Clock
) -> None:
    foreseen = await pausing.foresee(town, hana, ref, date(2026, 12, 9), date(2026, 12, 13))
    assert foreseen.later == (date(2026, 12, 9), date(2026, 12, 11))
    await pausing.pause(town, hana, ref, date(2026, 12, 9), date(2026, 12, 13))
    clock.goes(days=7)
    await habits.keep_habits(town)
    assert (await days(town))[len(IN_TWO_WEEKS) :] == ["2026-12-14"]


async def test_until_i_start_again_it_rests_and_does_not_end(
    town: Town, hana: Reader, ref: str, clock: Clock
) -> None:
    await pausing.pause(town, hana, ref, FRIDAY, CHRISTMAS)
    for _week in range(2):
        clock.goes(days=7)
        await habits.keep_habits(town)
    assert await days(town) == IN_TWO_WEEKS[:1]
    resting = await habit(town, hana, ref)
    assert "再開するまで" in said(resting)[-1]
    (pause,) = resting.habit.pauses
    await pausing.resume(town, hana, ref, pause.since, pause.until)
    found = (await days(town))[1:]
    assert found[:2] == ["2026-12-09", "2026-12-11"], "orders for today have ended"
    assert (await habit(town, hana, ref)).habit.pauses == ()


async def test_resumed_at_once_all_days_stand_as_before_and_only_once(
    town: Town, hana: Reader, ref: str
) -> None:
    for _time in range(2):
        await pausing.pause(town, hana, ref, FRIDAY, MONDAY)
        both = (pausing.resume(town, hana, ref, FRIDAY, MONDAY) for _ in range(3))
        await asyncio.gather(*both)
        await habits.keep_habits(town)
        assert await days(town) == IN_TWO_WEEKS


async def test_one_day_is_skipped_and_taken_up_again(town: Town, hana: Reader, ref: str) -> None:
    after = await pausing.pause(town, hana, ref, FRIDAY, FRIDAY)
    assert said(after)[-1] == "11月27日 金曜日は、お休みです"
    assert "2026-11-27" not in await days(town)
    await pausing.resume(town, hana, ref, FRIDAY, FRIDAY)
    assert await days(town) == IN_TWO_WEEKS


async def test_a_day_for_which_it_is_too_late_is_named_and_stays(
    town: Town, hana: Reader, ref: str, clock: Clock
) -> None:
    clock.set(clock().replace(hour=15, minute=1))
    wednesday = date(2026, 11, 25)
    foreseen = await pausing.foresee(town, hana, ref, wednesday, FRIDAY)
    assert (foreseen.stays, foreseen.cancelled) == ((wednesday,), (FRIDAY,))
    after = await pausing.pause(town, hana, ref, wednesday, FRIDAY)
    assert (await days(town))[:2] == ["2026-11-25", "2026-11-30"]
    assert after.habit.pauses[0].since == FRIDAY


async def test_a_pause_and_the_round_of_the_minute_at_once_agree(
    town: Town, hana: Reader, ref: str, clock: Clock
) -> None:
    clock.goes(days=7)
    last = date(2026, 12, 14)
    await asyncio.gather(
        habits.keep_habits(town),
        pausing.pause(town, hana, ref, date(2026, 12, 9), last),
        habits.keep_habits(town),
        return_exceptions=True,
    )
    await pausing.pause(town, hana, ref, date(2026, 12, 9), last)
    await habits.keep_habits(town)
    assert [one for one in await days(town) if one > "2026-12-08"] == []


async def test_without_a_day_in_that_time_it_is_asked_again(
    town: Town, hana: Reader, ref: str
) -> None:
    with pytest.raises(Unclear):
        await pausing.foresee(town, hana, ref, date(2026, 11, 28), date(2026, 11, 29))


async def test_nobody_pauses_the_habit_of_another_or_one_that_has_ended(
    town: Town, hana: Reader, ref: str
) -> None:
    other = Reader("d2", "somebody-else", ("somebody-else",))
    with pytest.raises(Unknown):
        await pausing.pause(town, other, ref, FRIDAY, MONDAY)
    first = (await bookings.upcoming(town, hana))[0]
    await bookings.act(town, hana, first.ref, "cancel-rest", first.seq)
    with pytest.raises(Unknown):
        await pausing.pause(town, hana, ref, FRIDAY, MONDAY)
    assert await all_habits(town, hana) == []
