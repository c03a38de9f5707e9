"""What a kitchen sees of a day: every order, what its eater must not eat, and how it is cooked."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from senior_life.contract import (
    Action,
    Column,
    Kind,
    Line,
    Option,
    Person,
    Several,
    State,
    Step,
    Table,
    Text,
    Value,
)
from senior_life.providing import time_at
from services.meal_delivery import eaters, showing
from services.meal_delivery.eaters import Needs
from services.meal_delivery.kitchens import Kitchens
from services.meal_delivery.pack_food import Diet, Rice, Softness
from services.meal_delivery.room import STANDS
from services.meal_delivery.sentences import DIETS, RICES, SOFTNESS, _
from services.meal_delivery.tables import Order

RECORD = "record"
STATES = {
    State.CONFIRMED: _("Ordered"),
    State.UNDER_WAY: _("On its way"),
    State.DONE: _("Handed over"),
}
Everybodys = Mapping[str, Needs]


def tables(session: Session, kitchens: Kitchens, day: date, kitchen: str) -> Sequence[Table]:
    found = of_day(session, day, kitchen)
    needs = eaters.needs_of_all(session, {one.resident for one in found})
    return (_orders(kitchens, found, needs),)


def of_day(session: Session, day: date, kitchen: str) -> list[Order]:
    query = (
        select(Order)
        .where(col(Order.day) == day, col(Order.kitchen) == kitchen, col(Order.state).in_(STANDS))
        .order_by(col(Order.since), col(Order.diet), col(Order.number))
    )
    return list(session.scalars(query))


def _orders(kitchens: Kitchens, orders: Sequence[Order], needs: Everybodys) -> Table:
    columns = (
        Column("time", _("Time")),
        Column("number", _("Number")),
        Column("resident", _("Resident")),
        Column("diet", _("Kind of meal")),
        Column("count", _("How many")),
        Column("avoids", _("Must not eat")),
        Column("texture", _("Softness and rice")),
        Column("phone", _("Telephone")),
        Column("state", _("State")),
    )
    lines = tuple(_line(kitchens, one, needs[one.resident]) for one in orders)
    return Table("orders", _("Orders of the day"), columns, lines, (_record(kitchens),))


def _line(kitchens: Kitchens, order: Order, needs: Needs) -> Line:
    dish = showing.dish_of(kitchens, order)
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
        _("Does not suit, please telephone") if clash else STATES[State(order.state)],
    )
    return Line(order.ref, cells, state="call" if clash else order.state)


def _texture(needs: Needs) -> Text:
    return _("{all}", all=Several((SOFTNESS[needs.softness], RICES[needs.rice])))


def _record(kitchens: Kitchens) -> Action:
    """Of anybody, before they order for the first time or when a doctor says something new."""
    return Action(
        RECORD,
        _("Write down what somebody may eat"),
        (
            Step("resident", Kind.TEXT, _("Who is it?"), _("Resident"), longest=64),
            Step(
                "avoids",
                Kind.CHOICE,
                _("What must they not eat?"),
                _("Must not eat"),
                may_skip=True,
                many=True,
            ),
            Step(
                "diet",
                Kind.CHOICE,
                _("Which kind of meal did a doctor order?"),
                _("Kind of meal"),
                may_skip=True,
            ),
            Step("softness", Kind.CHOICE, _("How soft must it be?"), _("Softness"), may_skip=True),
            Step("rice", Kind.CHOICE, _("Which rice?"), _("Rice"), may_skip=True),
        ),
        {
            "avoids": tuple(Option(one.id, one.name.name) for one in kitchens.allergens.values()),
            "diet": tuple(Option(one, DIETS[one]) for one in Diet),
            "softness": tuple(Option(one, SOFTNESS[one]) for one in Softness),
            "rice": tuple(Option(one, RICES[one]) for one in Rice),
        },
        warns=_("What was written down of this person before is replaced."),
    )
