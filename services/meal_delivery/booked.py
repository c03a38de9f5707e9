"""Finding and making orders: whose they are, what may change, and the number read out."""

from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlmodel import Session, col

from senior_life import providing
from senior_life.contract import Caller, State, Trouble
from senior_life.providing import JAPAN, STAFF, Keys, new_number
from services.meal_delivery import eaters, showing
from services.meal_delivery.kitchens import Kitchens
from services.meal_delivery.sentences import _
from services.meal_delivery.tables import Applied, Check, Hold, Meal, Order

KEYS = Keys(Applied)
UNKNOWN = _("This order is not known here. Please ask a person.")


def of(session: Session, who: Caller, ref: str) -> Order:
    """Raises Trouble when it is not theirs, in the same words as when there is none."""
    found = session.get(Order, ref)
    if found is None:
        raise Trouble(UNKNOWN)
    return theirs(who, found)


def theirs(who: Caller, order: Order) -> Order:
    if order.resident != who.ref:
        raise Trouble(UNKNOWN)
    return order


def by_ref(session: Session, ref: str) -> Order:
    """For staff, whose kitchen is checked where they act."""
    found = session.get(Order, ref)
    if found is None:
        raise Trouble(UNKNOWN)
    return found


def of_hold(session: Session, hold: str) -> Order | None:
    return session.scalar(select(Order).where(col(Order.hold) == hold)) if hold else None


def done_before(session: Session, key: str) -> Order | None:
    ref = KEYS.ref_of(session, key)
    return session.get(Order, ref) if ref else None


def changeable(session: Session, kitchens: Kitchens, who: Caller, ref: str) -> Order:
    """Raises Trouble, with the reason and whom to call, when it is over or too late."""
    found = of(session, who, ref)
    phone = kitchens.phone(found.kitchen)
    if State(found.state) is not State.CONFIRMED:
        raise Trouble(_("This order can no longer be changed. Please call {phone}.", phone=phone))
    if is_too_late(kitchens, who, found):
        until = kitchens.order_until(found.day).astimezone(JAPAN)
        raise Trouble(
            _(
                "Orders ended on {day:day}, {at:clock}, and the kitchen has begun. "
                "Please call {phone}.",
                day=until.date(),
                at=until,
                phone=phone,
            )
        )
    return found


def is_too_late(kitchens: Kitchens, who: Caller, order: Order) -> bool:
    """Staff at the telephone may until it is brought."""
    until = order.undo_until or showing.starts_at(order)
    if who.channel in STAFF:
        until = max(until, showing.starts_at(order))
    return kitchens.host.now() > until


def new(session: Session, kitchens: Kitchens, who: Caller, hold: Hold) -> Order:
    return Order(
        **meal_of(hold),
        ref=uuid4().hex,
        number=new_number(session, col(Order.number), kitchens.rules.letters),
        state=State.CONFIRMED.value,
        made_by=who.made_by,
        hold=hold.hold,
        made_at=kitchens.host.now(),
    )


def meal_of(meal: Meal) -> dict[str, Any]:
    """What a hold and the order that comes of it have alike."""
    return meal.model_dump(include=set(Meal.model_fields))


def stands(session: Session, hold: Hold) -> bool:
    """Whether its resident has another order of that very meal."""
    others = select(col(Order.ref)).where(
        col(Order.resident) == hold.resident,
        col(Order.day) == hold.day,
        col(Order.meal) == hold.meal,
        col(Order.state) == State.CONFIRMED,
        col(Order.ref) != hold.replacing,
    )
    return session.scalar(others.limit(1)) is not None


def join(session: Session, stays: str, goes: str) -> None:
    providing.join(session, (Order, Hold, Check), stays, goes)
    eaters.join(session, stays, goes)
