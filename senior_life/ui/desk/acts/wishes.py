"""Those who asked for a person: spoken with, or booked for right away."""

from senior_life.client import Unreachable
from senior_life.ui.desk import shown
from senior_life.ui.desk.acts.staff import at_desk
from senior_life.ui.desk.rooms import help_room
from senior_life.ui.desk.visit import DeskVisit
from senior_life.ui.shown import Shown
from senior_life.ui.visit import Act


def spoken_with(ref: str) -> Act:
    async def deed(visit: DeskVisit) -> Shown:
        await visit.client.help_done(ref)
        return await help_room(visit, [])

    return at_desk(deed)


def refresh() -> Act:
    """Who waits now; an outage is said, and the list stays."""

    async def deed(visit: DeskVisit) -> Shown | None:
        try:
            lines = tuple(await visit.client.help_list())
        except Unreachable:
            here = visit.shown
            return shown.HelpList(here.lines, True) if isinstance(here, shown.HelpList) else None
        return shown.HelpList(lines) if isinstance(visit.shown, shown.HelpList) else None

    return at_desk(deed)
