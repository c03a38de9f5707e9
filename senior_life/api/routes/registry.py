"""The registry page: which services the town offers, and why another is not offered."""

from fastapi import APIRouter

from senior_life.api.auth import AtDesk, TheTown
from senior_life.contract import words
from senior_life.usecases.standings import standings
from senior_life.usecases.town import Town
from senior_life.wire import ServiceState
from senior_life.words import plain
from senior_life.words.calendar import TOKYO

_ = words("senior_life")

router = APIRouter(prefix="/desk", tags=["desk"])


@router.get("/registry")
async def registry(town: TheTown, reader: AtDesk) -> list[ServiceState]:
    return [
        ServiceState(
            name=one.name,
            package=one.package,
            version=one.version,
            is_offered=one.is_offered,
            refused=" ".join(plain(why, reader.language) for why in one.refused),
            trouble=_trouble(town, one.name, reader.language) if one.is_offered else "",
        )
        for one in standings(town, reader)
    ]


def _trouble(town: Town, service: str, language: str) -> str:
    found = town.registry.trouble(service)
    if found is None:
        return ""
    since = found.since.astimezone(TOKYO)
    says = _("{says} (since {day:day}, {at:clock})", says=found.says, day=since.date(), at=since)
    return plain(says, language)
