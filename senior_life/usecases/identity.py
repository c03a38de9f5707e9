"""Tokens: made once, kept only as a hash, and turned back into the reader who holds them."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, bindparam
from sqlmodel import Session, col, select

from senior_life.contract import Staff
from senior_life.direct import Direct
from senior_life.storage.tables.people import (
    DeviceResidentRow,
    DeviceRow,
    ResidentRow,
    StaffRow,
    StaffSessionRow,
)
from senior_life.storage.types import table
from senior_life.usecases.access import NOBODY, Reader
from senior_life.usecases.callers import language_of
from senior_life.usecases.town import Town

SEEN_EVERY = timedelta(minutes=5)


def _by_token() -> Select[Any]:
    device = table(DeviceRow)
    return select(device.c.ref, device.c.turn, device.c.last_seen).where(
        device.c.token_hash == bindparam("token"), device.c.revoked_at.is_(None)
    )


def _of_device() -> Select[Any]:
    resident, its = table(ResidentRow), table(DeviceResidentRow)
    return (
        select(resident.c.ref, resident.c.name, resident.c.suspended_at)
        .join(its, its.c.resident == resident.c.ref)
        .where(its.c.device == bindparam("device"))
        .order_by(resident.c.ref)
    )


BY_TOKEN, OF_DEVICE = Direct(_by_token()), Direct(_of_device())
"""Asked with every call."""


def new_token() -> str:
    """256 random bits, so that a plain hash of it is enough."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


async def who_holds(town: Town, token: str, language: str = "ja") -> Reader:
    """The holder of a token now; nobody when it is unknown, revoked, ended or expired."""
    hashed, now = hash_token(token), town.now()
    device: Any
    reader: Reader
    device, reader = await town.store.read(lambda s: _holder(s, hashed, now, language))
    if device and (device.last_seen is None or now - device.last_seen > SEEN_EVERY):
        await town.store.write(lambda s: _mark_seen(s, device.ref, now))
    return reader


def _holder(s: Session, hashed: str, now: datetime, language: str) -> tuple[Any, Reader]:
    device = BY_TOKEN.first(s, {"token": hashed})
    if device:
        return device, _on_device(s, device)
    return None, _at_desk(s, hashed, now, language)


def _on_device(s: Session, device: Any) -> Reader:
    """The household of the tablet; a suspended member's own turn is over."""
    household = OF_DEVICE.all(s, {"device": device.ref})
    turn = next((r for r in household if r.ref == device.turn), None)
    return Reader(
        device=device.ref,
        resident=turn.ref if turn else "",
        household=tuple(r.ref for r in household),
        is_suspended=bool(turn and turn.suspended_at),
        name=turn.name if turn else "",
        language=language_of(s, turn.ref) if turn else "ja",
    )


def _at_desk(s: Session, hashed: str, now: datetime, language: str) -> Reader:
    found = s.exec(
        select(StaffRow)
        .join(StaffSessionRow, col(StaffSessionRow.staff) == StaffRow.ref)
        .where(
            StaffSessionRow.token_hash == hashed,
            col(StaffSessionRow.expires_at) > now,
            col(StaffRow.closed_at).is_(None),
        )
    ).one_or_none()
    if found is None:
        return NOBODY
    return Reader(
        staff=Staff(found.ref, found.office),
        name=found.name,
        role=found.role,
        session=hashed,
        language=language,
    )


def _mark_seen(s: Session, ref: str, now: datetime) -> None:
    device = s.get(DeviceRow, ref)
    if device:
        device.last_seen = now
        s.add(device)
