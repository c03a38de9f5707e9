"""A hold or an order as a resident sees it: the offer, the progress and their rows."""

from collections.abc import Sequence
from datetime import datetime

from senior_life.contract import (
    Action,
    Offer,
    Progress,
    Row,
    Several,
    State,
    Text,
    Yen,
)
from senior_life.providing import free_until, moment, time_at
from services.meal_delivery import agreed, disliking
from services.meal_delivery.eaters import Needs
from services.meal_delivery.kitchens import Kitchens
from services.meal_delivery.pack_food import Diet, Dish, MealTime, Portion, Rice, Softness
from services.meal_delivery.sentences import DIETS, MEALS, PORTIONS, RICES, SOFTNESS, _
from services.meal_delivery.standing import follows, stands
from services.meal_delivery.tables import Hold, Meal, Order

CHANGE = Action("change", _("Change"))
ACCEPT = Action("accept", _("Take this meal"))
NO_MEAL = Action("cancel", _("No meal then"), warns=_("Your order will be cancelled."))
CANCEL = Action("cancel", _("Cancel the order"), warns=_("Your order will be cancelled."))


def starts_at(meal: Meal) -> datetime:
    return moment(meal.day, meal.since)


def ends_at(meal: Meal) -> datetime:
    return moment(meal.day, meal.until)


def undo_until(kitchens: Kitchens, meal: Meal, made_at: datetime) -> datetime:
    """As long as meals of that day are ordered, and always just after the yes."""
    return free_until(kitchens.order_until(meal.day), made_at)


def answers_of(meal: Meal) -> dict[str, str]:
    """As the resident would answer the questions to get these very meals."""
    return {
        "date": meal.day.isoformat(),
        "meal": meal.meal,
        "diet": meal.diet,
        "count": str(meal.count),
    }


def title(kitchens: Kitchens, meal: Meal) -> Text:
    """With the menu that was agreed to."""
    dish = agreed.dish_of(kitchens, meal)
    name = MEALS[MealTime(meal.meal)]
    return _("{meal}: {dish}", meal=name, dish=dish.label) if dish else _("{meal}", meal=name)


def summary(kitchens: Kitchens, meal: Meal) -> Text:
    return _("{what}, {day:near}", what=title(kitchens, meal), day=meal.day)


def offer(kitchens: Kitchens, hold: Hold | Order, needs: Needs) -> Offer:
    return Offer(
        id=hold.hold,
        summary=summary(kitchens, hold),
        answers=answers_of(hold),
        rows=rows(kitchens, hold, needs),
        undo_until=undo_until(kitchens, hold, kitchens.host.now()),
        price_yen=hold.price_yen,
        hold=hold.hold,
        holds_until=hold.holds_until if isinstance(hold, Hold) else None,
        starts=starts_at(hold),
        ends=ends_at(hold),
        title=title(kitchens, hold),
        served_at=hold.kitchen,
    )


# --- rows ---


def rows(kitchens: Kitchens, meal: Meal, needs: Needs) -> tuple[Row, ...]:
    dish = agreed.dish_of(kitchens, meal)
    window = _(
        "Between {since:clock} and {until:clock}, at your door",
        since=time_at(meal.since),
        until=time_at(meal.until),
    )
    return (
        Row(_("Day"), _("{day}", day=meal.day), "date"),
        Row(_("Meal"), title(kitchens, meal), "meal"),
        Row(_("Kind of meal"), DIETS[Diet(meal.diet)], "diet"),
        *(_contents(kitchens, dish) if dish else ()),
        *disliking.row(kitchens, meal, needs),
        *_texture(needs),
        Row(_("How many"), _("{n} meal", "{n} meals", n=meal.count), "count"),
        Row(_("We bring it"), window),
        Row(_("Price"), _price(meal)),
    )


def _contents(kitchens: Kitchens, dish: Dish) -> tuple[Row, ...]:
    names = kitchens.allergen_names(dish.contains)
    says = _("{things}", things=Several(names)) if names else _("None that must be named")
    nutrition = _(
        "{kcal} kcal, {salt} g of salt, {protein} g of protein",
        kcal=dish.kcal,
        salt=f"{dish.salt_g:g}",
        protein=f"{dish.protein_g:g}",
    )
    return (
        Row(_("Allergens"), says),
        Row(_("Nutrition"), nutrition, is_detail=True),
    )


def _texture(needs: Needs) -> tuple[Row, ...]:
    """What the desk wrote down; nothing where it is as usual."""
    shown = []
    if needs.softness is not Softness.USUAL:
        shown.append(Row(_("Softness"), SOFTNESS[needs.softness], is_detail=True))
    if needs.rice is not Rice.USUAL:
        shown.append(Row(_("Rice"), RICES[needs.rice], is_detail=True))
    if needs.portion is not Portion.USUAL:
        shown.append(Row(_("Portion"), PORTIONS[needs.portion], is_detail=True))
    return tuple(shown)


def _price(meal: Meal) -> Text:
    price = Yen(meal.price_yen)
    if not meal.subsidy_yen:
        return _("{price}", price=price)
    return _(
        "{price}, after {subsidy} paid by the town", price=price, subsidy=Yen(meal.subsidy_yen)
    )


# --- progress ---


def progress(
    kitchens: Kitchens, order: Order, needs: Needs, proposed: Hold | None = None
) -> Progress:
    """``proposed`` is what they are asked about instead, if anything is."""
    state = State(order.state)
    return Progress(
        ref=order.ref,
        number=order.number,
        seq=order.seq,
        state=state,
        says=stands(order, title(kitchens, order)),
        undo_until=order.undo_until,
        starts=starts_at(order),
        ends=ends_at(order),
        price_yen=0 if state is State.CANCELLED else order.price_yen,
        rows=rows(kitchens, order, needs),
        next=follows(kitchens, order),
        actions=tuple(actions(kitchens, order, needs)),
        outcome=order.outcome,
        offer=offer(kitchens, proposed, needs) if proposed else _agreed(kitchens, order, needs),
        reminds=disliking.reminders(kitchens, order, needs),
    )


def _agreed(kitchens: Kitchens, order: Order, needs: Needs) -> Offer | None:
    """What they agreed to since they ordered; None: nothing else."""
    is_other = State(order.state) is State.CONFIRMED and order.seq > 1
    return offer(kitchens, order, needs) if is_other else None


def actions(kitchens: Kitchens, order: Order, needs: Needs) -> Sequence[Action]:
    """Of a proposal, yes or no. Of an order, until it is brought; after ``undo_until`` the core
    offers undoing to the desk alone."""
    if State(order.state) is State.PROPOSED:
        return (ACCEPT, NO_MEAL)
    is_ahead = kitchens.host.now() <= max(order.undo_until or starts_at(order), starts_at(order))
    if State(order.state) is not State.CONFIRMED or not is_ahead:
        return ()
    return (*disliking.exchanges(kitchens, order, needs), CHANGE, CANCEL)
