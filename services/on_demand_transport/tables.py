"""The service's own tables: one row for each run of a day holds its visits and their version."""

from datetime import date, datetime

from sqlalchemy import Index, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from senior_life.providing import Instant, Keyed

UNTOLD = text("told < seq")
"""Rides of which the core has not heard the last word; spelt like this to use their index."""


class RunDay(SQLModel, table=True):
    """One run on one day. Whoever changes it counts ``version`` up from the one that was read.

    ``visits`` are those ahead, ``done`` those behind, as JSON: see ``driving``.
    ``delay_minutes`` is what the desk entered, at the minute ``late_since``: it leaves for its next
    stop no sooner than ``late_until``. ``out_until`` is the minute until which the vehicle is out
    of service (0: it is not), said at ``late_since``, too: what was behind by then stays behind.
    """

    __tablename__ = "on_demand_transport_run"
    day: date = Field(primary_key=True)
    run: str = Field(primary_key=True, max_length=60)
    version: int = 1
    visits: str = Field(default="[]", sa_type=Text)
    done: str = Field(default="[]", sa_type=Text)
    delay_minutes: float = 0.0
    late_since: float = 0.0
    late_until: float = 0.0
    out_until: float = 0.0


class Trip(SQLModel):
    """What a hold and a ride both say: who, from where to where, and what is promised.

    Minutes are from midnight of ``day``. ``origin`` and ``destination`` are as answered; the
    vehicle stops at ``board_stop`` and ``leave_stop``, ids of stops.csv, empty: at the door.
    ``start_lat`` and ``start_lon`` are from where one walks to ``board_stop``; 0: nobody walks.
    Without a ``run`` nothing is promised yet (a place on the waiting list, an open return).
    """

    resident: str = Field(max_length=64)
    channel: str = Field(max_length=10)
    day: date
    origin: str = Field(max_length=64)
    destination: str = Field(max_length=64)
    time_kind: str = Field(max_length=10)
    minute: float = 0.0
    riders: int = 1
    chair: str = Field(default="none", max_length=24)
    round_trip: str = Field(default="no", max_length=10)
    board_stop: str = Field(default="", max_length=40)
    board_lat: float = 0.0
    board_lon: float = 0.0
    board_walk: float = 0.0
    start_lat: float = 0.0
    start_lon: float = 0.0
    leave_stop: str = Field(default="", max_length=40)
    leave_lat: float = 0.0
    leave_lon: float = 0.0
    leave_walk: float = 0.0
    boarding_minutes: float = 1.0
    run: str = Field(default="", max_length=60)
    board_from: float = 0.0
    board_by: float = 0.0
    arrive_by: float = 0.0
    longest_minutes: float = 0.0
    ride_minutes: float = 0.0
    is_shared: bool = False
    fare: str = Field(default="", max_length=40)
    price_yen: int = 0


class Hold(Trip, table=True):
    """One of the offers that are kept while someone reads; all of one key go together.

    ``trip`` is what the run's visits call it; ``replacing`` the ride that would move here.
    """

    __tablename__ = "on_demand_transport_hold"
    __table_args__ = (UniqueConstraint("key", "place"),)
    trip: str = Field(primary_key=True, max_length=32)
    key: str = Field(max_length=200)
    place: int = 0
    hold: str = Field(index=True, max_length=32)
    replacing: str = Field(default="", index=True, max_length=32)
    since: datetime = Field(sa_type=Instant)
    holds_until: datetime = Field(sa_type=Instant, index=True)


class Ride(Trip, table=True):
    """A ride, a place on the waiting list (``trip`` empty), an open return, or a proposal.

    ``trip`` is what the run's visits call it. ``passed`` are the starts, separated by commas,
    that were proposed in vain; ``told`` the last ``seq`` that the core has heard. ``late_minutes``
    and ``soon_minutes`` are what the resident was last told of the vehicle on its way.
    """

    __tablename__ = "on_demand_transport_ride"
    __table_args__ = (
        UniqueConstraint("number"),
        Index("ix_on_demand_transport_ride_day", "day", "run"),
        Index("ix_on_demand_transport_ride_state", "state", "day"),
        Index("ix_on_demand_transport_ride_whose", "resident", "made_at"),
        Index(
            "ix_on_demand_transport_ride_untold",
            "day",
            sqlite_where=UNTOLD,
            postgresql_where=UNTOLD,
        ),
    )
    ref: str = Field(primary_key=True, max_length=32)
    number: str = Field(max_length=16)
    seq: int = 1
    told: int = 1
    state: str = Field(max_length=12)
    outcome: str = Field(default="", max_length=12)
    made_by: str = Field(max_length=64)
    trip: str = Field(default="", index=True, max_length=32)
    proposal: str = Field(default="", max_length=32)
    is_moved: bool = False
    needs_call: bool = False
    late_minutes: int = 0
    soon_minutes: int = 0
    passed: str = Field(default="", sa_type=Text)
    made_at: datetime = Field(sa_type=Instant)
    waiting_since: datetime | None = Field(default=None, sa_type=Instant)
    undo_until: datetime | None = Field(default=None, sa_type=Instant)


class Applied(Keyed, table=True):
    """A key whose work is done, and the ride that came of it."""

    __tablename__ = "on_demand_transport_applied"


class Call(SQLModel, table=True):
    """Somebody at the desk telephoned a rider, and what they answered; taken back: it is gone.

    ``staff`` is the ref of who telephoned; ``answer`` is one of ``calls.ANSWERS``. ``minutes`` is
    by how much the promise was missed then, ``needed`` whether they had to be telephoned at all.
    """

    __tablename__ = "on_demand_transport_call"
    __table_args__ = (Index("ix_on_demand_transport_call_ride", "ride", "at"),)
    id: str = Field(primary_key=True, max_length=32)
    ride: str = Field(max_length=32)
    staff: str = Field(max_length=64)
    answer: str = Field(max_length=12)
    minutes: float = 0.0
    needed: bool = False
    at: datetime = Field(sa_type=Instant)


class RouterState(SQLModel, table=True):
    """How it went with a router; ``batch`` counts its sheets, each when it is written.

    ``fault`` (see ``routers.Fault``) is that of its last answer, ``since`` when that began, after
    ``failures`` in a row. It is asked again by nobody before ``next_at``.
    """

    __tablename__ = "on_demand_transport_router"
    router: str = Field(primary_key=True, max_length=32)
    batch: int = 0
    fault: str = Field(default="", max_length=12)
    failures: int = 0
    since: datetime | None = Field(default=None, sa_type=Instant)
    answered_at: datetime | None = Field(default=None, sa_type=Instant)
    next_at: datetime = Field(sa_type=Instant)


class Sheet(SQLModel, table=True):
    """One answer of a router: ``drives`` is JSON, see ``sheets``. What a later one says holds."""

    __tablename__ = "on_demand_transport_sheet"
    __table_args__ = (Index("ix_on_demand_transport_sheet_router", "router", "batch"),)
    id: str = Field(primary_key=True, max_length=32)
    router: str = Field(max_length=32)
    batch: int
    at: datetime = Field(sa_type=Instant, index=True)
    drives: str = Field(sa_type=Text)
