"""Holds: kept, renewed, moved, ended; and what is named when nothing can be held."""

from datetime import timedelta

import pytest

from senior_life.contract import Gone, Trouble, Unclear

from .conftest import ALL_DAY, CORNER, WEDNESDAY, Scene


async def test_a_hold_keeps_others_away(anywhere: Scene) -> None:
    await anywhere.quote("10:00", "hana")
    await anywhere.quote("10:00", "yoshi")
    with pytest.raises(Gone):
        await anywhere.quote("10:00", "kazuo")


async def test_a_hold_lasts_twenty_minutes_and_an_hour_in_all(anywhere: Scene) -> None:
    start = anywhere.clock()
    offer = await anywhere.quote()
    assert offer.holds_until == start + timedelta(minutes=20)
    for minutes in (15, 30, 45):
        anywhere.clock.now = start + timedelta(minutes=minutes)
        until = await anywhere.provider.extend(offer.hold)
        assert until == start + timedelta(minutes=min(minutes + 20, 60))
    anywhere.clock.now = start + timedelta(minutes=60)
    with pytest.raises(Gone):
        await anywhere.provider.extend(offer.hold)


async def test_a_lapsed_hold_is_free_for_others_at_once(anywhere: Scene) -> None:
    await anywhere.quote("10:00", "hana")
    await anywhere.quote("10:00", "yoshi")
    anywhere.clock.goes(minutes=21)
    assert (await anywhere.quote("10:00", "kazuo")).hold


async def test_the_same_key_renews_the_same_hold(anywhere: Scene) -> None:
    first = await anywhere.quote()
    anywhere.clock.goes(minutes=5)
    again = await anywhere.quote()
    assert again.hold == first.hold
    assert again.holds_until == anywhere.clock() + timedelta(minutes=20)


async def test_other_answers_move_the_hold(scene: Scene) -> None:
    first = await scene.quote("10:00")
    second = await scene.quote("11:00")
    assert second.hold != first.hold
    await scene.quote("10:00", "yoshi")
    await scene.quote("10:00", "kazuo")


async def test_other_answers_give_the_old_hold_back_even_when_they_fail(scene: Scene) -> None:
    await scene.fill("11:00")
    await scene.quote("10:00")
    with pytest.raises(Gone):
        await scene.quote("11:00")
    await scene.quote("10:00", "yoshi")
    await scene.quote("10:00", "kazuo")


async def test_nobody_renews_the_hold_of_another(scene: Scene) -> None:
    await scene.quote("10:00", "hana", key="shared")
    with pytest.raises(Trouble):
        await scene.quote("10:00", "yoshi", key="shared")


async def test_the_three_nearest_are_named(scene: Scene) -> None:
    await scene.fill("10:00")
    with pytest.raises(Gone) as caught:
        await scene.quote("10:00")
    other_time, other_day, other_office = caught.value.instead
    assert other_time.answers == {"date": "2026-11-25", "period": "morning", "time": "09:30"}
    assert other_day.answers == {"date": "2026-11-26", "period": "morning", "time": "10:00"}
    assert other_office.answers["office"] == CORNER
    assert other_office.note is not None
    assert caught.value.may_wait


async def test_every_alternative_can_be_taken(scene: Scene) -> None:
    await scene.fill("10:00")
    with pytest.raises(Gone) as caught:
        await scene.quote("10:00")
    for index, other in enumerate(caught.value.instead):
        answers = {**scene.at("10:00"), **other.answers}
        assert await scene.provider.quote(scene.who(), answers, f"other-{index}")


async def test_a_full_day_can_be_quoted_without_a_time(scene: Scene) -> None:
    await scene.fill(*ALL_DAY)
    answers = {k: v for k, v in scene.at().items() if k not in {"period", "time"}}
    with pytest.raises(Gone) as caught:
        await scene.provider.quote(scene.who(), answers, "k")
    assert caught.value.may_wait
    free = {**answers, "date": "2026-11-26"}
    with pytest.raises(Unclear) as unclear:
        await scene.provider.quote(scene.who(), free, "k")
    assert unclear.value.step == "period"


async def test_when_nothing_at_all_is_free_one_can_still_wait(scene: Scene) -> None:
    scene.provider._offices.rules = scene.provider._offices.rules.model_copy(update={"last_day": 1})
    await scene.fill(*ALL_DAY)
    await scene.fill(*ALL_DAY, office=CORNER)
    with pytest.raises(Gone) as caught:
        await scene.quote()
    assert caught.value.instead == ()
    assert caught.value.may_wait


async def test_releasing_twice_does_no_harm(scene: Scene) -> None:
    offer = await scene.quote()
    await scene.provider.release(offer.hold)
    await scene.provider.release(offer.hold)
    assert (await scene.quote()).hold != offer.hold


async def test_an_offer_says_all_that_is_read_back(scene: Scene) -> None:
    offer = await scene.quote()
    assert [row.step for row in offer.rows] == ["topic", "date", "office", "mode", ""]
    assert offer.where
    assert offer.where.text == "南区役所 ward_1"
    assert offer.price_yen == 0
    assert offer.starts
    assert offer.undo_until == offer.starts - timedelta(hours=2)


async def test_a_day_outside_the_window_is_asked_again(scene: Scene) -> None:
    for day in (WEDNESDAY - timedelta(days=1), WEDNESDAY + timedelta(days=60)):
        with pytest.raises(Unclear) as caught:
            await scene.quote(day=day)
        assert caught.value.step == "date"


async def test_the_most_specialised_counter_is_taken_first(scene: Scene) -> None:
    first = await scene.quote("10:00", "hana")
    second = await scene.quote("10:00", "yoshi")
    assert first.where
    assert second.where
    assert [first.where.text, second.where.text] == ["南区役所 ward_1", "南区役所 ward_2"]


async def test_a_time_off_the_grid_cannot_be_held(scene: Scene) -> None:
    with pytest.raises(Gone):
        await scene.quote("10:15")
