"""Words instead of a tap: a correction changes one earlier answer; a cancellation books nothing."""

from typing import Any

import pytest

from senior_life.contract import Unclear
from senior_life.usecases import walks


async def at_the_time(town: Any, reader: Any) -> Any:
    view = await walks.begin(town, reader, words="用件1の話を11月25日に")
    assert view.draft.walk.current == "time"
    return view.draft


async def test_a_correction_changes_one_earlier_answer(quick_town: Any, resident: Any) -> None:
    hanako = await resident(quick_town)
    draft = await at_the_time(quick_town, hanako)
    view = await walks.answer_in_words(
        quick_town, hanako, draft.ref, draft.rev, "time", "違う、木曜"
    )
    assert view.draft.walk.answers["date"] == "2026-11-26"
    assert view.draft.walk.answers["topic"] == "t1"
    assert view.draft.walk.current == "time"


async def test_a_bare_no_changes_nothing(quick_town: Any, resident: Any) -> None:
    hanako = await resident(quick_town)
    draft = await at_the_time(quick_town, hanako)
    with pytest.raises(Unclear):
        await walks.answer_in_words(quick_town, hanako, draft.ref, draft.rev, "time", "違う")


async def test_a_wish_to_cancel_begins_no_new_booking(quick_town: Any, resident: Any) -> None:
    hanako = await resident(quick_town)
    with pytest.raises(Unclear, match="under today's plan"):
        await walks.begin(quick_town, hanako, words="あしたの話を取り消して")


async def test_a_service_is_meant_by_an_answer_to_its_first_question(
    quick_town: Any, resident: Any
) -> None:
    view = await walks.begin(quick_town, await resident(quick_town), words="用件3をお願いします")
    assert view.draft.walk.answers["topic"] == "t3"


@pytest.mark.parametrize(
    ("words", "said"),
    [("カラオケを歌いたい", "cannot do that yet"), ("はなししたい", "If you mean")],
)
async def test_what_no_service_offers_is_said_honestly(
    quick_town: Any, resident: Any, words: str, said: str
) -> None:
    with pytest.raises(Unclear, match=said):
        await walks.begin(quick_town, await resident(quick_town), words=words)
