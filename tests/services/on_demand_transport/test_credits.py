"""Whose roads they are is said wherever they are used, on the API that the page about the app
reads."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from senior_life.api.app import create_api
from senior_life.registry.record import Offered, Registry
from senior_life.storage import Store
from senior_life.testing import Clock
from senior_life.town import Pack
from senior_life.usecases.host import open_town
from services.on_demand_transport import service

from .conftest import checked, small_town
from .routers import roads

SPEEDS: dict[str, Any] = {"speeds": [{"since": "00:00", "km_per_hour": 24}]}
EXTRACT = {**SPEEDS, "extract": {"file": "town.osm.pbf"}}


async def credits_of(store: Store, pack: Pack, folder: Path, its: dict[str, Any]) -> list[str]:
    offered = Offered(service, "smart-senior-life", "1", checked(small_town(roads=its)))
    town = open_town("senboku", store, Registry([offered]), pack, Clock(), folder, b"k" * 32)
    transport = httpx.ASGITransport(create_api(town))
    async with httpx.AsyncClient(transport=transport, base_url="http://town.test") as http:
        told = await http.get("/api/town", headers={"Accept-Language": "en"})
    assert told.status_code == 200
    return [one["text"] for one in told.json()["credits"]]


@pytest.mark.parametrize(("its", "count"), [(EXTRACT, 1), (roads(), 1), (SPEEDS, 0)])
async def test_openstreetmap_is_named_where_its_roads_are_used(
    sqlite_store: Store, pack: Pack, tmp_path: Path, its: dict[str, Any], count: int
) -> None:
    told = await credits_of(sqlite_store, pack, tmp_path, its)
    assert len(told) == count
    assert all("© OpenStreetMap contributors" in one and "ODbL" in one for one in told)
