"""Until when and from when on a day may be booked: midnight, weekends, holidays, months.

Monday 23 November 2026 is a holiday (勤労感謝の日); Tuesday is the 24th.
"""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senior_life.contract import Channel, Gone, Unclear
from senior_life.storage import Store
from senior_life.town import Pack
from services.on_demand_transport.booking_days import bookable
from services.on_demand_transport.clock import JAPAN
from services.on_demand_transport.network import Network
from services.on_demand_transport.pack_booking import BookingRules

from .conftest import WEEK, Scene, scene_on, small_town, vehicle

HOLIDAYS = {date(2026, 11, 23), date(2026, 12, 31), date(2027, 1, 1)}
THU, FRI, SAT, SUN, MON, TUE, WED = (date(2026, 11, day) for day in range(19, 26))
DAY_BEFORE = {"prior_notice_last_day": 1, "prior_notice_last_time": "17:00"}
BUSINESS = {**DAY_BEFORE, "business_days": True}


def is_working(day: date) -> bool:
    return day.weekday() < 5 and day not in HOLIDAYS


def at(day: date, clock: str) -> datetime:
    return datetime.fromisoformat(f"{day} {clock}").replace(tzinfo=JAPAN)


def first(now: datetime, **rules: Any) -> date:
    return bookable(BookingRules.model_validate(rules), now, is_working)[0]


def last(now: datetime, **rules: Any) -> date:
    return bookable(BookingRules.model_validate(rules), now, is_working)[1]


def test_without_notice_in_days_today_is_the_first() -> None:
    assert first(at(TUE, "23:59")) == TUE
    assert first(at(WED, "00:00")) == WED


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (at(TUE, "00:00"), WED),
        (at(TUE, "17:00"), WED),
        (at(TUE, "17:01"), date(2026, 11, 26)),
        (at(TUE, "23:59"), date(2026, 11, 26)),
        (at(WED, "00:00"), date(2026, 11, 26)),
        (at(date(2026, 11, 30), "17:01"), date(2026, 12, 2)),
        (at(date(2026, 12, 31), "12:00"), date(2027, 1, 1)),
    ],
)
def test_a_ride_is_booked_until_five_on_the_day_before(now: datetime, day: date) -> None:
    assert first(now, **DAY_BEFORE) == day


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (at(THU, "12:00"), FRI),
        (at(THU, "18:00"), SAT),
        (at(FRI, "12:00"), SAT),
        (at(FRI, "18:00"), WED),
        (at(SAT, "12:00"), WED),
        (at(MON, "12:00"), WED),
        (at(TUE, "17:00"), WED),
        (at(TUE, "18:00"), date(2026, 11, 26)),
    ],
)
def test_a_business_day_before_passes_over_the_weekend_and_the_holiday(
    now: datetime, day: date
) -> None:
    """A ride on Saturday is booked until Friday, and so is one on the Tuesday after a holiday."""
    assert first(now, **BUSINESS) == day


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (at(TUE, "07:59"), date(2026, 12, 7)),
        (at(TUE, "08:00"), date(2026, 12, 8)),
        (at(date(2027, 2, 14), "08:00"), date(2027, 2, 28)),
        (at(date(2028, 2, 15), "08:00"), date(2028, 2, 29)),
    ],
)
def test_a_day_opens_two_weeks_before_at_eight(now: datetime, day: date) -> None:
    assert last(now, prior_notice_start_day=14, prior_notice_start_time="08:00") == day


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (at(FRI, "08:00"), TUE),
        (at(FRI, "09:00"), WED),
        (at(SAT, "08:00"), WED),
        (at(MON, "12:00"), WED),
        (at(TUE, "08:59"), WED),
        (at(TUE, "09:00"), date(2026, 11, 26)),
    ],
)
def test_opening_days_are_business_days_too(now: datetime, day: date) -> None:
    rules = {**BUSINESS, "prior_notice_start_day": 2, "prior_notice_start_time": "09:00"}
    assert last(now, **rules) == day


def test_a_day_that_opens_on_itself_is_closed_until_then() -> None:
    rules = {"prior_notice_start_day": 0, "prior_notice_start_time": "08:00"}
    assert last(at(TUE, "07:00"), **rules) == MON
    assert last(at(TUE, "08:00"), **rules) == TUE


def test_minutes_ahead_may_reach_over_midnight() -> None:
    assert last(at(TUE, "21:00"), prior_notice_duration_max=180) == WED
    assert last(at(TUE, "20:59"), prior_notice_duration_max=180) == TUE


def back(day: date, count: int, is_business: bool) -> date:
    """As the reference counts: so many days before the ride."""
    while count:
        day -= timedelta(days=1)
        count -= is_working(day) or not is_business
    return day


@given(
    minutes=st.integers(0, 90 * 24 * 60),
    ends=st.integers(1, 5),
    opens=st.integers(6, 12),
    is_business=st.booleans(),
    offset=st.integers(-3, 30),
)
def test_each_day_is_judged_as_counted_back_from_the_ride(
    minutes: int, ends: int, opens: int, is_business: bool, offset: int
) -> None:
    here = at(date(2026, 11, 1), "00:00") + timedelta(minutes=minutes)
    rules = BookingRules.model_validate(
        {
            "prior_notice_last_day": ends,
            "prior_notice_last_time": "17:00",
            "prior_notice_start_day": opens,
            "prior_notice_start_time": "09:00",
            "business_days": is_business,
        }
    )
    ride = here.date() + timedelta(days=offset)
    closes_at = at(back(ride, ends, is_business), "17:00")
    opens_at = at(back(ride, opens, is_business), "09:00")
    low, high = bookable(rules, here, is_working)
    assert (low <= ride <= high) == (opens_at <= here <= closes_at)


