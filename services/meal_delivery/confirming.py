"""From an offer to an order, and a resident's own changes to it; each key works once."""

from sqlmodel import Session

from senior_life.contract import Answers, Caller, Offer, Progress, State, Text, Trouble, Unclear
from services.meal_delivery import agreed, answering, booked, changes, disliking, showing, telling
from services.meal_delivery.eaters import needs_of
from services.meal_delivery.kitchens import Drive, Kitchens
from services.meal_delivery.openings import Guest, guest_of, openings
from services.meal_delivery.pack_food import Diet, MealTime
from services.meal_delivery.quoting import available, refused
from services.meal_delivery.sentences import LAPSED, ORDERED, _
from services.meal_delivery.tables import Hold, Order
from services.meal_delivery.wishes import Wish, wish


async def confirm(kitchens: Kitchens, who: Caller, offer: Offer, key: str) -> Progress:
    """Same key, same order; what a change gives up is free only here, in the same act."""
    asked = wish(kitchens, offer.answers)
    guest = await guest_of(kitchens, who, asked.day, asked.day)

    def work(session: Session) -> Progress | Text:
        before = booked.done_before(session, key)
        if before is not None:
            return _shown(session, kitchens, booked.theirs(who, before))
        return _book(session, kitchens, who, guest, offer.hold, key)

    done = await kitchens.host.write(work)
    if isinstance(done, Text):
        raise await refused(kitchens, who, asked, done)
    return done


async def act(
    kitchens: Kitchens, who: Caller, ref: str, action: str, answers: Answers, key: str
) -> Progress:
    def work(session: Session) -> Progress:
        order, now_cooking = booked.of(session, who, ref), changes.seen_by(session, kitchens)
        if booked.done_before(session, key) is not None:
            return _shown(session, kitchens, order)
        if action == showing.ACCEPT.name and State(order.state) is State.PROPOSED:
            answering.accept(session, now_cooking, order)
            return _kept(session, kitchens, order, key)
        if action == disliking.EXCHANGE:
            booked.changeable(session, kitchens, who, ref)
            needs = needs_of(session, order.resident)
            disliking.exchange(session, now_cooking, order, needs, answers)
            return _kept(session, kitchens, order, key)
        if action != showing.CANCEL.name:
            raise Unclear(_("This cannot be done with this order."))
        return _cancel(session, kitchens, who, order, key)

    return await kitchens.host.write(work)


async def status(kitchens: Kitchens, who: Caller, ref: str) -> Progress:
    return await kitchens.host.read(
        lambda session: _shown(session, kitchens, booked.of(session, who, ref))
    )


def _shown(session: Session, kitchens: Kitchens, order: Order) -> Progress:
    return telling.shown(session, kitchens, order)


def _book(
    session: Session, kitchens: Kitchens, who: Caller, guest: Guest, name: str, key: str
) -> Progress | Text:
    hold = session.get(Hold, name)
    if hold is None:
        before = booked.of_hold(session, name)
        return _shown(session, kitchens, booked.theirs(who, before)) if before else LAPSED
    if hold.resident != who.ref:
        raise Trouble(booked.UNKNOWN)
    why = _why_not(session, kitchens, guest, hold)
    if why is not None:
        session.delete(hold)
        return why
    order = _moved(session, kitchens, who, hold) if hold.replacing else None
    order = order or booked.new(session, kitchens, who, hold)
    order.undo_until = showing.undo_until(kitchens, order, kitchens.host.now())
    session.delete(hold)
    return _kept(session, kitchens, order, key)


def _why_not(session: Session, kitchens: Kitchens, guest: Guest, hold: Hold) -> Text | None:
    """Kept or lapsed, what has changed since it was read back counts: an order by another screen,
    and, once it has lapsed, whether there is room, and the deadline."""
    guest = Guest(guest.ref, guest.near, (), hold.replacing)
    room = openings(session, kitchens, guest, hold.day, hold.day)
    if (hold.day, MealTime(hold.meal)) in room.ordered:
        return ORDERED
    if not agreed.is_cooked(room.kitchens, hold):
        return LAPSED
    if hold.holds_until > kitchens.host.now():
        return None
    asked = Wish(hold.day, MealTime(hold.meal), Diet(hold.diet), hold.count)
    found = available(room, asked)
    is_same_round = isinstance(found, Drive) and found.round.id == hold.round
    return None if is_same_round else LAPSED


def _moved(session: Session, kitchens: Kitchens, who: Caller, hold: Hold) -> Order:
    order = booked.changeable(session, kitchens, who, hold.replacing)
    answering.take_over(order, hold)
    return order


def _cancel(session: Session, kitchens: Kitchens, who: Caller, order: Order, key: str) -> Progress:
    if State(order.state) is State.CANCELLED:
        return _shown(session, kitchens, order)
    if State(order.state) is State.PROPOSED:
        answering.decline(session, order)
        return _kept(session, kitchens, order, key)
    booked.changeable(session, kitchens, who, order.ref)
    order.state, order.seq, order.undo_until = State.CANCELLED, order.seq + 1, None
    return _kept(session, kitchens, order, key)


def _kept(session: Session, kitchens: Kitchens, order: Order, key: str) -> Progress:
    """What the core asked for itself is its answer, and so told."""
    order.told = order.seq
    session.add(order)
    booked.KEYS.remember(session, key, order.ref, kitchens.host.now())
    session.flush()
    return _shown(session, kitchens, order)
