"""毎週火曜に病院まで: one sentence begins an errand of every week; only a yes books anything."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from senior_life.storage import Store
from senior_life.town import Pack
from senior_life.usecases import repeating, walks
from senior_life.usecases.town import Town
from senior_life.usecases.weekly import DAYS, UNTIL, Often

from .test_through_the_core import ANSWERS
from .weeks import UNTIL_CHRISTMAS, days, habit, open_weeks, rows, someone, yes

OTHERS = {**ANSWERS, UNTIL: UNTIL_CHRISTMAS}
"""What may be asked by hand; never the day, nor the days of the week."""


@pytest.fixture
def town(sqlite_store: Store, pack: Pack, clock: Callable[[], Any], tmp_path: Path) -> Town:
    return open_weeks(sqlite_store, pack, clock, tmp_path)


async def to_read_back(town: Town, who: Any, said: str) -> tuple[Any, list[str]]:
    """The draft, and the questions that the sentence had not answered."""
    view, asked = await walks.begin(town, who, words=said), list[str]()
    while view.draft.state == "asking":
        draft = view.draft
        asked.append(draft.walk.current)
        given = OTHERS[draft.walk.current]
        view = await walks.answer(town, who, draft.ref, draft.rev, draft.walk.current, (given,))
    return view.draft, asked


async def test_a_sentence_of_every_week_is_read_back_as_such_and_booked_by_one_yes(
    town: Town,
) -> None:
    hana = await someone(town)
    draft, asked = await to_read_back(town, hana, "毎週火曜の10時までに家から病院まで")
    assert not {"origin", "destination", "date", "time", DAYS} & set(asked)
    assert UNTIL in asked, "nobody said until when"
    assert draft.walk.answers["date"] == "2026-12-01", "the first Tuesday that can be booked"
    assert [one.day.isoformat() for one in draft.beside.series.days] == ["2026-12-01", "2026-12-08"]
    assert await rows(town) == [], "nothing is booked before the yes"
    await yes(town, hana, draft)
    assert await days(town) == ["2026-12-01", "2026-12-08"]
    assert (await habit(town)).state == "open"


async def test_what_was_said_of_every_week_can_be_of_one_day_after_all(town: Town) -> None:
    hana = await someone(town)
    draft, _asked = await to_read_back(town, hana, "毎週火曜に病院まで")
    offer = draft.offers[0].id
    view = await repeating.make_often(town, hana, draft.ref, draft.rev, offer, Often.ONCE)
    assert view.draft.beside.series is None
    await yes(town, hana, view.draft)
    assert await days(town) == ["2026-12-01"]


async def test_the_day_is_asked_where_the_sentence_says_when_it_begins(town: Town) -> None:
    hana = await someone(town)
    draft, asked = await to_read_back(town, hana, "来週から毎週火曜に病院まで")
    assert "date" in asked
    assert DAYS not in asked
    assert draft.beside.series.weekly.days == ("tue",)
