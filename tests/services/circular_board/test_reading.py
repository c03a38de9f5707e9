"""Whom a circular reaches, and when it counts as read."""

import asyncio

import pytest
from sqlmodel import select

from senior_life.contract import How, Wanted
from senior_life.usecases import boards, people
from senior_life.usecases.people import Details
from senior_life.usecases.troubles import Unknown
from services.circular_board import service
from services.circular_board.tables import Audience, HouseholdReceipt, Receipt

from .conftest import DESK, LIVES, NORTH, NORTH_1, SOUTH_1, Scene


@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        (("everyone",), set(LIVES)),
        ((NORTH,), {"hana", "kazuo", "sachiko", "akira"}),
        ((NORTH_1,), {"hana", "kazuo", "sachiko"}),
        ((NORTH, NORTH_1), {"hana", "kazuo", "sachiko", "akira"}),
        ((SOUTH_1, NORTH_1), {"hana", "kazuo", "sachiko", "tsuru"}),
    ],
)
async def test_a_circular_reaches_whoever_lives_where_it_goes(
    scene: Scene, audience: tuple[str, ...], readers: set[str]
) -> None:
    """However wide the digits of an address are written."""
    await scene.publish(audience=audience)
    found = {name: await scene.unread(name) for name in LIVES}
    assert {name for name, notices in found.items() if notices} == readers
    assert all(len(notices) <= 1 for notices in found.values())


async def test_whoever_moves_takes_part_in_the_new_neighbourhood_at_once(scene: Scene) -> None:
    ref = await scene.publish(audience=(NORTH_1,))
    moved = Details(name="hana", kana="hana", address=LIVES["tsuru"])
    await people.correct(scene.town, DESK, scene.refs["hana"], moved, why="引っ越し")
    with pytest.raises(Unknown):
        await scene.open("hana", ref)
    await scene.publish(audience=(SOUTH_1,))
    assert len(await scene.unread("hana")) == 1


async def test_no_row_is_written_for_a_reader_when_it_is_published(scene: Scene) -> None:
    await scene.publish(audience=("everyone",))
    rows = await scene.town.store.read(lambda s: s.exec(select(Audience)).all())
    assert [row.target for row in rows] == ["all"]


async def test_a_couple_has_a_receipt_each_and_one_for_both(scene: Scene) -> None:
    """Told at the same moment by both tablets, and again."""
    ref = await scene.publish()
    ends = [
        boards.receipt(scene.town, scene.readers[name], service.id, ref, how)
        for name in ("kazuo", "sachiko", "kazuo")
        for how in (How.READ, How.HEARD)
    ]
    await asyncio.gather(*ends)
    receipts = await scene.town.store.read(lambda s: s.exec(select(Receipt)).all())
    assert {one.resident for one in receipts} == {scene.refs["kazuo"], scene.refs["sachiko"]}
    houses = await scene.town.store.read(lambda s: s.exec(select(HouseholdReceipt)).all())
    assert len(houses) == 1
    assert await scene.unread("kazuo") == await scene.unread("sachiko") == []
    assert len(await scene.unread("hana")) == 1


async def test_what_stays_on_the_screen_after_it_was_withdrawn_is_gone(scene: Scene) -> None:
    ref = await scene.publish()
    await scene.do("town", "withdraw", ref)
    with pytest.raises(Unknown):
        await boards.receipt(scene.town, scene.readers["hana"], service.id, ref, How.READ)
    assert await scene.found("hana", Wanted()) == []


async def test_a_sign_of_the_database_is_a_sign_like_any_other(scene: Scene) -> None:
    await scene.publish(title="50%引き/半額_市")
    for words, count in (("50%引き", 1), ("/半額_", 1), ("5_%", 0), ("%", 1), ("_", 1)):
        assert len(await scene.found("hana", Wanted(words=words))) == count
