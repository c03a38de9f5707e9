"""The desk's accounts, as the town keeps them from its command line: add, list, reset, close."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import delete
from sqlmodel import Session, col, select

from senior_life.contract import words
from senior_life.storage import Store, new_ref
from senior_life.storage.tables.people import StaffRow, StaffSessionRow
from senior_life.usecases import staff
from senior_life.usecases.attempts import forgive, forgive_all
from senior_life.usecases.passwords import hash_password, new_password
from senior_life.usecases.troubles import Conflict, Unknown

_ = words("senior_life")
Role = Literal["desk", "admin"]


@dataclass(frozen=True, slots=True)
class Account:
    """``password`` is shown once and kept nowhere."""

    name: str
    password: str


@dataclass(frozen=True, slots=True)
class Listed:
    """``office`` empty: the whole town."""

    name: str
    role: str
    office: str
    closed_at: datetime | None


def add(store: Store, now: datetime, name: str, role: Role = "admin", office: str = "") -> Account:
    """A new member of staff with a first password. Raises Conflict for a name that was ever used:
    traces tell people apart by it."""
    password = new_password()
    row = StaffRow(
        ref=new_ref(now),
        name=name.strip(),
        password_hash=hash_password(password),
        role=role,
        office=office,
        created_at=now,
    )
    store.write_now(lambda s: _add(s, StaffRow(**row.model_dump())))
    return Account(row.name, password)


def _add(s: Session, row: StaffRow) -> None:
    if not row.name:
        raise Conflict(_("An account needs a name."))
    if s.exec(select(StaffRow).where(StaffRow.name == row.name)).first() is not None:
        raise Conflict(_("There is an account named {name} already.", name=row.name))
    s.add(row)


def reset(store: Store, name: str, reopens: bool = False) -> Account:
    """A new password; every session of the account ends, and all wrong tries are forgiven.

    Raises Conflict for an account that was closed, unless it ``reopens`` on purpose.
    """
    password = new_password()
    hashed = hash_password(password)
    store.write_now(lambda s: _reset(s, name, hashed, reopens))
    return Account(name, password)


def _reset(s: Session, name: str, hashed: str, reopens: bool) -> None:
    row = _find(s, name)
    if row.closed_at is not None and not reopens:
        raise Conflict(_("The account {name} is closed. Add --reopen to open it again.", name=name))
    row.password_hash, row.closed_at = hashed, None
    s.add(row)
    _end_sessions(s, row)
    forgive(s, staff.GUESSES, staff.guesser(name, ""), and_all_from=True)
    forgive_all(s, staff.FROM_ONE_PLACE)  # the place, where others may have tried, is not known


def close(store: Store, now: datetime, name: str) -> None:
    """Whoever works with it is logged out at once; its name stays in the traces."""
    store.write_now(lambda s: _close(s, name, now))


def _close(s: Session, name: str, now: datetime) -> None:
    row = _find(s, name)
    row.closed_at = row.closed_at or now
    s.add(row)
    _end_sessions(s, row)


def _find(s: Session, name: str) -> StaffRow:
    row = s.exec(select(StaffRow).where(StaffRow.name == name)).one_or_none()
    if row is None:
        raise Unknown(_("There is no account named {name}.", name=name))
    return row


def _end_sessions(s: Session, row: StaffRow) -> None:
    s.execute(delete(StaffSessionRow).where(col(StaffSessionRow.staff) == row.ref))


def all_accounts(store: Store) -> Sequence[Listed]:
    """Those in use first."""
    rows = store.read_now(lambda s: s.exec(select(StaffRow).order_by(StaffRow.name)).all())
    found = [Listed(row.name, row.role, row.office, row.closed_at) for row in rows]
    return sorted(found, key=lambda one: one.closed_at is not None)


def has_accounts(store: Store) -> bool:
    return store.read_now(lambda s: s.exec(select(StaffRow).limit(1)).first()) is not None
