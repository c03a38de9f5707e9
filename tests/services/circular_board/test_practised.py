"""A board that is practised: notices of the practice reach nobody else, now or later."""

import pytest
from sqlmodel import col, select

from senior_life.storage.tables.people import ResidentRow
from senior_life.usecases import boards, people
from senior_life.usecases.access import Reader
from senior_life.usecases.desk_practice import PRACTISE, SHOW, SHOWN
from senior_life.usecases.people import Details
from senior_life.usecases.troubles import Conflict, Unknown

from .conftest import DESK, LIVES, NORTH_1, Scene


async def practise(scene: Scene) -> None:
    """As 練習 太郎, who lives where 髙橋 does."""
    await scene.do("town", PRACTISE)
    asked = select(ResidentRow.ref).where(col(ResidentRow.is_practice))
    [ref] = await scene.town.store.read(lambda s: s.exec(asked).all())
    there = Details("練習 太郎", "れんしゅう たろう", LIVES["hana"])
    await people.correct(scene.town, DESK, ref, there, why="to practise")
    scene.readers["taro"] = Reader("p", ref, (ref,))


async def show(scene: Scene) -> None:
    table = (await scene.tables("town"))[SHOWN]
    await scene.do("town", SHOW, table.lines[0].item)


async def test_while_a_notice_is_out_the_board_is_not_hidden(scene: Scene) -> None:
    await scene.publish()
    with pytest.raises(Conflict):
        await scene.do("town", PRACTISE)
    assert len(await scene.unread("hana")) == 1


async def test_what_is_practised_reaches_nobody_else(scene: Scene) -> None:
    await practise(scene)
    ref = await scene.publish()
    assert [one.ref for one in await scene.unread("taro")] == [ref]
    for ask in (scene.unread("hana"), scene.open("hana", ref)):
        with pytest.raises(Unknown):
            await ask
    assert await boards.unread(scene.town, scene.readers["hana"]) == []
    han = (await scene.tables(NORTH_1))[f"readers-{ref}"]
    living = [str(cell) for line in han.lines for cell in line.cells]
    assert any(scene.readers["taro"].resident in one for one in living)
    assert not any(scene.refs["hana"] in one for one in living)
    with pytest.raises(Conflict):
        await show(scene)
    await scene.do("town", "withdraw", ref)
    await show(scene)
    assert (await scene.unread("hana"), await scene.found("hana", boards.Wanted())) == ([], [])


async def test_notices_that_are_over_are_in_nobodys_way_and_those_of_the_practice_never_shown(
    scene: Scene,
) -> None:
    old = await scene.publish()
    scene.clock.goes(days=100)
    await practise(scene)
    practised = await scene.publish()
    scene.clock.goes(days=100)
    await show(scene)
    assert [one.ref for one in await scene.found("hana", boards.Wanted())] == [old]
    with pytest.raises(Unknown):
        await scene.open("hana", practised)
    assert (await scene.open("hana", old)).ref == old
