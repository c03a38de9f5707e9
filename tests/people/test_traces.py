"""What staff looked at is noted; a screen that reads itself again is noted once a day."""

import asyncio

from sqlmodel import select

from senior_life.storage.tables.people import OpeningRow
from senior_life.usecases.access import Reader
from senior_life.usecases.town import Town
from senior_life.usecases.traces import note_opened, note_watched

from .conftest import HANAKO, TARO, add


async def noted(town: Town) -> list[tuple[str, str]]:
    rows = await town.store.read(lambda s: s.exec(select(OpeningRow)).all())
    return sorted((row.resident, row.by) for row in rows)


async def test_a_list_that_is_read_again_and_again_is_noted_once(
    town: Town, desk: Reader, head: Reader
) -> None:
    hanako, taro = [(await add(town, desk, one)).ref for one in (HANAKO, TARO)]
    for _refresh in range(3):
        await note_watched(town, desk, [hanako], "list", "minami")
    assert await noted(town) == [(hanako, desk.ref)]
    await note_watched(town, desk, [hanako, taro], "list", "minami")
    await note_watched(town, head, [hanako], "list", "minami")
    assert await noted(town) == sorted([(hanako, desk.ref), (hanako, head.ref), (taro, desk.ref)])


async def test_another_list_and_another_day_are_noted_again(
    town: Town, desk: Reader, clock: object
) -> None:
    hanako = (await add(town, desk, HANAKO)).ref
    await note_watched(town, desk, [hanako], "list", "minami")
    await note_watched(town, desk, [hanako], "list", "sakai")
    await note_watched(town, desk, [hanako], "help")
    clock.goes(days=1)  # type: ignore[attr-defined]
    await note_watched(town, desk, [hanako], "list", "minami")
    assert len(await noted(town)) == 4


async def test_two_windows_that_read_at_once_note_it_once(town: Town, desk: Reader) -> None:
    hanako = (await add(town, desk, HANAKO)).ref
    windows = [note_watched(town, desk, [hanako], "list", "minami") for _window in range(8)]
    await asyncio.gather(*windows)
    assert await noted(town) == [(hanako, desk.ref)]


async def test_every_record_that_is_opened_is_noted(town: Town, desk: Reader) -> None:
    hanako = (await add(town, desk, HANAKO)).ref
    for _look in range(2):
        await note_opened(town, desk, [hanako], "record")
    assert len(await noted(town)) == 2


async def test_what_residents_see_of_themselves_is_not_noted(town: Town, desk: Reader) -> None:
    hanako = (await add(town, desk, HANAKO)).ref
    own = Reader(device="d", resident=hanako, household=(hanako,))
    await note_watched(town, own, [hanako], "list")
    await note_opened(town, own, [hanako], "record")
    assert await noted(town) == []
