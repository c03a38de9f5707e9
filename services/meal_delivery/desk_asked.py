"""Whom the desk telephones about a change, and how many meals a day allows."""

from datetime import date

from sqlalchemy import or_, select
from sqlmodel import Session, col

from senior_life.contract import (
    Action,
    Column,
    Kind,
    Line,
    Person,
    State,
    Step,
    Table,
    Text,
    Trouble,
    Unclear,
    Value,
)
from senior_life.providing import single, today
from services.meal_delivery import answering, booked, proposing, room, showing
from services.meal_delivery.kitchens import Kitchens
from services.meal_delivery.pack import Kitchen
from services.meal_delivery.sentences import _
from services.meal_delivery.tables import ASKED, Cut, Order
from services.meal_delivery.working import LATER, Work, check_kitchen

ITEM, DAY_ITEM = "ask-", "day-"
ACCEPT, DECLINE, CALLED, FEWER = "accept", "decline", "called", "fewer"
MOST = 100_000
ANSWERS = (
    Action(ACCEPT, _("They take it")),
    Action(DECLINE, _("They want no meal then"), warns=_("The order will be cancelled.")),
)
TELEPHONED = (Action(CALLED, _("They know now")),)
LESS = Action(
    FEWER,
    _("Fewer meals can be cooked"),
    (
        Step(
            "most",
            Kind.NUMBER,
            _("How many meals can be cooked on this day?"),
            _("Meals at most"),
            lowest=0,
            highest=MOST,
        ),
    ),
    warns=_("Those who ordered last are asked whether something else will do."),
)
WHY: dict[str, Text] = {
    proposing.MENU: _("The menu has changed"),
    proposing.FEWER: _("Fewer meals can be cooked"),
}


def tables(session: Session, kitchens: Kitchens, kitchen: Kitchen, day: date) -> list[Table]:
    """Those to be telephoned of whatever day; and the day, with how much it allows."""
    return [*_asked(session, kitchens, kitchen), _allowed(session, kitchens, kitchen, day)]


def _asked(session: Session, kitchens: Kitchens, kitchen: Kitchen) -> list[Table]:
    """Nothing where nobody is to be telephoned; who has no meal is told, however late it is."""
    is_open = or_(col(Order.day) >= today(kitchens.host), col(Order.state) == State.CANCELLED)
    orders = session.scalars(
        select(Order)
        .where(ASKED, col(Order.kitchen) == kitchen.id, is_open)
        .order_by(col(Order.day), col(Order.since), col(Order.number))
    ).all()
    columns = (
        Column("day", _("Day")),
        Column("number", _("Number")),
        Column("resident", _("Resident")),
        Column("phone", _("Telephone")),
        Column("why", _("Why")),
        Column("ordered", _("Ordered")),
        Column("instead", _("Proposed instead")),
        Column("until", _("Answer until")),
    )
    lines = tuple(_line(session, kitchens, one) for one in orders)
    return [Table("asked", _("Please telephone"), columns, lines)] if lines else []


def _line(session: Session, kitchens: Kitchens, order: Order) -> Line:
    hold = proposing.of(session, order)
    cells: tuple[Value, ...] = (
        _("{day:day}", day=order.day),
        order.number,
        Person(order.resident),
        Person(order.resident, "phone"),
        WHY[order.why],
        showing.title(kitchens, order),
        showing.summary(kitchens, hold) if hold else _("No meal comes"),
        _("{at:day} {at:clock}", at=hold.holds_until) if hold else "",
    )
    return Line(ITEM + order.ref, cells, ANSWERS if hold else TELEPHONED, "call")


def _allowed(session: Session, kitchens: Kitchens, kitchen: Kitchen, day: date) -> Table:
    counted = room.taken(session, day, day, kitchens.host.now())
    columns = (
        Column("ordered", _("Ordered or kept")),
        Column("most", _("Meals at most")),
    )
    cells = (
        _("{n} meal", "{n} meals", n=counted.of_day(day, kitchen.id)),
        _("{n} meal", "{n} meals", n=counted.most(day, kitchen)),
    )
    actions = (LESS,) if day >= today(kitchens.host) else ()
    line = Line(f"{DAY_ITEM}{day.isoformat()}", cells, actions)
    return Table("allowed", _("What the day allows"), columns, (line,))


# --- acts ---


def allow_fewer(session: Session, work: Work) -> None:
    """From now on; those for whom there is no room are asked by the next round of the minute."""
    day = date.fromisoformat(work.item.removeprefix(DAY_ITEM))
    most = int(single(work.answers.get("most", "")) or -1)
    if not 0 <= most <= MOST:
        raise Unclear(_("Please say how many."), "most")
    found = session.get(Cut, (work.who.office, day)) or Cut(
        kitchen=work.who.office, day=day, most_meals=most, staff="", at=work.now
    )
    found.most_meals, found.staff, found.at, found.is_due = most, work.who.ref, work.now, True
    session.add(found)


def answer(session: Session, work: Work, action: str) -> str:
    """The order's ref. Raises Trouble where it was answered meanwhile."""
    order = booked.by_ref(session, work.item.removeprefix(ITEM))
    check_kitchen(work, order.kitchen)
    is_asked = State(order.state) is State.PROPOSED
    if not order.needs_call or is_asked != (action in {ACCEPT, DECLINE}):
        raise Trouble(LATER)
    if action == ACCEPT:
        answering.accept(session, work.kitchens, order)
    elif action == DECLINE:
        answering.decline(session, order)
    else:
        order.needs_call = False
        session.add(order)
    return order.ref
