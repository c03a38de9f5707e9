"""At the door: handed over, nobody home, or something is not as it should be."""

from sqlmodel import Session

from senior_life.contract import State, Trouble
from senior_life.providing import today
from services.meal_delivery import booked, checks
from services.meal_delivery.tables import Order
from services.meal_delivery.working import LATER, Work, check_kitchen

HANDED_OVER, NOT_HOME, WORRIED, UNDO = "handed_over", "not_home", "worried", "undo"
SAID = (HANDED_OVER, NOT_HOME, WORRIED)
WORRIES = {NOT_HOME, WORRIED}
"""These open a check that all is well."""


def say(session: Session, work: Work, action: str) -> str:
    """The order's ref. Raises Trouble where the list has moved on."""
    order = booked.by_ref(session, work.item)
    check_kitchen(work, order.kitchen)
    if order.day > today(work.kitchens.host):
        raise Trouble(LATER)
    if action == UNDO:
        return _take_back(session, work, order)
    if State(order.state) is not State.CONFIRMED:
        raise Trouble(LATER)
    if action in WORRIES:
        checks.begin(session, work, order, action)
    return _changed(session, order, State.DONE, action)


def _take_back(session: Session, work: Work, order: Order) -> str:
    if State(order.state) is not State.DONE:
        raise Trouble(LATER)
    checks.end_as_mistake(session, work, order)
    return _changed(session, order, State.CONFIRMED, "")


def _changed(session: Session, order: Order, state: State, outcome: str) -> str:
    order.state, order.outcome, order.seq = state, outcome, order.seq + 1
    session.add(order)
    return order.ref
