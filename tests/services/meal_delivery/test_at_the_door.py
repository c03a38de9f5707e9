"""Handing over is also a check that all is well, and that never ends by itself."""

import asyncio
from datetime import date, datetime, timedelta

import pytest

from senior_life.contract import Line, State, Table, Trouble, Unclear, Value
from senior_life.providing import JAPAN
from senior_life.words import plain

from .conftest import KITCHEN, STAFF, WEDNESDAY, Scene

NOON = datetime(2026, 11, 25, 11, 30, tzinfo=JAPAN)
CONTACTS = {
    "first_name": "むすめ けいこ",
    "first_phone": "072-000-0104",
    "second_name": "おい たけし",
    "second_phone": "072-000-0105",
}


async def table(scene: Scene, name: str, day: date = WEDNESDAY) -> Table:
    every = {one.name: one for one in await scene.desk.views(STAFF, day, KITCHEN)}
    return every[name]


async def check(scene: Scene, day: date = WEDNESDAY) -> Line:
    (line,) = (await table(scene, "checks", day)).lines
    return line


async def does(scene: Scene, item: str, action: str, **answers: str) -> None:
    key = f"{item}-{action}-{scene.clock()}"
    await scene.desk.act(STAFF, item, action, answers, key, scene.clock())
    scene.clock.goes(minutes=1)


def says(cell: Value) -> str:
    return plain(cell, "ja", WEDNESDAY)


def names(line: Line) -> list[str]:
    return [action.name for action in line.actions]


async def shut_door(scene: Scene, why: str = "not_home", **contacts: str) -> str:
    """At noon nobody opens; the order's ref."""
    if contacts:
        answers = {"resident": "hana", **contacts}
        await scene.desk.act(STAFF, None, "contacts", answers, "contacts", scene.clock())
    done = await scene.order()
    scene.clock.set(NOON)
    await does(scene, done.ref, why)
    return done.ref


async def telephones(scene: Scene, answer: str) -> None:
    await does(scene, (await check(scene)).item, "telephoned", answer=answer)


async def test_the_doors_of_a_round_stand_in_the_order_of_the_way(scene: Scene) -> None:
    for n, home in enumerate(("34.4600,135.5100", "34.4900,135.5100", "34.4750,135.5100")):
        who = scene.who(f"r{n}", home=home)
        [offer] = await scene.provider.quote(who, scene.of(), f"r{n}")
        await scene.provider.confirm(who, offer, f"yes{n}")
    lines = (await table(scene, "round_early")).lines
    refs = [line.cells[1].ref for line in lines]
    assert refs in (["r1", "r2", "r0"], ["r0", "r2", "r1"])
    assert [says(line.cells[0]) for line in lines] == ["1", "2", "3"]


async def test_what_was_handed_over_is_over_and_can_be_taken_back(anywhere: Scene) -> None:
    done = await anywhere.order()
    anywhere.clock.set(NOON)
    await does(anywhere, done.ref, "handed_over")
    seen = await anywhere.provider.status(anywhere.who(), done.ref)
    assert (seen.state, seen.outcome, seen.seq) == (State.DONE, "handed_over", done.seq + 1)
    assert (await table(anywhere, "checks")).lines == ()
    await does(anywhere, done.ref, "undo")
    seen = await anywhere.provider.status(anywhere.who(), done.ref)
    assert (seen.state, seen.seq) == (State.CONFIRMED, done.seq + 2)


async def test_nothing_is_said_at_a_door_before_its_day(scene: Scene) -> None:
    done = await scene.order()
    (line,) = (await table(scene, "round_early")).lines
    assert line.actions == ()
    with pytest.raises(Trouble):
        await does(scene, done.ref, "handed_over")


async def test_a_round_that_is_over_without_a_word_is_asked_about(scene: Scene) -> None:
    await scene.order()
    scene.clock.set(NOON.replace(hour=12))
    (line,) = (await table(scene, "round_early")).lines
    assert line.state == "call"
    assert says(line.cells[-1]) == "まだ記録がありません。配達員にお尋ねください。"


async def test_a_door_without_a_word_is_not_forgotten_the_days_after(anywhere: Scene) -> None:
    done = await anywhere.order()
    anywhere.clock.set(NOON.replace(hour=12) + timedelta(days=2))
    (line,) = (await table(anywhere, "without_a_word", date(2026, 11, 27))).lines
    assert (line.item, line.state) == (done.ref, "call")
    await does(anywhere, line.item, "not_home")
    assert (await check(anywhere, date(2026, 11, 27))).state == "call"
    views = await anywhere.desk.views(STAFF, date(2026, 11, 27), KITCHEN)
    assert all(one.name != "without_a_word" for one in views)


