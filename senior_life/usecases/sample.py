"""The first start: the sample town's people and tablets, and the desk's first accounts."""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, select

from senior_life.storage import Store
from senior_life.storage.tables.people import ResidentRow
from senior_life.town.schema import SampleFile, SampleResident, SampleTablet
from senior_life.usecases import accounts
from senior_life.usecases.accounts import Account
from senior_life.usecases.devices import add_device
from senior_life.usecases.identity import hash_token, new_token
from senior_life.usecases.people import Details, add_resident
from senior_life.usecases.traces import Act

BY = "sample"
ADMIN = "desk"


def tablet_token(key: bytes) -> str:
    """Of the sample tablet that a browser on this machine is; only who has the key can tell it."""
    return hmac.new(key, b"the sample tablet of this machine", hashlib.sha256).hexdigest()


def first_accounts(store: Store, sample: SampleFile | None, now: datetime) -> list[Account]:
    """Accounts with new passwords if there were none; else nothing. Show them once."""
    if accounts.has_accounts(store):
        return []
    wanted = [(one.name, one.role, one.office) for one in sample.staff] if sample else []
    return [
        accounts.add(store, now, name, role, office)
        for name, role, office in wanted or [(ADMIN, "admin", "")]
    ]


def load_people(store: Store, sample: SampleFile, key: bytes, now: datetime) -> bool:
    """All or nothing; False: there are people already, and nothing was changed."""
    return store.write_now(lambda s: _load(s, sample, key, now))


def _load(s: Session, sample: SampleFile, key: bytes, now: datetime) -> bool:
    if s.exec(select(ResidentRow).limit(1)).first() is not None:
        return False
    act = Act(BY, now)
    refs: dict[str, str] = {}
    for household in sample.households:
        ref = None
        for person in household.residents:
            added = add_resident(s, _details(person), ref, act)
            ref, refs[person.id] = added.household, added.ref
    for tablet in sample.tablets:
        _add_tablet(s, tablet, refs, key, act)
    return True


def _details(person: SampleResident) -> Details:
    return Details(
        person.name,
        person.kana,
        person.address,
        person.phone,
        person.birth_date,
        tuple(person.needs),
        person.home,
    )


def _add_tablet(
    s: Session, tablet: SampleTablet, refs: Mapping[str, str], key: bytes, act: Act
) -> None:
    token = tablet_token(key) if tablet.is_here else new_token()
    members = [refs[one] for one in tablet.residents]
    row = add_device(s, members, tablet.label, hash_token(token), act)
    row.set_up_by, row.is_set_up = tablet.set_up_by, bool(tablet.set_up_by)
    row.call_name, row.call_phone = tablet.call_name, tablet.call_phone
    s.add(row)
