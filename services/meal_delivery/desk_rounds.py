"""The drivers' lists: each round's doors in the order in which they are visited."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from senior_life.contract import Action, Column, Line, Person, State, Table, Text, Value
from senior_life.dispatch import Point, in_order
from senior_life.providing import moment, time_at, today
from services.meal_delivery.handing_over import HANDED_OVER, NOT_HOME, UNDO, WORRIED
from services.meal_delivery.kitchens import Kitchens
from services.meal_delivery.pack import Kitchen, Round
from services.meal_delivery.pack_food import Diet
from services.meal_delivery.sentences import DIETS, _
from services.meal_delivery.tables import Order

AT_THE_DOOR = (
    Action(HANDED_OVER, _("Handed over")),
    Action(NOT_HOME, _("Nobody is home")),
    Action(WORRIED, _("Handed over, but worrying")),
)
TAKE_BACK = Action(UNDO, _("Take back"), warns=_("What was said at this door is taken back."))
SAID: dict[str, Text] = {
    HANDED_OVER: _("Handed over"),
    NOT_HOME: _("Nobody was home"),
    WORRIED: _("Handed over, but worrying"),
}

ASK_THE_DRIVER = _("Not said yet, please ask the driver")
LOOKED_BACK_DAYS = 14


def tables(kitchens: Kitchens, kitchen: Kitchen, orders: Sequence[Order]) -> list[Table]:
    """Of rounds that bring something on that day."""
    mine = by_round(orders)
    rounds = (one for one in kitchen.rounds if one.id in mine)
    return [_round(kitchens, kitchen, one, mine[one.id]) for one in rounds]


def without_a_word(
    session: Session, kitchens: Kitchens, kitchen: Kitchen, day: date
) -> list[Table]:
    """Doors of earlier days, but not of the one looked at, of which nobody said how it was there:
    a check that all is well does not end with its day. Nothing where there are none."""
    found = _unsaid(session, kitchens, kitchen, day)
    columns = (
        Column("day", _("Day")),
        Column("resident", _("Resident")),
        Column("address", _("Address")),
        Column("phone", _("Telephone")),
        Column("number", _("Number")),
        Column("state", _("State")),
    )
    title = _("Nobody said how it was at the door")
    lines = tuple(map(_unsaid_line, found))
    return [Table("without_a_word", title, columns, lines)] if lines else []


def _unsaid(session: Session, kitchens: Kitchens, kitchen: Kitchen, day: date) -> Sequence[Order]:
    now_on = today(kitchens.host)
    return session.scalars(
        select(Order)
        .where(
            col(Order.kitchen) == kitchen.id,
            col(Order.state) == State.CONFIRMED,
            col(Order.day) >= now_on - timedelta(days=LOOKED_BACK_DAYS),
            col(Order.day) < now_on,
            col(Order.day) != day,
        )
        .order_by(col(Order.day), col(Order.since), col(Order.number))
    ).all()


def _unsaid_line(order: Order) -> Line:
    cells: tuple[Value, ...] = (
        _("{day:day}", day=order.day),
        Person(order.resident),
        Person(order.resident, "address"),
        Person(order.resident, "phone"),
        order.number,
        ASK_THE_DRIVER,
    )
    return Line(order.ref, cells, AT_THE_DOOR, "call")


def by_round(orders: Sequence[Order]) -> dict[str, list[Order]]:
    found: dict[str, list[Order]] = {}
    for order in orders:
        found.setdefault(order.round, []).append(order)
    return found


def _round(kitchens: Kitchens, kitchen: Kitchen, one: Round, orders: Sequence[Order]) -> Table:
    columns = (
        Column("place", _("Order")),
        Column("resident", _("Resident")),
        Column("address", _("Address")),
        Column("phone", _("Telephone")),
        Column("diet", _("Kind of meal")),
        Column("count", _("How many")),
        Column("number", _("Number")),
        Column("state", _("State")),
    )
    since, until = time_at(one.since), time_at(one.until)
    title = _("Round from {since:clock} to {until:clock}", since=since, until=until)
    lines = tuple(_lines(kitchens, by_door(kitchen, orders)))
    return Table(f"round_{one.id}", title, columns, lines)


def by_door(kitchen: Kitchen, orders: Sequence[Order]) -> list[Order]:
    """Those whose door is not known come last: somebody has to look it up."""
    known = [one for one in orders if one.lat is not None and one.lon is not None]
    doors = [Point(one.lat or 0.0, one.lon or 0.0) for one in known]
    ordered = [known[at] for at in in_order(Point(kitchen.lat, kitchen.lon), doors)]
    return [*ordered, *(one for one in orders if one.lat is None)]


def _lines(kitchens: Kitchens, orders: Sequence[Order]) -> Iterator[Line]:
    for place, order in enumerate(orders, 1):
        says, state = _stands(kitchens, order)
        cells: tuple[Value, ...] = (
            _("{place}", place=place),
            Person(order.resident),
            Person(order.resident, "address"),
            Person(order.resident, "phone"),
            DIETS[Diet(order.diet)],
            _("{n} meal", "{n} meals", n=order.count),
            order.number,
            says,
        )
        yield Line(order.ref, cells, _steps(kitchens, order), state)


def _stands(kitchens: Kitchens, order: Order) -> tuple[Text, str]:
    """An hour that is over without a word from the driver is to be asked about."""
    if State(order.state) is State.DONE:
        return SAID[order.outcome], order.outcome
    if kitchens.host.now() > moment(order.day, order.until):
        return ASK_THE_DRIVER, "call"
    return _("Ordered"), order.state


def _steps(kitchens: Kitchens, order: Order) -> tuple[Action, ...]:
    if order.day > today(kitchens.host):
        return ()
    return AT_THE_DOOR if State(order.state) is State.CONFIRMED else (TAKE_BACK,)
