"""The line to one provider: every call has a deadline, and only troubles come back.

Besides the registry and the round of the minute this is the one place with ``except Exception``:
a provider is another's code, and whatever goes wrong in it, from its making on, must reach the
resident as a sentence and leave the other services working.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from typing import Any, Protocol, TypeVar, cast

import structlog

from senior_life.contract import (
    Accompanies,
    Answers,
    Appointment,
    Board,
    Booking,
    Caller,
    Channel,
    FitsAround,
    Gone,
    Joins,
    Offer,
    Option,
    OutOfReach,
    Progress,
    Step,
    Trouble,
    Upkeep,
    Wanted,
    Works,
    words,
)
from senior_life.usecases.recent import Recent

T = TypeVar("T")
_ = words("senior_life")
log = structlog.get_logger()

QUICK_SECONDS = 6.0
BINDING_SECONDS = 20.0
FITTING_SECONDS = 0.5
"""So long a question waits to say what could go along."""
RESTS_SECONDS = 60.0
"""Who did not answer that is not asked again for so long."""
MOST_EARLY = 1000
NOBODY = Caller("", Channel.TOUCH, "")
"""Asks what is offered, of which nothing is taken."""


class Accepts(Protocol):
    """Stands between a provider and whoever asks, for days on which nothing is taken."""

    async def options(
        self, line: "Line", who: Caller, step: Step, so_far: Answers, found: Sequence[Option]
    ) -> Sequence[Option]: ...

    async def offers(
        self, line: "Line", who: Caller, answers: Answers, found: Sequence[Offer]
    ) -> Sequence[Offer]: ...


class NoAnswer(OutOfReach):
    """It broke off or took too long: whether it was done is not known, so ask with the same key."""


class Line:
    """A ``Booking`` like the provider it leads to, which is made by its first call; where that is
    a ``Board``, the line to it is ``board``. ``accepts`` has the last word on what it offers.

    ``report`` hears of faults, ``recovered`` of the first answer to a resident after one.
    """

    def __init__(
        self,
        service: str,
        make: Callable[[], Booking | Board],
        report: Callable[[], None],
        recovered: Callable[[], None],
        quick_seconds: float = QUICK_SECONDS,
        binding_seconds: float = BINDING_SECONDS,
        fitting_seconds: float = FITTING_SECONDS,
        accepts: Accepts | None = None,
    ) -> None:
        self._service, self._make, self._accepts = service, make, accepts
        self._report, self._recovered = report, recovered
        self._quick, self._binding = quick_seconds, binding_seconds
        self._fitting, self._rests_until = fitting_seconds, 0.0
        self._early: dict[str, Progress] = {}
        self._under_way: dict[str, asyncio.Task[Any]] = {}
        self._is_faulty = False
        self.recent = Recent()

    @cached_property
    def provider(self) -> Booking:
        return cast("Booking", self._make())

    async def options(
        self, who: Caller, step: Step, so_far: Answers, page: int = 0
    ) -> Sequence[Option]:
        found = await self._ask(lambda: self.provider.options(who, step, so_far, page), self._quick)
        if self._accepts is None:
            return found
        return await self._accepts.options(self, who, step, so_far, found)

    async def quote(
        self,
        who: Caller,
        answers: Answers,
        key: str,
        replacing: str | None = None,
        standby: bool = False,
    ) -> Sequence[Offer]:
        found = await self._ask(
            lambda: self.provider.quote(who, answers, key, replacing, standby), self._binding
        )
        if self._accepts is None:
            return found
        return await self._accepts.offers(self, who, answers, found)

    async def extend(self, hold: str) -> datetime:
        return await self._ask(lambda: self.provider.extend(hold), self._quick)

    async def release(self, hold: str) -> None:
        """Best effort: a hold that is not given back ends by itself."""
        with suppress(Trouble):
            await self._ask(lambda: self.provider.release(hold), self._quick)

    async def confirm(self, who: Caller, offer: Offer, key: str) -> Progress:
        return await self._told(lambda: self.provider.confirm(who, offer, key), self._binding)

    async def act(self, who: Caller, ref: str, action: str, answers: Answers, key: str) -> Progress:
        return await self._told(
            lambda: self.provider.act(who, ref, action, answers, key), self._binding
        )

    async def status(self, who: Caller, ref: str) -> Progress:
        return await self._told(lambda: self.provider.status(who, ref), self._quick)

    async def around(self, who: Caller, what: Appointment) -> Answers:
        """What to quote so that it goes with an appointment. Raises Gone, Unclear, and Gone too
        where the service goes with none."""
        return await self._ask(lambda: self._around(who, what), self._binding)

    async def fits_around(self, who: Caller, whats: Sequence[Appointment]) -> list[Appointment]:
        """Those with which it can go; none where that is not known in time.

        Nobody loses anything by it, so whatever goes wrong is no trouble of the service.
        """
        clock = asyncio.get_running_loop().time
        if clock() < self._rests_until:
            return []
        try:
            async with asyncio.timeout(self._fitting):
                if not isinstance(self.provider, FitsAround):
                    return []
                found = await self.provider.fits_around(who, whats)
            return [one for one in whats if one in found]
        except TimeoutError:
            log.info("fits_too_late", service=self._service)
        except Exception as fault:
            log.warning("fits_unknown", service=self._service, exc_info=fault)
        self._rests_until = clock() + RESTS_SECONDS
        return []

    async def board(self, asked: Callable[[Board], Awaitable[T]]) -> T:
        """A call to a board of notices."""
        return await self._ask(lambda: asked(cast("Board", self.provider)), self._quick)

    async def desk(self, asked: Callable[[], Awaitable[T]]) -> T:
        """A call to the desk's side of the same provider, which may break while it is made."""
        return await self._ask(asked, self._binding, clears=False)

    async def upkeep(self) -> None:
        """The provider's own round of the minute, if it has one."""
        await self._ask(self._upkeep, self._binding, clears=False)

    async def pieces(self, at_once: int) -> Sequence[str]:
        """What the provider has to work on for long, if anything, cut for so many processes."""
        return await self._ask(lambda: self._pieces(at_once), self._binding, clears=False)

    async def work(self, piece: str) -> None:
        await self._ask(lambda: self._work(piece), self._binding, clears=False)

    async def try_again(self, step: Step | None) -> None:
        """After a fault nobody is led here any more, so somebody must look whether it is over.
        A service without a ``step`` is a board."""
        if not self._is_faulty:
            return
        try:
            if step is None:
                await self.board(lambda board: board.notices(NOBODY, Wanted()))
            else:
                await self._ask(lambda: self.provider.options(NOBODY, step, {}), self._quick)
        except OutOfReach:
            log.info("still_in_trouble", service=self._service)
        except Trouble:
            self._clear()  # it has something to say

    async def join(self, stays: str, goes: str) -> None:
        """Tell the provider of two records that were of one person, if it wants to know."""
        await self._ask(lambda: self._join(stays, goes), self._binding, clears=False)

    async def once(self, key: str, work: Callable[[], Awaitable[T]]) -> T:
        """Let all who ask for the same thing at once wait for one; it ends even if they leave."""
        task: asyncio.Task[Any] | None = self._under_way.get(key)
        if task is None:
            task = asyncio.ensure_future(_run(work))
            self._under_way[key] = task
            task.add_done_callback(lambda _: self._under_way.pop(key, None))
        answer: T = await asyncio.shield(task)
        return answer

    def keep_early(self, progress: Progress) -> None:
        """A word about a booking whose yes is not written down yet; it is not lost."""
        while len(self._early) >= MOST_EARLY:
            self._early.pop(next(iter(self._early)))
        self._early[progress.ref] = progress

    def early(self, ref: str) -> Progress | None:
        """The word that came before the booking was known, once."""
        return self._early.pop(ref, None)

    async def drain(self) -> None:
        """Wait for what is under way, whatever it comes to."""
        await asyncio.gather(*self._under_way.values(), return_exceptions=True)

    async def _upkeep(self) -> None:
        if isinstance(self.provider, Upkeep):
            await self.provider.upkeep()

    async def _pieces(self, at_once: int) -> Sequence[str]:
        return await self.provider.pieces(at_once) if isinstance(self.provider, Works) else ()

    async def _work(self, piece: str) -> None:
        if isinstance(self.provider, Works):
            await self.provider.work(piece)

    async def _around(self, who: Caller, what: Appointment) -> Answers:
        if not isinstance(self.provider, Accompanies):
            raise Gone(_("Nothing is free for this. Please change an answer, or ask a person."))
        return await self.provider.around(who, what)

    async def _join(self, stays: str, goes: str) -> None:
        if isinstance(self.provider, Joins):
            await self.provider.join(stays, goes)

    async def _told(self, asked: Callable[[], Awaitable[Progress]], seconds: float) -> Progress:
        async def progress() -> Progress:
            answer = await asked()
            if not isinstance(answer, Progress):
                raise TypeError(f"{type(answer).__name__} is no Progress")
            return answer

        return await self._ask(progress, seconds)

    async def _ask(
        self, asked: Callable[[], Awaitable[T]], seconds: float, clears: bool = True
    ) -> T:
        """``clears``: answered, it is in trouble no more; a round or a list does not show that."""
        try:
            async with asyncio.timeout(seconds):
                answer = await asked()
        except Trouble:
            raise
        except Exception as fault:
            log.error("provider_fault", service=self._service, exc_info=fault)
            self._is_faulty = True
            self._report()
            raise NoAnswer(
                _("This service does not answer just now. Please try again, or call the desk.")
            ) from fault
        if clears:
            self._clear()
        return answer

    def _clear(self) -> None:
        if self._is_faulty:
            self._is_faulty = False
            self._recovered()


async def _run(work: Callable[[], Awaitable[T]]) -> T:
    return await work()
