"""The registry page: which services the town offers, and why another is not offered."""

from fastapi import APIRouter

from senior_life.api.auth import AtDesk, TheTown
from senior_life.usecases.standings import standings
from senior_life.wire import ServiceState
from senior_life.words import plain

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
        )
        for one in standings(town, reader)
    ]
