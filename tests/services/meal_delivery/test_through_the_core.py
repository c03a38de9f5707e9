"""The same service behind the core: a sentence becomes a meal on the plan, or of every week."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from senior_life.contract import Staff, State
from senior_life.registry import Offered, Registry
from senior_life.storage import Store
from senior_life.storage.tables.bookings import BookingRow
from senior_life.town import Pack
from senior_life.usecases import bookings, confirming, desk, habits, people, repeating, walks
from senior_life.usecases.access import Reader
from senior_life.usecases.desk import Work
from senior_life.usecases.host import open_town
from senior_life.usecases.people import Details
from senior_life.usecases.today import today
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import TooLate
from senior_life.usecases.weekly import Often
from senior_life.words import plain
from services.meal_delivery import service

from .conftest import KITCHEN, NEAR, WEDNESDAY, Clock, checked, small_town

DESK = Reader(staff=Staff("staff1", ""), name="desk", role="desk")
SENTENCE = "あしたのお昼のお弁当を一つお願いします"
MON_WED_FRI, UNTIL_CHRISTMAS = "weekly:mon,wed,fri", "2026-12-25"
IN_TWO_WEEKS = [f"2026-{day}" for day in ("11-25", "11-27", "11-30", "12-02", "12-04", "12-07")]


@pytest.fixture
def town(store: Store, pack: Pack, clock: Any, tmp_path: Path) -> Town:
    """Once on SQLite and once on PostgreSQL."""
    registry = Registry([Offered(service, "tests", "1", checked(small_town()))])
    return open_town("senboku", store, registry, pack, clock, tmp_path, b"k" * 32)


@pytest.fixture
async def hana(town: Town) -> Reader:
    details = Details(name="髙橋 花子", kana="たかはし はなこ", home=NEAR)
    found = await people.create(town, DESK, details, None)
    return Reader("d", found.ref, (found.ref,), name="花子")


async def read_back(town: Town, who: Reader, words: str = SENTENCE) -> Any:
    """The sentence leaves one question open: which kind."""
    view = await walks.begin(town, who, words=words)
    assert view.draft.walk.current == "diet"
    return await answered(town, who, view.draft, "regular")


async def answered(town: Town, who: Reader, draft: Any, value: str) -> Any:
    step = draft.walk.current
    return (await walks.answer(town, who, draft.ref, draft.rev, step, (value,))).draft


async def yes(town: Town, who: Reader, draft: Any) -> str:
    return await confirming.confirm(town, who, draft.ref, draft.rev, draft.offers[0].id)


async def weekly(town: Town, who: Reader, words: str = SENTENCE, wanted: str = MON_WED_FRI) -> Any:
    draft = await read_back(town, who, words)
    offer = draft.offers[0].id
    view = await repeating.make_often(town, who, draft.ref, draft.rev, offer, Often.WEEKLY)
    draft = await answered(town, who, view.draft, wanted)
    return await answered(town, who, draft, UNTIL_CHRISTMAS)


async def days(town: Town) -> list[str]:
    """On which a meal is to be brought."""
    asked = (
        select(BookingRow)
        .where(BookingRow.state == State.CONFIRMED)
        .order_by(col(BookingRow.starts))
    )
    found = await town.store.read(lambda s: s.exec(asked).all())
    return [f"{one.starts:%Y-%m-%d}" for one in found]


async def test_a_sentence_orders_a_meal_that_stands_on_the_plan_of_its_day(
    town: Town, hana: Reader
) -> None:
    draft = await read_back(town, hana)
    assert draft.offers[0].answers["count"] == "1"
    ref = await yes(town, hana, draft)
    (entry,) = (await today(town, hana, WEDNESDAY)).entries
    assert (entry.ref, entry.state) == (ref, State.CONFIRMED)
    assert "wedのlunch" in plain(entry.says, "ja", WEDNESDAY)


async def test_until_the_deadline_it_can_be_cancelled_and_then_no_longer(
    town: Town, hana: Reader, clock: Clock
) -> None:
    first = await bookings.follow(town, hana, await yes(town, hana, await read_back(town, hana)))
    gone = await bookings.act(town, hana, first.ref, "cancel", first.seq)
    assert gone.state is State.CANCELLED
    late = await bookings.follow(town, hana, await yes(town, hana, await read_back(town, hana)))
    clock.set(clock().replace(hour=15, minute=1))
    with pytest.raises(TooLate):
        await bookings.act(town, hana, late.ref, "cancel", late.seq)


async def test_lunch_every_monday_wednesday_and_friday_and_one_is_left_out(
    town: Town, hana: Reader
) -> None:
    draft = await weekly(town, hana)
    assert [one.day.isoformat() for one in draft.beside.series.days] == IN_TWO_WEEKS
    await yes(town, hana, draft)
    assert await days(town) == IN_TWO_WEEKS
    second = (await bookings.upcoming(town, hana))[1]
    await bookings.act(town, hana, second.ref, "cancel", second.seq)
    assert await days(town) == [day for day in IN_TWO_WEEKS if day != "2026-11-27"]


async def test_later_days_are_ordered_as_they_come(town: Town, hana: Reader, clock: Clock) -> None:
    await yes(town, hana, await weekly(town, hana))
    clock.goes(days=7)
    await habits.keep_habits(town)
    await habits.keep_habits(town)
    found = await days(town)
    assert found[len(IN_TWO_WEEKS) :] == ["2026-12-09", "2026-12-11", "2026-12-14"]


async def test_days_on_which_it_does_not_suit_are_said_with_the_reason(
    town: Town, hana: Reader
) -> None:
    """Eggs are in every lunch of the week but Thursday's."""
    await write_down(town, hana, "egg")
    draft = await weekly(town, hana, "木曜のお昼のお弁当を一つ", "weekly:thu,fri")
    said = {one.day.isoformat(): one.trouble for one in draft.beside.series.days}
    assert [day for day, why in said.items() if why is None] == ["2026-11-26", "2026-12-03"]
    why = said["2026-11-27"]
    assert why is not None
    assert plain(why, "ja") == "卵が入っているため、お出しできません。"
    await yes(town, hana, draft)
    assert await days(town) == ["2026-11-26", "2026-12-03"]


async def write_down(town: Town, who: Reader, *avoids: str) -> None:
    answers = {"resident": who.resident or "", "avoids": avoids}
    work = Work(service.id, None, "record", KITCHEN, date(2026, 11, 24), answers)
    await desk.act(town, DESK, work)
