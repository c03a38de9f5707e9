"""The desk's people: log-in that resists guessing, sessions, and accounts reset by the town."""

import asyncio
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete
from sqlmodel import Session, col, select

from senior_life.contract import Unclear, words
from senior_life.storage import Store, new_ref
from senior_life.storage.refs import ALPHABET
from senior_life.storage.tables.people import StaffRow, StaffSessionRow
from senior_life.usecases.attempts import Limit, count_try, forgive
from senior_life.usecases.finding import fold
from senior_life.usecases.identity import hash_token, new_token
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import Unknown
from senior_life.usecases.whence import home_of

_ = words("senior_life")

SESSION_LASTS = timedelta(hours=12)
GUESSES = Limit("login", tries=5, window=timedelta(minutes=15))
"""Counted for a name and a place together: a stranger elsewhere locks nobody out.

A password has 80 random bits. A million places that never rest make 175,000 million tries a year
and would need three million million years, so there is no limit for everyone together.
"""
FROM_ONE_PLACE = Limit("login-from", tries=100, window=timedelta(minutes=15))
"""Each try costs a twentieth of a second; staff who share a stranger's address are stopped too, so
it is far above what a whole office mistypes."""


@dataclass(frozen=True, slots=True)
class Account:
    """``password`` is shown once and kept nowhere."""

    name: str
    password: str


async def log_in(town: Town, name: str, password: str, came_from: str = "") -> str:
    """A session's token. A wrong name and a wrong password are told, and take, the same."""
    now, place = town.now(), home_of(came_from)
    who = _guesser(name, place)
    await town.store.write(lambda s: _count(s, who, place, now))
    found = await town.store.read(lambda s: _find(s, name))
    known = found.password_hash if found else _nobodys_hash()
    is_right = await asyncio.to_thread(_verify, known, password)
    if found is None or not is_right:
        raise Unclear(_("The name or the password is not right. Please try again."))
    token, renewed = new_token(), await asyncio.to_thread(_renewed, known, password)
    await town.store.write(lambda s: _begin(s, found.ref, token, renewed, now=now))
    await town.store.write(lambda s: _forgive(s, who, place))
    return token


def _guesser(name: str, place: str) -> str:
    """A folded name has no spaces, so a name is always told from what follows it."""
    return f"{fold(name)} {place}"


def _count(s: Session, who: str, place: str, now: datetime) -> None:
    count_try(s, FROM_ONE_PLACE, place, now)
    count_try(s, GUESSES, who, now)


def _forgive(s: Session, who: str, place: str) -> None:
    forgive(s, FROM_ONE_PLACE, place)
    forgive(s, GUESSES, who)


def _find(s: Session, name: str) -> StaffRow | None:
    return s.exec(
        select(StaffRow).where(StaffRow.name == name, col(StaffRow.closed_at).is_(None))
    ).one_or_none()


@cache
def _hasher() -> PasswordHasher:
    """Argon2id with the library's own cost (RFC 9106, low memory)."""
    return PasswordHasher()


@cache
def _nobodys_hash() -> str:
    return _hasher().hash(secrets.token_hex())


def _verify(known: str, password: str) -> bool:
    try:
        return _hasher().verify(known, password)
    except (VerificationError, InvalidHashError):
        return False


def _renewed(known: str, password: str) -> str:
    """The hash again, if the library asks for more than when it was made."""
    return _hasher().hash(password) if _hasher().check_needs_rehash(known) else known


def _begin(s: Session, staff: str, token: str, known: str, *, now: datetime) -> None:
    s.execute(delete(StaffSessionRow).where(col(StaffSessionRow.expires_at) <= now))
    row = s.get_one(StaffRow, staff)
    row.password_hash = known
    s.add(row)
    s.add(
        StaffSessionRow(token_hash=hash_token(token), staff=staff, expires_at=now + SESSION_LASTS)
    )


async def log_out(town: Town, token: str) -> None:
    hashed = hash_token(token)
    await town.store.write(
        lambda s: s.execute(
            delete(StaffSessionRow).where(col(StaffSessionRow.token_hash) == hashed)
        )
    )


# --- accounts, from the command line and at the first start -------------------------------------


def new_password() -> str:
    """80 random bits in letters that cannot be mistaken for one another."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))


def create_account(
    store: Store, now: datetime, name: str, role: str = "admin", office: str = ""
) -> Account:
    """A new member of staff with a first password."""
    password = new_password()
    hashed = _hasher().hash(password)
    store.write_now(
        lambda s: s.add(
            StaffRow(
                ref=new_ref(now),
                name=name,
                password_hash=hashed,
                role=role,
                office=office,
                created_at=now,
            )
        )
    )
    return Account(name, password)


def reset(store: Store, name: str) -> Account:
    """A new password; every session of the account ends, and its wrong tries are forgiven."""
    password = new_password()
    hashed = _hasher().hash(password)
    store.write_now(lambda s: _reset(s, name, hashed))
    return Account(name, password)


def _reset(s: Session, name: str, hashed: str) -> None:
    row = s.exec(select(StaffRow).where(StaffRow.name == name)).one_or_none()
    if row is None:
        raise Unknown(_("There is no account named {name}.", name=name))
    row.password_hash, row.closed_at = hashed, None
    s.add(row)
    s.execute(delete(StaffSessionRow).where(col(StaffSessionRow.staff) == row.ref))
    forgive(s, GUESSES, _guesser(name, ""), and_all_from=True)


def has_accounts(store: Store) -> bool:
    return store.read_now(lambda s: s.exec(select(StaffRow).limit(1)).first()) is not None
