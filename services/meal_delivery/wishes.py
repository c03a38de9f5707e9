"""Answers as a resident's wish; what cannot be used is asked again."""

from dataclasses import dataclass
from datetime import date

from senior_life.contract import Answers, Unclear
from senior_life.providing import read
from services.meal_delivery.kitchens import Kitchens
from services.meal_delivery.pack_food import Diet, MealTime
from services.meal_delivery.sentences import _

WHICH_DAY = _("Please choose a day.")
WHICH_MEAL = _("Please choose lunch or dinner.")
WHICH_DIET = _("Please choose a kind of meal.")
HOW_MANY = _("Please choose how many meals.")


@dataclass(frozen=True, slots=True)
class Wish:
    """``diet`` None while it has not been asked yet."""

    day: date
    meal: MealTime
    diet: Diet | None = None
    count: int = 1


def day_in(answers: Answers) -> date:
    """Raises Unclear, as all of these do, with the step to ask again."""
    day = read(answers, "date", date.fromisoformat, WHICH_DAY)
    if day is None:
        raise Unclear(WHICH_DAY, "date")
    return day


def wish(kitchens: Kitchens, answers: Answers) -> Wish:
    """All that was answered so far, of which the day and the meal are the least."""
    meal = read(answers, "meal", MealTime, WHICH_MEAL)
    if meal is None:
        raise Unclear(WHICH_MEAL, "meal")
    diet = read(answers, "diet", Diet, WHICH_DIET)
    count = read(answers, "count", int, HOW_MANY) or 1
    if not 1 <= count <= kitchens.rules.ordering.most_meals:
        raise Unclear(HOW_MANY, "count")
    return Wish(bookable(kitchens, day_in(answers)), meal, diet, count)


def bookable(kitchens: Kitchens, day: date) -> date:
    first, last = kitchens.window()
    if not first <= day <= last:
        raise Unclear(
            _("Please choose a day from {first:day} to {last:day}.", first=first, last=last), "date"
        )
    return day
