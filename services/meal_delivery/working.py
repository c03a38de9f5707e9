"""One piece of work at the desk: who does it, in which kitchen, and on what."""

from dataclasses import dataclass
from datetime import datetime

from senior_life.contract import Answers, Staff, Trouble
from services.meal_delivery.kitchens import Kitchens
from services.meal_delivery.sentences import _

LATER = _("This has changed in the meantime. Please look at the list again.")
NOT_YOURS = _("This kitchen is not yours to see.")


@dataclass(frozen=True, slots=True)
class Work:
    kitchens: Kitchens
    who: Staff
    item: str
    answers: Answers
    key: str

    @property
    def now(self) -> datetime:
        return self.kitchens.host.now()


def check_kitchen(work: Work, kitchen: str) -> None:
    if work.who.office not in {"", kitchen}:
        raise Trouble(NOT_YOURS)
