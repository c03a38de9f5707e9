"""Once a minute: holds that have lapsed end, and the core hears what it has not heard yet."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, inspect, select
from sqlmodel import Session, col

from senior_life import providing
from senior_life.providing import today
from services.meal_delivery import booked, proposing, telling
from services.meal_delivery.kitchens import Kitchens
from services.meal_delivery.tables import UNTOLD, Cut, Hold, Menu, Order

AN_HOUR = timedelta(hours=1)
AT_ONCE = 200  # lapsed holds in one transaction; the rest a minute later


async def upkeep(kitchens: Kitchens) -> None:
    """Each part finds by itself what is left to do, so it may be interrupted or run twice."""
    await kitchens.host.write(lambda session: _end_lapsed(session, kitchens))
    await _look_again(kitchens)
    await tell_again(kitchens)
    day = today(kitchens.host)
    if kitchens.keys_forgotten_on != day and await booked.KEYS.forget(kitchens.host):
        kitchens.keys_forgotten_on = day


async def _look_again(kitchens: Kitchens) -> None:
    """Whether what was agreed to can still be brought: at start, by the hour, for another server
    may have another pack, and when the desk said that a day allows less or has another menu."""
    now, before = kitchens.host.now(), kitchens.looked_again_at
    due = await kitchens.host.read(_due)
    if not due and before is not None and now - before < AN_HOUR:
        return
    await proposing.propose_all(kitchens)
    await kitchens.host.write(lambda session: _looked_at(session, due))
    kitchens.looked_again_at = now


def _due(session: Session) -> list[Cut | Menu]:
    cuts = session.scalars(select(Cut).where(col(Cut.is_due))).all()
    return [*cuts, *session.scalars(select(Menu).where(col(Menu.is_due))).all()]


def _looked_at(session: Session, due: Sequence[Cut | Menu]) -> None:
    """What was written down anew during the look stays due."""
    for one in due:
        kind: Any = type(one)
        found = session.get(kind, inspect(one).identity)
        if found is not None and found.at == one.at:
            found.is_due = False
            session.add(found)


async def tell_again(kitchens: Kitchens) -> None:
    """What the desk changed, until the core has heard it."""
    await providing.tell_again(
        kitchens.host,
        Order,
        UNTOLD,
        lambda session, one: telling.shown(session, kitchens, one),
    )


def _end_lapsed(session: Session, kitchens: Kitchens) -> None:
    """Proposals that nobody answered; the others count no longer in any case, and only the table is
    kept small."""
    proposing.end_lapsed(session, kitchens)
    lapsed = select(col(Hold.hold)).where(col(Hold.holds_until) <= kitchens.host.now())
    session.execute(delete(Hold).where(col(Hold.hold).in_(lapsed.limit(AT_ONCE))))
