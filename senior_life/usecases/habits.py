"""Books the days of a habit as they come: when the service lists a day, it is booked like any other
yes, and the resident hears of it, or of why it could not be.

One row a habit, however long; a row a booking only for days that can be booked. What was promised
is what is booked: ``seen_until`` moves past a day in the transaction that writes down its booking,
so that after a crash no day is booked twice, and none is passed over. The same transaction sees
which days are left out by now: of a pause and a booking at once the later sees the earlier.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from functools import partial

import structlog
from sqlmodel import Session, col, select

from senior_life.contract import Caller, Gone, Service, Text, Trouble, Weekly, words
from senior_life.flows.states import PlanState
from senior_life.flows.walk import Walk
from senior_life.storage import new_ref
from senior_life.storage.tables.bookings import BookingRow
from senior_life.storage.tables.habits import HABIT_ENDED, HABIT_OPEN, HabitRow
from senior_life.storage.tables.plans import PlanRow
from senior_life.storage.values import from_json
from senior_life.usecases import clashes
from senior_life.usecases.callers import caller, refuse_suspended
from senior_life.usecases.companions import accompanied, let_go
from senior_life.usecases.drafts import Draft, service_of
from senior_life.usecases.host import line_to
from senior_life.usecases.line import NoAnswer
from senior_life.usecases.planning import carry_plan
from senior_life.usecases.reminders import notify
from senior_life.usecases.requesting import INSERT, agreed_to, bookings_of, write_plan
from senior_life.usecases.series import Wish
from senior_life.usecases.stops import refuse_stopped
from senior_life.usecases.town import Town
from senior_life.words.calendar import TOKYO

_ = words("senior_life")
log = structlog.get_logger()
AT_LEAST, AT_MOST = 50, 2_000
LONGEST_SECONDS = 10.0
"""Of a round of the minute: so many habits, and more of them while it is not that long."""
SOON, NEXT_DAY = timedelta(hours=1), timedelta(days=1)
FAR = date(9999, 12, 31)
MOST_DAYS_AHEAD = 400
MORNING = clock_time(6)
"""Days become bookable with a new day, or some hours later, as the service says."""


@dataclass(frozen=True, slots=True)
class _Due:
    """A habit whose next day may be bookable by now."""

    habit: HabitRow
    service: Service
    who: Caller

    @property
    def weekly(self) -> Weekly:
        found: Weekly = from_json(self.habit.weekly)
        return found

    def days(self) -> Sequence[date]:
        """Those that are not booked yet, the next first."""
        return days_left(self.habit)

    def is_wanted_again(self, day: date) -> bool:
        return day.isoformat() in self.habit.again

    def wish(self, town: Town, day: date) -> Wish:
        """A draft that nobody sees: its name makes its keys the same whenever it is tried."""
        repeats = self.service.repeats
        assert repeats is not None  # noqa: S101 -- only such a service has habits
        answers = {**from_json(self.habit.answers), repeats.step: day.isoformat()}
        mark = self.habit.again.get(day.isoformat(), "")
        ref = f"{self.habit.ref}{day:%Y%m%d}{mark}"
        walk = Walk(self.service.steps, answers=answers)
        return Wish.of(town, Draft(ref, self.service, self.who, walk))


def days_left(habit: HabitRow) -> Sequence[date]:
    """Its days that are not booked yet, the next first; not those that are left out."""
    weekly: Weekly = from_json(habit.weekly)
    again = map(date.fromisoformat, habit.again)
    return sorted({*again, *weekly.dates(habit.seen_until + NEXT_DAY, FAR)})


async def keep_habits(town: Town, longest: float = LONGEST_SECONDS) -> int:
    """How many habits were looked at; safe to run twice at once. ``longest`` is in seconds: what is
    left then comes in a minute, so that those who tap are not kept waiting for long."""
    now, until = town.now(), time.monotonic() + longest
    due = select(HabitRow.ref).where(HabitRow.state == HABIT_OPEN, HabitRow.next_at <= now)
    refs = await town.store.read(
        lambda s: s.exec(due.order_by(col(HabitRow.next_at)).limit(AT_MOST)).all()
    )
    for looked, ref in enumerate(refs):
        if looked >= AT_LEAST and time.monotonic() > until:
            return looked
        await keep_habit(town, ref)
    return len(refs)


async def keep_habit(town: Town, ref: str) -> None:
    """What can be booked of it by now; what cannot just now is tried again within the hour."""
    state, due_at = await town.store.read(partial(_standing, ref=ref))
    try:
        if state == PlanState.UNDONE:
            await _end(town, ref)
        elif state == PlanState.BOOKED:
            await _keep(town, ref, due_at)
        else:
            await _look_again(town, ref, due_at, town.now() + SOON)
    except Trouble as trouble:
        log.info("habit_waits", habit=ref, why=trouble.says.msgid)
        await _look_again(town, ref, due_at, town.now() + SOON)


async def _keep(town: Town, ref: str, due_at: datetime) -> None:
    due: _Due = await town.store.read(lambda s: _read(town, s, ref))
    days = due.days()
    listed = await due.wish(town, days[0]).listed() if days else []
    horizon = listed[-1] if listed else date.min
    for day in days:
        if day <= horizon:
            await _day(town, due, day, day in listed)
    later = [day for day in days if day > horizon]
    if later:
        await _look_again(town, ref, due_at, _when(town, (later[0] - horizon).days))
    else:
        await _rest_or_end(town, ref, due_at)


def _when(town: Town, days: int) -> datetime:
    """The last day before it is looked for by the hour, for a service may begin at noon."""
    now = town.now()
    if days <= 1 or days > MOST_DAYS_AHEAD:
        return now + SOON
    day = now.astimezone(TOKYO).date() + timedelta(days=days - 1)
    return datetime.combine(day, MORNING, TOKYO)


def _standing(s: Session, ref: str) -> tuple[str, datetime]:
    """How the yes stands that it came of, and when it was to be looked at."""
    habit = s.get_one(HabitRow, ref)
    return s.get_one(PlanRow, habit.plan).state, habit.next_at


def _read(town: Town, s: Session, ref: str) -> _Due:
    """Raises Suspended: nothing is booked for them."""
    habit = s.get_one(HabitRow, ref)
    refuse_suspended(s, habit.resident)
    service = service_of(town, habit.service)
    return _Due(habit, service, caller(s, service, habit.resident, habit.channel, habit.made_by))


async def _day(town: Town, due: _Due, day: date, is_listed: bool) -> None:
    """Booked, or waited for, or told why not."""
    wish = due.wish(town, day)
    if not is_listed:
        return await _missed(town, due, day, wish.closed(day))
    try:
        draft = await _quoted(town, due, wish, day)
    except NoAnswer:
        raise
    except Trouble as trouble:
        return await _missed(town, due, day, trouble.says)
    offer = draft.offers[0]
    plan = await town.store.write_locking(lambda s: _request(town, s, due, day, draft))
    if not plan:
        return None
    try:
        await carry_plan(town, plan)
    except NoAnswer:
        raise
    except Trouble as trouble:
        return await _tell(town, due, day, _not_kept(day, trouble.says))
    if not offer.is_standby and not due.is_wanted_again(day):
        says = _("{what}: {day:day} is booked, too.", what=offer.title or offer.summary, day=day)
        await _tell(town, due, day, says)
    return None


async def _quoted(town: Town, due: _Due, wish: Wish, day: date) -> Draft:
    """With all that the day brings. Raises Gone, and then nothing is held."""
    ref = wish.draft.ref
    try:
        offer = await wish.quoted(day, ref)
        draft = await accompanied(town, replace(wish.draft, offers=(offer,)))
        missing = next((one.trouble for one in draft.beside.parts if one.offer is None), None)
        if missing is not None:
            await let_go(town, draft.beside)
            await line_to(town, due.service.id).release(offer.hold)
            raise Gone(missing)
    except Gone as gone:
        if not (due.habit.waits and gone.may_wait):
            raise
        offer = await wish.quoted(day, ref, standby=True)
        return replace(wish.draft, offers=(offer,))
    return draft


def _request(town: Town, s: Session, due: _Due, day: date, draft: Draft) -> str:
    """Its plan, once; empty: another process was quicker, or the habit has ended."""
    habit = s.get_one(HabitRow, due.habit.ref, with_for_update=True)
    if not _take(habit, day):
        return ""
    refuse_suspended(s, habit.resident, locks=True)
    now, offer = town.now(), draft.offers[0]
    refuse_stopped(s, now, agreed_to(town, draft, offer), habit.resident)
    for one in (offer, *(part.offer for part in draft.beside.of(offer.id) if part.offer)):
        elsewhere = clashes.overlap(s, habit.resident, one)
        if elsewhere is not None:
            raise elsewhere
    plan = write_plan(s, town, draft, now)
    for row in bookings_of(town, draft, offer, new_ref(now), plan, now, habit.ref):
        INSERT.count(s, row)
    return plan


async def _missed(town: Town, due: _Due, day: date, why: Text) -> None:
    if await town.store.write_locking(partial(_pass, ref=due.habit.ref, day=day)):
        await _tell(town, due, day, _not_kept(day, why))


def _pass(s: Session, ref: str, day: date) -> bool:
    return _take(s.get_one(HabitRow, ref, with_for_update=True), day)


def _take(habit: HabitRow, day: date) -> bool:
    """Whose turn it is now, once; False: it was taken, left out, or nothing more is booked."""
    if habit.state != HABIT_OPEN or day not in days_left(habit):
        return False
    habit.again = {name: mark for name, mark in habit.again.items() if name != day.isoformat()}
    habit.seen_until = max(habit.seen_until, day)
    return True


def _not_kept(day: date, why: Text) -> Text:
    return _("{day:day} could not be booked. {why}", day=day, why=why)


async def _tell(town: Town, due: _Due, day: date, says: Text) -> None:
    """Beside the habit's latest booking, to which the notice leads."""

    def work(s: Session) -> None:
        latest = s.exec(
            select(BookingRow)
            .where(BookingRow.habit == due.habit.ref, col(BookingRow.is_whole))
            .order_by(col(BookingRow.requested_at).desc(), col(BookingRow.starts))
            .limit(1)
        ).first()
        if latest is not None:
            notify(s, latest, "info", says, town.now(), once=f"habit:{day}")

    await town.store.write(work)


async def _look_again(town: Town, ref: str, due_at: datetime, at: datetime) -> None:
    """Unless it was said meanwhile that it be looked at some other time."""

    def work(s: Session) -> None:
        habit = s.get_one(HabitRow, ref, with_for_update=True)
        if habit.next_at == due_at:
            habit.next_at = at

    await town.store.write_locking(work)


async def _rest_or_end(town: Town, ref: str, due_at: datetime) -> None:
    """All its days are booked; it goes on as long as some that are left out may be wanted again."""
    now = town.now()
    today = now.astimezone(TOKYO).date()

    def work(s: Session) -> None:
        habit = s.get_one(HabitRow, ref, with_for_update=True)
        weekly: Weekly = from_json(habit.weekly)
        paused = [day for day in weekly.but if day >= today]
        if habit.next_at != due_at or days_left(habit):
            return
        if paused:
            habit.next_at = now + (paused[-1] - today) + NEXT_DAY
        else:
            habit.state = HABIT_ENDED

    await town.store.write_locking(work)


async def _end(town: Town, ref: str) -> None:
    """Its yes came to nothing."""

    def work(s: Session) -> None:
        s.get_one(HabitRow, ref).state = HABIT_ENDED

    await town.store.write(work)
