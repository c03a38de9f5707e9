"""What is cooked on a day, and how the desk says that it is something else."""

from collections.abc import Iterator, Sequence
from datetime import date

from pydantic import ValidationError
from sqlmodel import Session

from senior_life.contract import (
    Action,
    Answers,
    Column,
    Kind,
    Line,
    Option,
    Several,
    Step,
    Table,
    Text,
    Unclear,
    Value,
)
from senior_life.providing import several, single, today
from services.meal_delivery import agreed, changes
from services.meal_delivery.kitchens import Kitchens
from services.meal_delivery.options import nutrition
from services.meal_delivery.pack import Kitchen
from services.meal_delivery.pack_food import NONE, Diet, Dish, MealTime
from services.meal_delivery.sentences import DIETS, MEALS, _
from services.meal_delivery.working import LATER, Work

ITEM = "menu_"
CHANGE, AS_PLANNED = "another_menu", "as_planned"
ASKS_ALL = _(
    "It holds for all kitchens. Whoever ordered this meal is asked whether they take it, and "
    "stands on the list of those to telephone."
)
STEPS = (
    Step("name", Kind.TEXT, _("What is cooked instead?"), _("Menu"), longest=60),
    Step("kana", Kind.TEXT, _("How is that read, in kana?"), _("Reading"), longest=120),
    Step("kcal", Kind.NUMBER, _("How many kcal does it have?"), _("kcal"), lowest=50, highest=2000),
    Step("salt_g", Kind.TEXT, _("How many grams of salt, such as 2.5?"), _("Salt (g)"), longest=5),
    Step("protein_g", Kind.TEXT, _("How many grams of protein?"), _("Protein (g)"), longest=5),
    Step("allergens", Kind.CHOICE, _("Which of these are in it?"), _("Allergens"), many=True),
)
NOTHING = Option(NONE, _("None that must be named"))
WRONG: dict[str, Text] = {
    "name": _("Please write what is cooked."),
    "kana": _("Please write the reading in kana."),
    "kcal": _("Please write a number of kcal from 50 to 2000."),
    "salt_g": _("Please write the grams of salt as a number, from 0 to 20."),
    "protein_g": _("Please write the grams of protein as a number, from 0 to 150."),
    "allergens": _("Please choose all that are in it, or that there are none."),
}


def table(kitchens: Kitchens, kitchen: Kitchen, day: date) -> Table:
    """Every dish that this kitchen cooks on that day."""
    columns = (
        Column("meal", _("Meal")),
        Column("diet", _("Kind of meal")),
        Column("dish", _("Menu")),
        Column("allergens", _("Allergens")),
        Column("changed", _("Changed")),
    )
    lines = tuple(_lines(kitchens, kitchen, day))
    return Table("menu", _("Menu of the day"), columns, lines)


def _lines(kitchens: Kitchens, kitchen: Kitchen, day: date) -> Iterator[Line]:
    meals = {one.round.meal for one in kitchens.drives(day, [kitchen])}
    for meal in (one for one in MealTime if one in meals):
        for diet in kitchen.diets:
            dish = kitchens.dish(day, meal, diet)
            if dish is not None:
                yield _line(kitchens, day, dish, is_ahead=day >= today(kitchens.host))


def _line(kitchens: Kitchens, day: date, dish: Dish, is_ahead: bool) -> Line:
    names = kitchens.allergen_names(dish.contains)
    is_changed = kitchens.menus.is_changed(day, dish.meal, dish.diet)
    cells: tuple[Value, ...] = (
        MEALS[dish.meal],
        DIETS[dish.diet],
        nutrition(dish),
        _("{things}", things=Several(names)) if names else _("None that must be named"),
        _("At the desk") if is_changed else "",
    )
    item = f"{ITEM}{day.isoformat()}_{dish.meal}_{dish.diet}"
    return Line(item, cells, _actions(kitchens, dish, is_changed) if is_ahead else ())


def _actions(kitchens: Kitchens, dish: Dish, is_changed: bool) -> tuple[Action, ...]:
    """The form begins with what is cooked now; the allergens alone are always said anew."""
    foods = tuple(Option(one.id, one.name.name) for one in kitchens.allergens.values())
    given = {
        "name": dish.name,
        "kana": dish.kana,
        "kcal": str(dish.kcal),
        "salt_g": f"{dish.salt_g:g}",
        "protein_g": f"{dish.protein_g:g}",
    }
    options = {"allergens": (NOTHING, *foods)}
    change = Action(CHANGE, _("Something else is cooked"), STEPS, options, ASKS_ALL, given)
    back = Action(AS_PLANNED, _("As planned after all"), warns=ASKS_ALL)
    return (change, back) if is_changed else (change,)


# --- acts ---


def act(session: Session, work: Work, action: str) -> None:
    """From now on; whoever ordered it is asked by the next round of the minute. Raises Unclear, of
    the first answer that cannot be used, and Trouble where that day is over."""
    day, meal, diet = _place(work)
    if day < today(work.kitchens.host) or work.kitchens.dish(day, meal, diet) is None:
        raise Unclear(LATER)
    if action == AS_PLANNED:
        text = ""
    else:
        text = agreed.written(_dish(work.kitchens, day, meal, diet, work.answers))
    changes.record(session, (day, meal, diet), text, work.who.ref, work.now)


def _place(work: Work) -> tuple[date, MealTime, Diet]:
    try:
        day, meal, diet = work.item.removeprefix(ITEM).split("_", 2)
        return date.fromisoformat(day), MealTime(meal), Diet(diet)
    except ValueError as unknown:
        raise Unclear(LATER) from unknown


def _dish(kitchens: Kitchens, day: date, meal: MealTime, diet: Diet, answers: Answers) -> Dish:
    said = {step.name: single(answers.get(step.name, "")).strip() for step in STEPS[:-1]}
    chosen = several(answers.get("allergens", ()))
    try:
        return Dish.model_validate(
            {
                **said,
                "on_date": day,
                "meal": meal,
                "diet": diet,
                "allergens": _allergens(kitchens, chosen),
            }
        )
    except ValidationError as wrong:
        step = str(next(iter(wrong.errors()[0]["loc"]), "allergens"))
        raise Unclear(WRONG.get(step, LATER), step) from wrong


def _allergens(kitchens: Kitchens, chosen: Sequence[str]) -> tuple[str, ...]:
    """That there are none must be said, and cannot be said beside some. Raises Unclear."""
    foods = tuple(one for one in kitchens.allergens if one in chosen)
    if bool(foods) == (NONE in chosen):
        raise Unclear(WRONG["allergens"], "allergens")
    return foods
