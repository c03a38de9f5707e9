"""Which services are only practised: residents see nothing of them, and whoever practises sees
nothing else.

It is asked wherever a service hears of a resident, so that no service has to know of it.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, exists, select
from sqlmodel import Session, col

from senior_life.contract import Name, Service, words
from senior_life.direct import Direct
from senior_life.storage.tables.people import ResidentRow
from senior_life.storage.tables.practice import PracticeRow
from senior_life.storage.types import table
from senior_life.usecases.access import Reader
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import Unknown

_ = words("senior_life")


class Hidden(Unknown):
    """The service is not for this resident just now, and was when they began."""


WITH = Name("練習 太郎", "れんしゅう たろう")
"""Nobody, to practise with: whoever reads it on a list or on paper sees that it is practice."""
NOT_OFFERED = _("This service is not offered here.")
PRACTICE, RESIDENT = table(PracticeRow), table(ResidentRow)
GOES_ON = PRACTICE.c.ended_at.is_(None)
ANY = exists(select(PRACTICE.c.ref).where(GOES_ON)).label("is_any_practised")
"""Whether there is one at all: a column of another question, for it is hardly ever so."""
PRACTISED = Direct(select(PRACTICE.c.service).where(GOES_ON))
PERSON = Direct(select(RESIDENT.c.is_practice, ANY).where(RESIDENT.c.ref == bindparam("whose")))


def practised(s: Session) -> frozenset[str]:
    """The ids of the services."""
    return frozenset(one.service for one in PRACTISED.all(s, {}))


def practises(s: Session, resident: str) -> bool:
    """Whether this is nobody, but a name to practise with."""
    found = PERSON.first(s, {"whose": resident})
    return found is not None and bool(found.is_practice)


def going_on(s: Session, service: str, locks: bool = False) -> PracticeRow | None:
    """The practice of that service, if it is practised."""
    row = col(PracticeRow.service) == service, col(PracticeRow.ended_at).is_(None)
    asked = select(PracticeRow).where(*row)
    return s.scalars(asked.with_for_update() if locks else asked).first()


def is_for(s: Session, service: str, is_practice: bool) -> bool:
    return (service in practised(s)) == is_practice


def refuse_others(s: Session, service: str, is_practice: bool) -> None:
    """Raises Unknown, as for a service that there is not."""
    if not is_for(s, service, is_practice):
        raise Unknown(NOT_OFFERED)


def refuse_hidden(s: Session, services: Iterable[str], resident: str) -> None:
    """As ``refuse_others``, of all that is agreed to at once."""
    person = PERSON.first(s, {"whose": resident})
    if person is None or not (person.is_practice or person.is_any_practised):
        return
    if any(not is_for(s, one, person.is_practice) for one in services):
        raise Hidden(NOT_OFFERED)


async def shown_to(town: Town, reader: Reader) -> tuple[frozenset[str], bool | None]:
    """The services that are practised, and whether this reader practises; None: at the desk, where
    all are known."""

    def work(s: Session) -> tuple[frozenset[str], bool]:
        here = reader.resident is not None and practises(s, reader.resident)
        return practised(s), here

    hidden, here = await town.store.read(work)
    return hidden, None if reader.is_staff else here


async def services_for(town: Town, resident: str) -> tuple[Service, ...]:
    """Those that this resident may be offered."""

    def work(s: Session) -> tuple[Service, ...]:
        hidden, here = practised(s), practises(s, resident)
        every = town.registry.services.values()
        return tuple(one for one in every if (one.id in hidden) == here)

    found: tuple[Service, ...] = await town.store.read(work)
    return found


PERIODS = Direct(
    select(PRACTICE.c.at, PRACTICE.c.ended_at).where(PRACTICE.c.service == bindparam("its_service"))
)


def was_practised(periods: Iterable[Any], moment: datetime) -> bool:
    """Whether it was so then; ``periods`` as ``PERIODS`` finds them."""
    return any(one.at <= moment and (not one.ended_at or moment <= one.ended_at) for one in periods)


def is_alike(town: Town, one: str, other: str) -> bool:
    """Whether both are practised, or neither: only then do they go together. As this process last
    heard of it, at most a minute ago."""
    return (one in town.practised) == (other in town.practised)


async def refresh(town: Town) -> None:
    """What ``is_alike`` goes by."""
    now = await town.store.read(practised)
    town.practised.clear()
    town.practised.update(now)
