"""A small town of one kitchen for meals: few of them, so that tests can count."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from senior_life.contract import Answers, Caller, Channel, Offer, Option, Progress, Staff
from senior_life.storage import Store
from senior_life.testing import Clock, FakeHost
from senior_life.town import Pack, load
from services.meal_delivery import service
from services.meal_delivery.desk import KitchenDesk
from services.meal_delivery.pack import FILES
from services.meal_delivery.provider import Meals

SAMPLE = Path(__file__).parents[3] / "assets/towns/senboku"
WEDNESDAY, THURSDAY = date(2026, 11, 25), date(2026, 11, 26)
STEPS = {step.name: step for step in service.steps}
NEAR, FAR = "34.4899,135.5071", "34.9000,135.9000"
WEEK = ["mon", "tue", "wed", "thu", "fri"]
KITCHEN = "kitchen"
STAFF = Staff("desk-1")


def named(text: str) -> dict[str, str]:
    return {"text": text, "kana": "かな"}


def drive(name: str, meal: str, since: str, until: str, most: int = 3) -> dict[str, Any]:
    span = {"since": since, "until": until}
    return {"id": name, "meal": meal, "days": WEEK, **span, "most_meals": most}


def dish(day: str, meal: str, diet: str, *allergens: str) -> dict[str, Any]:
    return {
        "week": 1,
        "day": day,
        "meal": meal,
        "diet": diet,
        "name": f"{day}の{meal}",
        "kana": "かな",
        "kcal": 500,
        "salt_g": 2.5,
        "protein_g": 20,
        "allergens": ";".join(allergens) or "none",
    }


def menus() -> list[dict[str, Any]]:
    """Eggs are in every ordinary lunch but Thursday's, and in no other meal."""
    found = []
    for day in WEEK:
        eggs = () if day == "thu" else ("egg",)
        found += [dish(day, "lunch", "regular", *eggs), dish(day, "lunch", "low_salt")]
        found += [dish(day, "dinner", "regular"), dish(day, "dinner", "low_salt")]
    return found


def small_town(**rules: Any) -> dict[str, Any]:
    """Two rounds of three lunches and one of three dinners; no more than seven meals a day."""
    return {
        "service.yaml": {
            "letters": "BT",
            "price": {"yen": 650, "subsidy_yen": 250, "from_age": 65},
            "menus": {"weeks": 1, "starting": "2026-11-02"},
            **rules,
        },
        "kitchens.yaml": [
            {
                "id": KITCHEN,
                "name": named("台所"),
                "lat": 34.4925,
                "lon": 135.5105,
                "reach_km": 5,
                "phone": "072-000-0031",
                "most_meals_a_day": 7,
                "diets": ["regular", "low_salt"],
                "rounds": [
                    drive("early", "lunch", "11:00", "11:45"),
                    drive("late", "lunch", "11:45", "12:30"),
                    drive("evening", "dinner", "17:00", "18:00"),
                ],
            }
        ],
        "allergens.yaml": {
            "source": "the tests",
            "as_of": "2026-11-24",
            "allergens": [
                {"id": "egg", "name": named("卵"), "labelling": "mandatory"},
                {"id": "milk", "name": named("乳"), "labelling": "mandatory"},
            ],
        },
        "menus.csv": menus(),
    }


def checked(files: Mapping[str, Any]) -> dict[str, Any]:
    return {name: FILES[name].model_validate(data) for name, data in files.items()}


@dataclass
class Scene:
    """Residents speak; ``of`` answers all questions at once."""

    host: FakeHost
    clock: Clock
    provider: Meals = field(init=False)
    desk: KitchenDesk = field(init=False)

    def __post_init__(self) -> None:
        self.provider, self.desk = Meals(self.host), KitchenDesk(self.host)

    def who(self, ref: str = "hana", channel: Channel = Channel.TOUCH, **shared: str) -> Caller:
        known = {"birth_date": "1944-03-12", "home": NEAR, **shared}
        return Caller(ref, channel, ref, shared=known)

    def of(self, day: date = WEDNESDAY, meal: str = "lunch", **other: Any) -> Answers:
        base = {"date": day.isoformat(), "meal": meal, "diet": "regular", "count": "1"}
        return {**base, **{name: str(value) for name, value in other.items()}}

    async def options(self, step: str, ref: str = "hana", **so_far: Any) -> list[Option]:
        return list(await self.provider.options(self.who(ref), STEPS[step], so_far, 0))

    async def quote(
        self, ref: str = "hana", key: str = "", replacing: str | None = None, **asked: Any
    ) -> Offer:
        who = self.who(ref)
        answers = self.of(**asked)
        [offer] = await self.provider.quote(who, answers, key or f"walk-{ref}", replacing)
        return offer

    async def order(self, ref: str = "hana", **asked: Any) -> Progress:
        offer = await self.quote(ref, key=f"{ref}-{sorted(asked.items())}", **asked)
        return await self.provider.confirm(self.who(ref), offer, f"yes-{offer.id}")

    async def change(self, done: Progress, ref: str = "hana", **asked: Any) -> Progress:
        offer = await self.quote(ref, "move", done.ref, **asked)
        return await self.provider.confirm(self.who(ref), offer, f"yes-{offer.id}")

    async def cancel(
        self, done: Progress, ref: str = "hana", channel: Channel = Channel.TOUCH
    ) -> Progress:
        who = self.who(ref, channel)
        return await self.provider.act(who, done.ref, "cancel", {}, f"no-{done.ref}-{done.seq}")

    async def writes_down(self, ref: str = "hana", key: str = "desk", **needs: Any) -> None:
        answers = {"resident": ref, **needs}
        await self.desk.act(STAFF, None, "record", answers, key, self.clock())


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
