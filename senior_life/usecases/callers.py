"""Who is asking, as a service may know it: only the personal data that it declared it needs."""

from typing import Any

from sqlalchemy import bindparam, func, select
from sqlmodel import Session

from senior_life.contract import Caller, Channel, Service, words
from senior_life.direct import Direct
from senior_life.storage.tables.people import PreferenceRow, ResidentRow
from senior_life.storage.types import table
from senior_life.usecases.practice import ANY, refuse_others
from senior_life.usecases.troubles import Suspended, Unknown

_ = words("senior_life")
NOT_LISTED = _("This person is not in the list (any more).")


RESIDENT, PREFERENCE = table(ResidentRow), table(PreferenceRow)
LIKED = func.coalesce(PREFERENCE.c.language, "ja").label("language")
PERSON = (
    select(RESIDENT, LIKED, ANY)
    .outerjoin(PREFERENCE, PREFERENCE.c.resident == RESIDENT.c.ref)
    .where(RESIDENT.c.ref == bindparam("resident"))
)
FOUND, FOUND_LOCKED = Direct(PERSON), Direct(PERSON.with_for_update(of=RESIDENT))
LANGUAGE = Direct(select(PREFERENCE.c.language).where(PREFERENCE.c.resident == bindparam("whose")))


def caller(
    s: Session, service: Service, resident: str, channel: str, made_by: str, language: str = ""
) -> Caller:
    """Raises Unknown for a resident who is not there, and for a service that is not for them."""
    found = FOUND.first(s, {"resident": resident})
    if found is None or found.merged_into:
        raise Unknown(NOT_LISTED)
    return called(s, found, service, channel, made_by, language)


def called(
    s: Session, person: Any, service: Service, channel: str, made_by: str, language: str = ""
) -> Caller:
    """From what ``open_person`` found. Raises Unknown for a service that is not for them."""
    if person.is_any_practised or person.is_practice:
        refuse_others(s, service.id, person.is_practice)
    shared = {key: _shared(person, key) for key in service.shares}
    return Caller(person.ref, Channel(channel), made_by, language or person.language, shared)


def open_person(s: Session, resident: str, locks: bool = False) -> Any:
    """The resident's columns and ``language``, as ``refuse_suspended`` lets pass."""
    found = (FOUND_LOCKED if locks else FOUND).first(s, {"resident": resident})
    if found is None or found.merged_into:
        raise Unknown(NOT_LISTED)
    if found.suspended_at:
        raise Suspended(_("The service is paused for you. Please call the desk."))
    return found


def refuse_suspended(s: Session, resident: str, locks: bool = False) -> None:
    """Nothing new is begun for one whose services stopped; what they have can be cancelled.

    ``locks`` the resident's row, so that of two yeses at once the second sees the first.
    """
    open_person(s, resident, locks)


def language_of(s: Session, resident: str) -> str:
    liked = LANGUAGE.first(s, {"whose": resident})
    return liked.language if liked else "ja"


def _shared(resident: Any, key: str) -> str:
    if key == "birth_date":
        return resident.birth_date.isoformat() if resident.birth_date else ""
    if key == "needs":
        return ",".join(resident.needs)
    return str(getattr(resident, key))
