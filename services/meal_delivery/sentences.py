"""This service's catalogue, and the few sentences that several of its files say."""

from datetime import date

from senior_life.contract import Text, words
from services.meal_delivery.pack_food import Diet, MealTime, Portion, Rice, Softness

ID = "meal_delivery"
_ = words(ID)

MEALS: dict[MealTime, Text] = {
    MealTime.LUNCH: _("Lunch"),
    MealTime.DINNER: _("Dinner"),
}
DIETS: dict[Diet, Text] = {
    Diet.REGULAR: _("Ordinary meal"),
    Diet.SOFT: _("Soft meal"),
    Diet.LOW_SALT: _("Meal with little salt"),
    Diet.DIABETIC: _("Meal for diabetes"),
    Diet.KIDNEY: _("Meal for the kidneys"),
}
SOFTNESS: dict[Softness, Text] = {
    Softness.USUAL: _("As usual"),
    Softness.EASY_TO_CHEW: _("Easy to chew"),
    Softness.FOR_THE_GUMS: _("To be crushed with the gums"),
    Softness.FOR_THE_TONGUE: _("To be crushed with the tongue"),
    Softness.NOTHING_TO_CHEW: _("Nothing to chew"),
}
RICES: dict[Rice, Text] = {
    Rice.USUAL: _("Rice as usual"),
    Rice.SOFT: _("Soft rice"),
    Rice.PORRIDGE: _("Rice porridge"),
    Rice.THIN_PORRIDGE: _("Thin rice porridge"),
}
PORTIONS: dict[Portion, Text] = {
    Portion.USUAL: _("As much as usual"),
    Portion.LARGE: _("Much rice"),
    Portion.SMALL: _("Little rice"),
}
FULL = _("No more meals can be cooked then.")
ORDERED = _("You have ordered that meal already. You can change your order.")
LAPSED = _("The meal was kept for you, but not any longer.")


def day_of(day: date) -> Text:
    return _("{day:near}", day=day)
