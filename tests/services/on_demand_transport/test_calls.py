"""Whom the desk telephoned: who did, when, and what was answered, until it is settled."""

from typing import Any

import pytest

from senior_life.contract import Line, Person, Progress, Several, Text, Unclear
from senior_life.storage import Store
from senior_life.town import Pack
from senior_life.words import plain

from .conftest import scene_on, small_town, vehicle
from .office import STAFF, Office, at


async def late(store: Store, pack: Pack) -> tuple[Office, Progress]:
    """One vehicle, half an hour late for somebody at ten."""
    files = small_town()
    files["vehicles.yaml"]["vehicles"] = [vehicle("one")]
    office = Office(scene_on(store, pack, files))
    done = await office.scene.book("10:00")
    office.scene.clock.set(at(office.scene, 9))
    await is_late(office, "30")
    return office, done


async def is_late(office: Office, minutes: str) -> None:
    [line] = [*await office.lines("drives"), *await office.lines("late")]
    await office.does(line, "late", minutes=minutes)


async def promised(office: Office) -> Line:
    [line] = (await office.tables())["promises"].lines
    return line


def names(line: Line) -> list[str]:
    return [one.name for one in line.actions]


def people(value: Any) -> list[Person]:
    match value:
        case Person():
            return [value]
        case Several():
            return [one for item in value.items for one in people(item)]
        case Text():
            return [one for item in value.values.values() for one in people(item)]
        case _:
            return []


async def test_a_call_stays_on_the_list_with_who_made_it_and_the_answer(
    store: Store, pack: Pack
) -> None:
    office, _done = await late(store, pack)
    line = await promised(office)
    assert (line.state, names(line)) == ("call", ["telephoned"])
    await office.does(line, "telephoned", answer="waits")
    line = await promised(office)
    assert (line.state, names(line)) == ("told", ["undo_call"])
    assert people(line.cells[-1]) == [Person(STAFF.ref, "staff")]
    assert "午前9時" in plain(line.cells[-1], "ja")
    assert "了解" in plain(line.cells[-1], "ja")


async def test_who_did_not_answer_is_called_again(sqlite_store: Store, pack: Pack) -> None:
    office, _done = await late(sqlite_store, pack)
    await office.does(await promised(office), "telephoned", answer="no_answer")
    line = await promised(office)
    assert (line.state, names(line)) == ("call", ["telephoned", "undo_call"])
    assert "お出に" in plain(line.cells[-1], "ja")
    office.scene.clock.goes(minutes=3)
    await office.does(line, "telephoned", answer="other")
    assert (await promised(office)).state == "told"


async def test_a_call_that_was_a_mistake_is_taken_back(sqlite_store: Store, pack: Pack) -> None:
    office, _done = await late(sqlite_store, pack)
    await office.does(await promised(office), "telephoned", answer="waits")
    await office.does(await promised(office), "undo_call")
    line = await promised(office)
    assert (line.state, names(line)) == ("call", ["telephoned"])


async def test_what_becomes_worse_is_told_again(sqlite_store: Store, pack: Pack) -> None:
    office, done = await late(sqlite_store, pack)
    await office.does(await promised(office), "telephoned", answer="waits")
    await is_late(office, "60")
    assert (await promised(office)).state == "call"
    await office.scene.act(done, "cancel")
    assert "promises" not in await office.tables(), "it is settled"


async def test_without_an_answer_nothing_is_noted(sqlite_store: Store, pack: Pack) -> None:
    office, _done = await late(sqlite_store, pack)
    with pytest.raises(Unclear):
        await office.does(await promised(office), "telephoned")
    assert (await promised(office)).state == "call"


async def test_who_waits_without_a_vehicle_stays_to_be_called_when_taken_back(
    sqlite_store: Store, pack: Pack
) -> None:
    files = small_town()
    files["vehicles.yaml"]["vehicles"] = [vehicle("one")]
    office = Office(scene_on(sqlite_store, pack, files))
    await office.scene.book("10:00")
    office.scene.clock.set(at(office.scene, 8, 30))
    [line] = await office.lines("drives")
    await office.does(line, "out", until="18:00")
    [line] = await office.lines("call")
    await office.does(line, "telephoned", answer="other")
    [line] = await office.lines("waiting")
    await office.does(line, "undo_call")
    [line] = await office.lines("call")
    assert names(line) == ["telephoned"]
