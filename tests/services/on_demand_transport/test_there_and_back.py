"""The way back is a booking of its own, under the same yes as the way there."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import select

from senior_life.api import papers
from senior_life.api.show import show_to
from senior_life.contract import Offer, Progress, State, Text
from senior_life.storage.tables.reminders import ReminderRow
from senior_life.storage.values import from_json
from senior_life.usecases import bookings, walks
from senior_life.usecases.access import Reader
from senior_life.usecases.bookings import Followed
from senior_life.usecases.confirming import confirm
from senior_life.usecases.today import today
from senior_life.usecases.together import CANCEL_ALL
from senior_life.usecases.town import Town
from services.on_demand_transport.sentences import ID

from .conftest import WEDNESDAY, Scene
from .test_through_the_core import ANSWERS, hana, town, walk

__all__ = ["hana", "town"]


async def both(town: Town, who: Reader, back: str) -> Any:
    view = await walk(town, who, {**ANSWERS, "round_trip": back})
    draft = view.draft
    [part] = draft.beside.of(draft.offers[0].id)
    ref = await confirm(town, who, draft.ref, draft.rev, draft.offers[0].id)
    return part, await bookings.follow(town, who, ref)


async def test_one_yes_books_the_way_there_and_the_way_back(town: Town, hana: Reader) -> None:
    part, there = await both(town, hana, "11:00")
    [back] = there.others
    assert part.offer.starts >= there.ends
    assert (there.state, back.state) == (State.CONFIRMED, State.CONFIRMED)
    assert back.starts == part.offer.starts
    await bookings.act(town, hana, there.ref, CANCEL_ALL, there.seq)
    assert await bookings.upcoming(town, hana) == []


async def test_every_answer_about_the_way_back_comes_to_an_offer(town: Town, hana: Reader) -> None:
    view = await walk(town, hana, {**ANSWERS, "round_trip": "no"})
    assert view.draft.beside.parts == ()
    view = await walks.reopen(town, hana, view.draft.ref, view.draft.rev, "round_trip")
    for value in [one.value for one in view.card.choices if one.value != "no"]:
        view = await walk(town, hana, {**ANSWERS, "round_trip": value})
        troubles = [part.trouble for part in view.draft.beside.parts]
        assert troubles == [None] * len(troubles), value
        assert view.draft.beside.parts, value
        await walks.quit(town, hana, view.draft.ref)


async def test_a_ride_that_moves_is_asked_for_no_other_way_back(town: Town, hana: Reader) -> None:
    """It would be written on the ride, and no car would come: it is a booking of its own."""
    for back, time in (("no", "14:00"), ("11:00", "10:00"), ("open", "16:00")):
        view = await walk(town, hana, {**ANSWERS, "time": time, "round_trip": back})
        draft = view.draft
        ref = await confirm(town, hana, draft.ref, draft.rev, draft.offers[0].id)
        view = await walk(town, hana, {"date": "2026-11-26", "time": time}, replacing=ref)
        assert view.draft.offers[0].answers["round_trip"] == back


async def moved(town: Town, who: Reader, there: Followed, **other: str) -> tuple[Any, Followed]:
    """What was read back of the way back, and how that stands afterwards."""
    draft = (await walk(town, who, {**ANSWERS, **other}, replacing=there.ref)).draft
    [part] = draft.beside.of(draft.offers[0].id)
    await confirm(town, who, draft.ref, draft.rev, draft.offers[0].id)
    [back] = (await bookings.follow(town, who, there.ref)).others
    return part, await bookings.follow(town, who, back.ref)


@pytest.mark.parametrize("kind", ["11:00", "open"])
async def test_a_moved_way_there_takes_its_way_back_along_under_the_same_yes(
    town: Town, hana: Reader, kind: str
) -> None:
    _part, there = await both(town, hana, kind)
    [old] = there.others
    part, back = await moved(town, hana, there, date="2026-11-27")
    assert part.replaces == back.ref == old.ref
    assert part.offer.starts == back.starts
    assert (back.state, back.flag) == (State.CONFIRMED, None)
    assert (back.starts, back.ends) == (part.offer.starts, part.offer.ends)
    assert back.starts
    assert back.starts.date() == date(2026, 11, 27)
    assert len(await bookings.upcoming(town, hana)) == 2


async def test_a_way_back_that_is_called_names_no_hour_before(town: Town, hana: Reader) -> None:
    _part, there = await both(town, hana, "open")
    [back] = there.others
    show = show_to(hana, town)
    when = show.booking(await bookings.follow(town, hana, back.ref)).when
    assert when is not None
    assert when.text.endswith("（時刻は当日に決まります）")
    [_there, entry] = show.day(await today(town, hana, WEDNESDAY)).entries
    assert (entry.booking, entry.when.text) == (back.ref, "時刻は当日")
    asked = select(ReminderRow).where(ReminderRow.booking == back.ref)
    [the_day_before] = await town.store.read(lambda s: s.exec(asked).all())
    assert ":clock" not in from_json(the_day_before.says).msgid
    told = await papers.tell(town, hana, back.ref)
    assert papers.entry(town, told).alarms == ()
    assert "10時" not in papers.sorted_rows(told).when


async def test_a_way_back_that_was_changed_by_itself_keeps_its_hour(
    town: Town, hana: Reader
) -> None:
    _part, there = await both(town, hana, "11:00")
    [old] = there.others
    draft = (await walk(town, hana, {**ANSWERS, "time": "13:30"}, replacing=old.ref)).draft
    await confirm(town, hana, draft.ref, draft.rev, draft.offers[0].id)
    [later] = (await bookings.follow(town, hana, there.ref)).others
    _part, back = await moved(town, hana, there, date="2026-11-27")
    assert later.starts
    assert back.starts == later.starts + timedelta(days=2)


async def test_a_way_back_that_would_come_too_early_stays_and_says_so_before_the_yes(
    town: Town, hana: Reader
) -> None:
    _part, there = await both(town, hana, "11:00")
    part, back = await moved(town, hana, there, time="14:00")
    assert part.offer is None
    assert part.trouble is not None
    assert back.flag is not None


def says_of_the_way_back(told: Offer | Progress) -> list[str]:
    return [row.says.msgid for row in told.rows if row.label == Text("Way back", {}, ID)]


async def test_a_way_back_is_told_of_only_where_one_yes_books_it(scene: Scene) -> None:
    offer = await scene.quote(round_trip="13:00")
    assert len(says_of_the_way_back(offer)) == 1
    done = await scene.provider.confirm(scene.who(), offer, "yes")
    assert says_of_the_way_back(done) == [], "it is a booking of its own, or nobody made one"
    waiting = await scene.wait("15:00", "taro", round_trip="open")
    assert ["once you have a seat" in one for one in says_of_the_way_back(waiting)] == [True]
