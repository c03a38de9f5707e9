"""The desk writes, names, publishes once, corrects and withdraws; a han leader follows."""

import asyncio
from types import SimpleNamespace

import pytest
from sqlmodel import select

from senior_life.contract import Person, Staff, Trouble, Unclear
from senior_life.usecases.access import Reader
from senior_life.usecases.troubles import NotYours, Stale
from senior_life.words import plain
from services.circular_board.neighbourhood import Neighbourhood
from services.circular_board.tables import Notice, Reminder

from .conftest import (
    NEWS,
    NORTH,
    NORTH_1,
    NORTH_2,
    SOUTH,
    SOUTH_1,
    Scene,
    checked,
    han,
    named,
    said,
    small_neighbourhood,
)

LEADER = Reader(staff=Staff("leader", NORTH_1), name="leader", role="desk")
ASSOCIATION = Reader(staff=Staff("chair", NORTH), name="chair", role="desk")


@pytest.mark.parametrize(
    ("wrong", "step"),
    [
        ({"title": "  "}, "title"),
        ({"text": "\n"}, "text"),
        ({"audience": ()}, "audience"),
        ({"until": "2026-11-23"}, "until"),
        ({"since": "2026-12-24", "until": "2026-12-01"}, "until"),
        ({"asks": ("attendance",), "reply_until": "2026-11-23"}, "reply_until"),
        ({"asks": ("safety",), "reply_until": "2027-03-01"}, "reply_until"),
        ({"choice": "どちらですか", "choices": "土曜日"}, "choice"),
        ({"choices": "土曜日、日曜日"}, "choice"),
        ({"happens_at": "10:00"}, "happens"),
    ],
)
async def test_what_makes_no_sense_is_refused_with_the_question_that_is_wrong(
    scene: Scene, wrong: dict[str, str], step: str
) -> None:
    with pytest.raises(Unclear) as refused:
        await scene.do("town", "write", answers={**NEWS, **wrong})
    assert refused.value.step == step
    assert await notices(scene) == []


async def test_a_draft_is_previewed_and_seen_by_nobody_before_the_one_yes(scene: Scene) -> None:
    await scene.do("town", "write", answers={**NEWS, "text": "<b>水</b>\n{name}が止まります。"})
    (draft,) = (await scene.tables("town"))["drafts"].lines
    preview = next(one.warns for one in draft.actions if one.name == "publish")
    assert preview is not None
    assert "<b>水</b>\n{name}が止まります。" in plain(preview, "ja")
    assert await scene.unread("hana") == []
    taps = [scene.do("town", "publish", draft.item, key="yes") for _ in range(4)]
    done = await asyncio.gather(*taps, return_exceptions=True)
    assert None in done
    assert all(isinstance(one, Stale) for one in done if one is not None)
    (seen,) = await scene.unread("hana")
    assert (await scene.open("hana", seen.ref)).parts == ("<b>水</b>", "{name}が止まります。")


async def test_people_can_be_named_one_by_one_and_nobody_is_no_audience(scene: Scene) -> None:
    await scene.do("town", "write", answers={**NEWS, "audience": ("named",)})
    (draft,) = (await scene.tables("town"))["drafts"].lines
    assert "publish" not in {one.name for one in draft.actions}
    with pytest.raises(Stale):
        await scene.do("town", "publish", draft.item)
    for name in ("away", "tsuru", "away"):
        await scene.do("town", "name", draft.item, {"resident": scene.refs[name]})
    await scene.do("town", "publish", draft.item)
    (line,) = (await scene.tables("town"))["published"].lines
    assert [one.ref for one in line.cells[1].items] == [  # type: ignore[union-attr]
        scene.refs["away"],
        scene.refs["tsuru"],
    ]
    assert isinstance(line.cells[1].items[0], Person)  # type: ignore[union-attr]
    assert len(await scene.unread("away")) == len(await scene.unread("tsuru")) == 1
    assert await scene.unread("hana") == []


async def test_a_corrected_one_is_new_to_everybody_and_the_old_one_gone(scene: Scene) -> None:
    ref = await scene.publish()
    await scene.answerless_read("hana", ref)
    await scene.do("town", "correct", ref, {"title": "断水の日", "text": "水曜日です。"})
    (seen,) = await scene.unread("hana")
    assert plain(seen.title, "ja") == "【訂正】断水の日"
    assert len((await scene.tables("town"))["published"].lines) == 1


async def test_a_corrected_one_keeps_what_was_said_and_who_was_seen(scene: Scene) -> None:
    """A wish for help above all; read it has nobody."""
    ref = await scene.publish(asks=("safety",), urgent="yes", audience=(NORTH_1,))
    await scene.answer("kazuo", ref, safety="help")
    before = (await scene.tables(NORTH_1))[f"readers-{ref}"]
    house = before.lines[said(before, "house").index("髙橋")]
    await scene.do(NORTH_1, "is_well", house.item)
    await scene.do("town", "correct", ref, {"title": "地震のあと", "text": "確認します。"})
    (new,) = [name for name in await scene.tables(NORTH_1) if name.startswith("readers-")]
    table = (await scene.tables(NORTH_1))[new]
    assert said(table, "answers")[0].startswith("利用者：助けがほしい")
    assert table.lines[0].state == "call"
    assert "利用者：無事を確認しました" in said(table, "answers")
    (seen,) = await scene.unread("hana")
    assert plain(seen.title, "ja") == "【訂正】地震のあと"


