"""A ride that fits an appointment: there with time to spare, and back when it is likely over."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from math import ceil, floor
from typing import Any

from sqlmodel import Session

from senior_life.contract import Answers, Appointment, Caller, Gone, Trouble
from senior_life.providing import JAPAN, single
from services.on_demand_transport import booked, driving, quoting, spots
from services.on_demand_transport.clock import minute_at, time_at
from services.on_demand_transport.nearest import possible
from services.on_demand_transport.network import Network
from services.on_demand_transport.riding import rider_of
from services.on_demand_transport.sentences import _
from services.on_demand_transport.spots import HOME
from services.on_demand_transport.tables import Trip
from services.on_demand_transport.wishes import ARRIVE, NO, WHEN_CALLED, back_of, wanted

BothWays = tuple[Appointment, Trip, Trip]
GRID = 5
TO_THE_STOP = 10
"""Minutes from the likely end of an appointment until somebody is ready to ride."""


async def around(network: Network, who: Caller, what: Appointment) -> Answers:
    """Holds nothing. Raises Gone where no ride can be there or from there."""
    rider = rider_of(who, network.today())
    starts, ends = what.starts.astimezone(JAPAN), what.ends.astimezone(JAPAN)
    if rider.home is None or what.place not in set(spots.known(network, rider)):
        raise Gone(_("Our vehicles do not drive there."))
    there = spots.spot(network, rider, what.place, "destination")
    margin = network.rules.promise.margin_minutes + there.walk_minutes
    by = floor((minute_at(starts.time()) - margin) / GRID) * GRID
    return {
        "origin": HOME,
        "destination": what.place,
        "date": starts.date().isoformat(),
        "time_kind": ARRIVE,
        "time": f"{time_at(by):%H:%M}",
        "riders": "1",
        "wheelchair": rider.chair.value,
        "round_trip": _back(network, ends),
        **await _as_before(network, who),
    }


async def _as_before(network: Network, who: Caller) -> dict[str, str]:
    """Of a ride that moves: from where, with whom and how, and whether a car brings them back."""
    if not who.replacing:
        return {}
    ride = await network.host.read(lambda session: booked.of(session, who, who.replacing))
    same = {"origin": ride.origin, "riders": str(ride.riders), "wheelchair": ride.chair}
    if ride.round_trip in {NO, WHEN_CALLED}:
        same["round_trip"] = ride.round_trip
    return same


def _back(network: Network, ends: datetime) -> str:
    """Not after the last ride of the day."""
    minute = ceil((minute_at(ends.time()) + TO_THE_STOP) / GRID) * GRID
    opening = network.opening(ends.date())
    if opening is None or minute > opening.until - network.promise.window_minutes:
        return NO
    return f"{time_at(minute):%H:%M}"


async def fits_around(
    network: Network, who: Caller, whats: Sequence[Appointment]
) -> Sequence[Appointment]:
    """Those with a ride there and one back just now; each day is read once, nothing is held."""
    days: dict[date, list[Appointment]] = {}
    for what in whats:
        days.setdefault(what.starts.astimezone(JAPAN).date(), []).append(what)
    found: list[Appointment] = []
    for day, some in days.items():
        both = [(one, *trips) for one in some if (trips := await _both_ways(network, who, one))]

        def work(session: Session, day: date = day, both: Sequence[BothWays] = both) -> list[Any]:
            read = driving.load(session, network, day)
            return [
                one
                for one, there, back in both
                if any(possible(network, read, there, there.minute))
                and any(possible(network, read, back, back.minute))
            ]

        if both:
            found += await network.host.read(work)
    return found


async def _both_ways(network: Network, who: Caller, what: Appointment) -> tuple[Trip, Trip] | None:
    """None: it cannot be, whatever is booked."""
    try:
        asked = wanted(network, who, await around(network, who, what))
        there = quoting.trip_of(network, who, asked)
        answers = back_of(there)
        if answers is None:
            return None
        return there, quoting.trip_of(network, who, wanted(network, who, answers))
    except Trouble:
        return None


async def fits(
    network: Network, who: Caller, answers: Answers, times: Sequence[datetime]
) -> Sequence[datetime]:
    """For which of these a ride could be had just now; each day is read once, nothing is held."""
    days: dict[date, list[datetime]] = {}
    for when in times:
        days.setdefault(when.astimezone(JAPAN).date(), []).append(when)
    found: set[datetime] = set()
    for day, moments in days.items():
        if network.opening(day) is not None:
            found |= await _fit(network, who, answers, day, moments)
    return [when for when in times if when in found]


async def _fit(
    network: Network, who: Caller, answers: Answers, day: date, moments: Sequence[datetime]
) -> set[datetime]:
    first, last = network.bookable()
    if not first <= day <= last:
        return set()
    whole = {**_defaults(answers), "date": day.isoformat(), "time": "12:00"}
    asked = quoting.trip_of(network, who, wanted(network, who, whole))

    def work(session: Session) -> set[datetime]:
        read = driving.load(session, network, day)
        return {
            when
            for when in moments
            if any(possible(network, read, asked, minute_at(when.astimezone(JAPAN).time())))
        }

    return await network.host.read(work)


def _defaults(answers: Answers) -> Mapping[str, str]:
    known = {name: single(value) for name, value in answers.items()}
    return {"time_kind": ARRIVE, "riders": "1", "round_trip": NO, **known}
