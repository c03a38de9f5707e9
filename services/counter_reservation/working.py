"""One piece of work at the desk: who does it, where they may, and what came of it."""

from dataclasses import dataclass, field
from datetime import datetime

from senior_life.contract import Answers, Progress, Staff, Trouble
from senior_life.providing import Busy
from services.counter_reservation.offices import Offices
from services.counter_reservation.sentences import _
from services.counter_reservation.waiting import Place

LATER = _("This has changed in the meantime. Please look at the list again.")


@dataclass(frozen=True, slots=True)
class Work:
    offices: Offices
    who: Staff
    item: str
    answers: Answers
    key: str
    busy: Busy = field(default_factory=dict)

    @property
    def now(self) -> datetime:
        return self.offices.host.now()


@dataclass(frozen=True, slots=True)
class Done:
    """``told``: whose visits changed besides the one acted upon; ``freed``: where is room."""

    ref: str = ""
    told: tuple[Progress, ...] = ()
    freed: frozenset[Place] = frozenset()


def check_office(work: Work, office: str) -> None:
    if work.who.office not in {"", office}:
        raise Trouble(_("This office is not yours to see."))
