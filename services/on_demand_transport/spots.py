"""A place as answered, and where the vehicle stops for it: at a stop, or at the door."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from senior_life.contract import Name, Unclear
from senior_life.dispatch import Point
from services.on_demand_transport.ground import LatLon, on_foot
from services.on_demand_transport.network import Network
from services.on_demand_transport.riding import Rider
from services.on_demand_transport.sentences import _

HOME = "home"
HOME_NAME = Name("自宅", "じたく", "Home")
HOME_WORDS = ("家", "いえ", "うち", "わが家", "自宅", "おうち")
AT_THE_STOP = 1.0  # minutes; who is so near need not be told of a walk


@dataclass(frozen=True, slots=True)
class Spot:
    """``stop`` is an id of stops.csv, empty: the vehicle comes to the door.

    ``start`` is from where one walks to the stop; None: the stop itself was answered.
    """

    answer: str
    stop: str
    point: Point
    walk_minutes: float = 0.0
    start: Point | None = None


def name_of(network: Network, answer: str) -> Name:
    """What an answer is called; of a place that has left the pack since, its id."""
    if answer == HOME:
        return HOME_NAME
    place = network.host.places.get(answer)
    if place is not None:
        return place.name
    stop = network.stops.get(answer)
    return network.stop_name(stop) if stop else Name(answer, answer)


def spot(network: Network, rider: Rider, answer: str, step: str) -> Spot:
    """Where this person boards or alights for it. Raises Unclear for what is not served."""
    stop = network.stops.get(answer)
    at = _position(network, rider, answer)
    if at is None:
        says = _("Please choose where you start.")
        raise Unclear(says if step == "origin" else _("Please choose where you go."), step)
    if not network.is_served(at):
        raise Unclear(_("Our vehicles do not drive there. Please choose another place."), step)
    if stop is not None:
        return Spot(answer, stop.id, Point(stop.lat, stop.lon))
    return _nearest(network, rider, answer, at)


def _position(network: Network, rider: Rider, answer: str) -> LatLon | None:
    if answer == HOME:
        return rider.home
    place = network.host.places.get(answer)
    if place is not None:
        return place.lat, place.lon
    stop = network.stops.get(answer)
    return (stop.lat, stop.lon) if stop else None


def _nearest(network: Network, rider: Rider, answer: str, at: LatLon) -> Spot:
    rules = network.rules
    if rider.has_door(rules.door_to_door):
        return Spot(answer, "", Point(*at))
    found = network.nearest_stop(at, "walker" in rider.needs)
    if found is None:
        return Spot(answer, "", Point(*at))
    stop, metres = found
    walk = metres / rider.metres_a_minute(rules.walking)
    return Spot(answer, stop.id, Point(stop.lat, stop.lon), float(ceil(walk)), Point(*at))


def known(network: Network, rider: Rider) -> Iterator[str]:
    """All that can be answered: home, the town's places, and the stops by name."""
    if rider.home is not None and network.is_served(rider.home):
        yield HOME
    for place in network.host.places.search("", limit=1000):
        if place.id != HOME and network.is_served((place.lat, place.lon)):
            yield place.id
    yield from network.stops


def is_near(a: Point, b: Point) -> bool:
    """So near that nobody needs a vehicle."""
    return on_foot(tuple(a), tuple(b)) < 100  # type: ignore[arg-type]  # noqa: PLR2004
