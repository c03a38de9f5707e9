"""The service's own tables: meals that are kept or ordered, and what somebody must not eat."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from senior_life.providing import Instant, Keyed

UNTOLD = text("told < seq")
"""Orders of which the core has not heard the last word; spelt like this to use their index."""
ASKED = text("needs_call")
"""Orders about which the desk has to telephone; spelt like this to use their index."""


class Meal(SQLModel):
    """What a hold and an order both say: for whom, what, how many, and when it is at the door.

    ``since`` and ``until`` are minutes from midnight of ``day``, as they were promised. ``lat`` and
    ``lon`` are of the door (None: not known), by which a round is put in order. ``dish`` is the
    menu that was agreed to, see ``agreed``; empty in orders from before menus were kept.
    """

    resident: str = Field(max_length=64)
    channel: str = Field(max_length=10)
    day: date
    meal: str = Field(max_length=10)
    diet: str = Field(max_length=12)
    count: int
    kitchen: str = Field(max_length=40)
    round: str = Field(max_length=40)
    since: int
    until: int
    price_yen: int
    subsidy_yen: int
    lat: float | None = None
    lon: float | None = None
    dish: str = Field(default="", max_length=1000)


class Hold(Meal, table=True):
    """Meals that are kept while someone reads; ``replacing`` is the order that would change."""

    __tablename__ = "meal_delivery_hold"
    __table_args__ = (
        Index("ix_meal_delivery_hold_day", "day", "kitchen"),
        Index("ix_meal_delivery_hold_whose", "resident", "day"),
    )
    hold: str = Field(primary_key=True, max_length=32)
    key: str = Field(unique=True, max_length=200)
    replacing: str = Field(default="", max_length=32)
    held_since: datetime = Field(sa_type=Instant)
    holds_until: datetime = Field(sa_type=Instant, index=True)


class Order(Meal, table=True):
    """``hold`` is what it was confirmed from; ``told`` the last ``seq`` that the core has heard.

    ``needs_call``: the desk is to telephone, about a change, and ``why`` that was made.
    """

    __tablename__ = "meal_delivery_order"
    __table_args__ = (
        UniqueConstraint("number"),
        Index("ix_meal_delivery_order_day", "day", "kitchen"),
        Index("ix_meal_delivery_order_whose", "resident", "day"),
        Index(
            "ix_meal_delivery_order_untold",
            "day",
            sqlite_where=UNTOLD,
            postgresql_where=UNTOLD,
        ),
        Index(
            "ix_meal_delivery_order_asked",
            "kitchen",
            "day",
            sqlite_where=ASKED,
            postgresql_where=ASKED,
        ),
    )
    ref: str = Field(primary_key=True, max_length=32)
    number: str = Field(max_length=16)
    seq: int = 1
    told: int = 1
    state: str = Field(max_length=12)
    outcome: str = Field(default="", max_length=12)
    made_by: str = Field(max_length=64)
    hold: str = Field(default="", index=True, max_length=32)
    made_at: datetime = Field(sa_type=Instant)
    undo_until: datetime | None = Field(default=None, sa_type=Instant)
    needs_call: bool = False
    why: str = Field(default="", max_length=12)


class Cut(SQLModel, table=True):
    """A day on which a kitchen can cook less than the pack says, as ``staff`` wrote it down.
    ``is_due``: it was not looked yet for whom there is no room any more."""

    __tablename__ = "meal_delivery_cut"
    kitchen: str = Field(primary_key=True, max_length=40)
    day: date = Field(primary_key=True)
    most_meals: int
    staff: str = Field(max_length=64)
    at: datetime = Field(sa_type=Instant)
    is_due: bool = True


class Menu(SQLModel, table=True):
    """What is cooked on a day instead of what the pack says, as ``staff`` wrote it down; ``dish``
    as in Meal, empty: that of the pack after all. ``is_due``: nobody has been asked yet."""

    __tablename__ = "meal_delivery_menu"
    day: date = Field(primary_key=True)
    meal: str = Field(primary_key=True, max_length=10)
    diet: str = Field(primary_key=True, max_length=12)
    dish: str = Field(max_length=1000)
    staff: str = Field(max_length=64)
    at: datetime = Field(sa_type=Instant)
    is_due: bool = True


class Eater(SQLModel, table=True):
    """What the desk wrote down: ``avoids`` are ids of allergens, separated by commas; ``diet`` is
    the one that a doctor ordered, empty: any. The contacts are telephoned in their order when
    somebody does not open the door. ``dislikes`` are ids as in ``avoids``, ``words`` stand in the
    names of dishes; both are kept since its eater agreed to that, at ``agreed_at``."""

    __tablename__ = "meal_delivery_eater"
    resident: str = Field(primary_key=True, max_length=64)
    avoids: str = Field(default="", max_length=800)
    diet: str = Field(default="", max_length=12)
    softness: str = Field(default="usual", max_length=20)
    rice: str = Field(default="usual", max_length=20)
    portion: str = Field(default="usual", max_length=12)
    first_name: str = Field(default="", max_length=64)
    first_phone: str = Field(default="", max_length=20)
    second_name: str = Field(default="", max_length=64)
    second_phone: str = Field(default="", max_length=20)
    dislikes: str = Field(default="", max_length=800)
    words: str = Field(default="", max_length=200)
    agreed_at: datetime | None = Field(default=None, sa_type=Instant)
    recorded_by: str = Field(max_length=64)
    recorded_at: datetime = Field(sa_type=Instant)


class Check(SQLModel, table=True):
    """Is all well? Opened at a door, of the order ``ref``; it stays open until somebody knows.

    ``why`` is what the driver said; ``outcome`` what was found out, empty while it is open.
    """

    __tablename__ = "meal_delivery_check"
    __table_args__ = (Index("ix_meal_delivery_check_open", "kitchen", "outcome", "day"),)
    ref: str = Field(primary_key=True, max_length=32)
    resident: str = Field(max_length=64)
    kitchen: str = Field(max_length=40)
    day: date
    why: str = Field(max_length=12)
    outcome: str = Field(default="", max_length=12)


class CheckStep(SQLModel, table=True):
    """One thing done about a check; rows are only ever added. ``who`` was telephoned, if anybody
    was; ``staff`` is the ref of who did it. ``number`` counts from 1."""

    __tablename__ = "meal_delivery_check_step"
    ref: str = Field(primary_key=True, max_length=32)
    number: int = Field(primary_key=True)
    what: str = Field(max_length=12)
    who: str = Field(default="", max_length=64)
    staff: str = Field(max_length=64)
    at: datetime = Field(sa_type=Instant)


class Applied(Keyed, table=True):
    """A key whose work is done, and the order that came of it."""

    __tablename__ = "meal_delivery_applied"
