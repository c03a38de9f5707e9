"""What may be answered: rooms left, full days, halves of days and times."""

from datetime import date, timedelta

import pytest

from senior_life.contract import Channel, Gone, Name, Unclear

from .conftest import ALL_DAY, CORNER, STEPS, WARD, WEDNESDAY, Scene


async def test_topics_have_a_length_and_what_people_call_them(scene: Scene) -> None:
    found = await scene.options("topic")
    assert [one.value for one in found] == ["pension", "tax"]
    assert all(isinstance(one.label, Name) and one.note for one in found)


async def test_only_offices_that_do_all_of_it_are_named(scene: Scene) -> None:
    assert [one.value for one in await scene.options("office")] == [WARD, CORNER]
    both = await scene.options("office", topic=("pension", "tax"))
    assert [one.value for one in both] == [WARD]


async def test_topics_that_no_counter_does_together_are_asked_again(scene: Scene) -> None:
    scene.provider._offices.counters.pop("ward_2")
    with pytest.raises(Unclear) as caught:
        await scene.options("office", topic=("pension", "tax"))
    assert caught.value.step == "topic"


async def test_a_way_that_the_office_does_not_have_is_not_offered(scene: Scene) -> None:
    assert [one.value for one in await scene.options("mode")] == ["in_person", "phone"]
    assert [one.value for one in await scene.options("mode", office=CORNER)] == ["in_person"]


async def test_the_nearest_free_days_come_first(scene: Scene) -> None:
    await scene.fill(*ALL_DAY)
    found = await scene.options("date")
    free = [one.value for one in found if not one.is_full]
    assert free[:5] == ["2026-11-26", "2026-11-27", "2026-11-30", "2026-12-01", "2026-12-02"]
    assert [one.value for one in found[:5]] == free[:5]
    assert (found[5].value, found[5].is_full) == (WEDNESDAY.isoformat(), True)


async def test_every_bookable_day_is_there_once(scene: Scene) -> None:
    days = [one.value for one in await scene.options("date")]
    assert len(days) == len(set(days)) == 22
    assert (min(days), max(days)) == ("2026-11-25", "2026-12-24")
    assert await scene.options("date", 1) == []


async def test_a_whole_month_can_be_asked_for(scene: Scene) -> None:
    await scene.fill(*ALL_DAY)
    month = await scene.options("date", date="2026-11")
    assert [one.value[-2:] for one in month] == ["25", "26", "27", "30"]
    assert [one.is_full for one in month] == [True, False, False, False]


async def test_weekends_holidays_and_past_days_are_no_choice(scene: Scene) -> None:
    days = [one.value for one in await scene.options("date")]
    assert all(date.fromisoformat(day).weekday() < 5 for day in days)
    assert min(days) == WEDNESDAY.isoformat()


async def test_a_note_tells_which_half_is_free(scene: Scene) -> None:
    await scene.fill("09:00", "09:30", "10:00", "10:30", "11:00", "11:30")
    [note] = [one.note for one in await scene.options("date") if one.value == "2026-11-25"]
    assert note
    assert note.msgid == "Free only in the afternoon"  # type: ignore[union-attr]
    [morning, afternoon] = await scene.options("period", date="2026-11-25")
    assert morning.is_full
    assert not afternoon.is_full


async def test_times_are_those_of_the_chosen_half(scene: Scene) -> None:
    morning = await scene.options("time", date="2026-11-25", period="morning")
    afternoon = await scene.options("time", date="2026-11-25", period="afternoon")
    assert [one.value for one in (*morning, *afternoon)] == list(ALL_DAY)
    assert await scene.options("time", 1, date="2026-11-25", period="morning") == []


async def test_taken_times_come_last_and_say_so(scene: Scene) -> None:
    await scene.fill("09:00", "09:30")
    found = await scene.options("time", date="2026-11-25", period="morning")
    assert [one.value for one in found if not one.is_full] == ["10:00", "10:30", "11:00", "11:30"]
    assert [one.value for one in found if one.is_full] == ["09:00", "09:30"]
    assert all(one.is_full for one in found[4:])


async def test_choosing_a_full_day_names_what_is_near(scene: Scene) -> None:
    await scene.fill(*ALL_DAY)
    with pytest.raises(Gone) as caught:
        await scene.options("period", date="2026-11-25")
    assert len(caught.value.instead) == 3
    assert caught.value.may_wait


async def test_several_topics_need_consecutive_time(scene: Scene) -> None:
    both = ("pension", "tax")
    found = await scene.options("time", topic=both, date="2026-11-25", period="morning")
    assert [one.value for one in found if not one.is_full] == ["09:00", "09:30", "10:00", "10:30"]
    offer = await scene.quote("09:00", topic=both)
    assert offer.starts
    assert offer.ends
    assert offer.ends - offer.starts == timedelta(minutes=90)


async def test_the_telephone_has_places_of_its_own(scene: Scene) -> None:
    await scene.fill("10:00")
    by_phone = scene.who("yoshi", Channel.PHONE)
    known = {"topic": ("pension",), "office": WARD, "mode": "in_person"}
    known = {**known, "date": "2026-11-25", "period": "morning"}
    found = await scene.provider.options(by_phone, STEPS["time"], known)
    assert "10:00" in [one.value for one in found]
    [offer] = await scene.provider.quote(by_phone, scene.at("10:00"), "phone-1")
    assert offer.hold


async def test_the_telephone_takes_its_own_places_first(scene: Scene) -> None:
    await scene.provider.quote(scene.who("yoshi", Channel.PHONE), scene.at("10:00"), "phone-1")
    await scene.fill("10:00")


async def test_which_of_some_times_fit_is_one_question(scene: Scene) -> None:
    await scene.fill("10:00")
    offer = await scene.quote("10:30")
    assert offer.starts
    taken = offer.starts - timedelta(minutes=30)
    at_night = offer.starts.replace(hour=22)
    fits = await scene.provider.fits(scene.who(), scene.at(), [taken, offer.starts, at_night])
    assert list(fits) == [offer.starts]


async def test_an_answer_that_means_nothing_is_asked_again(scene: Scene) -> None:
    for step, wrong in {
        "topic": ("dragons",),
        "office": "castle",
        "mode": "telepathy",
        "date": "tomorrow",
        "period": "night",
        "time": "10:07",
    }.items():
        with pytest.raises(Unclear) as caught:
            await scene.provider.quote(scene.who(), {**scene.at(), step: wrong}, "k")
        assert caught.value.step == step
