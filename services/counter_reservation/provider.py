"""The Booking contract, kept: each verb has a file of its own."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from senior_life.contract import Answers, Caller, Host, Offer, Option, Progress, Step
from senior_life.providing import JAPAN, Queued
from services.counter_reservation import (
    booked,
    confirming,
    options,
    own,
    quoting,
    upkeep,
    waiting,
)
from services.counter_reservation.availability import unit_at
from services.counter_reservation.offices import Offices
from services.counter_reservation.sentences import _
from services.counter_reservation.slots import Openings, openings
from services.counter_reservation.wishes import wanted_by


class Counters(Queued):
    """Booking, Fits, Joins and Upkeep for the counters of the town pack."""

    stays = _("Your booking stays as it is. Please choose another day or time.")

    def __init__(self, host: Host) -> None:
        self._offices = Offices(host)

    async def choices(self, who: Caller, step: Step, so_far: Answers) -> Sequence[Option]:
        return await options.options(self._offices, who, step, so_far)

    async def held(
        self, who: Caller, answers: Answers, key: str, replacing: str
    ) -> Sequence[Offer]:
        return (await quoting.quote(self._offices, who, answers, key, replacing),)

    async def awaited(self, who: Caller, answers: Answers, key: str) -> Offer:
        return await quoting.standby(self._offices, who, answers, key)

    async def extend(self, hold: str) -> datetime:
        return await quoting.extend(self._offices, hold)

    async def release(self, hold: str) -> None:
        freed = await quoting.release(self._offices, hold)
        if freed is not None:
            await waiting.fill(self._offices, [(freed.office, freed.day)])

    async def confirm(self, who: Caller, offer: Offer, key: str) -> Progress:
        return await confirming.confirm(self._offices, who, offer, key)

    async def act(
        self,
        who: Caller,
        ref: str,
        action: str,
        answers: Answers,  # noqa: ARG002 - none of the actions asks anything
        key: str,
    ) -> Progress:
        return await confirming.act(self._offices, who, ref, action, key)

    async def status(self, who: Caller, ref: str) -> Progress:
        return await confirming.status(self._offices, who, ref)

    async def fits(
        self, who: Caller, answers: Answers, times: Sequence[datetime]
    ) -> Sequence[datetime]:
        """One query for all of them; holds nothing."""
        wanted = wanted_by(self._offices, who.channel, answers)
        first, last = self._offices.bookable(who.channel)

        def work(session: Session) -> Openings:
            mine = own.slots_of(session, who.ref, who.replacing)
            return openings(session, self._offices, wanted, first, last, mine)

        room = await self._offices.host.read(work)
        local = [(when, when.astimezone(JAPAN)) for when in times]
        return [
            when
            for when, here in local
            if first <= here.date() <= last
            and (unit := unit_at(here.time())) is not None
            and room.starts(here.date()) >> unit & 1
        ]

    async def upkeep(self) -> None:
        await upkeep.upkeep(self._offices)

    async def join(self, stays: str, goes: str) -> None:
        await self._offices.host.write(lambda session: booked.join(session, stays, goes))
