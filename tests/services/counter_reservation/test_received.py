"""Who comes without a booking, and is known, finds the visit among their own."""

import asyncio
from datetime import date

from senior_life.contract import Answer, State
from senior_life.usecases import desk
from senior_life.usecases.bookings import follow
from senior_life.usecases.desk import Work
from senior_life.usecases.today import today
from senior_life.usecases.town import Town

from .conftest import CORNER
from .test_through_the_core import DESK, ID, resident


async def test_a_resident_received_without_a_booking_finds_the_visit_in_the_app(
    town_anywhere: Town,
) -> None:
    """Two taps of the clerk at the same moment are one visit, and one booking."""
    town = town_anywhere
    day, hana = date(2026, 11, 24), await resident(town)
    given: dict[str, Answer] = {"topic": ("pension",), "resident": hana.resident or ""}
    work = Work(ID, None, "walk_in", CORNER, day, given)
    await asyncio.gather(*(desk.act(town, DESK, work, "k") for _tap in range(2)))
    [entry] = (await today(town, hana, day)).entries
    assert (entry.state, entry.service.id, entry.channel) == (State.UNDER_WAY, ID, "counter")
    lists = await desk.views(town, DESK, day, CORNER)
    [line] = next(table for _service, table in lists.tables if table.name == "day").lines
    await desk.act(town, DESK, Work(ID, line.item, "done", CORNER, day), "k2")
    assert (await follow(town, hana, entry.ref)).state is State.DONE


async def test_a_visit_entered_by_mistake_is_no_longer_on_their_day(town: Town) -> None:
    day, hana = date(2026, 11, 24), await resident(town)
    given: dict[str, Answer] = {"topic": ("pension",), "resident": hana.resident or ""}
    await desk.act(town, DESK, Work(ID, None, "walk_in", CORNER, day, given), "k")
    lists = await desk.views(town, DESK, day, CORNER)
    [line] = next(table for _service, table in lists.tables if table.name == "day").lines
    await desk.act(town, DESK, Work(ID, line.item, "undo", CORNER, day), "k2")
    assert not (await today(town, hana, day)).entries
