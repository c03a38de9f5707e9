"""The Desk contract, kept: the lists of each vehicle's drive, and the work done on their lines."""

from collections.abc import Sequence
from datetime import date, datetime

from senior_life.contract import Answers, Host, Name, Option, Progress, Staff, Table, Trouble
from services.on_demand_transport import desk_lists, desk_work, seen, telling, upkeep, waiting
from services.on_demand_transport.network import Network
from services.on_demand_transport.sentences import _
from services.on_demand_transport.working import EVERYWHERE, Work

ALL = Name("すべての車庫", "すべてのしゃこ", "All depots")


class RideDesk:
    """``place`` is a depot, or all of them."""

    def __init__(self, host: Host) -> None:
        self._network = Network(host)

    async def places(self, who: Staff) -> Sequence[Option]:
        depots = [Option(one.id, one.name.name) for one in self._network.depots.values()]
        every = [Option(EVERYWHERE, ALL), *depots]
        return [one for one in every if who.office in {"", EVERYWHERE, one.value}]

    async def views(self, who: Staff, day: date, place: str) -> Sequence[Table]:
        if place not in {one.value for one in await self.places(who)}:
            raise Trouble(_("This depot is not yours to see."))
        return await self._network.host.read(
            lambda session: desk_lists.tables(session, self._network, day, place)
        )

    async def act(
        self,
        who: Staff,
        item: str | None,
        action: str,
        answers: Answers,
        key: str,
        at: datetime,  # noqa: ARG002 - times come from the host's clock
    ) -> Progress | None:
        """The ride acted upon is given back; all others that changed are told."""
        network = self._network
        work = Work(network, who, item or "", answers, key)
        done = await network.host.write(lambda session: desk_work.act(session, work, action))
        await waiting.fill(network, done.freed)
        await network.host.write(lambda session: upkeep.look_at_the_road(session, network))
        await telling.tell_again(network)
        return await seen.status(network, done.ref) if done.ref else None
