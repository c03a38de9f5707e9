"""The desk's people come to work: log-in that resists guessing, and sessions that end."""

import asyncio
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col, select

from senior_life.contract import Unclear, words
from senior_life.storage.tables.people import StaffRow, StaffSessionRow
from senior_life.usecases import passwords
from senior_life.usecases.attempts import Limit, count_try, forgive
from senior_life.usecases.finding import fold
from senior_life.usecases.identity import hash_token, new_token
from senior_life.usecases.town import Town
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


async def log_in(town: Town, name: str, password: str, came_from: str = "") -> str:
    """A session's token. A wrong name and a wrong password are told, and take, the same."""
    now, place = town.now(), home_of(came_from)
    who = guesser(name, place)
    await town.store.write(lambda s: _count(s, who, place, now))
    found = await town.store.read(lambda s: _find(s, name))
    known = found.password_hash if found else passwords.nobodys_hash()
    is_right = await asyncio.to_thread(passwords.is_right, known, password)
    if found is None or not is_right:
        raise _wrong()
    token, renewed = new_token(), await asyncio.to_thread(passwords.renewed, known, password)
    await town.store.write(lambda s: _begin(s, found, token, renewed, now))
    await town.store.write(lambda s: _forgive(s, who, place))
    return token


def guesser(name: str, place: str) -> str:
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


def _wrong() -> Unclear:
    return Unclear(_("The name or the password is not right. Please try again."))


def _begin(s: Session, found: StaffRow, token: str, renewed: str, now: datetime) -> None:
    """Unless the account was closed, or its password changed, while the password was looked at."""
    s.execute(delete(StaffSessionRow).where(col(StaffSessionRow.expires_at) <= now))
    row = s.get_one(StaffRow, found.ref)
    if row.closed_at is not None or row.password_hash != found.password_hash:
        raise _wrong()
    row.password_hash, ends = renewed, now + SESSION_LASTS
    s.add(row)
    s.add(StaffSessionRow(token_hash=hash_token(token), staff=row.ref, expires_at=ends))


async def log_out(town: Town, token: str) -> None:
    hashed = hash_token(token)
    await town.store.write(
        lambda s: s.execute(
            delete(StaffSessionRow).where(col(StaffSessionRow.token_hash) == hashed)
        )
    )


def names_of(s: Session, refs: Iterable[str]) -> dict[str, str]:
    """Of those at the desk, by ref; also of accounts that are closed by now."""
    found = s.exec(select(StaffRow).where(col(StaffRow.ref).in_(set(refs))))
    return {row.ref: row.name for row in found}
