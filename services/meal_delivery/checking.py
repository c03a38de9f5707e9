"""Cross references between the pack files; each file by itself is checked by its model."""

from collections import Counter as Tally
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from senior_life.contract import Gazetteer, PackProblem
from senior_life.providing import doubles, unknown
from services.meal_delivery.menus import place_of
from services.meal_delivery.pack import Kitchen, ServiceFile
from services.meal_delivery.pack_food import Dish

KITCHENS, MENUS = "kitchens.yaml", "menus.csv"


def check_pack(files: Mapping[str, Any], places: Gazetteer) -> Sequence[PackProblem]:  # noqa: ARG001
    """Every fault, so that a clerk corrects them all in one go."""
    rules: ServiceFile = files["service.yaml"]
    kitchens: tuple[Kitchen, ...] = files[KITCHENS].root
    dishes: tuple[Dish, ...] = files[MENUS].root
    allergens = [one.id for one in files["allergens.yaml"].allergens]
    return [
        *doubles(KITCHENS, (), [one.id for one in kitchens]),
        *_rounds(kitchens),
        *doubles("allergens.yaml", ("allergens",), allergens),
        *_dishes(dishes, rules, allergens),
        *_coverage(dishes, rules, kitchens),
    ]


def _rounds(kitchens: Sequence[Kitchen]) -> Iterator[PackProblem]:
    """Orders name a round alone, so that no two of the town may be called the same."""
    tally = Tally(one.id for kitchen in kitchens for one in kitchen.rounds)
    for at, kitchen in enumerate(kitchens):
        for index, one in enumerate(kitchen.rounds):
            if tally[one.id] > 1:
                fix = f"two rounds are called “{one.id}”; give each its own id"
                yield PackProblem(KITCHENS, (at, "rounds", index, "id"), fix)


def _dishes(
    dishes: Sequence[Dish], rules: ServiceFile, allergens: Sequence[str]
) -> Iterator[PackProblem]:
    tally = Tally(map(place_of, dishes))
    for index, dish in enumerate(dishes):
        yield from unknown(MENUS, (index, "allergens"), dish.contains, allergens, "allergen")
        if tally[place_of(dish)] > 1:
            fix = (
                f"two menus stand for that day, meal and diet; take “{dish.name}” or the other out"
            )
            yield PackProblem(MENUS, (index, "name"), fix)
        if dish.week is not None and dish.week > rules.menus.weeks:
            weeks = rules.menus.weeks
            fix = f"the cycle has {weeks} weeks, so there is no week {dish.week}; correct the week"
            yield PackProblem(MENUS, (index, "week"), fix)


def _coverage(
    dishes: Sequence[Dish], rules: ServiceFile, kitchens: Sequence[Kitchen]
) -> Iterator[PackProblem]:
    """Whoever can order a meal must be told what it is."""
    known = {place_of(dish) for dish in dishes}
    for at, kitchen in enumerate(kitchens):
        for index, one in enumerate(kitchen.rounds):
            missing = [
                f"week {week} {day} {diet}"
                for week in range(1, rules.menus.weeks + 1)
                for day in one.days
                for diet in kitchen.diets
                if ((week, day.value), one.meal, diet) not in known
            ]
            if missing:
                fix = (
                    f"menus.csv has no {one.meal} for {missing[0]}, which “{one.id}” brings; "
                    "add it, or take the day or the diet out"
                )
                yield PackProblem(KITCHENS, (at, "rounds", index, "days"), fix)
