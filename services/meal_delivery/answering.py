"""The answer to a proposal: by the resident, or told to the desk on the telephone."""

from sqlmodel import Session

from senior_life.contract import Gone, State
from services.meal_delivery import agreed, booked, proposing, showing
from services.meal_delivery.kitchens import Kitchens
from services.meal_delivery.sentences import LAPSED, ORDERED
from services.meal_delivery.tables import Hold, Order


def accept(session: Session, kitchens: Kitchens, order: Order) -> None:
    """What was proposed is ordered. Raises Gone when it is no longer kept, or that meal was
    ordered meanwhile."""
    hold = proposing.of(session, order)
    if hold is None or hold.holds_until <= kitchens.host.now():
        raise Gone(LAPSED)
    if not agreed.is_cooked(kitchens, hold):
        raise Gone(LAPSED)
    if booked.stands(session, hold):
        raise Gone(ORDERED)
    take_over(order, hold)
    order.state, order.why, order.needs_call = State.CONFIRMED, "", False
    order.undo_until = showing.undo_until(kitchens, order, kitchens.host.now())
    session.delete(hold)
    session.add(order)


def decline(session: Session, order: Order) -> None:
    """Then no meal comes."""
    hold = proposing.of(session, order)
    if hold is not None:
        session.delete(hold)
    order.state, order.undo_until, order.needs_call = State.CANCELLED, None, False
    order.seq += 1
    session.add(order)


def take_over(order: Order, hold: Hold) -> None:
    """The order is from now on what the hold kept."""
    for name, value in booked.meal_of(hold).items():
        if name not in {"resident", "channel"}:
            setattr(order, name, value)
    order.hold, order.seq = hold.hold, order.seq + 1
