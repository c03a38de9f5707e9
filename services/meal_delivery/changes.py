"""What the desk says is cooked on a day instead of what the pack says, as its rows stand now."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from senior_life.direct import Direct
from services.meal_delivery import agreed
from services.meal_delivery.kitchens import Kitchens
from services.meal_delivery.pack_food import Diet, Dish, MealTime
from services.meal_delivery.tables import Menu

Place = tuple[date, MealTime, Diet]
STANDING = Direct(
    select(col(Menu.day), col(Menu.meal), col(Menu.diet), col(Menu.dish)).where(
        col(Menu.day) >= bindparam("first"), col(Menu.dish) != ""
    )
)


def seen_by(session: Session, kitchens: Kitchens) -> Kitchens:
    """The kitchens with all that is changed, as this transaction sees it: another process may have
    written it down a moment ago."""
    first = kitchens.window()[0]
    return kitchens.cooking(_dishes(session, first))


def _dishes(session: Session, first: date) -> Mapping[Place, Dish]:
    found = {}
    for row in STANDING.all(session, {"first": first}):
        meal, diet = MealTime(row.meal), Diet(row.diet)
        found[row.day, meal, diet] = agreed.read(row.dish, row.day, meal, diet)
    return found


def record(session: Session, place: Place, dish: str, staff: str, now: datetime) -> None:
    """``dish`` as it is ``agreed.written``; empty: that of the pack again."""
    day, meal, diet = place
    found = session.get(Menu, (day, meal.value, diet.value)) or Menu(
        day=day, meal=meal.value, diet=diet.value, dish="", staff="", at=now
    )
    found.dish, found.staff, found.at, found.is_due = dish, staff, now, True
    session.add(found)
