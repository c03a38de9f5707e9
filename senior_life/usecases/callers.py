"""Who is asking, as a service may know it: only the personal data that it declared it needs."""

from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlmodel import Session

from senior_life.contract import Caller, Channel, Service, words
from senior_life.storage.tables.people import PreferenceRow, ResidentRow
from senior_life.storage.types import table
from senior_life.usecases.troubles import Suspended, Unknown

_ = words("senior_life")


def _of(row: type[ResidentRow | PreferenceRow], key: str, *columns: str) -> Select[Any]:
    """Asked at every tap, so that they are put together only once."""
    found = table(row)
    wanted: list[Any] = [found.c[name] for name in columns] or [found]
    return select(*wanted).where(found.c[key] == bindparam("resident"))


RESIDENT = _of(ResidentRow, "ref")
SUSPENDED = _of(ResidentRow, "ref", "suspended_at", "merged_into")
SUSPENDED_LOCKED = SUSPENDED.with_for_update()
LANGUAGE = _of(PreferenceRow, "resident", "language")


def caller(
    s: Session, service: Service, resident: str, channel: str, made_by: str, language: str = ""
) -> Caller:
    """Raises Unknown for a resident who is not there."""
    found = s.connection().execute(RESIDENT, {"resident": resident}).first()
    if found is None or found.merged_into:
        raise Unknown(_("This person is not in the list (any more)."))
    shared = {key: _shared(found, key) for key in service.shares}
    return Caller(
        found.ref, Channel(channel), made_by, language or language_of(s, resident), shared
    )


def refuse_suspended(s: Session, resident: str, locks: bool = False) -> None:
    """Nothing new is begun for one whose services stopped; what they have can be cancelled.

    ``locks`` the resident's row, so that of two yeses at once the second sees the first.
    """
    asked = SUSPENDED_LOCKED if locks else SUSPENDED
    found = s.connection().execute(asked, {"resident": resident}).first()
    if found is not None and found.merged_into:
        raise Unknown(_("This person is not in the list (any more)."))
    if found is not None and found.suspended_at:
        raise Suspended(_("The service is paused for you. Please call the desk."))


def language_of(s: Session, resident: str) -> str:
    liked: str | None = s.connection().execute(LANGUAGE, {"resident": resident}).scalar()
    return liked or "ja"


def _shared(resident: Any, key: str) -> str:
    if key == "birth_date":
        return resident.birth_date.isoformat() if resident.birth_date else ""
    if key == "needs":
        return ",".join(resident.needs)
    return str(getattr(resident, key))