# --- through the service ---


def town(store: Store, pack: Pack, **rules: Any) -> Scene:
    return scene_on(store, pack, small_town(**rules))


async def test_the_towns_own_holidays_are_no_business_days(sqlite_store: Store, pack: Pack) -> None:
    """The sample town is shut from 29 December to 3 January."""
    scene = town(sqlite_store, pack, booking_rules=BUSINESS)
    scene.clock.set(at(date(2026, 12, 28), "18:00"))
    assert Network(scene.host).bookable()[0] == date(2027, 1, 5)
    scene.clock.set(at(date(2026, 12, 28), "17:00"))
    assert Network(scene.host).bookable()[0] == date(2026, 12, 29)


async def test_a_day_is_offered_and_taken_until_its_last_minute(store: Store, pack: Pack) -> None:
    scene = town(store, pack, booking_rules=DAY_BEFORE)
    scene.clock.set(at(TUE, "17:00"))
    assert (await scene.options("date"))[0].value == WED.isoformat()
    offer = await scene.quote()
    scene.clock.goes(minutes=1)
    assert (await scene.options("date"))[0].value == "2026-11-26"
    with pytest.raises(Unclear, match="choose a day from"):
        await scene.quote("11:00")
    done = await scene.provider.confirm(scene.who(), offer, "yes")
    assert done.starts, "what was read in time is kept"
    assert done.starts.date() == WED


async def test_a_ride_booked_minutes_before_midnight_is_of_the_next_day(
    sqlite_store: Store, pack: Pack
) -> None:
    scene = town(sqlite_store, pack)
    scene.clock.set(at(TUE, "23:58"))
    done = await scene.book("10:00", day=WED)
    assert done.starts
    assert done.starts.date() == WED
    scene.clock.goes(minutes=4)
    assert (await scene.status(done)).starts == done.starts
    assert (await scene.options("date"))[0].value == WED.isoformat()


async def test_when_no_day_is_open_yet_one_is_asked_to_come_back(
    sqlite_store: Store, pack: Pack
) -> None:
    rules = {"prior_notice_start_day": 0, "prior_notice_start_time": "09:30"}
    scene = town(sqlite_store, pack, booking_rules=rules)
    assert await scene.options("date") == []
    with pytest.raises(Unclear, match="No day can be booked yet"):
        await scene.quote("14:00", day=TUE)
    scene.clock.goes(minutes=30)
    assert await scene.quote("14:00", day=TUE)


async def test_minutes_of_notice_are_for_residents_not_for_the_desk(
    sqlite_store: Store, pack: Pack
) -> None:
    scene = town(sqlite_store, pack, booking_rules={"prior_notice_duration_min": 240})
    near = scene.to("10:00", day=TUE, origin="near_home", destination="hospital_front")
    with pytest.raises(Gone):
        await scene.provider.quote(scene.who(), near, "walk")
    assert await scene.provider.quote(scene.who(channel=Channel.PHONE), near, "desk")


async def test_no_time_is_offered_farther_ahead_than_the_minutes_allow(
    sqlite_store: Store, pack: Pack
) -> None:
    scene = town(sqlite_store, pack, booking_rules={"prior_notice_duration_max": 180})
    so_far = scene.to(day=TUE, time_kind="depart")
    times = [one.value for one in await scene.options("time", **so_far)]
    assert (times[0], times[-1]) == ("09:30", "12:00")


async def test_holidays_have_no_rides_but_where_the_pack_says_so(
    sqlite_store: Store, pack: Pack
) -> None:
    scene = town(sqlite_store, pack)
    scene.clock.set(at(date(2026, 12, 28), "09:00"))
    assert [one.value for one in await scene.options("date")][:2] == ["2026-12-28", "2027-01-04"]
    hours = {"days": WEEK, "since": "08:00", "until": "18:00", "on_holidays": True}
    open_town = small_town(hours=[hours])
    open_town["vehicles.yaml"]["vehicles"] = [vehicle("one", shifts=[hours])]
    scene = scene_on(sqlite_store, pack, open_town)
    scene.clock.set(at(date(2026, 12, 28), "09:00"))
    assert [one.value for one in await scene.options("date")][:2] == ["2026-12-28", "2026-12-29"]


# --- a service day that goes on after midnight ---

LATE = {"days": WEEK, "since": "16:00", "until": "25:30"}


@pytest.fixture
def night(store: Store, pack: Pack) -> Scene:
    files = small_town(hours=[LATE])
    files["vehicles.yaml"]["vehicles"] = [vehicle("one", shifts=[LATE])]
    return scene_on(store, pack, files)


async def test_a_ride_after_midnight_belongs_to_the_evening_before(night: Scene) -> None:
    """On Tuesday evening one books for one o'clock: it is Wednesday then."""
    night.clock.set(at(TUE, "18:00"))
    way = {"origin": "near_home", "destination": "hospital_front", "time_kind": "depart"}
    so_far = night.to(day=TUE, **way)
    times = [one.value for one in await night.options("time", **so_far)]
    assert times[-3:] == ["00:00", "00:30", "01:00"]
    done = await night.book("00:30", day=TUE, **way)
    assert done.starts
    assert at(WED, "00:20") <= done.starts <= at(WED, "01:00")
    night.clock.set(at(WED, "00:10"))
    assert (await night.status(done)).starts == done.starts
