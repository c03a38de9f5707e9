"""The Desk contract, kept: the lists of one office, and the work done on their lines."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlmodel import Session

from senior_life.contract import Answers, Host, Option, Progress, Staff, Table, Trouble
from services.counter_reservation import (
    booked,
    desk_counters,
    desk_lists,
    desk_work,
    showing,
    telling,
    waiting,
)
from services.counter_reservation.offices import Offices
from services.counter_reservation.sentences import _
from services.counter_reservation.working import Work

MOVING = {"close", "reopen"}
WALK_IN = "walk_in"


class CounterDesk:
    """``place`` is an office."""

    def __init__(self, host: Host) -> None:
        self._offices = Offices(host)

    async def places(self, who: Staff) -> Sequence[Option]:
        return [
            Option(office, self._offices.office_name(office))
            for office in self._offices.offices
            if who.office in {"", office}
        ]

    async def views(self, who: Staff, day: date, place: str) -> Sequence[Table]:
        if place not in self._offices.offices or who.office not in {"", place}:
            raise Trouble(_("This office is not yours to see."))
        return await self._offices.host.read(
            lambda session: desk_lists.tables(session, self._offices, day, place)
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
        """The first of those who were told of a change is given back; the others are told."""
        work = Work(self._offices, who, item or "", answers, key)
        if action in MOVING:
            work = replace(work, busy=await desk_counters.busy(work))
        done = await self._offices.host.write(lambda s: desk_work.act(s, work, action))
        await telling.tell(self._offices, done.told)
        await waiting.fill(self._offices, done.freed)
        return await self._seen(done.ref, action == WALK_IN) if done.ref else None

    async def _seen(self, ref: str, is_new: bool) -> Progress:
        def work(session: Session) -> Progress:
            booking = booked.by_ref(session, ref)
            proposal = booked.proposal_of(session, booking)
            found = showing.progress(self._offices, booking, proposal)
            return replace(found, offer=showing.agreed(self._offices, booking)) if is_new else found

        return await self._offices.host.read(work)
