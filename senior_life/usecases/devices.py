"""Tablets: paired once with six digits, held in turn by those who share them, revoked at once."""

import hashlib
import hmac
import io
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import segno
from sqlalchemy import delete
from sqlmodel import Session, col, select

from senior_life.contract import Unclear, words
from senior_life.storage import new_ref
from senior_life.storage.tables.people import DeviceResidentRow, DeviceRow, PairingCodeRow
from senior_life.usecases.access import Reader, require_staff
from senior_life.usecases.attempts import Limit, count_try, forgive, tries_since
from senior_life.usecases.identity import hash_token, new_token
from senior_life.usecases.people import Resident, find_row, require_active, value_of
from senior_life.usecases.town import Town
from senior_life.usecases.traces import Act, add_trace
from senior_life.usecases.troubles import Unknown
from senior_life.usecases.whence import home_of, network_of

_ = words("senior_life")

CODE_LASTS = timedelta(minutes=10)
GUESSES = Limit("pair", tries=10, window=CODE_LASTS)
"""By one home or office. A right code forgives them: many tablets are paired in one hall."""
FROM_ONE_NETWORK = Limit("pair-network", tries=60, window=CODE_LASTS)
"""By a whole network, right or wrong: a single line may have hundreds of addresses."""
WORN_OUT_AFTER = 300
"""Tries of everyone together while one code is open; then it opens nothing, and the desk makes
another. So nobody is kept from pairing for a time, as a limit for all would do.

There are a million codes. Each of those 300 tries hits a given one with a chance of one in a
million, however many are open and wherever the tries come from: 0.03 % over its whole life, and
only for five networks at once. One home has ten tries: 0.001 %. If all codes that a town ever
makes, say a thousand, were attacked by many all the time, a third of one would be found; and the
one who was to have it is told at once that it is not right.
"""


@dataclass(frozen=True, slots=True)
class Pairing:
    code: str
    until: datetime
    qr_svg: str


@dataclass(frozen=True, slots=True)
class Device:
    ref: str
    label: str
    residents: tuple[Resident, ...]
    paired_at: datetime
    last_seen: datetime | None
    is_revoked: bool


async def offer_pairing(
    town: Town, reader: Reader, residents: Sequence[str], label: str, url: str = ""
) -> Pairing:
    """Six digits for one tablet. ``url`` is where a tablet opens the town; the code is added."""
    require_staff(reader)
    until = town.now() + CODE_LASTS

    def work(s: Session) -> str:
        for one in residents:
            require_active(s, one)
        s.execute(delete(PairingCodeRow).where(col(PairingCodeRow.until) <= town.now()))
        code = _free_code(town, s)
        s.add(
            PairingCodeRow(
                code_hash=_hash_code(town, code),
                residents=list(dict.fromkeys(residents)),
                label=label,
                made_by=reader.ref,
                until=until,
            )
        )
        return code

    code = await town.store.write(work)
    return Pairing(code, until, qr_svg(f"{url}/pair/{code}" if url else code))


def _free_code(town: Town, s: Session) -> str:
    while True:
        code = f"{secrets.randbelow(1_000_000):06d}"
        if s.get(PairingCodeRow, _hash_code(town, code)) is None:
            return code


def _hash_code(town: Town, code: str) -> str:
    """Keyed: six digits alone could be found again from a plain hash."""
    return hmac.new(town.signing_key, b"pair:" + code.encode(), hashlib.sha256).hexdigest()


def qr_svg(content: str) -> str:
    drawn = io.BytesIO()
    segno.make(content, error="m").save(drawn, kind="svg", border=4, xmldecl=False, omitsize=True)
    return drawn.getvalue().decode()


async def pair(town: Town, code: str, came_from: str = "") -> str:
    """Uses the code up and gives the new tablet its token, which is shown this one time."""
    now, token = town.now(), new_token()
    home = home_of(came_from)
    await town.store.write(lambda s: _count(s, home, network_of(came_from), now))
    is_paired = await town.store.write(lambda s: _pair(town, s, code, token, now))
    if not is_paired:
        raise Unclear(_("This number is not right or is too old. Please ask for a new one."))
    await town.store.write(lambda s: forgive(s, GUESSES, home))
    return token


def _count(s: Session, home: str, network: str, now: datetime) -> None:
    count_try(s, GUESSES, home, now)
    count_try(s, FROM_ONE_NETWORK, network, now)


def _pair(town: Town, s: Session, code: str, token: str, now: datetime) -> bool:
    found = s.get(PairingCodeRow, _hash_code(town, code))
    if found is None or found.until <= now or _is_worn_out(s, found):
        return False
    act = Act(found.made_by, now)
    add_device(s, found.residents, found.label, hash_token(token), act)
    s.delete(found)
    return True


def _is_worn_out(s: Session, code: PairingCodeRow) -> bool:
    return tries_since(s, FROM_ONE_NETWORK, code.until - CODE_LASTS) > WORN_OUT_AFTER


def add_device(
    s: Session, residents: Sequence[str], label: str, token_hash: str, act: Act
) -> DeviceRow:
    """Within a transaction of the caller's. A tablet of one person is always theirs to use."""
    refs = [require_active(s, one).ref for one in residents]
    device = DeviceRow(
        ref=new_ref(act.at),
        token_hash=token_hash,
        label=label,
        turn=refs[0] if len(refs) == 1 else None,
        paired_at=act.at,
        paired_by=act.by,
    )
    s.add(device)
    s.flush()
    for one in refs:
        s.add(DeviceResidentRow(device=device.ref, resident=one))
        add_trace(s, act, one, "device paired", after=label or device.ref)
    return device


async def all_devices(town: Town, reader: Reader) -> list[Device]:
    """Those in use first, the newest first."""
    require_staff(reader)
    return await town.store.read(_all)


def _all(s: Session) -> list[Device]:
    rows = s.exec(
        select(DeviceRow).order_by(
            col(DeviceRow.revoked_at).is_not(None), col(DeviceRow.paired_at).desc()
        )
    ).all()
    return [_value(s, row) for row in rows]


def _value(s: Session, row: DeviceRow) -> Device:
    residents = tuple(value_of(find_row(s, one)) for one in members(s, row.ref))
    is_revoked = row.revoked_at is not None
    return Device(row.ref, row.label, residents, row.paired_at, row.last_seen, is_revoked)


def members(s: Session, device: str) -> list[str]:
    held = select(DeviceResidentRow.resident).where(DeviceResidentRow.device == device)
    return list(s.exec(held.order_by(DeviceResidentRow.resident)))


async def revoke(town: Town, reader: Reader, ref: str) -> Device:
    """From now on its token opens nothing; a second time changes nothing."""
    require_staff(reader)
    act = Act(reader.ref, town.now())
    return await town.store.write(lambda s: _revoke(s, ref, act))


def _revoke(s: Session, ref: str, act: Act) -> Device:
    row = s.get(DeviceRow, ref)
    if row is None:
        raise Unknown(_("There is no such tablet on the list."))
    if row.revoked_at is None:
        row.revoked_at = act.at
        s.add(row)
        for one in members(s, ref):
            add_trace(s, act, one, "device revoked", before=row.label or row.ref)
    return _value(s, row)
