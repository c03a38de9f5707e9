"""A hold or a ride as a resident sees it: the offer, the progress and their rows."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from senior_life.contract import Action, Label, Name, Offer, Progress, Row, State, Text, Yen
from senior_life.providing import FREE_MINUTES
from services.on_demand_transport.clock import day_at, moment, time_at
from services.on_demand_transport.network import Network
from services.on_demand_transport.pack import Chair
from services.on_demand_transport.sentences import _
from services.on_demand_transport.spots import AT_THE_STOP, name_of
from services.on_demand_transport.standing import Expected, follows, news, stands
from services.on_demand_transport.tables import Hold, Ride, Trip
from services.on_demand_transport.where_to_wait import where_to_wait
from services.on_demand_transport.wishes import DEPART, NO, OPEN, WHEN_CALLED, back_of

CHANGE = Action("change", _("Change"))
CANCEL = Action("cancel", _("Cancel the ride"), warns=_("Your ride will be cancelled."))
LEAVE = Action("cancel", _("Stop waiting"), warns=_("You will leave the waiting list."))
ACCEPT = Action("accept", _("Take this ride"))
DECLINE = Action("decline", _("Not this ride"))
CALL_RETURN = Action("call_return", _("Call the car for the way back"))

CHAIRS: dict[Chair, Text] = {
    Chair.NONE: _("Walks without help"),
    Chair.WALKER: _("With a walking frame"),
    Chair.WHEELCHAIR: _("In a wheelchair"),
    Chair.ASSISTED: _("In a wheelchair, pushed by somebody"),
    Chair.MOTORISED: _("In an electric wheelchair"),
}


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
        rows=(*rows(network, hold), *_back(hold)),
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
            _from(network, asked),
            _to(network, asked),
            Row(_("When"), _("{day}, when you call the car", day=day), "date"),
            *_who(asked),
            _price(network, asked),
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
        rows=(*waiting_rows(network, asked), *_no_way_back(asked)),
        undo_until=network.until(asked.day),
        price_yen=asked.price_yen,
        where=stop_name(network, asked.origin, asked.board_stop),
        is_standby=True,
        title=title(network, asked),
    )


def title(network: Network, trip: Trip) -> Text:
    return _("Ride to {place}", place=name_of(network, trip.destination))


def stop_name(network: Network, answer: str, stop: str) -> Name:
    """Of the stop where one waits; of the place itself when the vehicle comes to its door."""
    found = network.stops.get(stop)
    return network.stop_name(found) if found else name_of(network, answer)


# --- rows ---


def rows(network: Network, trip: Trip) -> tuple[Row, ...]:
    window = _(
        "Between {since:clock} and {until:clock}",
        since=time_at(trip.board_from),
        until=time_at(trip.board_by),
    )
    by = _("By {by:clock}", by=time_at(trip.arrive_by))
    return (
        Row(_("Day"), _("{day}", day=day_at(trip.day, trip.board_from)), "date", is_detail=True),
        _from(network, trip),
        Row(_("We come"), window, "time"),
        _to(network, trip),
        Row(_("Arrival"), by),
        Row(_("On board"), _on_board(trip), is_detail=True),
        *_who(trip),
        _price(network, trip),
    )


def waiting_rows(network: Network, trip: Trip) -> tuple[Row, ...]:
    day, at = day_at(trip.day, trip.minute), time_at(trip.minute)
    when = _("{day}, there by {at:clock}", day=day, at=at)
    if trip.time_kind == DEPART:
        when = _("{day}, leaving at {at:clock}", day=day, at=at)
    if trip.time_kind == OPEN:
        when = _("{day}, when you call the car", day=day)
    return (
        _from(network, trip),
        _to(network, trip),
        Row(_("When"), when, "date"),
        *_who(trip),
        _price(network, trip),
    )


def _from(network: Network, trip: Trip) -> Row:
    says = _stop_and_walk(network, trip.origin, trip.board_stop, trip.board_walk)
    return Row(_("You board at"), says, "origin")


def _to(network: Network, trip: Trip) -> Row:
    says = _stop_and_walk(network, trip.destination, trip.leave_stop, trip.leave_walk)
    return Row(_("You get out at"), says, "destination")


def _stop_and_walk(network: Network, answer: str, stop: str, walk: float) -> Label:
    name = stop_name(network, answer, stop)
    if not stop:
        return _("{place}, right at the door", place=name)
    if walk <= AT_THE_STOP:
        return name
    return _("{stop}, about {minutes} minutes on foot", stop=name, minutes=round(walk))


def _on_board(trip: Trip) -> Text:
    minutes = max(1, round(trip.ride_minutes))
    if trip.is_shared:
        return _("About {minutes} minutes, together with others", minutes=minutes)
    return _("About {minutes} minutes, others may join", minutes=minutes)


def _who(trip: Trip) -> tuple[Row, ...]:
    """How somebody moves has a row of its own only where the vehicle must know of it."""
    people, chair = _("{n} person", "{n} people", n=trip.riders), Chair(trip.chair)
    if chair is Chair.NONE:
        says = _("{people}, {how}", people=people, how=CHAIRS[chair])
        return (Row(_("Who rides"), says, "riders", is_detail=True),)
    return (
        Row(_("Who rides"), people, "riders", is_detail=True),
        Row(_("Moving about"), CHAIRS[chair], "wheelchair", is_detail=True),
    )


def _price(network: Network, trip: Trip) -> Row:
    used = next((one for one in network.rules.fares.passes if one.id == trip.fare), None)
    price = Yen(trip.price_yen)
    says = _("{price}", price=price)
    if used is not None:
        says = _("{price} with the {card}", price=price, card=used.name.name)
    return Row(_("Price"), says)


def _no_way_back(trip: Trip) -> tuple[Row, ...]:
    """Whoever waits has none: it is a booking of its own, and is made once they have a seat."""
    if trip.round_trip == NO:
        return ()
    says = _("Please book it once you have a seat")
    return (Row(_("Way back"), says, "round_trip", is_detail=True),)


def _rows_waiting(network: Network, ride: Ride) -> tuple[Row, ...]:
    """Who lost a vehicle may have a way back already."""
    return (*waiting_rows(network, ride), *(() if ride.is_moved else _no_way_back(ride)))


def _back(hold: Hold) -> tuple[Row, ...]:
    """Only where it is booked by the same yes; afterwards it is told by its own booking."""
    if hold.replacing or hold.round_trip == NO:
        return ()
    says = _("You call the car when you are ready")
    if hold.round_trip != WHEN_CALLED:
        hour, _colon, minute = hold.round_trip.partition(":")
        at = time_at(int(hour) * 60 + int(minute))
        says = _("A car comes at about {at:clock}", at=at)
    return (Row(_("Way back"), says, "round_trip", is_detail=True),)


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
        rows=rows(network, ride) if has_seat else _rows_waiting(network, ride),
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
