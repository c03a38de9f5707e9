"""One process that does for a town what takes the processor long: ``senior-life work``."""

import asyncio

import httpx

from senior_life.app import HTTP_SECONDS, Ground
from senior_life.quickening import make_ready
from senior_life.usecases.host import line_to, open_town
from senior_life.usecases.town import Town
from senior_life.work_queue import serve


async def run(on: Ground) -> None:
    """Until a signal comes. Raises NoQueue."""
    async with httpx.AsyncClient(timeout=HTTP_SECONDS) as http:
        town = town_of(on, http)

        async def work(service: str, piece: str) -> None:
            await line_to(town, service).work(piece)

        compiling = asyncio.create_task(make_ready(on.settings.data / "compiled"))
        try:
            await serve(on.settings.store_url, work)
        finally:
            compiling.cancel()
            await asyncio.wait([compiling])


def town_of(on: Ground, http: httpx.AsyncClient) -> Town:
    """Without screens, without a voice."""
    data = on.settings.data
    return open_town(on.pack.town.id, on.store, on.registry, on.pack, on.now, data, on.key, http)
