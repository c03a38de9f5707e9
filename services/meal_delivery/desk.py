"""The Desk contract, kept: a kitchen's orders of a day, and what people must not eat."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from senior_life.contract import (
    Answers,
    Host,
    Option,
    Progress,
    Staff,
    Table,
    Trouble,
    Unclear,
)
from senior_life.providing import several, single
from services.meal_delivery import booked, desk_lists, eaters
from services.meal_delivery.eaters import Needs
from services.meal_delivery.kitchens import Kitchens
from services.meal_delivery.pack_food import Diet, Rice, Softness
from services.meal_delivery.sentences import _


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
            raise Trouble(_("This kitchen is not yours to see."))
        return await self._kitchens.host.read(
            lambda session: desk_lists.tables(session, self._kitchens, day, place)
        )

    async def act(
        self,
        who: Staff,
        item: str | None,  # noqa: ARG002 - what is done is about the whole list
        action: str,
        answers: Answers,
        key: str,
        at: datetime,  # noqa: ARG002 - times come from the host's clock
    ) -> Progress | None:
        if action != desk_lists.RECORD:
            raise Trouble(_("This has changed in the meantime. Please look at the list again."))
        resident, needs = single(answers.get("resident", "")), _needs(answers)
        if not resident:
            raise Unclear(_("Please choose a resident."), "resident")

        def work(session: Session) -> None:
            now = self._kitchens.host.now()
            if not booked.KEYS.is_applied(session, key):
                eaters.record(session, resident, needs, who.ref, now)
                booked.KEYS.remember(session, key, "", now)

        await self._kitchens.host.write(work)
        return None


def _needs(answers: Answers) -> Needs:
    """What was not answered is as usual."""
    diet = single(answers.get("diet", ""))
    return Needs(
        frozenset(several(answers.get("avoids", ()))),
        Diet(diet) if diet else None,
        Softness(single(answers.get("softness", "")) or Softness.USUAL),
        Rice(single(answers.get("rice", "")) or Rice.USUAL),
    )
