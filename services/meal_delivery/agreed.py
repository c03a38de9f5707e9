"""The menu that was agreed to: a hold and its order keep it, whatever the pack says later."""

import json
from datetime import date
from functools import lru_cache

from services.meal_delivery.kitchens import Kitchens
from services.meal_delivery.pack_food import Diet, Dish, MealTime
from services.meal_delivery.tables import Meal

SAYS = {"name", "kana", "english", "kcal", "salt_g", "protein_g", "allergens"}
CALLED = {"kana", "english"}
"""How a dish is read and translated; it stays the same dish."""


def written(dish: Dish | None) -> str:
    """As it stands in a row, always in the same words; empty: no dish."""
    if dish is None:
        return ""
    said = dish.model_dump(mode="json", include=SAYS)
    said["allergens"] = sorted(dish.contains)
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def dish_of(kitchens: Kitchens, meal: Meal) -> Dish | None:
    """As it was agreed to; of an order from before menus were kept, that of the pack."""
    time, diet = MealTime(meal.meal), Diet(meal.diet)
    if not meal.dish:
        return kitchens.dish(meal.day, time, diet)
    return read(meal.dish, meal.day, time, diet)


def is_cooked(kitchens: Kitchens, meal: Meal) -> bool:
    """Whether it is still what was agreed to: by name, allergens and nutrition."""
    agreed = dish_of(kitchens, meal)
    now = kitchens.dish(meal.day, MealTime(meal.meal), Diet(meal.diet))
    return agreed is not None and now is not None and _sum(agreed) == _sum(now)


def _sum(dish: Dish) -> dict[str, object]:
    said = dish.model_dump(include=SAYS - CALLED)
    return {**said, "allergens": frozenset(dish.contains)}


@lru_cache(maxsize=4096)
def read(text: str, day: date, meal: MealTime, diet: Diet) -> Dish:
    """What was written in a row."""
    return Dish(on_date=day, meal=meal, diet=diet, **json.loads(text))
