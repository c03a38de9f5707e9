"""The provider of a service that people can also wait for: the two questions it is asked."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

from senior_life.contract import Answers, Caller, Gone, Offer, Option, Step, Text


class Queued(ABC):
    """``options`` and ``quote`` of the Booking contract, from three simpler questions.

    All options stand on one page: no range of these services is endless. ``stays`` is said to
    whoever would wait while changing a booking: it would become two.
    """

    stays: Text

    @abstractmethod
    async def choices(self, who: Caller, step: Step, so_far: Answers) -> Sequence[Option]:
        """All of one step, the best first. Raises Gone and Unclear as ``options`` does."""

    @abstractmethod
    async def held(
        self, who: Caller, answers: Answers, key: str, replacing: str
    ) -> Sequence[Offer]:
        """One to three, held; ``replacing`` empty: it is a new booking. Raises Gone, Unclear."""

    @abstractmethod
    async def awaited(self, who: Caller, answers: Answers, key: str) -> Offer:
        """A place on the waiting list, which holds nothing. Raises Unclear."""

    async def options(
        self, who: Caller, step: Step, so_far: Answers, page: int = 0
    ) -> Sequence[Option]:
        return () if page else await self.choices(who, step, so_far)

    async def quote(
        self,
        who: Caller,
        answers: Answers,
        key: str,
        replacing: str | None = None,
        standby: bool = False,
    ) -> Sequence[Offer]:
        if not standby:
            return await self.held(who, answers, key, replacing or "")
        if replacing:
            raise Gone(self.stays)
        return (await self.awaited(who, answers, key),)
