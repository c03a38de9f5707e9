"""What a service promises to staff, to the records of one person, and to the minutes that pass;
each only where the service has a desk, joins records or keeps itself up."""

import asyncio
import re
from datetime import date
from itertools import pairwise

from senior_life.contract import (
    Action,
    Desk,
    Joins,
    Picture,
    Staff,
    State,
    Table,
    Timeline,
    Trouble,
    Upkeep,
    Works,
)
from senior_life.testing.booking import book
from senior_life.testing.posting import publish
from senior_life.testing.stage import Stage, keep

CLERK = Staff("clerk")
ITEM = re.compile(r"[A-Za-z0-9_-]{1,64}")


async def work_lists_are_whole(stage: Stage) -> None:
    """Every cell has its column, and no two lists, lines or actions have the same name."""
    for table in await _tables(stage, await _busy_day(stage)):
        columns = len(table.columns)
        crooked = [line.item for line in table.lines if len(line.cells) != columns]
        keep(not crooked, f"{table.name}: lines without a cell for each column: {crooked[:3]}")
        keep(not _crossing(table.picture), f"{table.name}: two bars of one lane overlap")
        items = [line.item for line in table.lines]
        keep(len(set(items)) == len(items), f"{table.name}: two lines are called the same")
        unsaid = [one.item for one in table.lines if one.actions and not ITEM.fullmatch(one.item)]
        keep(not unsaid, f"{table.name}: items that nothing can be done to: {unsaid[:3]}")
        for actions in (table.actions, *(line.actions for line in table.lines)):
            names = [action.name for action in actions]
            keep(len(set(names)) == len(names), f"{table.name}: two actions of one name: {names}")


async def offers_name_the_place_that_serves_them(stage: Stage) -> None:
    """So that one of several places can stop taking bookings while the others go on."""
    desk = stage.desk()
    if desk is None or not stage.service.serves_by_place:
        return
    offer = await stage.offer(await stage.answers())
    places = [place.value for place in await desk.places(CLERK)]
    keep(offer.served_at in places, f"served at “{offer.served_at}”, which is none of {places}")


def _crossing(picture: Picture | None) -> bool:
    lanes = picture.lanes if isinstance(picture, Timeline) else ()
    return any(
        later.starts < earlier.ends
        for lane in lanes
        for earlier, later in pairwise(sorted(lane.bars, key=lambda bar: bar.starts))
    )


async def an_act_at_the_desk_is_done_once(stage: Stage) -> None:
    """Of all that can be done to a line at once: the same key, and it is done no second time."""
    done = await book(stage)
    desk = stage.desk()
    if desk is None:
        return
    for table in await _tables(stage, done.starts.date() if done.starts else None):
        for line in table.lines:
            for action in filter(_is_simple, line.actions):
                await _twice(stage, desk, line.item, action)
                return


async def joined_records_are_one(stage: Stage) -> None:
    """What was of one record is of the other, and may be done with it as before."""
    done = await book(stage)
    if not isinstance(stage.provider, Joins):
        return
    for _time in range(2):
        await stage.provider.join("stays", "hana")
    keep(await _has(stage, "stays", done.ref), "the record that stays has not got the booking")
    keep(not await _has(stage, "hana", done.ref), "the record that went still has the booking")
    gone = await stage.provider.act(stage.who("stays"), done.ref, "cancel", {}, "no")
    keep(gone.state is State.CANCELLED, f"after joining it cannot be cancelled: {gone.state}")


async def upkeep_may_run_twice_at_once(stage: Stage) -> None:
    """And so may long work; a booking that nobody touches stays as it is."""
    done, provider = await book(stage), stage.provider
    for _minute in range(2):
        if isinstance(provider, Upkeep):
            await asyncio.gather(provider.upkeep(), provider.upkeep())
        if isinstance(provider, Works):
            for piece in await provider.pieces(2):
                await asyncio.gather(provider.work(piece), provider.work(piece))
        stage.clock.goes(minutes=1)
    seen = await stage.provider.status(stage.who(), done.ref)
    keep((seen.seq, seen.state) == (done.seq, done.state), "upkeep changed a booking by itself")


async def _busy_day(stage: Stage) -> date | None:
    """A day on which there is something on the lists."""
    if stage.service.board is not None:
        return (await publish(stage)).published_at.date()
    done = await book(stage)
    return done.starts.date() if done.starts else None


async def _has(stage: Stage, who: str, ref: str) -> bool:
    try:
        return (await stage.provider.status(stage.who(who), ref)).ref == ref
    except Trouble:
        return False


async def _tables(stage: Stage, day: date | None) -> list[Table]:
    desk, found = stage.desk(), list[Table]()
    if desk is None:
        return found
    for place in await desk.places(CLERK):
        tables = await desk.views(CLERK, day or stage.clock().date(), place.value)
        names = [table.name for table in tables]
        keep(len(set(names)) == len(names), f"{place.value}: two lists of one name: {names}")
        found += tables
    return found


def _is_simple(action: Action) -> bool:
    return not action.asks


async def _twice(stage: Stage, desk: Desk, item: str, action: Action) -> None:
    seqs = []
    for _time in range(2):
        done = await desk.act(CLERK, item, action.name, {}, "desk", stage.clock())
        seqs.append(done.seq if done else None)
    keep(seqs[0] == seqs[1], f"{action.name}: one key, and it was done twice")
