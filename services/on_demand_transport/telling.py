"""What the desk, the waiting list or the road changed is told to the core until it was heard."""

from collections.abc import Iterable

from senior_life import providing
from senior_life.contract import Progress
from services.on_demand_transport import seen
from services.on_demand_transport.network import Network
from services.on_demand_transport.tables import UNTOLD, Ride


async def tell(network: Network, told: Iterable[Progress]) -> None:
    await providing.tell(network.host, Ride, told)


async def tell_again(network: Network) -> None:
    await providing.tell_again(
        network.host, Ride, UNTOLD, lambda s, one: seen.progress(s, network, one.ref)
    )
