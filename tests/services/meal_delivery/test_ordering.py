"""A meal is kept, ordered once, changed and cancelled, and no kitchen promises more than it has."""

import asyncio
from datetime import datetime, time

import pytest

from senior_life.contract import Channel, Engagement, Gone, Progress, State, Trouble, Unclear
from senior_life.providing import JAPAN
from senior_life.words import plain
from services.meal_delivery.sentences import FULL

from .conftest import FAR, THURSDAY, WEDNESDAY, Scene

DEADLINE = datetime(2026, 11, 24, 15, 0, tzinfo=JAPAN)
CROWD = 12


async def test_what_is_read_back_is_what_is_brought(scene: Scene) -> None:
    offer = await scene.quote()
    read = {row.step or plain(row.label, "en"): plain(row.says, "ja") for row in offer.rows}
    assert read["date"].startswith("令和8年11月25日")
    assert (read["diet"], read["count"]) == ("ふつう食", "1食")
    assert read["Allergens"] == "卵"
    assert read["We bring it"] == "午前11時から午前11時45分のあいだに、お宅の玄関へ"
    assert read["Price"] == "400円、町の補助250円を引いた金額"
    assert (offer.price_yen, offer.undo_until) == (400, DEADLINE)


async def test_the_town_pays_for_those_who_are_old_enough(scene: Scene) -> None:
    young = scene.who("young", birth_date="1980-01-01")
    [offer] = await scene.provider.quote(young, scene.of(count=2), "young")
    assert offer.price_yen == 1300
    assert (await scene.quote(count=2)).price_yen == 800


async def test_a_crowd_is_promised_no_more_than_is_cooked(anywhere: Scene) -> None:
    """Seven a day: six lunches in two rounds, and one dinner of those that three could have."""

    async def tries(n: int, meal: str) -> Progress | None:
        try:
            return await anywhere.order(f"{meal}{n}", meal=meal)
        except Gone:
            return None

    lunches = await asyncio.gather(*(tries(n, "lunch") for n in range(CROWD)))
    dinners = await asyncio.gather(*(tries(n, "dinner") for n in range(CROWD)))
    assert len([one for one in lunches if one]) == 6
    assert len([one for one in dinners if one]) == 1


async def test_both_lunches_of_a_couple_come_in_one_round(scene: Scene) -> None:
    await scene.order("first", count=2)
    couple = await scene.order("couple", count=2)
    assert couple.starts == datetime(2026, 11, 25, 11, 45, tzinfo=JAPAN)


async def test_what_is_full_leads_to_what_is_not(scene: Scene) -> None:
    for n in range(6):
        await scene.order(f"other{n}")
    with pytest.raises(Gone) as gone:
        await scene.quote()
    says = [plain(one.label, "ja", WEDNESDAY) for one in gone.value.instead]
    assert plain(gone.value.says, "ja").startswith("その日のお弁当は、いっぱいになりました。")
    assert [one.answers["meal"] for one in gone.value.instead] == ["dinner", "dinner", "lunch"]
    assert says[2] == "あす 11月26日 木曜日の昼食、thuのlunch"


async def test_the_deadline_is_said_with_what_can_still_be_had(scene: Scene) -> None:
    scene.clock.set(DEADLINE.replace(minute=1))
    with pytest.raises(Gone) as gone:
        await scene.quote()
    assert "11月24日 火曜日の午後3時に締め切りました。" in plain(gone.value.says, "ja")
    assert gone.value.instead[0].answers["date"] == THURSDAY.isoformat()


async def test_what_was_kept_before_the_deadline_can_be_ordered_just_after(scene: Scene) -> None:
    scene.clock.set(DEADLINE.replace(hour=14, minute=55))
    offer = await scene.quote()
    scene.clock.set(DEADLINE.replace(minute=5))
    done = await scene.provider.confirm(scene.who(), offer, "yes")
    assert done.state is State.CONFIRMED
    assert (await scene.cancel(done)).state is State.CANCELLED


async def test_what_has_lapsed_is_not_ordered_after_the_deadline(scene: Scene) -> None:
    offer = await scene.quote()
    scene.clock.set(DEADLINE.replace(minute=1))
    with pytest.raises(Gone):
        await scene.provider.confirm(scene.who(), offer, "yes")


async def test_after_the_deadline_the_reason_and_whom_to_call_are_said(scene: Scene) -> None:
    done = await scene.order()
    scene.clock.set(DEADLINE.replace(minute=1))
    with pytest.raises(Trouble) as trouble:
        await scene.cancel(done)
    says = plain(trouble.value.says, "ja")
    assert "調理を始めています" in says
    assert "072-000-0031" in says


async def test_staff_at_the_telephone_may_cancel_until_it_is_brought(scene: Scene) -> None:
    done = await scene.order()
    scene.clock.set(datetime(2026, 11, 25, 10, 0, tzinfo=JAPAN))
    assert (await scene.cancel(done, channel=Channel.PHONE)).state is State.CANCELLED


async def test_a_change_moves_the_order_and_frees_its_place(anywhere: Scene) -> None:
    done = await anywhere.order(count=3)
    moved = await anywhere.change(done, day=THURSDAY, count=2)
    assert (moved.ref, moved.number, moved.seq) == (done.ref, done.number, done.seq + 1)
    assert moved.price_yen == 800
    early = await anywhere.order("kazuo", count=3)
    assert early.starts == done.starts


async def test_one_more_meal_of_the_same_lunch_is_a_change(scene: Scene) -> None:
    done = await scene.order(count=3)
    with pytest.raises(Gone) as gone:
        await scene.quote(count=1)
    assert "ご注文は変更できます" in plain(gone.value.says, "ja")
    assert (await scene.change(done, count=2)).price_yen == 800


async def test_two_screens_of_one_person_order_one_lunch(anywhere: Scene) -> None:
    first = await anywhere.quote(key="tablet")
    second = await anywhere.quote(key="phone")
    who = anywhere.who()
    taps = (anywhere.provider.confirm(who, one, one.id) for one in (first, second))
    done = await asyncio.gather(*taps, return_exceptions=True)
    assert [isinstance(one, Gone) for one in done] == [True, False]


async def test_whoever_is_out_is_brought_it_before_or_after(scene: Scene) -> None:
    scene.host.engagements.append(outing(time(10, 30), time(11, 30)))
    assert (await scene.quote()).starts == datetime(2026, 11, 25, 11, 45, tzinfo=JAPAN)
    scene.host.engagements[0] = outing(time(11, 30), time(12))
    with pytest.raises(Gone) as gone:
        await scene.quote()
    assert "ほかのご予定があります" in plain(gone.value.says, "ja")
    assert gone.value.instead[0].answers["meal"] == "dinner"


async def test_nobody_is_promised_what_no_kitchen_can_bring(scene: Scene) -> None:
    far = scene.who("far", home=FAR)
    with pytest.raises(Gone):
        await scene.provider.quote(far, scene.of(), "far")


async def test_answers_that_mean_nothing_are_asked_again(scene: Scene) -> None:
    broken = {"date": "soon", "meal": "tea", "diet": "sweet", "count": "9"}
    for step, value in broken.items():
        with pytest.raises(Unclear) as unclear:
            await scene.provider.quote(scene.who(), {**scene.of(), step: value}, "broken")
        assert unclear.value.step == step


def outing(since: time, until: time) -> Engagement:
    """On Wednesday."""
    starts, ends = (datetime.combine(WEDNESDAY, at, JAPAN) for at in (since, until))
    return Engagement("counter_reservation", "visit", starts, ends, FULL)
