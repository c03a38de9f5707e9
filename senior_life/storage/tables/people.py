"""Households, residents, their devices, the desk's staff, and what is remembered about access."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field

from senior_life.storage.types import Instant, Json, Row


class HouseholdRow(Row, table=True):
    __tablename__ = "households"
    ref: str = Field(primary_key=True, max_length=64)
    created_at: datetime = Field(sa_type=Instant)


class ResidentRow(Row, table=True):
    """Names are kept as typed: 髙 stays 髙. ``search`` holds their folded forms, see people.py."""

    __tablename__ = "residents"
    ref: str = Field(primary_key=True, max_length=64)
    household: str = Field(foreign_key="households.ref", index=True)
    name: str
    kana: str
    search: str
    address: str = ""
    address_folded: str = Field(default="", index=True)
    phone: str = ""
    phone_digits: str = ""
    birth_date: date | None = None
    needs: list[str] = Field(default_factory=list, sa_type=Json)
    home: str = ""  # "lat,lon", WGS 84
    suspended_at: datetime | None = Field(default=None, sa_type=Instant)
    suspended_why: str = ""
    merged_into: str | None = Field(default=None, foreign_key="residents.ref", index=True)
    created_at: datetime = Field(sa_type=Instant)
    rev: int = 0
    is_practice: bool = False  # nobody, but a name to practise with


class PreferenceRow(Row, table=True):
    """How a resident likes the app; kept with the person, not the device."""

    __tablename__ = "preferences"
    resident: str = Field(primary_key=True, foreign_key="residents.ref", ondelete="CASCADE")
    text: str = "normal"
    theme: str = "light"
    furigana: bool = False
    language: str = "ja"
    speed: str = "normal"


class DeviceRow(Row, table=True):
    """A tablet. Only a hash of its token is here; the token itself is nowhere."""

    __tablename__ = "devices"
    ref: str = Field(primary_key=True, max_length=64)
    token_hash: str = Field(unique=True)
    label: str = ""
    turn: str | None = Field(default=None, foreign_key="residents.ref")
    set_up_by: str = ""
    call_name: str = ""
    call_phone: str = ""
    is_set_up: bool = False
    paired_at: datetime = Field(sa_type=Instant)
    paired_by: str
    last_seen: datetime | None = Field(default=None, sa_type=Instant)
    revoked_at: datetime | None = Field(default=None, sa_type=Instant)


class DeviceResidentRow(Row, table=True):
    """Who may use a device: one person, or the two of a couple."""

    __tablename__ = "device_residents"
    device: str = Field(primary_key=True, foreign_key="devices.ref", ondelete="CASCADE")
    resident: str = Field(primary_key=True, foreign_key="residents.ref", index=True)


class PairingCodeRow(Row, table=True):
    """Six digits for one device, as a keyed hash; used once, within ten minutes."""

    __tablename__ = "pairing_codes"
    code_hash: str = Field(primary_key=True)
    residents: list[str] = Field(sa_type=Json)
    label: str = ""
    made_by: str
    until: datetime = Field(sa_type=Instant, index=True)


class StaffRow(Row, table=True):
    """``office`` empty: the whole town. ``role``: desk or admin."""

    __tablename__ = "staff"
    ref: str = Field(primary_key=True, max_length=64)
    name: str = Field(unique=True)
    password_hash: str
    role: str = "desk"
    office: str = ""
    created_at: datetime = Field(sa_type=Instant)
    closed_at: datetime | None = Field(default=None, sa_type=Instant)


class StaffSessionRow(Row, table=True):
    __tablename__ = "staff_sessions"
    token_hash: str = Field(primary_key=True)
    staff: str = Field(foreign_key="staff.ref", ondelete="CASCADE", index=True)
    expires_at: datetime = Field(sa_type=Instant, index=True)


class AttemptRow(Row, table=True):
    """A failed try (a log-in, a pairing code), counted for all processes together."""

    __tablename__ = "attempts"
    __table_args__ = (Index(None, "kind", "who", "at"),)
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    who: str
    at: datetime = Field(sa_type=Instant)


class CorrectionRow(Row, table=True):
    """Who changed what about a resident, and why; written once, never changed."""

    __tablename__ = "corrections"
    id: int | None = Field(default=None, primary_key=True)
    resident: str = Field(foreign_key="residents.ref", index=True)
    at: datetime = Field(sa_type=Instant)
    by: str
    what: str
    before: str = ""
    after: str = ""
    why: str = ""


class OpeningRow(Row, table=True):
    """Personal data that staff looked at: who, whose, what and when.

    ``once``: of a screen that reads itself again and again, which one and on which day; else empty.
    """

    __tablename__ = "openings"
    __table_args__ = (
        Index(None, "resident", "at"),
        Index(None, "by", "once", "resident", unique=True),
    )
    id: int | None = Field(default=None, primary_key=True)
    resident: str = Field(foreign_key="residents.ref")
    at: datetime = Field(sa_type=Instant)
    by: str
    what: str
    once: str | None = None
