"""Answers as a resident's wish; what cannot be used is asked again."""

from dataclasses import dataclass
from datetime import date, time

from senior_life.contract import Answers, Caller, Unclear
from senior_life.dispatch import Point, Wish
from senior_life.providing import read, single
from services.on_demand_transport.clock import minute_at, time_at
from services.on_demand_transport.network import Network
from services.on_demand_transport.pack import Chair
from services.on_demand_transport.riding import Rider, rider_of
from services.on_demand_transport.sentences import _
from services.on_demand_transport.spots import Spot, is_near, spot
from services.on_demand_transport.tables import Trip

ARRIVE, DEPART, OPEN = "arrive", "depart", "open"
"""``OPEN`` is never offered: the ride back of a ride there, called when somebody is ready. Its
time is that of the arrival there: from then on it stands in the day's plan."""
NO, WHEN_CALLED = "no", "open"
MOST_RIDERS = 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """``minute`` is of ``day``; ``round_trip`` is ``no``, ``open`` or a time of day (HH:MM)."""

    rider: Rider
    origin: Spot
    destination: Spot
    day: date
    time_kind: str
    minute: float
    riders: int
    chair: Chair
    round_trip: str

    @property
    def seated(self) -> int:
        """Who sits in a wheelchair takes no seat."""
        return self.riders - self.chair.takes_a_place


def wanted(network: Network, who: Caller, answers: Answers) -> Wanted:
    """All of it. Raises Unclear with the step to ask again."""
    rider = rider_of(who, network.today())
    origin, destination = ends(network, rider, answers)
    day = day_in(network, answers)
    kind = kind_of(answers)
    clock = (minute_in(answers, "time") or 0.0) if kind == OPEN else _known_minute(answers)
    opening = network.opening(day)
    minute = opening.minute(clock) if opening else clock
    return Wanted(
        rider,
        origin,
        destination,
        day,
        kind,
        minute,
        _riders(answers),
        chair_of(rider, answers),
        round_trip_of(answers),
    )


def ends(network: Network, rider: Rider, answers: Answers) -> tuple[Spot, Spot]:
    origin = spot(network, rider, single(answers.get("origin", "")), "origin")
    destination = spot(network, rider, single(answers.get("destination", "")), "destination")
    if is_near(origin.point, destination.point):
        says = _("That is where you start already. Please choose where you go.")
        raise Unclear(says, "destination")
    return origin, destination


def day_in(network: Network, answers: Answers) -> date:
    day = read(answers, "date", date.fromisoformat, _("Please choose a day."))
    if day is None:
        raise Unclear(_("Please choose a day."), "date")
    first, last = network.bookable()
    if first > last:
        raise Unclear(_("No day can be booked yet. Please try again later today."), "date")
    if not first <= day <= last:
        raise Unclear(
            _("Please choose a day from {first:day} to {last:day}.", first=first, last=last),
            "date",
        )
    if network.opening(day) is None:
        raise Unclear(_("No vehicle drives on that day. Please choose another day."), "date")
    return day


def kind_of(answers: Answers) -> str:
    kind = single(answers.get("time_kind", "")) or DEPART
    if kind not in {ARRIVE, DEPART, OPEN}:
        raise Unclear(_("Please choose which time you would like to say."), "time_kind")
    return kind


def minute_in(answers: Answers, step: str) -> float | None:
    at = read(answers, step, time.fromisoformat, _("Please choose a time."))
    return None if at is None else minute_at(at)


def _known_minute(answers: Answers) -> float:
    minute = minute_in(answers, "time")
    if minute is None:
        raise Unclear(_("Please choose a time."), "time")
    return minute


def _riders(answers: Answers) -> int:
    written = single(answers.get("riders", "")) or "1"
    if not written.isdigit() or not 1 <= int(written) <= MOST_RIDERS:
        raise Unclear(_("Please choose how many people ride."), "riders")
    return int(written)


def chair_of(rider: Rider, answers: Answers) -> Chair:
    written = single(answers.get("wheelchair", "")) or rider.chair
    if written not in set(Chair):
        raise Unclear(_("Please choose what you move about with."), "wheelchair")
    return Chair(written)


def round_trip_of(answers: Answers) -> str:
    written = single(answers.get("round_trip", "")) or NO
    if written not in {NO, WHEN_CALLED}:
        minute_in(answers, "round_trip")
    return written


def back_of(asked: Trip) -> Answers | None:
    """The answers of the ride back that belongs to this one; None: there is none."""
    if asked.round_trip == NO:
        return None
    is_called = asked.round_trip == WHEN_CALLED
    arrival = f"{time_at(asked.arrive_by):%H:%M}"
    return {
        "origin": asked.destination,
        "destination": asked.origin,
        "date": asked.day.isoformat(),
        "time_kind": OPEN if is_called else DEPART,
        "time": arrival if is_called else asked.round_trip,
        "riders": str(asked.riders),
        "wheelchair": asked.chair,
        "round_trip": NO,
    }


def wish_of(network: Network, asked: Trip, name: str, minute: float | None = None) -> Wish:
    """As the dispatcher is asked; ``minute`` instead of the one that was wished."""
    chair = Chair(asked.chair)
    takes = int(chair.takes_a_place)
    return Wish(
        name,
        Point(asked.board_lat, asked.board_lon),
        Point(asked.leave_lat, asked.leave_lon),
        "arrive" if asked.time_kind == ARRIVE else "depart",
        asked.minute if minute is None else minute,
        asked.riders - takes,
        takes,
        asked.boarding_minutes,
        asked.boarding_minutes,
        float(network.rules.promise.flexible_minutes),
    )
