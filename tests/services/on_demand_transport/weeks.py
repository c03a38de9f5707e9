"""A small town whose rides can be of every week, and the steps to such a yes."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from senior_life.contract import Caller, Channel, Trouble
from senior_life.registry import Offered, Registry
from senior_life.storage import Store
from senior_life.storage.tables.bookings import BookingRow
from senior_life.storage.tables.habits import HabitRow
from senior_life.storage.tables.reminders import ReminderRow
from senior_life.storage.values import from_json
from senior_life.town import Pack
from senior_life.usecases import confirming, people, repeating, walks
from senior_life.usecases.access import Reader
from senior_life.usecases.host import open_town
from senior_life.usecases.people import Details
from senior_life.usecases.town import Town
from senior_life.usecases.weekly import DAYS, UNTIL, Often
from senior_life.words import plain
from services.on_demand_transport import service

from .conftest import HOME, checked, small_town
from .test_through_the_core import ANSWERS, DESK

TOKYO = ZoneInfo("Asia/Tokyo")
TUE_FRI, UNTIL_CHRISTMAS = "weekly:tue,fri", "2026-12-25"
BOOKABLE = ["2026-11-27", "2026-12-01", "2026-12-04", "2026-12-08"]
"""Of Tuesdays and Fridays, from Wednesday 25 November on, within the fourteen days."""
PAUSE = (date(2026, 12, 1), date(2026, 12, 4))
"""Two of them."""
LATER = ["2026-12-11", "2026-12-15", "2026-12-18", "2026-12-22", "2026-12-25"]


def open_weeks(store: Store, pack: Pack, clock: Any, folder: Path) -> Town:
    registry = Registry([Offered(service, "tests", "1", checked(small_town()))])
    return open_town("senboku", store, registry, pack, clock, folder, b"k" * 32)


async def someone(town: Town, name: str = "髙橋 花子") -> Reader:
    details = Details(name=name, kana="たかはし はなこ", home=HOME)
    found = await people.create(town, DESK, details, None)
    return Reader(f"d-{found.ref}", found.ref, (found.ref,), name=name)


async def once(town: Town, who: Reader, **given: str) -> Any:
    """Read back, booked once."""
    answers = {**ANSWERS, **given}
    view = await walks.begin(town, who, service.id)
    while view.draft.state == "asking":
        draft = view.draft
        step = draft.walk.asks.name
        view = await walks.answer(town, who, draft.ref, draft.rev, step, (answers[step],))
    return view.draft


async def weekly(
    town: Town, who: Reader, days: str = TUE_FRI, until: str = UNTIL_CHRISTMAS, **given: str
) -> Any:
    """Read back, every week."""
    draft = await once(town, who, **given)
    offer = draft.offers[0].id
    view = await repeating.make_often(town, who, draft.ref, draft.rev, offer, Often.WEEKLY)
    return await answered(town, who, view, days, until)


async def answered(town: Town, who: Reader, view: Any, days: str, until: str) -> Any:
    assert view.card.step.name == DAYS
    draft = view.draft
    view = await walks.answer(town, who, draft.ref, draft.rev, DAYS, (days,))
    assert view.card.step.name == UNTIL
    return (await walks.answer(town, who, draft.ref, view.draft.rev, UNTIL, (until,))).draft


async def yes(town: Town, who: Reader, draft: Any) -> str:
    return await confirming.confirm(town, who, draft.ref, draft.rev, draft.offers[0].id)


async def fill(town: Town, day: str) -> None:
    """Others take all seats round ten on that day."""
    host: Any = town.host_for(service.id)
    provider, n = host.line.provider, 0
    for time in ("09:40", "10:00", "10:20"):
        while n < 40:
            n += 1
            shared = {"name": "x", "birth_date": "1950-03-12", "home": HOME}
            who = Caller(f"other{n}", Channel.TOUCH, f"other{n}", shared=shared)
            answers = {**ANSWERS, "date": day, "time": time, "riders": "2"}
            try:
                [offer, *_more] = await provider.quote(who, answers, f"o{n}{day}")
                await provider.confirm(who, offer, f"yes-o{n}{day}")
            except Trouble:
                break


async def rows(town: Town) -> list[BookingRow]:
    asked = select(BookingRow).order_by(col(BookingRow.starts))
    return list(await town.store.read(lambda s: s.exec(asked).all()))


async def days(town: Town, *states: str) -> list[str]:
    """On which days rides to the hospital stand (or are ``states``)."""
    wanted = states or ("confirmed",)
    return [
        f"{row.starts.astimezone(TOKYO):%Y-%m-%d}"
        for row in await rows(town)
        if row.starts and row.state in wanted and row.goes_with is None
    ]


async def habit(town: Town) -> HabitRow:
    found: HabitRow = await town.store.read(lambda s: s.exec(select(HabitRow)).one())
    return found


async def told(town: Town) -> list[str]:
    """The notices of the habit, by the sentence they begin with."""
    asked = select(ReminderRow).where(ReminderRow.kind == "info").order_by(col(ReminderRow.ref))
    found = await town.store.read(lambda s: s.exec(asked).all())
    return [str(one.says["msgid"]) for one in found]


async def notices(town: Town) -> list[str]:
    """As ``told``, in whole English sentences."""
    asked = select(ReminderRow).where(ReminderRow.kind == "info").order_by(col(ReminderRow.ref))
    found = await town.store.read(lambda s: s.exec(asked).all())
    return [plain(from_json(one.says), "en") for one in found]


def morning(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=TOKYO)


def day_after(day: str, n: int = 1) -> date:
    return date.fromisoformat(day) + timedelta(days=n)
