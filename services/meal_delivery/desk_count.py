"""What a kitchen cooks on a day: how many of each meal, by kind, softness, rice and what to avoid.

Counted by the database, whatever the number of orders; printed and exported by the core.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlmodel import Session, col

from senior_life.contract import TOTAL, Column, Line, Several, Table, Value
from services.meal_delivery.kitchens import Kitchens
from services.meal_delivery.pack_food import Diet, MealTime, Portion, Rice, Softness
from services.meal_delivery.room import STANDS
from services.meal_delivery.sentences import DIETS, MEALS, PORTIONS, RICES, SOFTNESS, _
from services.meal_delivery.tables import Eater, Order

SOFT = func.coalesce(col(Eater.softness), Softness.USUAL.value)
RICE = func.coalesce(col(Eater.rice), Rice.USUAL.value)
PORTION = func.coalesce(col(Eater.portion), Portion.USUAL.value)
AVOIDS = func.coalesce(col(Eater.avoids), "")
GROUPS = (col(Order.meal), col(Order.diet), SOFT, RICE, PORTION, AVOIDS)
COUNTED = (
    select(*GROUPS, func.sum(col(Order.count)))
    .join_from(Order, Eater, col(Eater.resident) == col(Order.resident), isouter=True)
    .where(
        col(Order.day) == bindparam("its_day"),
        col(Order.kitchen) == bindparam("its_kitchen"),
        col(Order.state).in_(STANDS),
    )
    .group_by(*GROUPS)
)


def counted(session: Session, day: date, kitchen: str) -> Sequence[Any]:
    """Meal, diet, softness, rice, portion, avoids and how many; in the order of kinds."""
    found = session.execute(COUNTED, {"its_day": day, "its_kitchen": kitchen}).all()
    meals, diets, soft, rice = list(MealTime), list(Diet), list(Softness), list(Rice)
    portions = list(Portion)
    return sorted(
        found,
        key=lambda row: (
            meals.index(MealTime(row[0])),
            diets.index(Diet(row[1])),
            soft.index(Softness(row[2])),
            rice.index(Rice(row[3])),
            portions.index(Portion(row[4])),
            row[5],
        ),
    )


def table(session: Session, kitchens: Kitchens, day: date, kitchen: str) -> Table:
    columns = (
        Column("meal", _("Meal")),
        Column("diet", _("Kind of meal")),
        Column("softness", _("Softness")),
        Column("rice", _("Rice")),
        Column("portion", _("Portion")),
        Column("without", _("Without")),
        Column("count", _("How many")),
    )
    rows = counted(session, day, kitchen)
    lines = [_line(kitchens, index, row) for index, row in enumerate(rows)]
    lines += [_total(meal, rows) for meal in MealTime if any(row[0] == meal for row in rows)]
    return Table("count", _("What is cooked"), columns, tuple(lines))


def _line(kitchens: Kitchens, index: int, row: Any) -> Line:
    meal, diet, softness, rice, portion, avoids, count = row
    without = kitchens.allergen_names(avoids.split(","))
    cells: tuple[Value, ...] = (
        MEALS[MealTime(meal)],
        DIETS[Diet(diet)],
        SOFTNESS[Softness(softness)],
        RICES[Rice(rice)],
        PORTIONS[Portion(portion)],
        _("{things}", things=Several(without)) if without else "",
        _("{n} meal", "{n} meals", n=int(count)),
    )
    return Line(f"count-{index}", cells)


def _total(meal: MealTime, rows: Sequence[Any]) -> Line:
    count = sum(int(row[6]) for row in rows if row[0] == meal)
    every = _("{n} meal", "{n} meals", n=count)
    return Line(
        f"total-{meal}", (MEALS[meal], _("All together"), "", "", "", "", every), state=TOTAL
    )
