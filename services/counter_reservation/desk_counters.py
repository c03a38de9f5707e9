"""The counters of an office: seen by its staff, closed for part of a day, and opened again."""

from datetime import date, datetime, time, timedelta
from uuid import uuid4

from sqlmodel import Session

from senior_life.contract import (
    Action,
    Column,
    Kind,
    Line,
    Option,
    Step,
    Table,
    Text,
    Trouble,
    Unclear,
    Value,
)
from senior_life.providing import JAPAN, Busy, single
from services.counter_reservation import moving, slots
from services.counter_reservation.availability import (
    UNIT_MINUTES,
    clock,
    grid,
    moment,
    not_before,
    unit_at,
    units_in,
)
from services.counter_reservation.offices import Offices
from services.counter_reservation.pack import Counter
from services.counter_reservation.sentences import _, time_of
from services.counter_reservation.tables import Pause
from services.counter_reservation.working import LATER, Done, Work, check_office

HALF_HOUR = 30  # minutes; finer times would make long lists to choose from
BEGUN = timedelta(minutes=HALF_HOUR - 1)
"""A half hour that has begun can still be closed."""
LONGEST_REASON = 200
REOPEN = Action(
    "reopen", _("Open again"), warns=_("Visitors who have not answered keep their time.")
)


def table(session: Session, offices: Offices, day: date, office: str) -> Table:
    columns = (
        Column("counter", _("Counter")),
        Column("open", _("Open")),
        Column("closed", _("Closed")),
    )
    here = [one for one in offices.counters.values() if one.office == office]
    paused = slots.pauses(session, [one.id for one in here], day, day)
    lines = [_counter(offices, one, day) for one in here]
    lines += [_pause(offices, pause) for pause in paused]
    return Table("counters", _("Counters"), columns, tuple(lines))


def _counter(offices: Offices, counter: Counter, day: date) -> Line:
    is_open = offices.open_units(counter.id, day)
    cells: tuple[Value, ...] = (counter.where.name, _hours(is_open), "")
    ahead = is_open & not_before(offices.host.now() - BEGUN, day)
    actions = (_close(ahead),) if ahead & grid(HALF_HOUR) else ()
    return Line(counter_item(counter.id, day), cells, actions, "open" if is_open else "closed")


def counter_item(counter: str, day: date) -> str:
    return f"{counter}-{day:%Y%m%d}"


def _hours(mask: int) -> Text:
    if not mask:
        return _("Closed all day")
    since, until = clock(next(units_in(mask))), clock(mask.bit_length())
    return _("{since:clock} to {until:clock}", since=since, until=until)


def _close(is_open: int) -> Action:
    begins = [*units_in(is_open & grid(HALF_HOUR))]
    since = tuple(_time_option(unit) for unit in begins)
    until = tuple(_time_option(unit + HALF_HOUR // UNIT_MINUTES) for unit in begins)
    return Action(
        "close",
        _("Close for a while"),
        (
            Step("since", Kind.TIME, _("From when?"), _("From")),
            Step("until", Kind.TIME, _("Until when?"), _("Until")),
            Step("reason", Kind.TEXT, _("Why?"), _("Reason"), may_skip=True, longest=200),
        ),
        {"since": since, "until": until},
        warns=_("Whoever is booked in that time is offered another time."),
    )


def _time_option(unit: int) -> Option:
    return Option(f"{clock(unit):%H:%M}", time_of(clock(unit)))


def _pause(offices: Offices, pause: Pause) -> Line:
    span = _("{since:clock} to {until:clock}", since=clock(pause.since), until=clock(pause.until))
    closed = _("{span} ({reason})", span=span, reason=pause.reason) if pause.reason else span
    cells: tuple[Value, ...] = (offices.counters[pause.counter].where.name, "", closed)
    is_over = moment(pause.day, pause.until) <= offices.host.now()
    return Line(pause.ref, cells, () if is_over else (REOPEN,), "paused")


# --- closing and opening ---


def close(session: Session, work: Work) -> Done:
    counter, day = _which(work)
    since, until = _unit(work, "since"), _unit(work, "until")
    if since >= until:
        raise Unclear(_("The end must be later than the beginning."), "until")
    pause = Pause(
        ref=uuid4().hex,
        counter=counter,
        day=day,
        since=since,
        until=until,
        reason=single(work.answers.get("reason", ""))[:LONGEST_REASON],
        made_by=work.who.ref,
        made_at=work.now,
    )
    session.add(pause)
    session.flush()
    return Done(told=tuple(moving.clear(session, work.offices, pause, work.busy)))


def reopen(session: Session, work: Work) -> Done:
    pause = session.get(Pause, work.item)
    if pause is None or pause.lifted_at is not None:
        raise Trouble(LATER)
    office = work.offices.counters[pause.counter].office
    check_office(work, office)
    pause.lifted_at = work.now
    session.add(pause)
    session.flush()
    told = moving.restore(session, work.offices, pause, work.busy)
    return Done(told=tuple(told), freed=frozenset({(office, pause.day)}))


async def busy(work: Work) -> Busy:
    """When those whom it concerns are elsewhere. Raises Trouble for a line that is gone."""
    pause = await work.offices.host.read(lambda session: session.get(Pause, work.item))
    if pause is not None:
        return await moving.busy(work.offices, pause.counter, pause.day)
    return await moving.busy(work.offices, *_which(work))


def _which(work: Work) -> tuple[str, date]:
    """Read back from ``counter_item``."""
    counter, _dash, day = work.item.rpartition("-")
    if counter not in work.offices.counters or not day.isdigit():
        raise Trouble(LATER)
    check_office(work, work.offices.counters[counter].office)
    return counter, datetime.strptime(day, "%Y%m%d").replace(tzinfo=JAPAN).date()


def _unit(work: Work, name: str) -> int:
    try:
        unit = unit_at(time.fromisoformat(single(work.answers.get(name, ""))))
    except ValueError:
        unit = None
    if unit is None:
        raise Unclear(_("Please choose a time."), name)
    return unit
