"""A small town of two vehicles for on-demand transport: few seats, so that tests can count."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from senior_life.contract import Answers, Caller, Channel, Offer, Option, Progress
from senior_life.storage import Store
from senior_life.testing import Clock, FakeHost
from senior_life.town import Pack, load
from services.on_demand_transport import service
from services.on_demand_transport.pack import FILES
from services.on_demand_transport.provider import Rides

SAMPLE = Path(__file__).parents[3] / "assets/towns/senboku"
WEDNESDAY = date(2026, 11, 25)
STEPS = {step.name: step for step in service.steps}
HOME = "34.4899,135.5071"
WEEK = ["mon", "tue", "wed", "thu", "fri"]


def named(text: str) -> dict[str, str]:
    return {"text": text, "kana": "かな"}


def stop(name: str, lat: float, lon: float, **more: Any) -> dict[str, Any]:
    words = {"words": "入口の前", "words_kana": "いりぐちのまえ"}
    return {"id": name, "name": name, "kana": "かな", **words, "lat": lat, "lon": lon, **more}


def vehicle(name: str, **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "name": named(f"{name}号"),
        "plate": "00-00",
        "depot": "yard",
        "seats": 2,
        "wheelchair_places": 1,
        "seats_per_wheelchair": 1,
        "shifts": [{"days": WEEK, "since": "08:00", "until": "18:00"}],
        **more,
    }


def small_town(**rules: Any) -> dict[str, Any]:
    corner = [[34.40, 135.40], [34.40, 135.60], [34.60, 135.60], [34.60, 135.40]]
    return {
        "service.yaml": {
            "letters": "DR",
            "hours": [{"days": WEEK, "since": "08:00", "until": "18:00"}],
            "zones": [{"id": "all", "name": named("全域"), "outline": corner}],
            "roads": {"spread": 0.1, "speeds": [{"since": "00:00", "km_per_hour": 24}]},
            "promise": {"flexible_minutes": 10},
            "fares": {
                "yen": 300,
                "companion_yen": 150,
                "passes": [{"id": "card", "name": named("券"), "yen": 100, "from_age": 65}],
            },
            "boarding_minutes": {
                "none": 1,
                "walker": 2,
                "wheelchair": 4,
                "assisted_wheelchair": 4,
                "motorised_wheelchair": 6,
            },
            **rules,
        },
        "stops.csv": [
            stop("near_home", 34.4896, 135.5066),
            stop("hospital_front", 34.4920, 135.5162),
            stop("hospital_back", 34.4926, 135.5170, step_free="no"),
        ],
        "vehicles.yaml": {
            "depots": [{"id": "yard", "name": named("車庫"), "lat": 34.4960, "lon": 135.5120}],
            "vehicles": [vehicle("one"), vehicle("two")],
        },
    }


def two_yards() -> dict[str, Any]:
    """Vehicle two has to come from far away."""
    files = small_town()
    far = {"id": "far", "name": named("遠くの車庫"), "lat": 34.5300, "lon": 135.5500}
    fleet = files["vehicles.yaml"]
    fleet["depots"].append(far)
    fleet["vehicles"] = [vehicle("one"), vehicle("two", depot="far")]
    return files


def checked(files: Mapping[str, Any]) -> dict[str, Any]:
    return {name: FILES[name].model_validate(data) for name, data in files.items()}


@dataclass
class Scene:
    """Residents speak; ``to`` answers all questions at once."""

    host: FakeHost
    clock: Clock
    provider: Rides = field(init=False)

    def __post_init__(self) -> None:
        self.provider = Rides(self.host)

    def who(self, ref: str = "hana", channel: Channel = Channel.TOUCH, **shared: str) -> Caller:
        known = {"name": "髙橋 ハナ", "birth_date": "1950-03-12", "home": HOME, **shared}
        return Caller(ref, channel, ref, shared=known)

    def to(self, time: str = "10:00", day: date = WEDNESDAY, **other: Any) -> Answers:
        base = {"origin": "home", "destination": "kindai_hospital", "time_kind": "arrive"}
        people = {"riders": "1", "wheelchair": "none", "round_trip": "no"}
        return {**base, "date": day.isoformat(), "time": time, **people, **other}

    async def options(self, step: str, ref: str = "hana", **so_far: Any) -> list[Option]:
        who = self.who(ref)
        return list(await self.provider.options(who, STEPS[step], so_far, 0))

    async def offers(
        self, time: str = "10:00", ref: str = "hana", key: str = "", **more: Any
    ) -> list[Offer]:
        answers = self.to(time, **more)
        return list(await self.provider.quote(self.who(ref), answers, key or f"walk-{ref}"))

    async def quote(self, time: str = "10:00", ref: str = "hana", **more: Any) -> Offer:
        return (await self.offers(time, ref, **more))[0]

    async def book(self, time: str = "10:00", ref: str = "hana", **more: Any) -> Progress:
        offer = await self.quote(time, ref, key=f"{ref}-{time}", **more)
        return await self.provider.confirm(self.who(ref), offer, f"yes-{offer.id}")

    async def act(self, done: Progress, action: str, ref: str = "hana") -> Progress:
        key = f"{action}-{done.ref}-{done.seq}"
        return await self.provider.act(self.who(ref), done.ref, action, {}, key)

    async def status(self, done: Progress, ref: str = "hana") -> Progress:
        return await self.provider.status(self.who(ref), done.ref)

    async def wait(self, time: str = "10:00", ref: str = "hana", **more: Any) -> Progress:
        answers = self.to(time, **more)
        [offer] = await self.provider.quote(self.who(ref), answers, f"wait-{ref}", standby=True)
        return await self.provider.confirm(self.who(ref), offer, f"yes-wait-{ref}")


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
