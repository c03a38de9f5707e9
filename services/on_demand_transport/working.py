"""One piece of work at the desk: who does it, on what, and what came of it."""

from dataclasses import dataclass
from datetime import date, datetime

from senior_life.contract import Answers, Staff
from services.on_demand_transport.network import Network
from services.on_demand_transport.sentences import _

LATER = _("This has changed in the meantime. Please look at the list again.")
EVERYWHERE = "all_depots"
"""The place of the desk that sees every vehicle."""


@dataclass(frozen=True, slots=True)
class Work:
    network: Network
    who: Staff
    item: str
    answers: Answers
    key: str

    @property
    def now(self) -> datetime:
        return self.network.host.now()


@dataclass(frozen=True, slots=True)
class Done:
    """``ref`` is of the ride that was acted upon; ``freed`` are the days where there is room."""

    ref: str = ""
    freed: frozenset[date] = frozenset()


def run_item(run: str, day: date) -> str:
    return f"{run}-{day:%Y%m%d}"
