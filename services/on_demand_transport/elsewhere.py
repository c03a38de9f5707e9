"""When residents are elsewhere: what is proposed without their asking keeps clear of it."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from senior_life.contract import Caller, Channel
from services.on_demand_transport.network import Network
from services.on_demand_transport.tables import Ride

Busy = Mapping[str, tuple[tuple[datetime, datetime], ...]]
"""By a ride's ref, when its resident has something else to do."""


async def busy(network: Network, rides: Iterable[Ride]) -> Busy:
    """Of each ride's resident, on its day."""
    found: dict[str, tuple[tuple[datetime, datetime], ...]] = {}
    for ride in rides:
        who = Caller(ride.resident, Channel(ride.channel), ride.made_by)
        day = await network.host.day(who, ride.day)
        found[ride.ref] = tuple((one.starts, one.ends) for one in day if one.ref != ride.ref)
    return found


def suits(taken: Busy, ride: Ride, starts: datetime, ends: datetime) -> bool:
    """Whether the ride's resident has nothing else then, as far as was known."""
    return all(ends <= since or until <= starts for since, until in taken.get(ride.ref, ()))
