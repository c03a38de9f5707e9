"""An order as the core is told of it, with what its eater needs and what is proposed instead."""

from sqlmodel import Session

from senior_life.contract import Progress
from services.meal_delivery import changes, proposing, showing
from services.meal_delivery.eaters import needs_of
from services.meal_delivery.kitchens import Kitchens
from services.meal_delivery.tables import Order


def shown(session: Session, kitchens: Kitchens, order: Order) -> Progress:
    kitchens, needs = changes.seen_by(session, kitchens), needs_of(session, order.resident)
    return showing.progress(kitchens, order, needs, proposing.of(session, order))
