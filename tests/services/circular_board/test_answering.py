"""Answers: by one tap, changed until the end, and a wish for help that nothing swallows."""

import asyncio
from datetime import timedelta

import pytest
from sqlmodel import select

from senior_life.contract import OutOfReach, Trouble, Unclear
from senior_life.storage.tables.help import HelpRow
from senior_life.usecases.host import line_to
from senior_life.words import plain
from services.circular_board import service
from services.circular_board.tables import Answer

from .conftest import DESK, NORTH_1, Scene, said

ASKS = {"asks": ("attendance",), "choice": "どちらの日がよいですか", "choices": "土曜日、日曜日"}


async def test_the_last_answer_stands_and_nobody_elses_is_touched(scene: Scene) -> None:
    ref = await scene.publish(**ASKS)
    await scene.answer("hana", ref, attendance="comes")
    await scene.answer("kazuo", ref, attendance="comes")
    seen = await scene.answer("hana", ref, attendance="stays", choice="2")
    assert [plain(row.says, "ja") for row in seen.answered] == ["参加しません", "日曜日"]
    assert (await scene.open("kazuo", ref)).answers == {"attendance": "comes"}
    assert await scene.unread("hana") == []
    table = (await scene.tables("town"))["published"]
    assert said(table, "answers") == ["参加します 1・参加しません 1・土曜日 0・日曜日 1"]


async def test_the_same_answer_at_the_same_moment_is_one(scene: Scene) -> None:
    ref = await scene.publish(**ASKS)
    await asyncio.gather(*(scene.answer("hana", ref, attendance="comes") for _ in range(8)))
    rows = await scene.town.store.read(lambda s: s.exec(select(Answer)).all())
    assert [(one.step, one.value) for one in rows] == [("attendance", "comes")]


@pytest.mark.parametrize(
    "answers",
    [{"attendance": "perhaps"}, {"nothing": "comes"}, {"attendance": ""}, {"choice": "3"}],
)
async def test_what_was_not_asked_is_refused(scene: Scene, answers: dict[str, str]) -> None:
    ref = await scene.publish(**ASKS)
    with pytest.raises(Unclear):
        await scene.answer("hana", ref, **answers)
    assert len(await scene.unread("hana")) == 1


async def test_after_the_end_only_help_is_still_heard(scene: Scene) -> None:
    closes = scene.clock().date() + timedelta(days=1)
    ref = await scene.publish(asks=("safety",), reply_until=closes.isoformat())
    scene.clock.goes(days=2)
    assert (await scene.open("hana", ref)).reply is None
    with pytest.raises(Trouble, match="closed"):
        await scene.answer("hana", ref, safety="well")
    await scene.answer("hana", ref, safety="help")
    assert [one.resident for one in await wishes(scene)] == [scene.refs["hana"]]


async def test_a_wish_for_help_is_one_line_of_the_desk_however_often_it_is_said(
    scene: Scene,
) -> None:
    ref = await scene.publish(asks=("safety",), urgent="yes")
    await asyncio.gather(*(scene.answer("hana", ref, safety="help") for _ in range(5)))
    (wish,) = await wishes(scene)
    assert (wish.service, wish.step, wish.done_at) == (service.id, ref, None)
    await scene.answer("hana", ref, safety="well")
    assert len(await wishes(scene)) == 1, "what was once asked for is never taken off by itself"


async def test_a_wish_for_help_reaches_the_desk_although_the_service_breaks(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref = await scene.publish(asks=("safety",))

    async def broken(*_args: object) -> None:
        raise RuntimeError("it broke")

    board = line_to(scene.town, service.id).provider
    monkeypatch.setattr(board, "respond", broken)
    with pytest.raises(OutOfReach):
        await scene.answer("hana", ref, safety="help")
    assert len(await wishes(scene)) == 1


async def test_who_has_the_list_sees_help_first_and_looks_after_it(scene: Scene) -> None:
    ref = await scene.publish(asks=("safety",), urgent="yes", audience=(NORTH_1,))
    for one in ("kazuo", "sachiko"):
        await scene.answer(one, ref, safety="well")
    await scene.answer("hana", ref, safety="help")
    table = (await scene.tables(NORTH_1))[f"readers-{ref}"]
    assert said(table, "house") == ["髙橋", "西村", "山﨑"]
    assert said(table, "answers") == [
        "利用者：助けがほしい",
        "",
        "利用者：無事です・利用者：無事です",
    ]
    assert table.lines[0].state == "call"
    await scene.do(NORTH_1, "is_well", table.lines[0].item, reader=DESK)
    after = (await scene.tables(NORTH_1))[f"readers-{ref}"]
    assert said(after, "house")[0] == "西村"
    assert "利用者：助けがほしい・利用者：無事を確認しました" in said(after, "answers")
    assert len(await wishes(scene)) == 1, "the desk still speaks with them"
    scene.clock.goes(seconds=60)
    await scene.answer("hana", ref, safety="help")
    again = (await scene.tables(NORTH_1))[f"readers-{ref}"]
    assert (said(again, "house")[0], again.lines[0].state) == ("髙橋", "call"), "said after that"


async def test_a_note_about_a_house_says_nothing_in_the_name_of_who_lives_there(
    scene: Scene,
) -> None:
    ref = await scene.publish(asks=("safety",), urgent="yes", audience=(NORTH_1,))
    await scene.answer("kazuo", ref, safety="help")
    first = (await scene.tables(NORTH_1))[f"readers-{ref}"].lines[0]
    assert first.state == "call"
    await scene.do(NORTH_1, "is_well", first.item)
    table = (await scene.tables(NORTH_1))[f"readers-{ref}"]
    assert said(table, "answers")[-1] == (
        "利用者：助けがほしい・利用者：無事を確認しました・利用者：無事を確認しました"
    )
    assert (await scene.open("kazuo", ref)).answers == {"safety": "help"}
    assert not (await scene.open("sachiko", ref)).answers
    assert len(await wishes(scene)) == 1


async def test_a_house_is_known_to_be_well_when_all_who_live_there_said_so(scene: Scene) -> None:
    ref = await scene.publish(asks=("safety",), urgent="yes", audience=(NORTH_1,))
    await scene.answer("kazuo", ref, safety="well")
    table = (await scene.tables(NORTH_1))[f"readers-{ref}"]
    assert said(table, "answers")[0] == "利用者：無事です・利用者：まだ返事がありません"
    assert "is_well" in [one.name for one in table.lines[0].actions]
    await scene.answer("sachiko", ref, safety="well")
    last = (await scene.tables(NORTH_1))[f"readers-{ref}"].lines[-1]
    assert "is_well" not in [one.name for one in last.actions]


async def wishes(scene: Scene) -> list[HelpRow]:
    return list(await scene.town.store.read(lambda s: s.exec(select(HelpRow)).all()))
