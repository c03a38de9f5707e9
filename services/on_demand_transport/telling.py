"""What the desk, the waiting list or the road changed is told to the core until it was heard.

A change counts ``seq`` up in its own transaction, so from then on it is untold, whatever breaks
off in between. What the core asked for itself is its answer, and counts as told: the core asks
again under the same key.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import bindparam, select, update
from sqlmodel import Session, col

from senior_life.contract import Progress
from services.on_demand_transport import seen
from services.on_demand_transport.network import Network
from services.on_demand_transport.tables import UNTOLD, Ride

AT_ONCE = 200  # in one round; the rest a minute later
HEARD = (
    update(Ride)
    .where(col(Ride.ref) == bindparam("its_ref"), col(Ride.told) < bindparam("its_seq"))
    .values(told=bindparam("its_seq"))
)


async def tell(network: Network, told: Iterable[Progress]) -> None:
    """Each is marked once the core has heard it: an older word is ignored by the core."""
    for progress in told:
        await network.host.tell(progress)
        heard = {"its_ref": progress.ref, "its_seq": progress.seq}
        await network.host.write(lambda s, h=heard: s.connection().execute(HEARD, h))  # type: ignore[misc]


async def tell_again(network: Network) -> None:
    """What is new, and what a crash, or a core that was away, has swallowed."""
    await tell(network, await network.host.read(lambda s: _untold(s, network)))


def _untold(session: Session, network: Network) -> Sequence[Progress]:
    query = select(Ride).where(UNTOLD).order_by(col(Ride.day), col(Ride.ref)).limit(AT_ONCE)
    return [seen.progress(session, network, one.ref) for one in session.scalars(query)]
