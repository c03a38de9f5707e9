"""What is on the road: runs, the rides promised, and where each run stands.

All times are minutes from midnight of the service day, local; a ride after midnight goes on
counting past 1440.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from senior_life.dispatch.travel import Point


@dataclass(frozen=True, slots=True)
class Run:
    """One vehicle's shift without a break: a break makes two (GTFS: a piece of work).

    It leaves ``start`` at ``begins`` or later and is at ``end`` by ``ends``. A wheelchair needs
    one of ``wheelchair_places`` and folds away ``seats_per_wheelchair`` seats.
    """

    id: str
    vehicle: str
    seats: int
    wheelchair_places: int
    seats_per_wheelchair: int
    start: Point
    end: Point
    begins: float
    ends: float


@dataclass(frozen=True, slots=True)
class Ride:
    """One party, with what it was promised: the vehicle stands at ``origin`` ready to board
    between ``board_from`` and ``board_by``, at ``destination`` by ``arrive_by``.

    ``longest_ride_minutes`` is from the end of boarding to the start of alighting. ``riders``
    take seats, ``wheelchairs`` take wheelchair places: who sits in a wheelchair is no rider.
    """

    id: str
    origin: Point
    destination: Point
    board_from: float
    board_by: float
    arrive_by: float
    longest_ride_minutes: float
    riders: int = 1
    wheelchairs: int = 0
    boarding_minutes: float = 1.0
    alighting_minutes: float = 1.0


@dataclass(frozen=True, slots=True)
class Visit:
    """One party boards, or alights."""

    ride: str
    is_pickup: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A run at this moment.

    ``visits`` are those ahead, in order; ``aboard`` says for each ride on board when its boarding
    ended. The vehicle is at ``place`` and free from ``free_from`` (None: at its depot, at the
    run's beginning). The first ``fixed`` visits stay as they are: with at least one, the
    vehicle left ``place`` at ``free_from`` and is on its way.
    """

    run: Run
    visits: tuple[Visit, ...] = ()
    aboard: Mapping[str, float] = field(default_factory=dict)
    place: Point | None = None
    free_from: float | None = None
    fixed: int = 0
