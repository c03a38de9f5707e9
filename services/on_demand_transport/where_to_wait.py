"""Where one waits for the vehicle: the stop, the walk to it and what stands near, drawn and said.

Only for a stop: who is fetched at the door knows where that is.
"""

from collections.abc import Iterator, Sequence

from senior_life.contract import Label, Map, Mark, Place, Text, Way
from services.on_demand_transport.ground import LatLon, eighth, metres
from services.on_demand_transport.network import Network
from services.on_demand_transport.pack import Stop
from services.on_demand_transport.sentences import _
from services.on_demand_transport.spots import AT_THE_STOP, HOME, name_of
from services.on_demand_transport.tables import Trip

NEAR_METRES, FAR_METRES = 200, 3000
"""Landmarks as near as the first, or as the walk, are drawn where they lie; up to the second one
is pointed to."""
SAME_METRES = 25
MOST_NEAR = 3
DIRECTIONS: tuple[Text, ...] = (
    _("north"),
    _("north-east"),
    _("east"),
    _("south-east"),
    _("south"),
    _("south-west"),
    _("west"),
    _("north-west"),
)
HERE, YOURS = _("Stop"), _("Your home")


def where_to_wait(network: Network, trip: Trip) -> Map | None:
    """None where the vehicle comes to the door, or the stop has left the pack since."""
    stop = network.stops.get(trip.board_stop)
    if stop is None:
        return None
    here = (stop.lat, stop.lon)
    start = _start(trip)
    near, far = _landmarks(network, trip, here, start)
    marks = [Mark(*here, HERE, "goal")]
    ways: tuple[Way, ...] = ()
    if start is not None:
        far_off = _("{minutes} min on foot", minutes=round(trip.board_walk))
        ways = (Way((start, here), far_off),)
        marks.append(Mark(*start, _name(network, trip), "start"))
    marks += [Mark(one.lat, one.lon, one.name) for one in near]
    marks += [Mark(one.lat, one.lon, _pointed(one, here), "far") for one in far]
    says = tuple(_says(network, trip, stop, start, [*near, *far]))
    return Map(tuple(marks), ways, _("Where you board"), says)


def _start(trip: Trip) -> LatLon | None:
    """None: nobody walks, or so little that it need not be said."""
    if not trip.start_lat or trip.board_walk <= AT_THE_STOP:
        return None
    return trip.start_lat, trip.start_lon


def _name(network: Network, trip: Trip) -> Label:
    return YOURS if trip.origin == HOME else name_of(network, trip.origin)


def _landmarks(
    network: Network, trip: Trip, here: LatLon, start: LatLon | None
) -> tuple[Sequence[Place], Sequence[Place]]:
    """The nearest of the town's places; where none is near, one that lies farther away."""
    own = {HOME, trip.origin}
    known = [one for one in network.host.places.search("", limit=1000) if one.id not in own]
    known = [one for one in known if metres(here, (one.lat, one.lon)) <= FAR_METRES]
    points = [here] if start is None else [here, start]
    seen = [
        one for one in known if all(metres(at, (one.lat, one.lon)) > SAME_METRES for at in points)
    ]
    seen.sort(key=lambda one: (metres(here, (one.lat, one.lon)), one.id))
    reach = max(NEAR_METRES, metres(here, start) if start else 0.0)
    near = [one for one in seen if metres(here, (one.lat, one.lon)) <= reach]
    return near[:MOST_NEAR], () if near else seen[:1]


def _pointed(place: Place, here: LatLon) -> Text:
    return _("{place} {metres} m", place=place.name, metres=_rounded(place, here))


def _rounded(place: Place, here: LatLon) -> int:
    """To fifty metres: nobody paces it out."""
    return max(50, round(metres(here, (place.lat, place.lon)) / 50) * 50)


def _says(
    network: Network, trip: Trip, stop: Stop, start: LatLon | None, others: Sequence[Place]
) -> Iterator[Text]:
    here = (stop.lat, stop.lon)
    yield _("The stop is: {stop}.", stop=network.stop_name(stop))
    if start is not None:
        yield _(
            "Seen from {start} it lies to the {direction}, about {minutes} minutes on foot.",
            start=_name(network, trip),
            direction=DIRECTIONS[eighth(start, here)],
            minutes=round(trip.board_walk),
        )
    if others:
        yield _beside(stop, others[0])


def _beside(stop: Stop, place: Place) -> Text:
    here = (stop.lat, stop.lon)
    return _(
        "{place} is about {metres} metres to the {direction} of it.",
        place=place.name,
        metres=_rounded(place, here),
        direction=DIRECTIONS[eighth(here, (place.lat, place.lon))],
    )
