"""What a service that takes bookings must be able to do."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol, runtime_checkable

from senior_life.contract.appointment import Appointment
from senior_life.contract.booking import Offer, Progress
from senior_life.contract.people import Caller
from senior_life.contract.questions import Answers, Option, Step


class Booking(Protocol):
    """questions → offer → confirm → progress."""

    async def options(
        self, who: Caller, step: Step, so_far: Answers, page: int = 0
    ) -> Sequence[Option]:
        """All options of one page of a CHOICE, DATE, TIME or PLACE step, best first.

        Pages are for endless ranges (the next weeks); the core shows at most five at a time.
        A DATE step's own value in ``so_far`` may be a month (``2026-12``): then all its days are
        asked for. Raises Gone, with alternatives, where nothing is free for the answers so far,
        and Unclear where those do not go together.
        """
        ...

    async def quote(
        self,
        who: Caller,
        answers: Answers,
        key: str,
        replacing: str | None = None,
        standby: bool = False,
    ) -> Sequence[Offer]:
        """One to three offers, held; the same key renews the same hold. Raises Gone, Unclear.

        The parts of one errand (there and back, many days) have keys that are alike up to the
        first hyphen: however many, they are one person's one errand. ``replacing`` is a booking
        that confirm will give up in the same act.
        """
        ...

    async def extend(self, hold: str) -> datetime:
        """Someone is still reading; 60 minutes in all at most. Raises Gone."""
        ...

    async def release(self, hold: str) -> None: ...
    async def confirm(self, who: Caller, offer: Offer, key: str) -> Progress:
        """Same key, same booking, however often and however concurrently. Raises Gone."""
        ...

    async def act(
        self, who: Caller, ref: str, action: str, answers: Answers, key: str
    ) -> Progress: ...
    async def status(self, who: Caller, ref: str) -> Progress: ...


@runtime_checkable
class Fits(Protocol):
    """Optional and cheap: which of these start times could work; holds nothing."""

    async def fits(
        self, who: Caller, answers: Answers, times: Sequence[datetime]
    ) -> Sequence[datetime]: ...


@runtime_checkable
class Accompanies(Protocol):
    """Optional: it goes with an appointment of another service, as a ride there and back does."""

    async def around(self, who: Caller, what: Appointment) -> Answers:
        """Answers from which ``quote`` of this very service can be asked; holds nothing.

        The offer that comes of them may carry ``and_then``. Raises Gone and Unclear, with a
        sentence that says why nothing goes with it; the appointment stays as it is.
        """
        ...


@runtime_checkable
class FitsAround(Protocol):
    """Optional and cheap, beside ``Accompanies``: what could have it go along; holds nothing."""

    async def fits_around(self, who: Caller, whats: Sequence[Appointment]) -> Sequence[Appointment]:
        """Those of ``whats`` for which ``around`` and ``quote`` would now find all of it, there
        and back. Asked while a resident waits for a question: who takes longer than half a second
        is not waited for, and nothing is said."""
        ...


@runtime_checkable
class Upkeep(Protocol):
    """Optional: called about once a minute, and at start; must be safe to run twice at once."""

    async def upkeep(self) -> None: ...


@runtime_checkable
class Works(Protocol):
    """Optional: what takes the processor long and hurries nobody, in pieces with names.

    The core does them after the round of the minute, or hands them over to other processes.
    """

    async def pieces(self, at_once: int) -> Sequence[str]:
        """What there is to do now, cut for so many processes; asked about once a minute."""
        ...

    async def work(self, piece: str) -> None:
        """In any process; must be safe to run twice at once, and to be broken off at any point."""
        ...


@runtime_checkable
class Joins(Protocol):
    """Optional: two records were of one person; what was of ``goes`` is now of ``stays``.

    Without it, what the joined record had booked can be seen but no longer changed.
    """

    async def join(self, stays: str, goes: str) -> None:
        """Done twice, nothing more happens."""
        ...
