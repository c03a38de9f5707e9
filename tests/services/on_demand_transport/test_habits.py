"""Later days of a habit are booked as they come, once, and the resident hears of each."""

import asyncio
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select, update

from senior_life.storage import Store
from senior_life.storage.tables.habits import HabitRow
from senior_life.storage.tables.plans import PlanRow
from senior_life.town import Pack
from senior_life.usecases import bookings, repeating, stopping, stops
from senior_life.usecases.habits import keep_habits
from senior_life.usecases.line import NoAnswer
from senior_life.usecases.planning import recover_plans
from senior_life.usecases.recover import recover
from senior_life.usecases.stopping import Stopping
from senior_life.usecases.together import CANCEL_REST
from senior_life.usecases.town import Town
from services.on_demand_transport import service

from .test_through_the_core import DESK
from .weeks import (
    BOOKABLE,
    LATER,
    days,
    fill,
    habit,
    morning,
    notices,
    once,
    open_weeks,
    rows,
    someone,
    told,
    weekly,
    yes,
)


@pytest.fixture
def town(store: Store, pack: Pack, clock: Any, tmp_path: Path) -> Town:
    return open_weeks(store, pack, clock, tmp_path)


async def goes_on(town: Town, clock: Any, first: date, last: date) -> None:
    """Upkeep, four times a day."""
    for n in range((last - first).days + 1):
        for hour in (1, 7, 13, 19):
            clock.set(morning(date.fromordinal(first.toordinal() + n), hour))
            await keep_habits(town)


async def test_as_days_become_bookable_they_are_booked_and_told_to_the_last(
    town: Town, clock: Any
) -> None:
    hana = await someone(town)
    await yes(town, hana, await weekly(town, hana, round_trip="13:00"))
    await keep_habits(town)
    assert await days(town) == BOOKABLE
    await goes_on(town, clock, date(2026, 11, 25), date(2026, 11, 28))
    assert await days(town) == [*BOOKABLE, LATER[0]]
    assert [one.split("}")[0] for one in await told(town)] == ["{what"]
    await goes_on(town, clock, date(2026, 11, 29), date(2026, 12, 12))
    assert await days(town) == [*BOOKABLE, *LATER]
    found = await rows(town)
    assert len(found) == 2 * len(BOOKABLE + LATER), "each day has its way back, and only one"
    assert len(await told(town)) == len(LATER)
    assert (await habit(town)).state == "ended"


async def test_a_habit_is_looked_at_seldom_while_nothing_can_be_booked(
    town: Town, clock: Any
) -> None:
    """What a year of it costs: a row, and a look when its next day may have come."""
    hana = await someone(town)
    await yes(town, hana, await weekly(town, hana, days="weekly:fri"))
    looks = 0
    for hour in range(7 * 24):
        clock.set(morning(date(2026, 11, 25), 0) + timedelta(hours=hour))
        looks += await keep_habits(town)
    assert 1 <= looks <= 26
    assert len(await rows(town)) <= 3


async def test_a_round_looks_at_fifty_and_at_more_while_it_is_short(
    town: Town, store: Store
) -> None:
    hana = await someone(town)
    await yes(town, hana, await weekly(town, hana))
    await keep_habits(town)
    await store.write(lambda s: alike(s, 60, town.now()))
    assert await keep_habits(town, longest=0) == 50
    assert await keep_habits(town, longest=0) == 10, "the first fifty are not due again"
    await store.write(lambda s: s.exec(update(HabitRow).values(next_at=town.now())))
    assert await keep_habits(town) == 61


def alike(session: Session, many: int, due: datetime) -> None:
    """So many more habits like the one there is, each of a plan like its own."""
    habit, plan = session.exec(select(HabitRow)).one(), session.exec(select(PlanRow)).one()
    for n in range(many):
        ref = f"a{n:02}"
        session.add(PlanRow(**{**plan.model_dump(), "ref": ref, "key": ref, "walk": ref}))
        session.flush()
        session.add(HabitRow(**{**habit.model_dump(), "ref": ref, "plan": ref, "next_at": due}))


async def test_a_day_that_is_full_when_its_turn_comes_is_told_and_the_next_one_booked(
    town: Town, clock: Any
) -> None:
    hana = await someone(town)
    await yes(town, hana, await weekly(town, hana))
    clock.set(morning(date(2026, 11, 27)))
    await fill(town, LATER[0])
    await goes_on(town, clock, date(2026, 11, 27), date(2026, 12, 1))
    assert await days(town) == [*BOOKABLE, LATER[1]]
    assert [one.startswith("{day:day} could not") for one in await told(town)] == [True, False]


