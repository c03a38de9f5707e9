"""A small town of two offices for counter reservation: few counters, so that tests can count."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from datetime import time as clock_time
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import Session

from senior_life.contract import Answers, Caller, Channel, Offer, Option, Progress, Staff, Step
from senior_life.registry import Offered, Registry
from senior_life.storage import Store
from senior_life.testing import Clock, FakeHost
from senior_life.town import Pack, load
from senior_life.usecases.host import open_town
from senior_life.usecases.town import Town
from services.counter_reservation import service
from services.counter_reservation.availability import unit_at
from services.counter_reservation.desk import CounterDesk
from services.counter_reservation.pack import FILES
from services.counter_reservation.provider import Counters
from services.counter_reservation.tables import Booking, Claim

SAMPLE = Path(__file__).parents[3] / "assets/towns/senboku"
HOURS = {
    "days": ["mon", "tue", "wed", "thu", "fri"],
    "since": "09:00",
    "until": "15:00",
    "breaks": [{"since": "12:00", "until": "13:00"}],
}
WARD, CORNER = "minami_ward_office", "izumigaoka_station"
WEDNESDAY = date(2026, 11, 25)
STEPS = {step.name: step for step in service.steps}
STAFF = Staff("desk-1")


def named(text: str) -> dict[str, str]:
    return {"text": text, "kana": "かな"}


def topic(name: str, minutes: int, *modes: str) -> dict[str, Any]:
    return {
        "id": name,
        "name": named(name),
        "minutes": minutes,
        "modes": list(modes) or ["in_person"],
    }


def counter(name: str, office: str, *topics: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "office": office, "where": named(name), "topics": list(topics), **more}


def small_town() -> dict[str, Any]:
    """The ward office has a pension counter and a general one; the corner knows pensions only."""
    calls = named("お電話します。")
    return {
        "offices.yaml": {
            "rules": {"first_day": 1, "last_day": 30, "starts_every_minutes": 30},
            "offices": [
                {
                    "id": WARD,
                    "letters": "MN",
                    "hours": [HOURS],
                    "phone": "072-290-0000",
                    "by_phone": calls,
                },
                {"id": CORNER, "letters": "ZG", "hours": [HOURS]},
            ],
        },
        "counters.yaml": [
            counter("ward_1", WARD, "pension", modes=["in_person", "phone"]),
            counter("ward_2", WARD, "pension", "tax"),
            counter("corner_1", CORNER, "pension"),
        ],
        "topics.yaml": [topic("pension", 30, "in_person", "phone"), topic("tax", 60)],
        "quotas.csv": [
            {"counter": "ward_1", "public": 1, "call_centre": 2, "at_counter": 2},
            {"counter": "ward_2", "public": 1, "call_centre": 1, "at_counter": 2},
            {"counter": "corner_1", "public": 1, "call_centre": 1, "at_counter": 1},
        ],
        "closures.csv": [],
    }


def checked(files: Mapping[str, Any]) -> dict[str, Any]:
    return {name: FILES[name].model_validate(data) for name, data in files.items()}


@dataclass(frozen=True)
class Seen:
    """A booking of which only the ref is known."""

    ref: str


@dataclass
class Scene:
    """Residents and staff speak; ``at`` answers all questions at once."""

    host: FakeHost
    clock: Clock
    provider: Counters = field(init=False)
    desk: CounterDesk = field(init=False)

    def __post_init__(self) -> None:
        self.provider, self.desk = Counters(self.host), CounterDesk(self.host)

    def who(self, ref: str = "hana", channel: Channel = Channel.TOUCH) -> Caller:
        return Caller(ref, channel, ref, shared={"name": "髙橋 ハナ", "phone": "0720000101"})

    def at(self, time: str = "10:00", day: date = WEDNESDAY, **other: Any) -> Answers:
        base = {"topic": ("pension",), "office": WARD, "mode": "in_person"}
        period = "morning" if time < "12:00" else "afternoon"
        return {**base, "date": day.isoformat(), "period": period, "time": time, **other}

    async def options(
        self, step: str, page: int = 0, ref: str = "hana", **so_far: Any
    ) -> list[Option]:
        asked: Step = STEPS[step]
        known = {"topic": ("pension",), "office": WARD, "mode": "in_person", **so_far}
        return list(await self.provider.options(self.who(), asked, known, page))

    async def quote(
        self, time: str = "10:00", ref: str = "hana", key: str = "", **more: Any
    ) -> Offer:
        offers = await self.provider.quote(
            self.who(ref), self.at(time, **more), key or f"walk-{ref}"
        )
        return offers[0]

    async def book(self, time: str = "10:00", ref: str = "hana", **more: Any) -> Progress:
        offer = await self.quote(time, ref, key=f"{ref}-{time}", **more)
        return await self.provider.confirm(self.who(ref), offer, f"yes-{offer.id}")

    async def change(
        self, booking: Progress, time: str, ref: str = "hana", **more: Any
    ) -> Progress:
        answers = self.at(time, **more)
        [offer] = await self.provider.quote(self.who(ref), answers, f"move-{time}", booking.ref)
        return await self.provider.confirm(self.who(ref), offer, f"yes-{offer.id}")

    async def fill(self, *times: str, day: date = WEDNESDAY, office: str = WARD) -> list[Progress]:
        """Every counter of the office at these times, in one transaction; residents ``other-…``."""
        counters = ("ward_1", "ward_2") if office == WARD else ("corner_1",)
        rows = [self._taken(time, day, office, one) for time in times for one in counters]

        def work(session: Session) -> None:
            for booking in rows:
                session.add(booking)
                for unit in range(booking.first, booking.first + 2):
                    place = {"day": day, "counter": booking.counter, "lane": 0, "unit": unit}
                    session.add(Claim(**place, slot=booking.slot))

        await self.host.write(work)
        return [await self.status(Seen(one.ref), one.resident) for one in rows]

    def _taken(self, time: str, day: date, office: str, counter: str) -> Booking:
        name = f"other-{time[:2]}-{time[3:]}-{counter[-1]}"
        unit = unit_at(clock_time.fromisoformat(time))
        now = self.clock()
        return Booking(
            resident=name,
            channel="touch",
            topics="pension",
            mode="in_person",
            office=office,
            counter=counter,
            day=day,
            first=unit or 0,
            units=2,
            ref=uuid4().hex,
            number=f"XX-{uuid4().hex[:8]}",
            state="confirmed",
            made_by=name,
            slot=uuid4().hex,
            made_at=now,
            undo_until=now.replace(day=day.day, month=day.month, hour=7),
        )

    async def wait(self, ref: str = "hana", **more: Any) -> Progress:
        answers = {
            k: v for k, v in self.at(**more).items() if k not in {"time", *more.get("but", ())}
        }
        [offer] = await self.provider.quote(self.who(ref), answers, f"wait-{ref}", standby=True)
        return await self.provider.confirm(self.who(ref), offer, f"yes-wait-{ref}")

    async def act(
        self, booking: Progress, action: str, ref: str = "hana", key: str = ""
    ) -> Progress:
        key = key or f"{action}-{booking.ref}-{booking.seq}"
        return await self.provider.act(self.who(ref), booking.ref, action, {}, key)

    async def status(self, booking: "Progress | Seen", ref: str = "hana") -> Progress:
        return await self.provider.status(self.who(ref), booking.ref)


ALL_DAY = ("09:00", "09:30", "10:00", "10:30", "11:00", "11:30", "13:00", "13:30", "14:00", "14:30")


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load(SAMPLE)


def scene_on(store: Store, pack: Pack, files: Mapping[str, Any] | None = None) -> Scene:
    clock = Clock()
    return Scene(FakeHost(store, pack, checked(files or small_town()), clock), clock)


@pytest.fixture
def scene(sqlite_store: Store, pack: Pack) -> Scene:
    return scene_on(sqlite_store, pack)


@pytest.fixture
def anywhere(store: Store, pack: Pack) -> Scene:
    """The same town, once on SQLite and once on PostgreSQL."""
    return scene_on(store, pack)


def town_on(store: Store, pack: Pack, clock: Any, folder: Path) -> Town:
    registry = Registry([Offered(service, "tests", "1", checked(small_town()))])
    return open_town("senboku", store, registry, pack, clock, folder, b"k" * 32)


@pytest.fixture
def town(sqlite_store: Store, pack: Pack, clock: Any, tmp_path: Path) -> Town:
    return town_on(sqlite_store, pack, clock, tmp_path)


@pytest.fixture
def town_anywhere(store: Store, pack: Pack, clock: Any, tmp_path: Path) -> Town:
    return town_on(store, pack, clock, tmp_path)
