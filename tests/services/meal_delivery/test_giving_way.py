"""An outing over a meal: what becomes of that is asked before the outing's yes, and done by it."""

import asyncio
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from senior_life.contract import Gone, Staff, State, Unclear
from senior_life.registry import Offered, Registry
from senior_life.storage import Store
from senior_life.storage.tables.bookings import ActRow, BookingRow
from senior_life.town import Pack
from senior_life.usecases import bookings, confirming, people, reminders, walks
from senior_life.usecases.access import Reader
from senior_life.usecases.host import open_town
from senior_life.usecases.people import Details
from senior_life.usecases.recover import recover
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import InTheWay
from senior_life.words import plain
from services.meal_delivery import service

from . import outings
from .conftest import NEAR, Clock, checked, small_town

DESK = Reader(staff=Staff("staff1", ""), name="desk", role="desk")
LUNCH = ("2026-11-25", "lunch", "regular", "1")
EARLY, LATE = "11:00", "11:45"
AT_NOON, ALL_DAY, WITH_A_WAY_BACK = "11:15-11:45", "11:15-12:15", outings.THERE


@pytest.fixture(autouse=True)
def mood() -> Iterator[None]:
    """Each test has a fresh one."""
    yield
    outings.MOOD.refuses = outings.MOOD.silent = False


@pytest.fixture
def town(store: Store, pack: Pack, clock: Any, tmp_path: Path) -> Town:
    """Once on SQLite and once on PostgreSQL."""
    meals = Offered(service, "tests", "1", checked(small_town()))
    out = Offered(outings.outings(), "tests", "1", {})
    return open_town("senboku", store, Registry([meals, out]), pack, clock, tmp_path, b"k" * 32)


@pytest.fixture
async def hana(town: Town) -> Reader:
    details = Details(name="髙橋 花子", kana="たかはし はなこ", home=NEAR)
    found = await people.create(town, DESK, details, None)
    return Reader("d", found.ref, (found.ref,), name="花子")


async def walked(town: Town, who: Reader, name: str, *values: str) -> Any:
    draft = (await walks.begin(town, who, name)).draft
    for value in values:
        step = draft.walk.current
        draft = (await walks.answer(town, who, draft.ref, draft.rev, step, (value,))).draft
    return draft


async def yes(town: Town, who: Reader, draft: Any) -> str:
    return await confirming.confirm(town, who, draft.ref, draft.rev, draft.offers[0].id)


async def lunch_ordered(town: Town, who: Reader) -> str:
    return await yes(town, who, await walked(town, who, service.id, *LUNCH))


async def takes(town: Town, who: Reader, draft: Any, index: int) -> Any:
    return (await walks.alternative(town, who, draft.ref, draft.rev, index)).draft


async def test_an_outing_over_a_lunch_asks_what_becomes_of_it(town: Town, hana: Reader) -> None:
    lunch = await lunch_ordered(town, hana)
    draft = await walked(town, hana, outings.ID, AT_NOON)
    trouble = draft.trouble
    assert isinstance(trouble, InTheWay)
    assert "午前11時から午前11時45分" in plain(trouble.says, "ja")
    assert [plain(one.label, "ja", date(2026, 11, 24)) for one in trouble.instead] == [
        "午前11時45分から午後0時30分に変える",
        "11月25日 水曜日は、なしにする",
    ]
    assert trouble.step == "at"
    assert (await booked(town, lunch))[0] == (State.CONFIRMED, EARLY)


async def test_one_yes_books_the_outing_and_moves_the_lunch(town: Town, hana: Reader) -> None:
    lunch = await lunch_ordered(town, hana)
    draft = await takes(town, hana, await walked(town, hana, outings.ID, AT_NOON), 0)
    (part,) = draft.beside.of(draft.offers[0].id)
    assert f"{part.offer.starts.astimezone(outings.JAPAN):%H:%M}" == LATE
    assert (await booked(town, lunch))[0] == (State.CONFIRMED, EARLY)
    out = await yes(town, hana, draft)
    assert await booked(town, lunch, out) == [(State.CONFIRMED, LATE), (State.CONFIRMED, "11:15")]


async def test_one_yes_books_the_outing_and_leaves_the_lunch_out(town: Town, hana: Reader) -> None:
    """No other round fits, so that is the only way; and it can be undone no further than before."""
    lunch = await lunch_ordered(town, hana)
    asked = await walked(town, hana, outings.ID, ALL_DAY)
    assert len(asked.trouble.instead) == 1
    draft = await takes(town, hana, asked, 0)
    (part,) = draft.beside.of(draft.offers[0].id)
    assert "お休み" in plain(part.trouble, "ja", date(2026, 11, 24))
    out = await yes(town, hana, draft)
    assert await booked(town, lunch, out) == [(State.CANCELLED, EARLY), (State.CONFIRMED, "11:15")]


