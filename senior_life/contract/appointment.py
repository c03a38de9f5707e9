"""Where a resident has to be, and when: so services go together that know nothing of another."""

from dataclasses import dataclass
from datetime import datetime

from senior_life.contract.language import Label


@dataclass(frozen=True, slots=True)
class Appointment:
    """Where the resident will be from ``starts`` to ``ends``; ``place`` is one of the town pack.

    Before there is an offer ``ends`` is the likely end.
    """

    place: str
    name: Label
    starts: datetime
    ends: datetime
