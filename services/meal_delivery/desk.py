"""The Desk contract, kept: a kitchen's lists of a day, and the work done on their lines."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlmodel import Session

from senior_life.contract import Answers, Host, Option, Progress, Staff, Table, Trouble
from services.meal_delivery import booked, changes, desk_lists, desk_work, telling
from services.meal_delivery.kitchens import Kitchens
from services.meal_delivery.working import NOT_YOURS, Work


class KitchenDesk:
    """``place`` is a kitchen."""

    def __init__(self, host: Host) -> None:
        self._kitchens = Kitchens(host)

    async def places(self, who: Staff) -> Sequence[Option]:
        return [
            Option(one.id, one.name.name)
            for one in self._kitchens.kitchens.values()
            if who.office in {"", one.id}
        ]

    async def views(self, who: Staff, day: date, place: str) -> Sequence[Table]:
        if place not in {one.value for one in await self.places(who)}:
            raise Trouble(NOT_YOURS)
        kitchen = self._kitchens.kitchens[place]
        return await self._kitchens.host.read(
            lambda session: desk_lists.tables(
                session, changes.seen_by(session, self._kitchens), kitchen, day
            )
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
        """The order that was acted upon is given back."""
        work = Work(self._kitchens, who, item or "", answers, key)

        def done(session: Session) -> Progress | None:
            now_cooking = changes.seen_by(session, self._kitchens)
            ref = desk_work.act(session, replace(work, kitchens=now_cooking), action)
            if not ref:
                return None
            order = booked.by_ref(session, ref)
            return telling.shown(session, self._kitchens, order)

        return await self._kitchens.host.write(done)
