"""How an order stands and what follows, each in a sentence or two."""

from senior_life.contract import State, Text
from senior_life.providing import JAPAN, time_at
from services.meal_delivery.kitchens import Kitchens
from services.meal_delivery.sentences import _
from services.meal_delivery.tables import Order

AT_THE_DOOR: dict[str, Text] = {
    "handed_over": _("The meal was handed over."),
    "worried": _("The meal was handed over."),
    "not_home": _("You were not home, so the meal could not be handed over."),
}


INSTEAD: dict[str, Text] = {
    "menu": _("We are sorry: the menu has changed. Would this suit you?"),
    "fewer": _("We are sorry: the kitchen cannot cook so many meals then. Would this suit you?"),
}
NO_MEAL: dict[str, Text] = {
    "not_cooked": _("We are sorry: this meal cannot be cooked. We telephone you."),
    "unanswered": _("We had no answer about the change, so no meal comes. We telephone you."),
}


def stands(order: Order, what: Text) -> Text:
    if State(order.state) is State.PROPOSED:
        return INSTEAD[order.why]
    if State(order.state) is State.DONE:
        return AT_THE_DOOR[order.outcome]
    if State(order.state) is State.CANCELLED:
        return NO_MEAL.get(order.outcome, _("The order is cancelled."))
    return _("Ordered: {what}, {day:near}.", what=what, day=order.day)


def follows(kitchens: Kitchens, order: Order) -> Text | None:
    """What happens next, and whom to call; None once it is over."""
    if order.outcome == "not_home":
        return _(
            "Please call {phone}, so that we know that you are well.",
            phone=kitchens.phone(order.kitchen),
        )
    if State(order.state) is State.PROPOSED and order.undo_until is not None:
        until = order.undo_until.astimezone(JAPAN)
        return _(
            "Please answer by {by:near}, {at:clock}. Without an answer no meal comes. "
            "If you have a question, call {phone}.",
            by=until.date(),
            at=until.time().replace(second=0, microsecond=0),
            phone=kitchens.phone(order.kitchen),
        )
    if State(order.state) is not State.CONFIRMED:
        return None
    return _(
        "{kitchen} brings it between {since:clock} and {until:clock}. Please be at home. "
        "If something comes up, call {phone}.",
        kitchen=kitchens.name(order.kitchen),
        since=time_at(order.since),
        until=time_at(order.until),
        phone=kitchens.phone(order.kitchen),
    )
