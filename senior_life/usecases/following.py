"""Bookings as their resident, or the desk, follows them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, func
from sqlalchemy import select as columns
from sqlmodel import Session, col, or_, select

from senior_life.contract import Action, Offer, Phone, Progress, Service, State, Text, words
from senior_life.direct import Direct
from senior_life.flows.states import OVER
from senior_life.storage.tables.bookings import BookingRow
from senior_life.storage.types import table
from senior_life.storage.values import from_json
from senior_life.usecases import access, together
from senior_life.usecases.access import Reader
from senior_life.usecases.ahead import AHEAD, MOST
from senior_life.usecases.companions import may_accompany
from senior_life.usecases.habit import Habit, habit_of
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import Unknown
from senior_life.words.calendar import TOKYO

_ = words("senior_life")


def _near() -> Select[Any]:
    """A booking and those that go together with it, the earliest first."""
    booking, its = table(BookingRow), table(BookingRow).alias()
    lead = (
        select(func.coalesce(its.c.goes_with, its.c.ref))
        .where(its.c.ref == bindparam("its_ref"))
        .scalar_subquery()
    )
    return (
        columns(booking)
        .where(or_(booking.c.ref == lead, booking.c.goes_with == lead))
        .order_by(booking.c.starts)
    )


NEAR = Direct(_near())


def _also() -> Select[Any]:
    """The other bookings of a plan that go with none: the same errand on other days."""
    booking = table(BookingRow)
    return (
        columns(booking)
        .where(
            booking.c.plan == bindparam("its_plan"),
            booking.c.service == bindparam("its_service"),
            booking.c.ref != bindparam("its_ref"),
            booking.c.goes_with.is_(None),
            booking.c.starts.is_not(None),
            *(booking.c.state != state.value for state in OVER),
        )
        .order_by(booking.c.starts)
    )


ALSO = Direct(_also())


@dataclass(frozen=True, slots=True)
class Followed:
    """``progress`` is the provider's last word; None while it has not answered.

    Not ``is_offered``: its service was refused or is gone. Then it can be read, and changed only
    by telephone. Of a plan that is not whole yet, the provider's word is not told. ``others`` go
    with it or it with them, ``companions`` are services that could; ``flag`` says that what it
    was made for has changed; ``habit`` what it is a day of, ``also_on`` the other days that
    came of the same yes and stand.
    """

    ref: str
    service: Service
    resident: str
    state: State
    seq: int
    made_by: str
    channel: str
    starts: datetime | None
    ends: datetime | None
    offer: Offer
    progress: Progress | None
    is_offered: bool = True
    others: "tuple[Followed, ...]" = ()
    companions: tuple[Service, ...] = ()
    flag: Text | None = None
    habit: Habit | None = None
    also_on: tuple[date, ...] = ()

    @property
    def says(self) -> Text:
        if self.progress:
            return self.progress.says
        if self.state is State.FAILED:
            return _("It could not be booked.")
        return _("Your request is on its way. You need not do anything.")

    @property
    def told(self) -> Progress | Offer:
        """The provider's last word; before it, what the resident agreed to."""
        return self.progress or self.offer

    @property
    def undo_until(self) -> datetime | None:
        return self.progress.undo_until if self.progress else None

    def is_late(self, now: datetime) -> bool:
        """Whether it can no longer be undone here."""
        return self.undo_until is not None and self.undo_until < now

    @property
    def may_be_cancelled(self) -> bool:
        return self.is_offered and together.may_cancel(self.progress)

    @property
    def actions(self) -> tuple[Action, ...]:
        if self.progress is None or not self.is_offered:
            return ()
        actions = self.progress.actions
        if any(one.may_be_cancelled for one in self.others):
            actions = together.with_all(actions)
        return together.with_rest(actions) if self.habit and self.habit.is_open else actions

    @property
    def may_be_weekly(self) -> bool:
        """Whether it could be made a booking of every week: one whose time can be chosen."""
        may = self.service.repeats is not None and self.is_offered and self.habit is None
        return may and self.state is State.CONFIRMED and together.may_change(self.progress)


