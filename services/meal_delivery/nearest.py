"""What fits instead of a meal that cannot be had: of that day first, then of the next days."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import islice

from senior_life.contract import Alternative, Gone, Text
from services.meal_delivery.openings import Openings
from services.meal_delivery.pack_food import MealTime
from services.meal_delivery.sentences import DIETS, MEALS, _
from services.meal_delivery.wishes import Wish

NEAREST = 3
OF_THAT_DAY = 2


def gone(room: Openings, asked: Wish, why: Text) -> Gone:
    """With the reason, and what is nearest to the wish among what this person can have."""
    found = [_alternative(room, asked, one) for one in islice(instead(room, asked), NEAREST)]
    if not found:
        return Gone(_("{why} Nothing else is to be had just now. Please ask a person.", why=why))
    return Gone(_("{why} How about one of these?", why=why), found)


def instead(room: Openings, asked: Wish) -> Iterator[Wish]:
    """All that can be had, the nearest to the wish first."""
    same_day = list(_that_day(room, asked))
    yield from same_day[:OF_THAT_DAY]
    yield from _later(room, asked)
    yield from same_day[OF_THAT_DAY:]


def _that_day(room: Openings, asked: Wish) -> Iterator[Wish]:
    """The same meal of another kind, then the other meal."""
    others = [meal for meal in MealTime if meal != asked.meal]
    for dish in room.dishes(asked.day, [asked.meal, *others]):
        found = replace(asked, meal=dish.meal, diet=dish.diet)
        if _can_be_had(room, found):
            yield found


def _later(room: Openings, asked: Wish) -> Iterator[Wish]:
    """The same meal on the next days, of the same kind where it suits."""
    first, last = room.kitchens.window()
    begin = max(first, asked.day + timedelta(days=1))
    for n in range((last - begin).days + 1):
        day = begin + timedelta(days=n)
        fitting = (dish.diet for dish in room.dishes(day, [asked.meal]))
        diets = sorted(fitting, key=lambda one: one != asked.diet)
        wishes = (replace(asked, day=day, diet=diet) for diet in diets)
        yield from islice((one for one in wishes if _can_be_had(room, one)), 1)


def _can_be_had(room: Openings, one: Wish) -> bool:
    return one.diet is not None and (room.why_not(one.day, one.meal, one.diet, one.count) is None)


def _alternative(room: Openings, asked: Wish, one: Wish) -> Alternative:
    assert one.diet is not None  # noqa: S101 -- _can_be_had saw to it
    dish = room.kitchens.dish(one.day, one.meal, one.diet)
    name = dish.label if dish else MEALS[one.meal]
    label = _("{day:near}, {meal}: {dish}", day=one.day, meal=MEALS[one.meal], dish=name)
    answers = {"date": one.day.isoformat(), "meal": one.meal.value, "diet": one.diet.value}
    note = DIETS[one.diet] if one.diet != asked.diet else None
    return Alternative(label, answers, note)
