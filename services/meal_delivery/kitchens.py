"""The town's kitchens, rounds and menus, ready to be asked: who cooks what, until when."""

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from datetime import date, datetime, timedelta
from typing import NamedTuple

from senior_life.contract import Host, Name, Phone
from senior_life.dispatch import Point
from senior_life.dispatch.travel import metres_between
from senior_life.providing import WEEKDAYS, is_working, today
from services.meal_delivery import deadlines
from services.meal_delivery.menus import Menus, Place
from services.meal_delivery.pack import Kitchen, Round, ServiceFile
from services.meal_delivery.pack_food import Allergen, Diet, Dish, MealTime

METRES = 1000


class Drive(NamedTuple):
    """A round of a kitchen, on whatever day."""

    kitchen: Kitchen
    round: Round


class Kitchens:
    """Made once for each provider; holds no orders."""

    def __init__(self, host: Host) -> None:
        files = host.pack
        self.host = host
        self.keys_forgotten_on: date | None = None
        self.looked_again_at: datetime | None = None
        self.rules: ServiceFile = files["service.yaml"]
        self.kitchens: dict[str, Kitchen] = {one.id: one for one in files["kitchens.yaml"].root}
        known: tuple[Allergen, ...] = files["allergens.yaml"].allergens
        self.allergens: dict[str, Allergen] = {one.id: one for one in known}
        self.menus = Menus(self.rules.menus, files["menus.csv"].root)

    def phone(self, kitchen: str) -> Phone:
        """Whom to call: the kitchen, else the service, else the town's desk."""
        known = self.kitchens.get(kitchen)
        number = (known.phone if known else "") or self.rules.phone
        return Phone(number) if number else self.host.phone

    def name(self, kitchen: str) -> Name:
        """Of a kitchen that has left the pack since, its id: old orders still name it."""
        known = self.kitchens.get(kitchen)
        return known.name.name if known else Name(kitchen, kitchen)

    def allergen_names(self, ids: Iterable[str]) -> tuple[Name, ...]:
        """In the order of the country's list."""
        wanted = set(ids)
        return tuple(one.name.name for one in self.allergens.values() if one.id in wanted)

    def cooking(self, instead: Mapping[Place, Dish]) -> "Kitchens":
        """The same, with other dishes than those of the pack."""
        if not instead:
            return self
        found = copy(self)
        found.menus = self.menus.but(instead)
        return found

    # --- when ---

    def order_until(self, day: date) -> datetime:
        return deadlines.order_until(
            self.rules.ordering, day, lambda one: is_working(self.host, one)
        )

    def is_open(self, day: date) -> bool:
        """Whether meals of that day can still be ordered."""
        return self.host.now() <= self.order_until(day)

    def window(self) -> tuple[date, date]:
        """From today to the last day for which meals can be ordered."""
        first = today(self.host)
        return first, first + timedelta(days=self.rules.ordering.last_day)

    # --- what ---

    def dish(self, day: date, meal: MealTime, diet: Diet) -> Dish | None:
        return self.menus.dish(day, meal, diet)

    def near(self, home: tuple[float, float] | None) -> tuple[Kitchen, ...]:
        """Those that come to that door, the nearest first; all where the door is not known."""
        every = tuple(self.kitchens.values())
        if home is None:
            return every
        away = {
            one.id: metres_between(Point(*home), Point(one.lat, one.lon)) / METRES for one in every
        }
        near = [one for one in every if away[one.id] <= one.reach_km]
        return tuple(sorted(near, key=lambda one: away[one.id]))

    def drive(self, name: str) -> Drive | None:
        """The round of that id; None: it has left the pack."""
        for kitchen in self.kitchens.values():
            for one in kitchen.rounds:
                if one.id == name:
                    return Drive(kitchen, one)
        return None

    def drives(self, day: date, kitchens: Iterable[Kitchen]) -> Iterator[Drive]:
        """The rounds of that day, each kitchen's in the order of the pack."""
        weekday, is_holiday = WEEKDAYS[day.weekday()], self.host.holiday(day) is not None
        for kitchen in kitchens:
            for one in kitchen.rounds:
                if weekday in one.days and (one.on_holidays or not is_holiday):
                    yield Drive(kitchen, one)
