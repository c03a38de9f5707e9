"""What staff do to a list of the kitchen, at a door, and about a check; each key works once."""

from collections.abc import Callable

from sqlmodel import Session

from senior_life.contract import Answers, Phone, Trouble, Unclear
from senior_life.providing import several, single
from services.meal_delivery import booked, checks, desk_asked, desk_lists, eaters, handing_over
from services.meal_delivery.eaters import Contact, Needs
from services.meal_delivery.pack_food import Diet, Rice, Softness
from services.meal_delivery.sentences import _
from services.meal_delivery.working import LATER, Work


def act(session: Session, work: Work, action: str) -> str:
    """The ref of the order that was acted upon; empty: it was about none."""
    if booked.KEYS.is_applied(session, work.key):
        return booked.KEYS.ref_of(session, work.key)
    lists: dict[str, Callable[[Session, Work], None]] = {
        desk_lists.RECORD: _record,
        desk_lists.CONTACTS: _contacts,
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
    elif action in {*handing_over.SAID, handing_over.UNDO}:
        ref = handing_over.say(session, work, action)
    else:
        raise Trouble(LATER)
    booked.KEYS.remember(session, work.key, ref, work.now)
    return ref


def _record(session: Session, work: Work) -> None:
    eaters.record(session, _resident(work), _needs(work.answers), work.who.ref, work.now)


def _contacts(session: Session, work: Work) -> None:
    resident, contacts = _resident(work), []
    for place in ("first", "second"):
        name, phone = (
            single(work.answers.get(f"{place}_{what}", "")) for what in ("name", "phone")
        )
        digits = "".join(one for one in phone if one.isascii() and one.isdigit())
        if phone and not digits:
            raise Unclear(_("Please write the telephone number in digits."), f"{place}_phone")
        if digits:
            contacts.append(Contact(name.strip() or digits, Phone(digits[:20])))
    if not contacts:
        raise Unclear(_("Please write the telephone number in digits."), "first_phone")
    eaters.record_contacts(session, resident, contacts, work.who.ref, work.now)


def _resident(work: Work) -> str:
    resident = single(work.answers.get("resident", ""))
    if not resident:
        raise Unclear(_("Please choose a resident."), "resident")
    return resident


def _needs(answers: Answers) -> Needs:
    """What was not answered is as usual."""
    diet = single(answers.get("diet", ""))
    return Needs(
        frozenset(several(answers.get("avoids", ()))),
        Diet(diet) if diet else None,
        Softness(single(answers.get("softness", "")) or Softness.USUAL),
        Rice(single(answers.get("rice", "")) or Rice.USUAL),
    )
