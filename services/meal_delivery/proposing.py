"""What was agreed to cannot be brought so: everybody concerned is asked whether something else will
do, and stands on the desk's list of those to be telephoned until they have answered.

A proposal is a hold that keeps its own room; the order that it is for is not cooked meanwhile, so
that nobody is brought what they have not said yes to. Unanswered, it ends two hours before the meal
would come.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlmodel import Session, col

from senior_life.contract import State
from senior_life.providing import JAPAN, PROPOSAL, moment
from services.meal_delivery import agreed, booked, changes, eaters, nearest, room
from services.meal_delivery.kitchens import Drive, Kitchens
from services.meal_delivery.openings import Guest, Openings, openings
from services.meal_delivery.pack_food import Diet, MealTime
from services.meal_delivery.quoting import available
from services.meal_delivery.tables import Hold, Meal, Order
from services.meal_delivery.wishes import Wish

MENU, FEWER = "menu", "fewer"
"""Why: another dish is cooked; fewer meals can be cooked or brought."""
NOT_COOKED, UNANSWERED = "not_cooked", "unanswered"
"""What came of it, where nothing fitted, or nobody said yes."""
AT_ONCE = 100
"""Orders in one transaction."""
BEFORE, AT_LEAST = timedelta(hours=2), timedelta(minutes=30)
"""The kitchen has to know before it begins; whoever is asked late has some time, too."""


async def propose_all(kitchens: Kitchens) -> None:
    """All that is concerned, however many; broken off or run twice, the rest comes next time."""
    while await kitchens.host.write(lambda session: _propose_some(session, kitchens)) == AT_ONCE:
        pass


def _propose_some(session: Session, kitchens: Kitchens) -> int:
    kitchens, (first, last) = changes.seen_by(session, kitchens), kitchens.window()
    concerned = [
        *_otherwise(session, kitchens, first, last),
        *_proposed_otherwise(session, kitchens),
        *_crowded(session, kitchens),
    ]
    some = list({order.ref: (order, why) for order, why in concerned}.values())[:AT_ONCE]
    for order, why in some:
        propose(session, kitchens, order, why)
        session.flush()
    return len(some)


def _otherwise(
    session: Session, kitchens: Kitchens, first: date, last: date
) -> Iterator[tuple[Order, str]]:
    """Orders of what is no longer cooked, or otherwise."""
    kinds = (col(Order.day), col(Order.meal), col(Order.diet), col(Order.dish))
    now = kitchens.host.now().astimezone(JAPAN)
    is_ahead = (col(Order.day) > first) | (col(Order.since) > now.hour * 60 + now.minute)
    is_open = col(Order.day).between(first, last) & is_ahead
    stands = (col(Order.state) == State.CONFIRMED, is_open)
    for kind in session.execute(select(*kinds).where(*stands).distinct()).all():
        same = (column == value for column, value in zip(kinds, kind, strict=True))
        one = session.scalars(select(Order).where(*stands, *same).limit(1)).first()
        if one is None or agreed.is_cooked(kitchens, one):
            continue
        same = (column == value for column, value in zip(kinds, kind, strict=True))
        orders = session.scalars(select(Order).where(*stands, *same).limit(AT_ONCE)).all()
        yield from ((order, MENU) for order in orders)


def _proposed_otherwise(session: Session, kitchens: Kitchens) -> Iterator[tuple[Order, str]]:
    """Orders of which nobody has answered yet, and what was proposed is not cooked either."""
    asked = select(Hold).where(
        col(Hold.key).startswith(PROPOSAL), col(Hold.holds_until) > kitchens.host.now()
    )
    for hold in session.scalars(asked).all():
        order = session.get(Order, hold.replacing)
        if order is not None and not agreed.is_cooked(kitchens, hold):
            session.delete(hold)
            session.flush()
            yield order, MENU


def _crowded(session: Session, kitchens: Kitchens) -> Iterator[tuple[Order, str]]:
    """Those who ordered last, where there are more orders than can be cooked or brought."""
    first, last = kitchens.window()
    taken = room.taken(session, first, last, kitchens.host.now())
    for day, kitchen, only, too_many in taken.crowded(kitchens):
        in_it = [col(Order.day) == day, col(Order.kitchen) == kitchen]
        if only:
            in_it.append(col(Order.round) == only)
        orders = session.scalars(
            select(Order)
            .where(*in_it, col(Order.state) == State.CONFIRMED)
            .order_by(col(Order.made_at).desc(), col(Order.ref))
        ).all()
        left = too_many
        for order in orders:
            if left > 0 and moment(order.day, order.since) > kitchens.host.now():
                left -= order.count
                yield order, FEWER


def propose(session: Session, kitchens: Kitchens, order: Order, why: str) -> None:
    """Asked; or, where nothing fits, given up: both are to be telephoned."""
    now = kitchens.host.now()
    order.seq, order.needs_call, order.why = order.seq + 1, True, why
    session.add(order)
    instead = _instead(session, kitchens, order, why)
    if instead is None:
        order.state, order.outcome, order.undo_until = State.CANCELLED, NOT_COOKED, None
        return
    until = answer_until(order, now)
    order.state, order.undo_until = State.PROPOSED, until
    session.add(
        Hold(
            **instead,
            hold=uuid4().hex,
            key=f"{PROPOSAL}{order.ref}",
            replacing=order.ref,
            held_since=now,
            holds_until=until,
        )
    )


def answer_until(meal: Meal, now: datetime) -> datetime:
    starts = moment(meal.day, meal.since)
    return min(starts, max(starts - BEFORE, now + AT_LEAST))


def of(session: Session, order: Order) -> Hold | None:
    """What is proposed instead of it, if anything is."""
    if State(order.state) is not State.PROPOSED:
        return None
    return session.scalar(select(Hold).where(col(Hold.key) == f"{PROPOSAL}{order.ref}"))


def end_lapsed(session: Session, kitchens: Kitchens) -> None:
    """Nobody said yes in time: no meal comes, and the desk still has to telephone."""
    lapsed = select(Hold).where(
        col(Hold.holds_until) <= kitchens.host.now(), col(Hold.key).startswith(PROPOSAL)
    )
    for hold in session.scalars(lapsed.limit(AT_ONCE)).all():
        order = session.get(Order, hold.replacing)
        if order is not None and State(order.state) is State.PROPOSED:
            order.state, order.outcome, order.undo_until = State.CANCELLED, UNANSWERED, None
            order.seq += 1
            session.add(order)
        session.delete(hold)


# --- what would do instead ---


def _instead(session: Session, kitchens: Kitchens, order: Order, why: str) -> dict[str, Any] | None:
    """The columns of a meal: the new menu, else what is nearest and suits them."""
    door = None if order.lat is None or order.lon is None else (order.lat, order.lon)
    guest = Guest(order.resident, kitchens.near(door), (), order.ref)
    now_cooked = _as_cooked_now(session, kitchens, order) if why == MENU else None
    if now_cooked is not None:
        return now_cooked
    looked = openings(session, kitchens, guest, *_days(kitchens, order))
    asked = Wish(order.day, MealTime(order.meal), Diet(order.diet), order.count)
    for wish in nearest.instead(looked, asked):
        drive = available(looked, wish)
        if isinstance(drive, Drive):
            return _brought(looked, order, wish, drive)
    return None


def _days(kitchens: Kitchens, order: Order) -> tuple[date, date]:
    return order.day, max(order.day, kitchens.window()[1])


def _as_cooked_now(session: Session, kitchens: Kitchens, order: Order) -> dict[str, Any] | None:
    """The same meal and kind in the same round, with what is cooked now; None: it does not suit."""
    dish = kitchens.dish(order.day, MealTime(order.meal), Diet(order.diet))
    if dish is None or eaters.clash(kitchens, eaters.needs_of(session, order.resident), dish):
        return None
    return {**booked.meal_of(order), "dish": agreed.written(dish)}


def _brought(looked: Openings, order: Order, wish: Wish, drive: Drive) -> dict[str, Any]:
    """For the price that was agreed to."""
    assert wish.diet is not None  # noqa: S101 -- only what can be ordered is proposed
    dish = looked.kitchens.dish(wish.day, wish.meal, wish.diet)
    return {
        **booked.meal_of(order),
        "day": wish.day,
        "meal": wish.meal.value,
        "diet": wish.diet.value,
        "dish": agreed.written(dish),
        "kitchen": drive.kitchen.id,
        "round": drive.round.id,
        "since": drive.round.since,
        "until": drive.round.until,
    }
