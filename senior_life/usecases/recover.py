"""Finish what a crash or an outage left half done: every open yes is carried again, same key."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Update, or_, update
from sqlmodel import Session, col, select

from senior_life.contract import Offer, State, Trouble
from senior_life.flows.states import OVER
from senior_life.storage import new_ref
from senior_life.storage.tables.bookings import ActRow, BookingRow
from senior_life.storage.tables.help import HelpRow
from senior_life.storage.values import from_json, to_json
from senior_life.usecases.bookings import finish
from senior_life.usecases.carrying import deliver, deliver_change
from senior_life.usecases.together import CHANGE
from senior_life.usecases.town import Town

log = structlog.get_logger()
AT_ONCE = 200
ENOUGH = 5
"""So many attempts of one service may fail in one round."""
UNANSWERED = timedelta(minutes=10)
ASK_AGAIN = timedelta(hours=1)
"""After the desk has ticked it off, and there is still no answer."""


@dataclass(frozen=True, slots=True)
class Left:
    """What is open; ``deliver`` carries it again, ``tried_at`` names when it was last tried."""

    what: str
    deliver: Callable[[Town, str], Awaitable[None]]
    row: Update
    tried_at: str


async def recover(town: Town, service: str, older_than_seconds: float = 0.0) -> int:
    """How many were finished. At start all; later those that nobody can still be waiting for.

    The longest not tried come first; a provider that stays silent is asked in a minute.
    """
    before = town.now() - timedelta(seconds=older_than_seconds)
    left = await town.store.read(
        lambda s: [*_yeses(s, service, before), *_acts(s, service, before)]
    )
    done = 0
    for tried, one in enumerate(left):
        done += await _try(town, one)
        if tried + 1 - done == ENOUGH:
            break
    return done


def _yeses(s: Session, service: str, before: datetime) -> list[Left]:
    refs = s.exec(
        select(BookingRow.ref)
        .where(
            BookingRow.service == service,
            BookingRow.state == State.REQUESTED.value,
            BookingRow.requested_at <= before,
            BookingRow.is_whole,  # those of a plan are carried together, by ``recover_plans``
        )
        .order_by(col(BookingRow.changed_at))
        .limit(AT_ONCE)
    ).all()
    mine, its = update(BookingRow), col(BookingRow.ref)
    return [Left(ref, deliver, mine.where(its == ref), "changed_at") for ref in refs]


def _acts(s: Session, service: str, before: datetime) -> list[Left]:
    found = s.exec(
        select(ActRow.key, ActRow.action)
        .where(ActRow.service == service, col(ActRow.done_at).is_(None), ActRow.asked_at <= before)
        .order_by(col(ActRow.asked_at))
        .limit(AT_ONCE)
    ).all()
    mine, its = update(ActRow), col(ActRow.key)
    return [
        Left(
            key, deliver_change if action == CHANGE else finish, mine.where(its == key), "asked_at"
        )
        for key, action in found
    ]


async def call_a_person(town: Town) -> int:
    """Put on the desk's list what a provider has not answered for ten minutes, and what stands of
    a plan that could not be ended in that time.

    A booking has one line at a time; that its resident has lines of their own does not matter.
    """
    now = town.now()
    lately = or_(col(HelpRow.done_at).is_(None), col(HelpRow.done_at) > now - ASK_AGAIN)
    over = [state.value for state in OVER]
    is_called = select(HelpRow.ref).where(HelpRow.booking == BookingRow.ref, lately).exists()

    def work(s: Session) -> int:
        stuck = s.exec(
            select(BookingRow)
            .where(
                or_(
                    col(BookingRow.state) == State.REQUESTED.value,
                    ~col(BookingRow.is_whole) & col(BookingRow.state).not_in(over),
                ),
                BookingRow.requested_at <= now - UNANSWERED,
                ~is_called,
            )
            .limit(AT_ONCE)
        ).all()
        s.add_all([_wish(row, now) for row in stuck])
        return len(stuck)

    called: int = await town.store.write(work)
    return called


def _wish(row: BookingRow, now: datetime) -> HelpRow:
    offer: Offer = from_json(row.offer)
    return HelpRow(
        ref=new_ref(now),
        town=row.town,
        resident=row.resident,
        walk=row.walk,
        booking=row.ref,
        service=row.service,
        asked=to_json(offer.rows),
        at=now,
    )


async def _try(town: Town, left: Left) -> bool:
    try:
        await left.deliver(town, left.what)
    except Trouble as trouble:
        log.info("not_recovered", what=left.what, why=trouble.says.msgid)
        last = left.row.values({left.tried_at: town.now()})
        await town.store.write(lambda s: s.execute(last))
        return False
    return True
