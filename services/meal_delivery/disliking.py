"""A meal with something in it that somebody does not like: they hear of it a week ahead, and can
have another kind instead."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from sqlmodel import Session

from senior_life.contract import (
    Action,
    Answers,
    Kind,
    Option,
    Reminder,
    Row,
    Several,
    State,
    Step,
    Text,
    Unclear,
    Value,
)
from senior_life.providing import JAPAN, single
from services.meal_delivery import agreed, eaters
from services.meal_delivery.eaters import Needs
from services.meal_delivery.kitchens import Kitchens
from services.meal_delivery.pack_food import Diet, Dish, MealTime
from services.meal_delivery.sentences import DIETS, _
from services.meal_delivery.tables import Meal, Order

EXCHANGE = "exchange"
AHEAD, AT = timedelta(days=7), time(9)
WHICH = Step("diet", Kind.CHOICE, _("Which kind of meal instead?"), _("Kind of meal"))


def disliked(kitchens: Kitchens, needs: Needs, dish: Dish | None) -> Text | None:
    """What is in it that they do not like: foods that the menu names, or words of its name."""
    if dish is None:
        return None
    foods: list[Value] = list(kitchens.allergen_names(needs.dislikes & set(dish.contains)))
    words = [one for one in needs.words if one in dish.name or one in dish.kana]
    found = (*foods, *words)
    return _("{things}", things=Several(found)) if found else None


def row(kitchens: Kitchens, meal: Meal, needs: Needs) -> tuple[Row, ...]:
    """Said before the yes, too: they may want it all the same."""
    things = disliked(kitchens, needs, agreed.dish_of(kitchens, meal))
    if things is None:
        return ()
    return (
        Row(_("Please note"), _("There is {things} in it, which you do not like.", things=things)),
    )


def reminders(kitchens: Kitchens, order: Order, needs: Needs) -> tuple[Reminder, ...]:
    """One, a week ahead in the morning."""
    dish = agreed.dish_of(kitchens, order)
    things = disliked(kitchens, needs, dish)
    if dish is None or things is None or State(order.state) is not State.CONFIRMED:
        return ()
    says = _(
        "{day:day}: {dish}. There is {things} in it, which you do not like. "
        "You can have another kind of meal.",
        day=order.day,
        dish=dish.label,
        things=things,
    )
    return (Reminder(datetime.combine(order.day - AHEAD, AT, JAPAN), says),)


def exchanges(kitchens: Kitchens, order: Order, needs: Needs) -> tuple[Action, ...]:
    """Offered where there is something that they do not like, and another kind without it."""
    if disliked(kitchens, needs, agreed.dish_of(kitchens, order)) is None:
        return ()
    options = tuple(_others(kitchens, order, needs))
    if not options or not kitchens.is_open(order.day):
        return ()
    return (Action(EXCHANGE, _("Have another kind of meal"), (WHICH,), {"diet": options}),)


def exchange(
    session: Session, kitchens: Kitchens, order: Order, needs: Needs, answers: Answers
) -> None:
    """In the same round, so that there is room. Raises Unclear for what is not offered."""
    diet = single(answers.get("diet", ""))
    if diet not in {one.value for one in _others(kitchens, order, needs)}:
        raise Unclear(_("Please choose a kind of meal."), "diet")
    order.diet, order.seq = diet, order.seq + 1
    order.dish = agreed.written(kitchens.dish(order.day, MealTime(order.meal), Diet(diet)))
    session.add(order)


def _others(kitchens: Kitchens, order: Order, needs: Needs) -> Iterator[Option]:
    """Other kinds of the same kitchen that they may eat and do not dislike."""
    kitchen = kitchens.kitchens.get(order.kitchen)
    for diet in kitchen.diets if kitchen else ():
        dish = kitchens.dish(order.day, MealTime(order.meal), diet)
        if dish is None or diet == order.diet or eaters.clash(kitchens, needs, dish):
            continue
        if disliked(kitchens, needs, dish) is None:
            yield Option(diet.value, DIETS[diet], dish.label)
