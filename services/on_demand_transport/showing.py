"""A hold or a ride as a resident sees it: the offer, the progress and their rows."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from senior_life.contract import Action, Offer, Progress, Row, State
from senior_life.providing import FREE_MINUTES
from services.on_demand_transport.clock import day_at, moment, time_at
from services.on_demand_transport.network import Network
from services.on_demand_transport.ride_rows import (
    back,
    destination_row,
    no_way_back,
    origin_row,
    price_row,
    rows,
    rows_of_waiting,
    stop_name,
    title,
    waiting_rows,
    who_rows,
)
from services.on_demand_transport.sentences import _
from services.on_demand_transport.spots import name_of
from services.on_demand_transport.standing import Expected, follows, news, stands
from services.on_demand_transport.tables import Hold, Ride, Trip
from services.on_demand_transport.where_to_wait import where_to_wait
from services.on_demand_transport.wishes import OPEN, back_of

CHANGE = Action("change", _("Change"))
CANCEL = Action("cancel", _("Cancel the ride"), warns=_("Your ride will be cancelled."))
LEAVE = Action("cancel", _("Stop waiting"), warns=_("You will leave the waiting list."))
ACCEPT = Action("accept", _("Take this ride"))
DECLINE = Action("decline", _("Not this ride"))
CALL_RETURN = Action("call_return", _("Call the car for the way back"))


def boards_from(trip: Trip) -> datetime:
    return moment(trip.day, trip.board_from)


def boards_by(trip: Trip) -> datetime:
    return moment(trip.day, trip.board_by)


def comes_by(ride: Ride) -> datetime:
    """With what was told of its vehicle."""
    return boards_by(ride) + timedelta(minutes=ride.late_minutes)


def arrives_by(trip: Trip) -> datetime:
    return moment(trip.day, trip.arrive_by)


def undo_until(network: Network, trip: Trip, made_at: datetime) -> datetime:
    """Some minutes before the window, and always within the first minutes after the yes."""
    before = boards_from(trip) - timedelta(minutes=network.rules.promise.cancel_minutes)
    return max(before, made_at + timedelta(minutes=FREE_MINUTES))


def answers_of(trip: Trip) -> dict[str, str]:
    """As the resident would answer the questions to get this very ride."""
    return {
        "origin": trip.origin,
        "destination": trip.destination,
        "date": trip.day.isoformat(),
        "time_kind": trip.time_kind,
        "time": f"{time_at(trip.minute):%H:%M}",
        "riders": str(trip.riders),
        "wheelchair": trip.chair,
        "round_trip": trip.round_trip,
    }


# --- offers ---


def offer(network: Network, hold: Hold) -> Offer:
    return Offer(
        id=hold.trip,
        summary=_(
            "To {place}, {day:near}, we come from {since:clock} on",
            place=name_of(network, hold.destination),
            day=day_at(hold.day, hold.board_from),
            since=time_at(hold.board_from),
        ),
        answers=answers_of(hold),
        rows=(*rows(network, hold), *back(hold)),
        undo_until=undo_until(network, hold, network.host.now()),
        price_yen=hold.price_yen,
        hold=hold.hold,
        holds_until=hold.holds_until,
        starts=boards_from(hold),
        ends=arrives_by(hold),
        where=stop_name(network, hold.origin, hold.board_stop),
        title=title(network, hold),
        and_then=back_of(hold),
        picture=where_to_wait(network, hold),
    )


def open_offer(network: Network, asked: Trip) -> Offer:
    """A way back without an hour: nothing is held, it is called when somebody is ready."""
    day = day_at(asked.day, asked.minute)
    return Offer(
        id=f"open-{asked.day}-{asked.origin}-{asked.destination}",
        summary=_("{title}, when you call on {day:near}", title=title(network, asked), day=day),
        answers=answers_of(asked),
        rows=(
            origin_row(network, asked),
            destination_row(network, asked),
            Row(_("When"), _("{day}, when you call the car", day=day), "date"),
            *who_rows(asked),
            price_row(network, asked),
        ),
        undo_until=network.until(asked.day),
        price_yen=asked.price_yen,
        starts=moment(asked.day, asked.minute),
        ends=moment(asked.day, asked.minute),
        where=stop_name(network, asked.origin, asked.board_stop),
        title=title(network, asked),
        picture=where_to_wait(network, asked),
    )


def standby_offer(network: Network, asked: Trip) -> Offer:
    """Nothing is held; the resident is told when a seat becomes free."""
    day = day_at(asked.day, asked.minute)
    return Offer(
        id=f"standby-{asked.day}-{asked.origin}-{asked.destination}",
        summary=_("{title}, waiting for {day:near}", title=title(network, asked), day=day),
        answers=answers_of(asked),
        rows=(*waiting_rows(network, asked), *no_way_back(asked)),
        undo_until=network.until(asked.day),
        price_yen=asked.price_yen,
        where=stop_name(network, asked.origin, asked.board_stop),
        is_standby=True,
        title=title(network, asked),
    )


# --- progress ---


def progress(
    network: Network, ride: Ride, proposal: Hold | None = None, expected: Expected | None = None
) -> Progress:
    has_seat = bool(ride.trip) and bool(ride.run)
    starts, ends = _span(ride)
    return Progress(
        ref=ride.ref,
        number=ride.number,
        seq=ride.seq,
        state=State(ride.state),
        says=stands(network, ride, expected),
        undo_until=ride.undo_until,
        starts=starts,
        ends=ends,
        where=stop_name(network, ride.origin, ride.board_stop),
        price_yen=0 if State(ride.state) is State.CANCELLED else ride.price_yen,
        rows=rows(network, ride) if has_seat else rows_of_waiting(network, ride),
        next=None if expected and expected.was_there else follows(network, ride, proposal),
        actions=tuple(actions(network, ride)),
        outcome=ride.outcome,
        offer=offer(network, proposal) if proposal else None,
        picture=where_to_wait(network, ride),
        news=news(network, ride, expected),
    )


def _span(ride: Ride) -> tuple[datetime, datetime] | tuple[None, None]:
    """A way back that is to be called takes no time yet, but has its place in the day."""
    if ride.trip and ride.run:
        return boards_from(ride), arrives_by(ride)
    if is_open(ride):
        return moment(ride.day, ride.minute), moment(ride.day, ride.minute)
    return None, None


def actions(network: Network, ride: Ride) -> Sequence[Action]:
    """Until the vehicle comes; after ``undo_until`` the core offers undoing to the desk alone."""
    match State(ride.state):
        case State.CONFIRMED if is_open(ride):
            return (*((CALL_RETURN,) if network.is_on(ride.day) else ()), CANCEL)
        case State.CONFIRMED:
            until = max(ride.undo_until or comes_by(ride), comes_by(ride))
            return (CHANGE, CANCEL) if network.host.now() <= until else ()
        case State.PROPOSED:
            return (ACCEPT, DECLINE, CHANGE, CANCEL if ride.is_moved else LEAVE)
        case State.WAITING:
            return (CHANGE, CANCEL if ride.is_moved else LEAVE)
        case _:
            return ()


def is_open(ride: Ride) -> bool:
    """A way back that has not been called yet."""
    return ride.time_kind == OPEN and not ride.trip