async def test_what_nobody_can_answer_any_more_can_still_be_corrected(scene: Scene) -> None:
    ref = await scene.publish(asks=("attendance",), reply_until="2026-11-25")
    await scene.answer("hana", ref, attendance="comes")
    scene.clock.goes(days=3)
    with pytest.raises(Unclear):
        await scene.do("town", "correct", ref, {"title": " ", "text": "水曜日です。"})
    await scene.do("town", "correct", ref, {"title": "断水の日", "text": "水曜日です。"})
    (seen,) = await scene.unread("hana")
    assert plain(seen.title, "ja") == "【訂正】断水の日"
    assert (await scene.open("hana", seen.ref)).answers == {"attendance": "comes"}
    (line,) = (await scene.tables("town"))["published"].lines
    assert "参加します 1" in " ".join(plain(cell, "ja") for cell in line.cells)
    with pytest.raises(Trouble):
        await scene.answer("hana", seen.ref, attendance="comes")


async def test_each_office_writes_to_its_own_and_sees_no_others(scene: Scene) -> None:
    for reader, place in ((LEADER, NORTH_2), (LEADER, NORTH), (ASSOCIATION, NORTH_1)):
        with pytest.raises(NotYours):
            await scene.tables(place, reader)
    with pytest.raises(Unclear):
        await scene.do(NORTH_1, "write", answers={**NEWS, "audience": (SOUTH_1,)}, reader=LEADER)
    wide = {**NEWS, "audience": ("everyone",)}
    with pytest.raises(Unclear):
        await scene.do(NORTH, "write", answers=wide, reader=ASSOCIATION)
    ref = await scene.publish("town", audience=(NORTH,))
    with pytest.raises(Stale):
        await scene.do(NORTH_1, "withdraw", ref, reader=LEADER)


async def test_the_leader_sees_each_house_in_reading_order_and_who_gets_paper(
    scene: Scene,
) -> None:
    ref = await scene.publish(audience=(NORTH,))
    await scene.answerless_read("sachiko", ref)
    table = (await scene.tables(NORTH_1, LEADER))[f"readers-{ref}"]
    assert said(table, "house") == ["山﨑", "髙橋", "西村"]
    assert said(table, "state") == ["利用者が読みました", "まだ読んでいません", "紙で回す家"]
    for place, action in ((2, "always_paper"), (3, "given")):
        await scene.do(NORTH_1, action, f"{ref}-{place}", reader=LEADER)
    table = (await scene.tables(NORTH_1, LEADER))[f"readers-{ref}"]
    assert said(table, "state")[1:] == ["紙で回す家", "紙で渡しました"]
    await scene.do(NORTH_1, "not_given", f"{ref}-3", reader=LEADER)
    table = (await scene.tables(NORTH_1, LEADER))[f"readers-{ref}"]
    assert said(table, "state")[2] == "紙で回す家"
    assert len(await scene.unread("hana")) == 1, "paper does not take it off the screen"


async def test_they_are_reminded_once_a_day_whoever_reminds_at_the_same_moment(
    scene: Scene,
) -> None:
    ref = await scene.publish(audience=(NORTH,))
    assert (await scene.unread("hana"))[0].calls is None
    tries = [scene.remind(NORTH_1, ref) for _ in range(6)]
    refused = [one for one in await asyncio.gather(*tries, return_exceptions=True) if one]
    assert len(refused) == 5
    assert all(isinstance(one, Trouble) for one in refused)
    rows = await scene.town.store.read(lambda s: s.exec(select(Reminder)).all())
    assert len(rows) == 1
    called = (await scene.unread("hana"))[0].calls
    assert called is not None
    assert "水道の工事" in plain(called, "ja")
    assert (await scene.unread("akira"))[0].calls is None, "the other han was not reminded"
    scene.clock.goes(days=1)
    assert (await scene.unread("hana"))[0].calls is None
    await scene.remind(NORTH_1, ref)
    assert (await scene.unread("hana"))[0].calls is not None


async def test_nobody_is_reminded_when_everybody_has_read(scene: Scene) -> None:
    ref = await scene.publish(audience=(NORTH_2,))
    await scene.answerless_read("akira", ref)
    table = (await scene.tables(NORTH_2))[f"readers-{ref}"]
    assert table.actions == ()


async def test_the_sheet_has_the_text_above_the_houses(scene: Scene) -> None:
    ref = await scene.publish(text="一行目です。\n\n二行目です。")
    table = (await scene.tables(NORTH_1))[f"readers-{ref}"]
    assert table.above == ("水道の工事", "一行目です。", "二行目です。")


async def notices(scene: Scene) -> list[Notice]:
    return list(await scene.town.store.read(lambda s: s.exec(select(Notice)).all()))


def test_nobody_is_written_to_where_nobody_lives() -> None:
    files = small_neighbourhood()
    files["associations.yaml"][1]["han"].append(han("south_2", "南2班"))
    files["associations.yaml"].append(
        {"id": "west", "name": named("西自治会"), "han": [han("west_1", "西1班")]}
    )
    around = Neighbourhood(SimpleNamespace(pack=checked(files)))  # type: ignore[arg-type]
    assert list(around.groups_from(SOUTH)) == [SOUTH, SOUTH_1]
    assert list(around.groups_from("west")) == []
    assert {"south_2", "west", "west_1"}.isdisjoint(around.groups_from("town"))
