"""What comes every week comes once, and an event stands on its day for whoever comes."""

import asyncio
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from senior_life.api.notices import day_out
from senior_life.api.show import show_to
from senior_life.contract import Gazetteer, Wanted
from senior_life.storage import Store
from senior_life.town import Pack
from senior_life.usecases.today import today
from services.circular_board.checking import check_pack

from .conftest import NORTH, Scene, checked, scene_on, small_neighbourhood

CLEANING = {
    "id": "cleaning",
    "title": "公園の清掃",
    "text": "日曜日の朝です。",
    "weekday": "tue",
    "audience": [NORTH],
    "meeting": {"weekday": "sun", "at": "9:00", "where": "公園", "asks_who_comes": True},
}
SUNDAY = date(2026, 11, 29)


@pytest.fixture
async def weekly(store: Store, pack: Pack, clock: Any, tmp_path: Path) -> Scene:
    files = small_neighbourhood([CLEANING])
    return await scene_on(store, pack, clock, tmp_path, files).settle()


async def test_it_comes_once_on_its_day_and_anew_the_week_after(weekly: Scene) -> None:
    weekly.clock.goes(days=-1)
    await weekly.upkeep()
    assert await weekly.unread("hana") == []
    weekly.clock.goes(days=1)
    await asyncio.gather(weekly.upkeep(), weekly.upkeep())
    await weekly.upkeep()
    assert len(await weekly.unread("hana")) == 1
    assert await weekly.unread("tsuru") == []
    weekly.clock.goes(days=7)
    await weekly.upkeep()
    assert len(await weekly.unread("hana")) == 1, "that of the week before is over"
    assert len(await weekly.found("hana", Wanted())) == 2


async def test_its_event_stands_in_the_plan_unless_somebody_does_not_come(weekly: Scene) -> None:
    await weekly.upkeep()
    (notice,) = await weekly.unread("hana")
    (entry,) = await entries(weekly, "hana", SUNDAY)
    assert (entry.notice, entry.when.text, entry.says.text) == (
        notice.ref,
        "午前9時",
        "公園の清掃",
    )
    assert await entries(weekly, "hana", date(2026, 11, 28)) == []
    assert await entries(weekly, "tsuru", SUNDAY) == []
    await weekly.answer("hana", notice.ref, attendance="stays")
    assert await entries(weekly, "hana", SUNDAY) == []
    await weekly.answer("hana", notice.ref, attendance="comes")
    assert len(await entries(weekly, "hana", SUNDAY)) == 1


async def entries(scene: Scene, name: str, day: date) -> list[Any]:
    reader = scene.readers[name]
    show = show_to(reader, scene.town)
    return list(day_out(show, await today(scene.town, reader, day)).entries)


def test_the_pack_says_what_is_wrong_with_it(pack: Pack) -> None:
    files = small_neighbourhood([{**CLEANING, "audience": ["nowhere"], "weekday": "sun"}])
    files["recurring.yaml"][0]["meeting"]["weekday"] = "mon"
    files["houses.csv"][0]["han"] = "other"
    files["houses.csv"][1]["address"] = files["houses.csv"][2]["address"]
    files["associations.yaml"][1]["id"] = NORTH
    places: Gazetteer = pack.places
    faults = {(one.file, one.where) for one in check_pack(checked(files), places)}
    assert faults == {
        ("associations.yaml", (0, "id")),
        ("associations.yaml", (1, "id")),
        ("houses.csv", (0, "han")),
        ("houses.csv", (1, "address")),
        ("houses.csv", (2, "address")),
        ("recurring.yaml", (0, "audience")),
        ("recurring.yaml", (0, "meeting", "weekday")),
    }
