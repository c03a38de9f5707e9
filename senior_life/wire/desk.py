"""The desk: lists, people, devices."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from senior_life.wire.bookings import ActionOut
from senior_life.wire.grain import Degrees, Line, PersonName, Ref, Value, Wire, Writing
from senior_life.wire.household import ResidentOut
from senior_life.wire.pictures import PictureOut
from senior_life.wire.walk import RowOut
from senior_life.words import Words


class LoginIn(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: Line
    password: Annotated[str, StringConstraints(max_length=200)]


class StaffOut(Wire):
    """``now`` is the town's clock: a screen of the desk has none of its own."""

    ref: str
    name: str
    office: str
    role: Literal["desk", "admin"]
    now: datetime


class ColumnOut(Wire):
    name: str
    label: Words


class LineOut(Wire):
    """``calls``: by column the telephone number that stands there, to be called by a tap."""

    item: str
    cells: tuple[Words, ...]
    actions: tuple[ActionOut, ...]
    state: str
    calls: dict[str, str] = Field(default_factory=dict)


class TableOut(Wire):
    service: str
    name: str
    title: Words
    columns: tuple[ColumnOut, ...]
    lines: tuple[LineOut, ...]
    actions: tuple[ActionOut, ...]
    csv: str  # signed addresses
    paper: str
    picture: PictureOut | None = Field(default=None, discriminator="kind")


class PlaceOut(Wire):
    value: str
    label: Words


class DeskActIn(BaseModel):
    model_config = ConfigDict(extra="forbid")
    service: Ref
    item: Ref | None = None
    action: Ref
    place: Ref
    day: date
    answers: Annotated[dict[Ref, Writing | tuple[Value, ...]], Field(max_length=20)] = {}


class ResidentIn(BaseModel):
    """``why`` is kept with the trace of every correction."""

    model_config = ConfigDict(extra="forbid")
    name: PersonName
    kana: PersonName
    address: Line = ""
    phone: Annotated[str, StringConstraints(pattern=r"^[0-9+\- ]{0,20}$")] = ""
    birth_date: date | None = None
    needs: Annotated[tuple[Ref, ...], Field(max_length=10)] = ()
    home: Degrees = ""
    household: Ref | None = None  # None: a new one
    why: Line = ""


class ResidentFull(Wire):
    ref: str
    household: str
    name: str
    kana: str
    address: str
    phone: str
    birth_date: date | None
    needs: tuple[str, ...]
    home: str
    is_suspended: bool
    suspended_why: str
    merged_into: str | None


class TraceOut(Wire):
    """One correction: who, when, what was before and after, and why."""

    at: datetime
    by: str
    what: str
    before: str
    after: str
    why: str


class MergeIn(BaseModel):
    """``ref`` of the duplicate; its bookings and devices move to the resident of the path."""

    model_config = ConfigDict(extra="forbid")
    duplicate: Ref
    why: Line


class WhyIn(BaseModel):
    model_config = ConfigDict(extra="forbid")
    why: Line


class SuspendOut(Wire):
    """``left``: bookings that still stand, because their provider says no or cannot be reached."""

    cancelled: tuple[str, ...]
    devices: int
    left: tuple[str, ...] = ()


class PairingIn(BaseModel):
    model_config = ConfigDict(extra="forbid")
    residents: Annotated[tuple[Ref, ...], Field(min_length=1, max_length=6)]
    label: Line = ""


class PairingOut(Wire):
    """Six digits and a QR code (SVG) for one device, valid for ten minutes, used once."""

    code: str
    until: datetime
    qr_svg: str


class DeviceOut(Wire):
    ref: str
    label: str
    residents: tuple[ResidentOut, ...]
    paired_at: datetime
    last_seen: datetime | None
    is_revoked: bool


class HelpLineOut(Wire):
    ref: str
    at: datetime
    resident: ResidentOut
    phone: str
    says: Words
    asked: tuple[RowOut, ...]
    is_done: bool


class ServiceState(Wire):
    """A line of the registry page; ``refused`` says why a service is not offered.

    ``trouble`` says what one that is offered does not do just now, and since when.
    """

    name: str
    package: str
    version: str
    is_offered: bool
    refused: str = ""
    trouble: str = ""
