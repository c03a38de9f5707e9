"""What staff do to a list of the kitchen, at a door, and about a check; each key works once."""

from collections.abc import Callable

from sqlmodel import Session

from senior_life.contract import Trouble
from services.meal_delivery import booked, checks, desk_asked, desk_menu, desk_records, handing_over
from services.meal_delivery.working import LATER, Work


def act(session: Session, work: Work, action: str) -> str:
    """The ref of the order that was acted upon; empty: it was about none."""
    if booked.KEYS.is_applied(session, work.key):
        return booked.KEYS.ref_of(session, work.key)
    lists: dict[str, Callable[[Session, Work], None]] = {
        desk_records.RECORD: desk_records.record,
        desk_records.DISLIKES: desk_records.record_dislikes,
        desk_records.CONTACTS: desk_records.record_contacts,
    }
    ref = ""
    if action in lists and not work.item:
        lists[action](session, work)
    elif work.item.startswith(checks.ITEM):
        ref = checks.go_on(session, work, action)
    elif work.item.startswith(desk_asked.ITEM):
        ref = desk_asked.answer(session, work, action)
    elif work.item.startswith(desk_asked.DAY_ITEM):
        desk_asked.allow_fewer(session, work)
    elif work.item.startswith(desk_menu.ITEM):
        desk_menu.act(session, work, action)
    elif action in {*handing_over.SAID, handing_over.UNDO}:
        ref = handing_over.say(session, work, action)
    else:
        raise Trouble(LATER)
    booked.KEYS.remember(session, work.key, ref, work.now)
    return ref
