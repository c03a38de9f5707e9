"""A hold or a booking as a resident sees it: the offer, the progress and their rows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from senior_life.contract import (
    Action,
    Answers,
    Label,
    Name,
    Offer,
    Progress,
    Row,
    Several,
    State,
    Text,
    Yen,
)
from senior_life.providing import free_until
from services.counter_reservation.availability import NOON, UNIT_MINUTES, UNITS, clock, moment
from services.counter_reservation.offices import Offices
from services.counter_reservation.options import HALVES, MODES
from services.counter_reservation.pack import Mode
from services.counter_reservation.sentences import _
from services.counter_reservation.standing import follows, is_visit, stands
from services.counter_reservation.tables import Booking, Hold, Visit

CHANGE = Action("change", _("Change"))
CANCEL = Action("cancel", _("Cancel the booking"), warns=_("Your booking will be cancelled."))
LEAVE = Action("cancel", _("Stop waiting"), warns=_("You will leave the waiting list."))
ACCEPT = Action("accept", _("Take this time"))
DECLINE = Action("decline", _("Not this time"))


def undo_until(offices: Offices, starts: datetime, made_at: datetime) -> datetime:
    """Some hours before the visit, and always within the first minutes after it was made."""
    before = starts - timedelta(hours=offices.rules.cancel_hours)
    return free_until(before, made_at)


def starts_at(visit: Visit) -> datetime:
    return moment(visit.day, visit.first)


def ends_at(visit: Visit) -> datetime:
    return starts_at(visit) + timedelta(minutes=minutes_of(visit))


def minutes_of(visit: Visit) -> int:
    return visit.units * UNIT_MINUTES


def topics_of(visit: Visit) -> tuple[str, ...]:
    return tuple(visit.topics.split(","))


def answers_of(visit: Visit) -> dict[str, str | tuple[str, ...]]:
    """As the resident would answer the questions to get this very slot."""
    return {
        "topic": topics_of(visit),
        "office": visit.office,
        "mode": visit.mode,
        "date": visit.day.isoformat(),
        "period": "morning" if visit.first < NOON else "afternoon",
        "time": f"{clock(visit.first):%H:%M}",
    }


def offer(offices: Offices, hold: Hold) -> Offer:
    return replace(
        agreed(offices, hold), id=hold.slot, hold=hold.slot, holds_until=hold.holds_until
    )


def agreed(offices: Offices, hold: Visit) -> Offer:
    """What was kept for them, held no longer or never."""
    starts = starts_at(hold)
    topics = Several(offices.topic_names(topics_of(hold)))
    return Offer(
        id="",
        summary=_("{topics}, {day:near} {at:clock}", topics=topics, day=hold.day, at=starts.time()),
        answers=answers_of(hold),
        rows=rows(offices, hold),
        undo_until=undo_until(offices, starts, offices.host.now()),
        starts=starts,
        ends=ends_at(hold),
        where=_where(offices, hold, hold.counter),
        bring=_to_bring(offices, hold),
        title=_("{topics}", topics=topics),
        place=place_of(hold),
        served_at=hold.office,
    )


def place_of(visit: Visit) -> str:
    """Where the resident goes; who is called by telephone or video goes nowhere."""
    return visit.office if is_visit(visit) else ""


def _where(offices: Offices, visit: Visit, counter: str = "") -> Name | None:
    return offices.where(visit.office, counter) if is_visit(visit) else None


def _to_bring(offices: Offices, visit: Visit) -> tuple[Name, ...]:
    """Who stays at home has them at hand, as the rows say."""
    return offices.bring(topics_of(visit)) if is_visit(visit) else ()


def standby_offer(offices: Offices, visit: Visit, answers: Answers, period: str) -> Offer:
    """Nothing is held; the resident is told when something becomes free."""
    topics = Several(offices.topic_names(topics_of(visit)))
    return Offer(
        id=f"standby-{visit.office}-{visit.day}-{period or 'day'}",
        summary=_("{topics}, waiting for {day:near}", topics=topics, day=visit.day),
        answers=answers,
        rows=waiting_rows(offices, visit, period),
        undo_until=moment(visit.day, UNITS),
        where=_where(offices, visit),
        bring=_to_bring(offices, visit),
        is_standby=True,
        title=_("{topics}", topics=topics),
        served_at=visit.office,
    )


def rows(offices: Offices, visit: Visit) -> tuple[Row, ...]:
    """What the read-back says; who is fetched by telephone needs no way to the counter."""
    when = _(
        "{day}, {at:clock}, {minutes} minutes",
        day=visit.day,
        at=clock(visit.first),
        minutes=minutes_of(visit),
    )
    return _rows(offices, visit, when, visit.counter)


def waiting_rows(offices: Offices, visit: Visit, period: str) -> tuple[Row, ...]:
    when = _("{day}, any time", day=visit.day)
    if period:
        when = _("{day}, {half}, any time", day=visit.day, half=HALVES[period])
    return _rows(offices, visit, when)


def _rows(offices: Offices, visit: Visit, when: Text, counter: str = "") -> tuple[Row, ...]:
    topics = topics_of(visit)
    things = offices.bring(topics)
    shown: list[Row] = [
        Row(_("Topic"), _("{topics}", topics=Several(offices.topic_names(topics))), "topic"),
        Row(_("When"), when, "date"),
        _by_whom(offices, visit, counter),
        Row(_("How"), _how(offices, visit), "mode"),
        Row(_("Price"), _("{price}", price=Yen(0))),
    ]
    if things:
        label = _("Bring") if is_visit(visit) else _("Have at hand")
        shown.append(Row(label, _("{things}", things=Several(things))))
    return tuple(shown)


def _by_whom(offices: Offices, visit: Visit, counter: str) -> Row:
    where = _where(offices, visit, counter)
    if where is None:
        return Row(_("Office"), offices.office_name(visit.office), "office")
    return Row(_("Place"), where, "office")


def _how(offices: Offices, visit: Visit) -> Label:
    return offices.calls(visit.office, Mode(visit.mode)) or MODES[Mode(visit.mode)]


def progress(offices: Offices, booking: Booking, proposal: Hold | None = None) -> Progress:
    state = State(booking.state)
    has_slot = bool(booking.slot)
    return Progress(
        ref=booking.ref,
        number=booking.number,
        seq=booking.seq,
        state=state,
        says=stands(offices, booking),
        undo_until=booking.undo_until,
        starts=starts_at(booking) if has_slot else None,
        ends=ends_at(booking) if has_slot else None,
        where=_where(offices, booking, booking.counter if has_slot else ""),
        rows=rows(offices, booking) if has_slot else waiting_rows(offices, booking, booking.period),
        bring=_to_bring(offices, booking),
        next=follows(offices, booking, proposal),
        actions=tuple(actions(offices.host.now(), booking)),
        outcome=booking.outcome,
        offer=offer(offices, proposal) if proposal else None,
        place=place_of(booking) if has_slot else "",
    )


def actions(now: datetime, booking: Booking) -> Sequence[Action]:
    """Until the visit begins; after ``undo_until`` the core offers it to the desk alone.

    So it does not matter whether this was told before or after that moment.
    """
    match State(booking.state):
        case State.CONFIRMED if (until := booking.undo_until) and now <= max(
            until, starts_at(booking)
        ):
            return (CHANGE, CANCEL)
        case State.PROPOSED:
            return (ACCEPT, DECLINE, CHANGE, CANCEL if booking.is_moved else LEAVE)
        case State.WAITING:
            return (CHANGE, CANCEL if booking.is_moved else LEAVE)
        case _:
            return ()
