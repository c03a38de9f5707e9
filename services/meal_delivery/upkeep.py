"""Once a minute: holds that have lapsed end, and the core hears what it has not heard yet."""

from sqlalchemy import delete, select
from sqlmodel import Session, col

from senior_life import providing
from senior_life.providing import today
from services.meal_delivery import booked, showing
from services.meal_delivery.eaters import needs_of
from services.meal_delivery.kitchens import Kitchens
from services.meal_delivery.tables import UNTOLD, Hold, Order

AT_ONCE = 200  # lapsed holds in one transaction; the rest a minute later


async def upkeep(kitchens: Kitchens) -> None:
    """Each part finds by itself what is left to do, so it may be interrupted or run twice."""
    await kitchens.host.write(lambda session: _end_lapsed(session, kitchens))
    await tell_again(kitchens)
    day = today(kitchens.host)
    if kitchens.keys_forgotten_on != day and await booked.KEYS.forget(kitchens.host):
        kitchens.keys_forgotten_on = day


async def tell_again(kitchens: Kitchens) -> None:
    """What the desk changed, until the core has heard it."""
    await providing.tell_again(
        kitchens.host,
        Order,
        UNTOLD,
        lambda session, one: showing.progress(kitchens, one, needs_of(session, one.resident)),
    )


def _end_lapsed(session: Session, kitchens: Kitchens) -> None:
    """They count no longer in any case; this only keeps the table small."""
    lapsed = select(col(Hold.hold)).where(col(Hold.holds_until) <= kitchens.host.now())
    session.execute(delete(Hold).where(col(Hold.hold).in_(lapsed.limit(AT_ONCE))))