async def follow(town: Town, reader: Reader, ref: str) -> Followed:
    """One booking, for its resident or the desk."""
    found: Followed = await town.store.read(lambda s: _follow(town, s, reader, ref))
    return found


async def upcoming(town: Town, reader: Reader, resident: str = "") -> Sequence[Followed]:
    """What lies ahead, the next first; those still waiting for a place come last."""
    asked = {"whose": whose(reader, resident), "now": town.now()}
    found: list[Followed] = await town.store.read(
        lambda s: [followed(town, row) for row in AHEAD.all(s, asked)]
    )
    return found


async def past(town: Town, reader: Reader, resident: str = "") -> Sequence[Followed]:
    """What is over or was cancelled, the latest first."""
    whom, now = whose(reader, resident), town.now()
    over = [state.value for state in OVER]

    def work(s: Session) -> list[Followed]:
        rows = s.exec(
            select(BookingRow)
            .where(
                BookingRow.resident == whom,
                or_(col(BookingRow.ends) <= now, col(BookingRow.state).in_(over)),
                col(BookingRow.progress).is_not(None),
                col(BookingRow.is_whole),
            )
            .order_by(col(BookingRow.ends).desc())
            .limit(MOST)
        ).all()
        return [followed(town, row) for row in rows]

    found: list[Followed] = await town.store.read(work)
    return found


def _follow(town: Town, s: Session, reader: Reader, ref: str) -> Followed:
    access.require_someone(reader)
    near = NEAR.all(s, {"its_ref": ref})
    row = next((one for one in near if one.ref == ref), None)
    if row is None or row.town != town.id or not access.may_read(reader, row.resident):
        raise Unknown(_("This booking is not there (any more)."))
    rows = [one for one in near if one.resident == row.resident]
    lead = next((one for one in rows if one.ref == row.goes_with), None)
    others = [one for one in rows if one.ref != ref and one.state not in OVER]
    found = followed(town, row)
    today = town.now().astimezone(TOKYO).date()
    return replace(
        found,
        others=tuple(followed(town, one) for one in others),
        flag=together.flag(row, lead),
        habit=habit_of(s, row, today),
        also_on=_also_on(s, row),
        companions=_companions(town, found, {one.service for one in others}),
    )


def _also_on(s: Session, row: BookingRow) -> tuple[date, ...]:
    """Of an errand of several days; one of every week has its habit."""
    if not row.plan or row.habit or row.goes_with:
        return ()
    found = ALSO.all(s, {"its_plan": row.plan, "its_service": row.service, "its_ref": row.ref})
    return tuple(one.starts.astimezone(TOKYO).date() for one in found)


def _companions(town: Town, found: Followed, there: set[str]) -> tuple[Service, ...]:
    """Services that could still go with it."""
    if found.state is not State.CONFIRMED or (found.starts and found.starts <= town.now()):
        return ()
    known = may_accompany(town, found.service.id, found.offer)
    return tuple(one for one in known if one.id not in there)


def by_telephone(phone: Phone) -> Text:
    return _("Just now this can only be changed by telephone. Please call {phone}.", phone=phone)


def followed(town: Town, row: BookingRow) -> Followed:
    return Followed(
        row.ref,
        town.registry.described(row.service),
        row.resident,
        _state(row),
        row.seq,
        row.made_by,
        row.channel,
        row.starts,
        row.ends,
        from_json(row.offer),
        from_json(row.progress) if row.is_whole else None,
        row.service in town.registry.services,
    )


def _state(row: BookingRow) -> State:
    """Of a plan: asked for until all of it stands; what was given back was never booked."""
    state = State(row.state)
    if row.is_whole:
        return state
    return State.FAILED if state in OVER else State.REQUESTED


def whose(reader: Reader, resident: str) -> str:
    whom = resident or access.require_resident(reader)
    access.require_read(reader, whom)
    return whom
