"""What a kitchen cooks: counted by kind, softness, rice and what is left out, as it stands now."""

from senior_life.contract import TOTAL, Table
from senior_life.words import plain

from .conftest import KITCHEN, STAFF, THURSDAY, WEDNESDAY, Scene


async def count(scene: Scene) -> list[list[str]]:
    table: Table = next(
        one for one in await scene.desk.views(STAFF, WEDNESDAY, KITCHEN) if one.name == "count"
    )
    return [[plain(cell, "ja") for cell in line.cells] for line in table.lines]


async def test_meals_that_are_alike_are_counted_together(anywhere: Scene) -> None:
    for n in range(2):
        await anywhere.order(f"usual{n}", count=2)
    await anywhere.writes_down(
        "soft", "soft", softness="for_the_gums", rice="porridge", portion="small"
    )
    await anywhere.order("soft")
    await anywhere.writes_down("milk", "milk", avoids=("milk",), portion="large")
    await anywhere.order("milk", meal="dinner")
    await anywhere.order("another_day", day=THURSDAY)
    assert await count(anywhere) == [
        ["昼食", "ふつう食", "ふつうのかたさ", "ふつうのごはん", "ふつうの量", "", "4食"],
        ["昼食", "ふつう食", "歯ぐきでつぶせる", "おかゆ", "ごはん少なめ", "", "1食"],
        ["夕食", "ふつう食", "ふつうのかたさ", "ふつうのごはん", "ごはん大盛り", "乳", "1食"],
        ["昼食", "合計", "", "", "", "", "5食"],
        ["夕食", "合計", "", "", "", "", "1食"],
    ]


async def test_a_total_says_that_it_is_one_and_is_not_counted_as_a_line(scene: Scene) -> None:
    await scene.order()
    tables = await scene.desk.views(STAFF, WEDNESDAY, KITCHEN)
    [table] = [one for one in tables if one.name == "count"]
    assert [line.state for line in table.lines] == ["", TOTAL]


async def test_what_is_cancelled_or_only_kept_is_not_cooked(scene: Scene) -> None:
    done = await scene.order()
    await scene.quote("kazuo")
    assert (await count(scene))[-1][-1] == "1食"
    await scene.cancel(done)
    assert await count(scene) == []


async def test_what_is_written_down_later_counts_at_once(scene: Scene) -> None:
    await scene.order()
    await scene.writes_down(rice="thin_porridge")
    assert (await count(scene))[0][3] == "ミキサーがゆ"
