"""An office takes no bookings: stopped and begun again on the desk's own list."""

import pytest

from senior_life.contract import Staff, Table
from senior_life.usecases import desk
from senior_life.usecases.access import Reader
from senior_life.usecases.desk import Work
from senior_life.usecases.desk_own import ACCEPTING, BEGIN_AGAIN, STOP
from senior_life.usecases.stops import whole
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import NotYours, Stale
from senior_life.words import plain

from .at_the_desk import TODAY
from .conftest import CORNER, WARD, WEDNESDAY
from .test_through_the_core import DESK, ID, answers, resident, walk

AT_THE_CORNER = Reader(staff=Staff("staff9", CORNER), name="corner", role="desk")


async def accepting(town: Town, reader: Reader, place: str = WARD) -> Table:
    lists = await desk.views(town, reader, TODAY, place)
    [found] = [table for _service, table in lists.tables if table.name == ACCEPTING]
    return found


async def do(
    town: Town,
    reader: Reader,
    action: str,
    item: str | None = None,
    place: str = WARD,
    **given: str,
) -> None:
    await desk.act(town, reader, Work(ID, item, action, place, TODAY, given))


def states(table: Table) -> list[str]:
    return [line.state for line in table.lines]


async def test_one_act_stops_this_office_alone_and_another_begins_again(town: Town) -> None:
    hana = await resident(town)
    assert states(await accepting(town, DESK)) == ["open"]
    await do(town, DESK, STOP, until="open-end", where="here", why="停電のため")
    table = await accepting(town, DESK)
    assert states(table) == ["closed"]
    said = [plain(cell, "en") for cell in table.lines[0].cells]
    assert (said[0], said[2], said[4]) == ("Stopped", "Until somebody begins again", "停電のため")
    assert table.actions == ()
    view = await walk(town, hana, answers("14:00"))
    assert view.draft.state == "troubled"
    assert "Reason: 停電のため." in plain(view.draft.trouble.says, "en")
    assert states(await accepting(town, DESK, CORNER)) == ["open"]
    assert await whole(town) == []
    await do(town, DESK, BEGIN_AGAIN, table.lines[0].item)
    assert states(await accepting(town, DESK)) == ["open"]
    view = await walk(town, hana, answers("14:00"))
    assert view.draft.state == "offered"


async def test_all_offices_stop_only_for_who_works_in_all_of_them(town: Town) -> None:
    [stop] = (await accepting(town, AT_THE_CORNER, CORNER)).actions
    assert [step.name for step in stop.asks] == ["until", "why"]
    with pytest.raises(Stale):
        await do(town, AT_THE_CORNER, STOP, place=CORNER, until="today", where="everywhere")
    assert states(await accepting(town, AT_THE_CORNER, CORNER)) == ["open"]
    await do(town, AT_THE_CORNER, STOP, place=CORNER, until="today")
    assert await whole(town) == []
    await do(town, DESK, STOP, until="open-end", where="everywhere")
    assert [one.is_open_end for one in await whole(town)] == [True]
    mine, all_of_it = (await accepting(town, AT_THE_CORNER, CORNER)).lines
    assert [one.name for one in mine.actions] == [BEGIN_AGAIN]
    assert all_of_it.actions == ()
    with pytest.raises(Stale):
        await do(town, AT_THE_CORNER, BEGIN_AGAIN, all_of_it.item, CORNER)
    with pytest.raises(NotYours):
        await do(town, AT_THE_CORNER, STOP)


async def test_another_day_has_nothing_to_stop(town: Town) -> None:
    lists = await desk.views(town, DESK, WEDNESDAY, WARD)
    assert ACCEPTING not in [table.name for _service, table in lists.tables]
