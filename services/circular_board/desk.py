"""The Desk contract, kept: where circulars are written, and where a han leader follows them."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from senior_life.contract import Answers, Dweller, Host, Option, Staff, Table, Trouble
from services.circular_board import bringing, desk_readers, desk_work, desk_written
from services.circular_board.desk_work import Work
from services.circular_board.neighbourhood import TOWN, Neighbourhood
from services.circular_board.sentences import NOT_YOURS


class CircularDesk:
    """``place`` is the town, an association or a han; a han leader's office is their han."""

    def __init__(self, host: Host) -> None:
        self._around = Neighbourhood(host)

    async def places(self, who: Staff) -> Sequence[Option]:
        places = (TOWN, *self._around.names)
        return [Option(one, self._around.name(one)) for one in places if who.office in {"", one}]

    async def views(self, who: Staff, day: date, place: str) -> Sequence[Table]:  # noqa: ARG002
        """As it stands now, whatever the day: a circular is new for weeks."""
        await self._check(who, place)
        around, dwellers = self._around, await self._dwellers(place)

        def work(session: Session) -> Sequence[Table]:
            written = desk_written.tables(session, around, place)
            if not around.is_han(place):
                return written
            return (*desk_readers.tables(session, around, place, dwellers), *written)

        return await around.host.read(work)

    async def act(
        self,
        who: Staff,
        item: str | None,
        action: str,
        answers: Answers,
        key: str,
        at: datetime,  # noqa: ARG002 - times come from the host's clock
    ) -> None:
        place = who.office or TOWN
        await self._check(who, place)
        dwellers = await self._dwellers(place)
        brought = await bringing.brought(self._around.host, action, answers)
        work = Work(self._around, who, place, item or "", answers, key, dwellers, brought)
        await self._around.host.write(lambda session: desk_work.act(session, work, action))

    async def _check(self, who: Staff, place: str) -> None:
        if place not in {one.value for one in await self.places(who)}:
            raise Trouble(NOT_YOURS)

    async def _dwellers(self, place: str) -> Sequence[Dweller]:
        """Who lives in the houses of a han."""
        if not self._around.is_han(place):
            return ()
        houses = self._around.houses_of(place)
        return await self._around.host.residents_at([one.address for one in houses])
