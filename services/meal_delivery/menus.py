"""What is cooked on a day: a menu of that very date, or that of the cycle of weeks."""

from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date

from senior_life.providing import WEEKDAYS
from services.meal_delivery.pack import Cycle
from services.meal_delivery.pack_food import Diet, Dish, MealTime

Place = tuple[date, MealTime, Diet]


class Menus:
    """Every dish of menus.csv, found by its day."""

    def __init__(self, cycle: Cycle, dishes: Iterable[Dish]) -> None:
        self._cycle = cycle
        self._dishes = {place_of(one): one for one in dishes}
        self._instead: Mapping[Place, Dish] = {}

    def dish(self, day: date, meal: MealTime, diet: Diet) -> Dish | None:
        """None: nothing is cooked then."""
        of_date = self._instead.get((day, meal, diet)) or self._dishes.get((day, meal, diet))
        return of_date or self._dishes.get((self.in_cycle(day), meal, diet))

    def but(self, instead: Mapping[Place, Dish]) -> "Menus":
        """With these dishes instead of those of the same places."""
        found = copy(self)
        found._instead = instead
        return found

    def is_changed(self, day: date, meal: MealTime, diet: Diet) -> bool:
        return (day, meal, diet) in self._instead

    def in_cycle(self, day: date) -> tuple[int, str]:
        """The week of the cycle, from 1 on, and the weekday; before its start it went on, too."""
        weeks = (day - self._cycle.starting).days // 7
        return weeks % self._cycle.weeks + 1, WEEKDAYS[day.weekday()].value


def place_of(dish: Dish) -> tuple[date | tuple[int, str], MealTime, Diet]:
    """By which no two dishes may be the same."""
    if dish.on_date is not None:
        return dish.on_date, dish.meal, dish.diet
    return (dish.week or 0, dish.day.value if dish.day else ""), dish.meal, dish.diet
