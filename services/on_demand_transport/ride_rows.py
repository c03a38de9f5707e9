"""A ride row by row: where, when, who, what it costs, and whether a car comes for the way back."""

from senior_life.contract import Label, Name, Row, Text, Yen
from services.on_demand_transport.clock import day_at, time_at
from services.on_demand_transport.network import Network
from services.on_demand_transport.pack import Chair
from services.on_demand_transport.sentences import _
from services.on_demand_transport.spots import AT_THE_STOP, name_of
from services.on_demand_transport.tables import Hold, Ride, Trip
from services.on_demand_transport.wishes import DEPART, NO, OPEN, WHEN_CALLED

CHAIRS: dict[Chair, Text] = {
    Chair.NONE: _("Walks without help"),
    Chair.WALKER: _("With a walking frame"),
    Chair.WHEELCHAIR: _("In a wheelchair"),
    Chair.ASSISTED: _("In a wheelchair, pushed by somebody"),
    Chair.MOTORISED: _("In an electric wheelchair"),
}


def title(network: Network, trip: Trip) -> Text:
    here, there = name_of(network, trip.origin), name_of(network, trip.destination)
    return _("Ride from {origin} to {place}", origin=here, place=there)


def stop_name(network: Network, answer: str, stop: str) -> Name:
    """Of the stop where one waits; of the place itself when the vehicle comes to its door."""
    found = network.stops.get(stop)
    return network.stop_name(found) if found else name_of(network, answer)


def rows(network: Network, trip: Trip) -> tuple[Row, ...]:
    window = _(
        "Between {since:clock} and {until:clock}",
        since=time_at(trip.board_from),
        until=time_at(trip.board_by),
    )
    by = _("By {by:clock}", by=time_at(trip.arrive_by))
    return (
        Row(_("Day"), _("{day}", day=day_at(trip.day, trip.board_from)), "date", is_detail=True),
        origin_row(network, trip),
        Row(_("We come"), window, "time"),
        destination_row(network, trip),
        Row(_("Arrival"), by),
        Row(_("On board"), _on_board(trip), is_detail=True),
        *who_rows(trip),
        price_row(network, trip),
    )


def waiting_rows(network: Network, trip: Trip) -> tuple[Row, ...]:
    day, at = day_at(trip.day, trip.minute), time_at(trip.minute)
    when = _("{day}, there by {at:clock}", day=day, at=at)
    if trip.time_kind == DEPART:
        when = _("{day}, leaving at {at:clock}", day=day, at=at)
    if trip.time_kind == OPEN:
        when = _("{day}, when you call the car", day=day)
    return (
        origin_row(network, trip),
        destination_row(network, trip),
        Row(_("When"), when, "date"),
        *who_rows(trip),
        price_row(network, trip),
    )


def origin_row(network: Network, trip: Trip) -> Row:
    says = _stop_and_walk(network, trip.origin, trip.board_stop, trip.board_walk)
    return Row(_("You board at"), says, "origin")


def destination_row(network: Network, trip: Trip) -> Row:
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


def who_rows(trip: Trip) -> tuple[Row, ...]:
    """How somebody moves has a row of its own only where the vehicle must know of it."""
    people, chair = _("{n} person", "{n} people", n=trip.riders), Chair(trip.chair)
    if chair is Chair.NONE:
        says = _("{people}, {how}", people=people, how=CHAIRS[chair])
        return (Row(_("Who rides"), says, "riders", is_detail=True),)
    return (
        Row(_("Who rides"), people, "riders", is_detail=True),
        Row(_("Moving about"), CHAIRS[chair], "wheelchair", is_detail=True),
    )


def price_row(network: Network, trip: Trip) -> Row:
    used = next((one for one in network.rules.fares.passes if one.id == trip.fare), None)
    price = Yen(trip.price_yen)
    says = _("{price}", price=price)
    if used is not None:
        says = _("{price} with the {card}", price=price, card=used.name.name)
    return Row(_("Price"), says)


def no_way_back(trip: Trip) -> tuple[Row, ...]:
    """Whoever waits has none: it is a booking of its own, and is made once they have a seat."""
    if trip.round_trip == NO:
        return ()
    says = _("Please book it once you have a seat")
    return (Row(_("Way back"), says, "round_trip", is_detail=True),)


def rows_of_waiting(network: Network, ride: Ride) -> tuple[Row, ...]:
    """Who lost a vehicle may have a way back already."""
    return (*waiting_rows(network, ride), *(() if ride.is_moved else no_way_back(ride)))


def back(hold: Hold) -> tuple[Row, ...]:
    """Only where it is booked by the same yes; afterwards it is told by its own booking."""
    if hold.replacing or hold.round_trip == NO:
        return ()
    says = _("You call the car when you are ready")
    if hold.round_trip != WHEN_CALLED:
        hour, _colon, minute = hold.round_trip.partition(":")
        at = time_at(int(hour) * 60 + int(minute))
        says = _("A car comes at about {at:clock}", at=at)
    return (Row(_("Way back"), says, "round_trip", is_detail=True),)