async def test_the_way_back_alone_may_be_in_the_way(town: Town, hana: Reader) -> None:
    """The outing is over by then; its way back is another booking of the same yes."""
    lunch = await lunch_ordered(town, hana)
    asked = await walked(town, hana, outings.ID, WITH_A_WAY_BACK)
    assert isinstance(asked.trouble, InTheWay)
    draft = await takes(town, hana, asked, 0)
    assert [one.gives_way for one in draft.beside.of(draft.offers[0].id)] == [False, True]
    out = await yes(town, hana, draft)
    assert await booked(town, lunch, out) == [(State.CONFIRMED, LATE), (State.CONFIRMED, "10:00")]
    others = (await bookings.follow(town, hana, out)).others
    assert [one.service.id for one in others] == [outings.ID]


async def test_of_a_plan_that_comes_to_nothing_the_lunch_stays(town: Town, hana: Reader) -> None:
    lunch = await lunch_ordered(town, hana)
    asked = await walked(town, hana, outings.ID, WITH_A_WAY_BACK)
    draft = await takes(town, hana, asked, 0)
    outings.MOOD.refuses = True
    with pytest.raises(Gone):
        await yes(town, hana, draft)
    assert await booked(town, lunch) == [(State.CONFIRMED, EARLY)]
    await recover(town, service.id)
    assert await still_open(town) == []


async def test_who_stops_before_the_yes_keeps_the_lunch_as_it_was(town: Town, hana: Reader) -> None:
    lunch = await lunch_ordered(town, hana)
    draft = await takes(town, hana, await walked(town, hana, outings.ID, AT_NOON), 0)
    await walks.quit(town, hana, draft.ref)
    assert await booked(town, lunch) == [(State.CONFIRMED, EARLY)]


async def test_what_is_refused_leaves_the_lunch_as_it_was(town: Town, hana: Reader) -> None:
    lunch = await lunch_ordered(town, hana)
    draft = await takes(town, hana, await walked(town, hana, outings.ID, AT_NOON), 1)
    outings.MOOD.refuses = True
    with pytest.raises(Gone):
        await yes(town, hana, draft)
    await recover(town, service.id)
    assert await booked(town, lunch) == [(State.CONFIRMED, EARLY)]
    assert await still_open(town) == []


@pytest.mark.parametrize("index", [0, 1])
async def test_while_nobody_knows_whether_it_is_booked_the_lunch_waits(
    town: Town, hana: Reader, index: int
) -> None:
    lunch = await lunch_ordered(town, hana)
    draft = await takes(town, hana, await walked(town, hana, outings.ID, AT_NOON), index)
    outings.MOOD.silent = True
    with pytest.raises(Exception, match="does not answer"):
        await yes(town, hana, draft)
    await recover(town, service.id)
    assert await booked(town, lunch) == [(State.CONFIRMED, EARLY)]
    outings.MOOD.silent = False
    await recover(town, outings.ID)
    await recover(town, service.id)
    ends = [(State.CONFIRMED, LATE), (State.CANCELLED, EARLY)]
    assert await booked(town, lunch) == [ends[index]]


async def test_two_taps_on_the_yes_move_it_once(town: Town, hana: Reader) -> None:
    lunch = await lunch_ordered(town, hana)
    draft = await takes(town, hana, await walked(town, hana, outings.ID, AT_NOON), 0)
    first, second = await asyncio.gather(yes(town, hana, draft), yes(town, hana, draft))
    assert first == second
    assert (await booked(town, lunch))[0] == (State.CONFIRMED, LATE)
    acts = await town.store.read(lambda s: s.exec(select(ActRow)).all())
    assert [(one.came_to, one.after) for one in acts] == [("done", draft.key)]


async def test_after_the_deadline_another_time_is_asked_for(
    town: Town, hana: Reader, clock: Clock
) -> None:
    await lunch_ordered(town, hana)
    clock.set(clock().replace(hour=16))
    draft = await walked(town, hana, outings.ID, AT_NOON)
    assert isinstance(draft.trouble, Unclear)
    assert draft.walk.current == "at"


async def test_a_lunch_that_is_too_late_by_the_yes_stays_and_says_so(
    town: Town, hana: Reader, clock: Clock
) -> None:
    lunch = await lunch_ordered(town, hana)
    draft = await takes(town, hana, await walked(town, hana, outings.ID, AT_NOON), 1)
    clock.set(clock().replace(hour=15, minute=10))
    await yes(town, hana, draft)
    assert (await booked(town, lunch))[0] == (State.CONFIRMED, EARLY)
    told = await bookings.follow(town, hana, lunch)
    assert told.state is State.CONFIRMED
    assert any("前のままです" in one for one in await notices(town, hana))


async def booked(town: Town, *refs: str) -> list[tuple[State, str]]:
    """How each stands, and when it begins in Japan."""
    rows = [await town.store.read(lambda s, ref=ref: s.get_one(BookingRow, ref)) for ref in refs]
    return [(State(one.state), f"{one.starts.astimezone(outings.JAPAN):%H:%M}") for one in rows]


async def still_open(town: Town) -> list[str]:
    acts = select(ActRow.key).where(ActRow.done_at == None)  # noqa: E711 -- SQL
    return list(await town.store.read(lambda s: s.exec(acts).all()))


async def notices(town: Town, who: Reader) -> list[str]:
    def work(s: Any) -> list[str]:
        return [
            plain(one.says, "ja", date(2026, 11, 24))
            for one in reminders.due(s, who.resident or "", town.now())
        ]

    found: list[str] = await town.store.read(work)
    return found
