"""What a kitchen sees of a day: every order, what its eater must not eat, and how it is cooked."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import bindparam, inspect, literal, select
from sqlmodel import Session, col

from senior_life.contract import (
    Column,
    Line,
    Person,
    Several,
    Table,
    Text,
    Value,
)
from senior_life.direct import Direct
from senior_life.providing import time_at
from services.meal_delivery import (
    agreed,
    desk_asked,
    desk_checks,
    desk_count,
    desk_menu,
    desk_records,
    desk_rounds,
    eaters,
)
from services.meal_delivery.eaters import Needs
from services.meal_delivery.kitchens import Kitchens
from services.meal_delivery.pack import Kitchen
from services.meal_delivery.pack_food import Diet
from services.meal_delivery.room import STANDS
from services.meal_delivery.sentences import DIETS, PORTIONS, RICES, SOFTNESS, _
from services.meal_delivery.tables import Order

Everybodys = Mapping[str, Needs]


def tables(session: Session, kitchens: Kitchens, kitchen: Kitchen, day: date) -> Sequence[Table]:
    """Whoever did not open stands first, then the drivers' lists, then the kitchen's."""
    found = of_day(session, day, kitchen.id)
    needs = eaters.needs_of_all(session, {one.resident for one in found})
    return (
        desk_checks.table(session, day, kitchen.id),
        *desk_rounds.without_a_word(session, kitchens, kitchen, day),
        *desk_asked.tables(session, kitchens, kitchen, day),
        *desk_rounds.tables(kitchens, kitchen, found),
        desk_count.table(session, kitchens, day, kitchen.id),
        desk_menu.table(kitchens, kitchen, day),
        _orders(kitchens, found, needs),
    )


OF_DAY = Direct(
    select(*inspect(Order).columns)
    .where(
        col(Order.day) == bindparam("its_day"),
        col(Order.kitchen) == bindparam("its_kitchen"),
        col(Order.state).in_([literal(one) for one in STANDS]),
    )
    .order_by(col(Order.since), col(Order.diet), col(Order.number))
)


def of_day(session: Session, day: date, kitchen: str) -> list[Order]:
    """Rows, which can only be read: as objects 20,000 orders take seconds."""
    return OF_DAY.all(session, {"its_day": day, "its_kitchen": kitchen})


def _orders(kitchens: Kitchens, orders: Sequence[Order], needs: Everybodys) -> Table:
    columns = (
        Column("time", _("Time")),
        Column("number", _("Number")),
        Column("resident", _("Resident")),
        Column("diet", _("Kind of meal")),
        Column("count", _("How many")),
        Column("avoids", _("Must not eat")),
        Column("texture", _("Softness, rice and portion")),
        Column("phone", _("Telephone")),
        Column("suits", _("Suits them")),
    )
    lines = tuple(_line(kitchens, one, needs[one.resident]) for one in orders)
    return Table("orders", _("Orders of the day"), columns, lines, desk_records.actions(kitchens))


def _line(kitchens: Kitchens, order: Order, needs: Needs) -> Line:
    dish = agreed.dish_of(kitchens, order)
    clash = eaters.clash(kitchens, needs, dish) if dish else None
    avoids = kitchens.allergen_names(needs.avoids)
    cells: tuple[Value, ...] = (
        _("{at:clock}", at=time_at(order.since)),
        order.number,
        Person(order.resident),
        DIETS[Diet(order.diet)],
        _("{n} meal", "{n} meals", n=order.count),
        _("{things}", things=Several(avoids)) if avoids else "",
        _texture(needs),
        Person(order.resident, "phone"),
        _("Does not suit, please telephone") if clash else _("Suits"),
    )
    return Line(order.ref, cells, state="call" if clash else order.state)


def _texture(needs: Needs) -> Text:
    return _(
        "{all}", all=Several((SOFTNESS[needs.softness], RICES[needs.rice], PORTIONS[needs.portion]))
    )
