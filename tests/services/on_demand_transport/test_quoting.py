"""Offers: what is read back, what is held, and what is said when nothing can be had."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from senior_life.contract import Channel, Gone, Name, Offer, Text, Unclear
from senior_life.storage import Store
from senior_life.town import Pack
from senior_life.words import plain
from services.on_demand_transport.clock import JAPAN

from .conftest import WEDNESDAY, Scene, scene_on, small_town, vehicle


def local(at: datetime | None) -> str:
    assert at is not None
    return f"{at.astimezone(JAPAN):%H:%M}"


def row(offer: Offer, label: str) -> Text | Name:
    return next(one.says for one in offer.rows if one.label.msgid == label)  # type: ignore[union-attr]


async def test_an_offer_arrives_in_time_and_says_all_that_matters(scene: Scene) -> None:
    offer = await scene.quote("10:00")
    assert local(offer.ends) <= "10:00"
    assert offer.price_yen == 100
    boards = plain(row(offer, "You board at"), "en")
    assert boards == "near_home, 入口の前, about 2 minutes on foot"
    assert offer.undo_until == offer.starts - timedelta(minutes=30)  # type: ignore[operator]


async def test_whoever_is_eighty_is_fetched_at_the_door(scene: Scene) -> None:
    who = scene.who(birth_date="1944-03-12")
    [offer, *_others] = await scene.provider.quote(who, scene.to(), "old")
    assert plain(row(offer, "You board at"), "en") == "Home, right at the door"
    assert plain(row(offer, "You get out at"), "en").endswith("right at the door")


async def test_the_walk_is_as_slow_as_the_person(sqlite_store: Store, pack: Pack) -> None:
    files = small_town(door_to_door={"from_age": 95})
    scene = scene_on(sqlite_store, pack, files)
    said = []
    for born in ("1950-03-12", "1940-03-12"):
        who = scene.who(born, birth_date=born, home="34.4876,135.5066")
        offers = await scene.provider.quote(who, scene.to(), born)
        said.append(plain(row(offers[0], "You board at"), "en"))
    assert [one.split(", ")[-1] for one in said] == [
        "about 5 minutes on foot",
        "about 7 minutes on foot",
    ]


async def test_a_ride_that_leaves_is_not_before_the_time_that_was_said(scene: Scene) -> None:
    offers = await scene.offers("10:00", time_kind="depart")
    assert all(local(one.starts) >= "10:00" for one in offers)


async def test_the_offers_of_one_reading_differ_and_can_all_be_had(
    sqlite_store: Store, pack: Pack
) -> None:
    files = small_town(promise={"flexible_minutes": 30})
    scene = scene_on(sqlite_store, pack, files)
    offers = await scene.offers()
    assert len(offers) == 3
    assert len({one.starts for one in offers}) == 3
    assert len({one.hold for one in offers}) == 1
    done = await scene.provider.confirm(scene.who(), offers[2], "third")
    assert done.starts == offers[2].starts


async def test_the_yes_to_one_offer_gives_the_others_back(anywhere: Scene) -> None:
    before = await anywhere.offers(ref="kazuo")
    await anywhere.provider.release(before[0].hold)
    mine = await anywhere.offers()
    done = await anywhere.provider.confirm(anywhere.who(), mine[0], "yes")
    await anywhere.act(done, "cancel")
    after = await anywhere.offers(ref="kazuo")
    assert [one.starts for one in after] == [one.starts for one in before]


async def test_the_same_key_moves_its_hold_when_the_answers_change(scene: Scene) -> None:
    first = await scene.quote("10:00", key="k", riders="2")
    second = await scene.quote("11:00", key="k", riders="2")
    assert first.hold != second.hold
    with pytest.raises(Gone):
        await scene.provider.confirm(scene.who(), first, "late")


async def test_a_hold_that_lapsed_stands_while_nobody_needs_its_seat(scene: Scene) -> None:
    offer = await scene.quote()
    scene.clock.goes(minutes=25)
    done = await scene.provider.confirm(scene.who(), offer, "yes")
    assert done.starts == offer.starts


async def test_a_yes_to_a_vehicle_that_came_and_went_books_nothing(scene: Scene) -> None:
    offer = await scene.quote()
    assert offer.starts
    scene.clock.set(offer.starts + timedelta(minutes=11))
    with pytest.raises(Gone):
        await scene.provider.confirm(scene.who(), offer, "yes")


async def fill(scene: Scene, time: str = "10:00") -> list[Offer]:
    """Until nobody can be there any more."""
    offers: list[Offer] = []
    for n in range(30):
        try:
            offers.append(await scene.quote(time, f"full{n}", riders="2"))
        except Gone:
            return offers
        await scene.provider.confirm(scene.who(f"full{n}"), offers[-1], f"full{n}")
    raise AssertionError("there is no end of it")


async def test_who_comes_too_late_hears_of_the_nearest_other_times(scene: Scene) -> None:
    await fill(scene)
    with pytest.raises(Gone) as gone:
        await scene.offers("10:00")
    assert gone.value.may_wait
    assert len(gone.value.instead) == 3
    for other in gone.value.instead:
        answers = {**scene.to("10:00"), **other.answers}
        assert await scene.provider.quote(scene.who(), answers, "instead")


@pytest.mark.parametrize(
    ("answers", "step"),
    [
        ({"origin": "moon"}, "origin"),
        ({"destination": ""}, "destination"),
        ({"destination": "near_home"}, "destination"),
        ({"day": WEDNESDAY.replace(day=28)}, "date"),
        ({"day": WEDNESDAY.replace(month=12, day=30)}, "date"),
        ({"time": ""}, "time"),
        ({"time": "late"}, "time"),
        ({"riders": "9"}, "riders"),
        ({"wheelchair": "sledge"}, "wheelchair"),
        ({"time_kind": "whenever"}, "time_kind"),
        ({"round_trip": "perhaps"}, "round_trip"),
    ],
)
async def test_an_answer_that_cannot_be_used_is_asked_again(
    scene: Scene, answers: dict[str, Any], step: str
) -> None:
    with pytest.raises(Unclear) as unclear:
        await scene.offers(**answers)
    assert unclear.value.step == step


async def test_a_resident_gives_notice_and_the_telephone_need_not(scene: Scene) -> None:
    scene.clock.set(scene.clock().replace(day=25, hour=9, minute=30))
    with pytest.raises(Gone):
        await scene.offers("10:00")
    who = scene.who(channel=Channel.PHONE)
    offers = await scene.provider.quote(who, scene.to("10:00"), "phone")
    assert offers[0].starts
    assert offers[0].starts >= scene.clock()


async def test_a_wheelchair_takes_a_place_and_no_seat_of_its_own(
    sqlite_store: Store, pack: Pack
) -> None:
    files = small_town()
    files["vehicles.yaml"]["vehicles"] = [vehicle("one", seats=1, wheelchair_places=0)]
    scene = scene_on(sqlite_store, pack, files)
    assert await scene.offers("10:00")
    with pytest.raises(Gone):
        await scene.offers("11:00", wheelchair="wheelchair")


async def test_the_way_back_is_asked_of_the_core_as_a_booking_of_its_own(scene: Scene) -> None:
    there = await scene.quote(round_trip="11:30")
    assert there.and_then is not None
    back = await scene.provider.quote(scene.who(), there.and_then, "back")
    assert local(back[0].starts) >= "11:30"
    assert back[0].answers["origin"] == "kindai_hospital"
    assert back[0].and_then is None


async def test_a_way_back_without_an_hour_holds_nothing_and_is_called(scene: Scene) -> None:
    there = await scene.quote(round_trip="open")
    assert there.and_then is not None
    [offer] = await scene.provider.quote(scene.who(), there.and_then, "back")
    assert (offer.hold, offer.is_standby) == ("", False)
    assert offer.starts == offer.ends == there.ends
    done = await scene.provider.confirm(scene.who(), offer, "yes-back")
    assert [one.name for one in done.actions] == ["cancel"]
    scene.clock.set(scene.clock().replace(day=25, hour=11, minute=7))
    ready = await scene.status(done)
    assert [one.name for one in ready.actions] == ["call_return", "cancel"]
    called = await scene.act(ready, "call_return")
    assert called.starts
    assert scene.clock() <= called.starts <= scene.clock() + timedelta(minutes=15)
    assert called.seq == done.seq + 1
    again = await scene.act(ready, "call_return")
    assert again.seq == called.seq
