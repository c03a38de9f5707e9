"""What a stop means to somebody who asks: the day says so, and nothing is offered for it.

It stands between the core and every provider, so that a service, a plan, a weekly errand and a
change are refused in the same words, with the next free day and whom to call.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from senior_life.contract import (
    TOWN_DESK,
    Alternative,
    Answers,
    Caller,
    Kind,
    Offer,
    Option,
    Phone,
    Service,
    Step,
    Trouble,
    words,
)
from senior_life.usecases.questions import Asks, every_option
from senior_life.usecases.stops import (
    Stop,
    Stopped,
    answered_day,
    day_of,
    day_step,
    standing,
    stop_of,
)
from senior_life.usecases.town import Town

_ = words("senior_life")
NOT_TAKEN = _("No bookings are taken for this day.")


class Holds(Asks, Protocol):
    """A provider that keeps what it offers."""

    async def release(self, hold: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Accepting:
    """Of one service of a town."""

    town: Town
    service: Service

    async def options(
        self, line: Asks, who: Caller, step: Step, so_far: Answers, found: Sequence[Option]
    ) -> Sequence[Option]:
        """The choices of a question; a day that is stopped stays among them and says so. Raises
        Stopped for what is asked after such a day was answered."""
        stops = await self._stops()
        if not stops:
            return found
        places = {"", *(answer for answer in so_far.values() if isinstance(answer, str))}
        stops = [one for one in stops if one.place in places]
        if step.kind is Kind.DATE:
            return [_marked(one, stops) for one in found]
        day = answered_day(self.service, so_far)
        stop = next((one for one in stops if day and one.covers(day)), None)
        if stop is not None and day is not None:
            raise await self._refusal(line, who, so_far, stop, day)
        return found

    async def offers(
        self, line: Holds, who: Caller, answers: Answers, found: Sequence[Offer]
    ) -> Sequence[Offer]:
        """Those that may be agreed to; the others are let go of. Raises Stopped if none is left."""
        stops, now = await self._stops(), self.town.now()
        refused = [one for one in found if stop_of(stops, self.service, one, now)]
        if not refused:
            return found
        kept = [one for one in found if one not in refused]
        for hold in {one.hold for one in refused} - {one.hold for one in kept} - {""}:
            await line.release(hold)
        if kept:
            return kept
        stop = stop_of(stops, self.service, refused[0], now)
        assert stop is not None  # noqa: S101 -- it was refused for one
        day = day_of(self.service, refused[0], now)
        raise await self._refusal(line, who, answers, stop, day)

    async def _refusal(
        self, line: Asks, who: Caller, answers: Answers, stop: Stop, day: date
    ) -> Stopped:
        """With the next free day as a way out, and whom to call."""
        free = await self._next_free(line, who, answers, day)
        step, phone, closed = day_step(self.service), self._phone, stop.says(self.service)
        if free is None or step is None:
            call = _("{says} If you are in a hurry, please call {phone}.", says=closed, phone=phone)
            return Stopped(call)
        says = _(
            "{says} The next free day is {day:day}. If you are in a hurry, please call {phone}.",
            says=closed,
            day=free,
            phone=phone,
        )
        instead = Alternative(_("{day:day}", day=free), {step.name: free.isoformat()})
        return Stopped(says, [instead])

    async def _next_free(
        self, line: Asks, who: Caller, answers: Answers, after: date
    ) -> date | None:
        """Nobody is kept waiting for it: a provider that has none, or no answer, has none."""
        step = day_step(self.service)
        if step is None:
            return None
        names = [one.name for one in self.service.steps]
        before = names[: names.index(step.name)]
        so_far = {name: said for name, said in answers.items() if name in before}
        with suppress(Trouble):
            async for option in every_option(line, who, step, so_far):
                if option.value > after.isoformat() and not option.is_full:
                    return date.fromisoformat(option.value)
        return None

    @property
    def _phone(self) -> Phone:
        own = self.service.phone
        desk: Phone = self.town.pack.phone
        return desk if own is None or own == TOWN_DESK else own

    async def _stops(self) -> Sequence[Stop]:
        now = self.town.now()
        found: Sequence[Stop] = await self.town.store.read(lambda s: standing(s, now))
        return [one for one in found if one.service == self.service.id]


def _marked(option: Option, stops: Sequence[Stop]) -> Option:
    day = date.fromisoformat(option.value)
    if not any(one.covers(day) for one in stops):
        return option
    return replace(option, is_full=True, note=NOT_TAKEN)