async def test_contacts_are_telephoned_in_turn_until_somebody_goes(anywhere: Scene) -> None:
    """And then until it is said what they found; each step stays with its hour."""
    await shut_door(anywhere, **CONTACTS)
    for who in ("むすめ けいこ", "おい たけし", "むすめ けいこ"):
        line = await check(anywhere)
        assert line.state == "call"
        assert says(line.cells[4]).startswith(f"{who}さんへお電話ください。072-000-010")
        await telephones(anywhere, "no_answer" if who != "おい たけし" else "cannot")
    await telephones(anywhere, "goes")
    line = await check(anywhere)
    assert "telephoned" not in names(line)
    assert "どうだったか" in says(line.cells[4])
    anywhere.clock.goes(days=2)
    assert (await check(anywhere, date(2026, 11, 27))).state == "call"
    await does(anywhere, line.item, "well")
    line = await check(anywhere)
    assert line.state == "well"
    done = says(line.cells[5])
    assert done.startswith("午前11時30分、お留守でした（")
    for step in ("むすめ けいこさん、電話に出ない", "おい たけしさん、行けない", "無事でした"):
        assert step in done
    assert (await table(anywhere, "checks", date(2026, 11, 27))).lines == ()


async def test_who_said_they_go_and_did_not_is_no_end(scene: Scene) -> None:
    await shut_door(scene, **CONTACTS)
    await telephones(scene, "goes")
    await does(scene, (await check(scene)).item, "not_gone")
    assert says((await check(scene)).cells[4]).startswith("おい たけしさんへ")


async def test_without_a_contact_the_town_itself_goes(scene: Scene) -> None:
    await shut_door(scene, "worried")
    line = await check(scene)
    assert names(line) == ["we_go", "well", "help"]
    assert "町の者が行ってください" in says(line.cells[4])
    await does(scene, line.item, "we_go")
    await does(scene, (await check(scene)).item, "help")
    assert (await check(scene)).state == "help"


async def test_a_step_that_was_a_mistake_is_taken_back_and_stays_to_be_seen(scene: Scene) -> None:
    await shut_door(scene, **CONTACTS)
    await does(scene, (await check(scene)).item, "well")
    await does(scene, (await check(scene)).item, "back")
    line = await check(scene)
    assert line.state == "call"
    assert says(line.cells[4]).startswith("むすめ けいこさんへ")
    assert "元に戻しました" in says(line.cells[5])


async def test_the_wrong_door_ends_the_check_as_a_mistake_and_it_can_begin_again(
    scene: Scene,
) -> None:
    ref = await shut_door(scene, **CONTACTS)
    await telephones(scene, "goes")
    await does(scene, ref, "undo")
    line = await check(scene)
    assert (line.state, line.actions) == ("mistake", ())
    await does(scene, ref, "not_home")
    line = await check(scene)
    assert line.state == "call"
    assert says(line.cells[4]).startswith("むすめ けいこさんへ")


async def test_two_clerks_write_down_one_call(anywhere: Scene) -> None:
    await shut_door(anywhere, **CONTACTS)
    item = (await check(anywhere)).item
    calls = (
        anywhere.desk.act(STAFF, item, "telephoned", {"answer": answer}, answer, anywhere.clock())
        for answer in ("no_answer", "goes")
    )
    told = await asyncio.gather(*calls, return_exceptions=True)
    assert sum(isinstance(one, Trouble) for one in told) == 1
    assert says((await check(anywhere)).cells[5]).count("むすめ") == 1


async def test_the_resident_hears_that_nobody_opened(scene: Scene) -> None:
    ref = await shut_door(scene)
    seen = await scene.provider.status(scene.who(), ref)
    assert says(seen.says) == "お留守のため、お弁当をお渡しできませんでした。"
    assert seen.next is not None
    assert "072-000-0031" in says(seen.next)


@pytest.mark.parametrize(
    ("item", "action", "answers"),
    [(None, "contacts", {"resident": "hana", "first_phone": "なし"}), (None, "record", {})],
)
async def test_what_cannot_be_written_down_is_asked_again(
    scene: Scene, item: str | None, action: str, answers: dict[str, str]
) -> None:
    with pytest.raises(Unclear):
        await scene.desk.act(STAFF, item, action, answers, "key", scene.clock())


async def test_of_two_records_the_contacts_are_kept(scene: Scene) -> None:
    await shut_door(scene, **CONTACTS)
    await scene.writes_down("stays", avoids=("milk",))
    await scene.provider.join("stays", "hana")
    assert says((await check(scene)).cells[4]).startswith("むすめ けいこさんへ")
