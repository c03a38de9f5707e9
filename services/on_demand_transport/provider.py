"""The Booking contract, kept: each verb has a file of its own."""

from collections.abc import Sequence
from datetime import datetime

from senior_life.contract import (
    Answers,
    Appointment,
    Caller,
    Host,
    Offer,
    Option,
    Progress,
    Step,
)
from senior_life.providing import Queued
from services.on_demand_transport import (
    around,
    booked,
    confirming,
    holding,
    improving,
    options,
    quoting,
    upkeep,
    waiting,
)
from services.on_demand_transport.network import Network
from services.on_demand_transport.sentences import _


class Rides(Queued):
    """Booking, Accompanies and all that is optional, for the vehicles of the town pack."""

    stays = _("Your ride stays as it is. Please choose another day or time.")

    def __init__(self, host: Host) -> None:
        self._network = Network(host)

    async def choices(self, who: Caller, step: Step, so_far: Answers) -> Sequence[Option]:
        return await options.options(self._network, who, step, so_far)

    async def held(
        self, who: Caller, answers: Answers, key: str, replacing: str
    ) -> Sequence[Offer]:
        return await quoting.quote(self._network, who, answers, key, replacing)

    async def awaited(self, who: Caller, answers: Answers, key: str) -> Offer:
        return await quoting.standby(self._network, who, answers, key)

    async def extend(self, hold: str) -> datetime:
        return await holding.extend(self._network, hold)

    async def release(self, hold: str) -> None:
        freed = await holding.give_back(self._network, hold)
        await waiting.fill(self._network, freed)

    async def confirm(self, who: Caller, offer: Offer, key: str) -> Progress:
        return await confirming.confirm(self._network, who, offer, key)

    async def act(
        self,
        who: Caller,
        ref: str,
        action: str,
        answers: Answers,  # noqa: ARG002 - none of the actions asks anything
        key: str,
    ) -> Progress:
        return await confirming.act(self._network, who, ref, action, key)

    async def status(self, who: Caller, ref: str) -> Progress:
        return await confirming.status(self._network, who, ref)

    async def around(self, who: Caller, what: Appointment) -> Answers:
        """The ride there and back for an appointment."""
        return await around.around(self._network, who, what)

    async def fits_around(self, who: Caller, whats: Sequence[Appointment]) -> Sequence[Appointment]:
        return await around.fits_around(self._network, who, whats)

    async def fits(
        self, who: Caller, answers: Answers, times: Sequence[datetime]
    ) -> Sequence[datetime]:
        return await around.fits(self._network, who, answers, times)

    async def upkeep(self) -> None:
        await upkeep.upkeep(self._network)

    async def pieces(self, at_once: int) -> Sequence[str]:
        return await improving.pieces(self._network, at_once)

    async def work(self, piece: str) -> None:
        await improving.work(self._network, piece)

    async def join(self, stays: str, goes: str) -> None:
        await self._network.host.write(lambda session: booked.join(session, stays, goes))
