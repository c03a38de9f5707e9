"""From answers to an offer: meals are kept for a while, or what fits instead is named."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import delete, select
from sqlmodel import Session, col

from senior_life.contract import Answers, Caller, Gone, Offer, Text, Trouble, Unclear
from senior_life.providing import HOLD, PROPOSAL, age_of, home_of, prolonged, today
from services.meal_delivery import agreed, booked, changes, showing
from services.meal_delivery.eaters import needs_of
from services.meal_delivery.kitchens import Drive, Kitchens
from services.meal_delivery.nearest import gone
from services.meal_delivery.openings import Guest, Openings, guest_of, look, openings
from services.meal_delivery.sentences import FULL, LAPSED, _
from services.meal_delivery.tables import Hold, Meal
from services.meal_delivery.wishes import WHICH_DIET, Wish, wish


async def quote(
    kitchens: Kitchens, who: Caller, answers: Answers, key: str, replacing: str
) -> Offer:
    """The same key renews the same hold, or moves it when the answers have changed."""
    asked = wish(kitchens, answers)
    if asked.diet is None:
        raise Unclear(WHICH_DIET, "diet")
    guest = await guest_of(kitchens, who, asked.day, asked.day, replacing)

    def work(session: Session) -> Offer | Text:
        held = _held(session, kitchens, guest, who, asked, key)
        if isinstance(held, Text):
            return held
        return showing.offer(kitchens, held, needs_of(session, who.ref))

    found = await kitchens.host.write(work)
    if isinstance(found, Text):
        raise await refused(kitchens, who, asked, found)
    return found


async def refused(kitchens: Kitchens, who: Caller, asked: Wish, why: Text) -> Gone:
    """Of many days that are one errand, each says only why it cannot be."""
    return Gone(why) if who.one_offer else gone(await look(kitchens, who), asked, why)


def _held(
    session: Session, kitchens: Kitchens, guest: Guest, who: Caller, asked: Wish, key: str
) -> Hold | Text:
    """Kept; or why not, and then nothing is kept under that key any more."""
    kitchens, now = changes.seen_by(session, kitchens), kitchens.host.now()
    earlier = session.scalar(select(Hold).where(col(Hold.key) == key))
    if earlier is not None and earlier.resident != who.ref:
        raise Trouble(_("This belongs to another person."))
    is_same = earlier is not None and _is_same(kitchens, earlier, asked, guest)
    if earlier is not None and is_same and earlier.holds_until > now:
        return _renewed(session, earlier, now)
    if guest.replacing:
        booked.changeable(session, kitchens, who, guest.replacing)
    _let_go(session, guest.ref, asked, key)
    room = openings(session, kitchens, guest, asked.day, asked.day)
    found = available(room, asked)
    if isinstance(found, Text):
        return found
    hold = Hold(
        **_meal(kitchens, who, asked, found).model_dump(),
        hold=uuid4().hex,
        key=key,
        replacing=guest.replacing,
        held_since=now,
        holds_until=now + HOLD,
    )
    session.add(hold)
    return hold


def available(room: Openings, asked: Wish) -> Drive | Text:
    """The round that brings it; or why there is none."""
    if asked.diet is None:
        raise Unclear(WHICH_DIET, "diet")
    why = room.why_not(asked.day, asked.meal, asked.diet, asked.count)
    return why or room.drive(asked.day, asked.meal, asked.diet, asked.count) or FULL


def _is_same(kitchens: Kitchens, hold: Hold, asked: Wish, guest: Guest) -> bool:
    held = (hold.day, hold.meal, hold.diet, hold.count, hold.replacing)
    wanted = (asked.day, asked.meal, asked.diet, asked.count, guest.replacing)
    is_cooked = agreed.is_cooked(kitchens, hold)
    return held == wanted and is_cooked and guest.is_in(hold.day, hold)


def _renewed(session: Session, hold: Hold, now: datetime) -> Hold:
    hold.holds_until = prolonged(hold.holds_until, hold.held_since, now)
    session.add(hold)
    return hold


def _let_go(session: Session, resident: str, asked: Wish, key: str) -> None:
    """What the key kept, and what this person kept of that very meal: nobody eats it twice. What
    was proposed to them stays until they answer."""
    same_meal = (col(Hold.day) == asked.day) & (col(Hold.meal) == asked.meal)
    whose = col(Hold.resident) == resident
    is_own = ~col(Hold.key).startswith(PROPOSAL)
    session.execute(delete(Hold).where(whose, is_own, same_meal | (col(Hold.key) == key)))


def _meal(kitchens: Kitchens, who: Caller, asked: Wish, drive: Drive) -> Meal:
    price, age = kitchens.rules.price, age_of(who, today(kitchens.host))
    is_paid_for = age is not None and age >= price.from_age
    subsidy = price.subsidy_yen * asked.count if is_paid_for else 0
    lat, lon = home_of(who) or (None, None)
    return Meal(
        resident=who.ref,
        channel=who.channel,
        day=asked.day,
        meal=asked.meal,
        diet=asked.diet or "",
        count=asked.count,
        kitchen=drive.kitchen.id,
        round=drive.round.id,
        since=drive.round.since,
        until=drive.round.until,
        price_yen=price.yen * asked.count - subsidy,
        subsidy_yen=subsidy,
        lat=lat,
        lon=lon,
        dish=agreed.written(kitchens.dish(asked.day, asked.meal, asked.diet)) if asked.diet else "",
    )


# --- holds that already stand ---


async def extend(kitchens: Kitchens, hold: str) -> datetime:
    """Twenty more minutes from now, sixty in all at most. Raises Gone."""

    def work(session: Session) -> datetime:
        found, now = session.get(Hold, hold), kitchens.host.now()
        if found is None or found.holds_until <= now:
            raise Gone(LAPSED)
        return _renewed(session, found, now).holds_until

    return await kitchens.host.write(work)


async def release(kitchens: Kitchens, hold: str) -> None:
    await kitchens.host.write(lambda s: s.execute(delete(Hold).where(col(Hold.hold) == hold)))