async def test_a_day_on_which_no_bookings_are_taken_says_so_and_the_next_one_is_booked(
    town: Town, clock: Any
) -> None:
    hana = await someone(town)
    await yes(town, hana, await weekly(town, hana))
    clock.set(morning(date(2026, 11, 27)))
    await stopping.stop(town, DESK, Stopping(service.id, is_open_end=True))
    await goes_on(town, clock, date(2026, 11, 27), date(2026, 11, 28))
    assert await days(town) == BOOKABLE
    [stop] = await stops.whole(town)
    await stopping.begin_again(town, DESK, stop.ref)
    await goes_on(town, clock, date(2026, 11, 29), date(2026, 12, 1))
    assert await days(town) == [*BOOKABLE, LATER[1]]
    [missed, booked] = await notices(town)
    assert "takes no bookings just now" in missed
    assert "is booked, too" in booked


async def test_who_waits_for_full_days_waits_for_later_ones_too(town: Town, clock: Any) -> None:
    hana = await someone(town)
    await fill(town, "2026-12-01")
    draft = await weekly(town, hana)
    view = await repeating.wait_for_days(town, hana, draft.ref, draft.rev, waits=True)
    await yes(town, hana, view.draft)
    clock.set(morning(date(2026, 11, 27)))
    await fill(town, LATER[0])
    await goes_on(town, clock, date(2026, 11, 27), date(2026, 11, 28))
    assert [row.state for row in await rows(town) if row.starts is None] == ["waiting"] * 2


async def test_after_the_rest_was_cancelled_nothing_more_is_booked(town: Town, clock: Any) -> None:
    hana = await someone(town)
    ref = await yes(town, hana, await weekly(town, hana))
    followed = await bookings.follow(town, hana, ref)
    await bookings.act(town, hana, ref, CANCEL_REST, followed.seq)
    await goes_on(town, clock, date(2026, 11, 25), date(2026, 12, 5))
    assert await days(town) == []
    assert await told(town) == []


async def test_two_processes_at_once_book_a_day_once(town: Town, clock: Any) -> None:
    hana = await someone(town)
    await yes(town, hana, await weekly(town, hana))
    clock.set(morning(date(2026, 11, 27)))
    await asyncio.gather(*(keep_habits(town) for _ in range(6)))
    assert await days(town) == [*BOOKABLE, LATER[0]]
    assert len(await told(town)) == 1


async def test_a_silent_provider_is_asked_again_and_no_day_is_passed_over(
    town: Town, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    hana = await someone(town)
    await yes(town, hana, await weekly(town, hana))
    host: Any = town.host_for(service.id)

    async def silent(*_given: Any, **_more: Any) -> Any:
        raise ConnectionError

    clock.set(morning(date(2026, 11, 27)))
    for verb in ("quote", "confirm", "options"):
        with monkeypatch.context() as broken:
            broken.setattr(type(host.line.provider), verb, silent)
            await keep_habits(town)
        clock.goes(hours=2)
    await keep_habits(town)
    await recover_plans(town)
    await recover(town, service.id)
    assert await days(town) == [*BOOKABLE, LATER[0]]
    assert (await habit(town)).seen_until == date.fromisoformat(LATER[0])


async def test_a_habit_whose_yes_came_to_nothing_ends(
    town: Town, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    hana = await someone(town)
    draft = await weekly(town, hana)
    host: Any = town.host_for(service.id)

    async def silent(*_given: Any, **_more: Any) -> Any:
        raise ConnectionError

    with monkeypatch.context() as broken:
        broken.setattr(type(host.line.provider), "confirm", silent)
        with pytest.raises(NoAnswer):
            await yes(town, hana, draft)
        await keep_habits(town)
    assert (await habit(town)).state == "open", "it may still come to something"
    await town.store.write(_undo)
    clock.goes(hours=2)
    await keep_habits(town)
    assert (await habit(town)).state == "ended"


def _undo(s: Any) -> None:
    [plan] = s.exec(select(PlanRow)).all()
    plan.state = "undone"
    assert s.exec(select(HabitRow)).one().plan == plan.ref


async def test_a_ride_booked_once_has_no_habit(town: Town) -> None:
    hana = await someone(town)
    await yes(town, hana, await once(town, hana))
    assert await town.store.read(lambda s: s.exec(select(HabitRow)).all()) == []
