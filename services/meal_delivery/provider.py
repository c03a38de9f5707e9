"""The Booking contract, kept: each verb has a file of its own."""

from collections.abc import Sequence
from datetime import datetime

from senior_life.contract import Answers, Caller, Gone, Host, Offer, Option, Progress, Step
from services.meal_delivery import booked, confirming, options, quoting, upkeep
from services.meal_delivery.kitchens import Kitchens
from services.meal_delivery.sentences import FULL


class Meals:
    """Booking, Joins and Upkeep for the kitchens of the town pack.

    There is no waiting list: a meal that somebody gives back just before the deadline could not be
    offered to anybody in time.
    """

    def __init__(self, host: Host) -> None:
        self._kitchens = Kitchens(host)

    async def options(
        self, who: Caller, step: Step, so_far: Answers, page: int = 0
    ) -> Sequence[Option]:
        return () if page else await options.options(self._kitchens, who, step, so_far)

    async def quote(
        self,
        who: Caller,
        answers: Answers,
        key: str,
        replacing: str | None = None,
        standby: bool = False,
    ) -> Sequence[Offer]:
        if standby:
            raise Gone(FULL)
        return (await quoting.quote(self._kitchens, who, answers, key, replacing or ""),)

    async def extend(self, hold: str) -> datetime:
        return await quoting.extend(self._kitchens, hold)

    async def release(self, hold: str) -> None:
        await quoting.release(self._kitchens, hold)

    async def confirm(self, who: Caller, offer: Offer, key: str) -> Progress:
        return await confirming.confirm(self._kitchens, who, offer, key)

    async def act(
        self,
        who: Caller,
        ref: str,
        action: str,
        answers: Answers,
        key: str,
    ) -> Progress:
        return await confirming.act(self._kitchens, who, ref, action, answers, key)

    async def status(self, who: Caller, ref: str) -> Progress:
        return await confirming.status(self._kitchens, who, ref)

    async def upkeep(self) -> None:
        await upkeep.upkeep(self._kitchens)

    async def join(self, stays: str, goes: str) -> None:
        await self._kitchens.host.write(lambda session: booked.join(session, stays, goes))
