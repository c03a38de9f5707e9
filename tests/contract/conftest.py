"""A town with the sample's people around whatever services a test offers."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from senior_life.api.app import create_api
from senior_life.client import Client
from senior_life.contract import Service
from senior_life.registry import Offered, Registry
from senior_life.storage import open_store
from senior_life.testing import Clock
from senior_life.town import load, service_files
from senior_life.usecases.host import open_town
from senior_life.usecases.sample import load_people, tablet_token
from senior_life.usecases.town import Town
from senior_life.words import add_catalogue

TOWN = Path(__file__).parents[2] / "assets" / "towns" / "senboku"
KEY = b"k" * 32
Settle = Callable[..., tuple[Town, Client]]


@pytest.fixture
def settle(sqlite_url: str, tmp_path: Path) -> Iterator[Settle]:
    """The town and its sample resident's client."""
    store, pack, clock = open_store(sqlite_url), load(TOWN), Clock()
    if pack.sample:
        load_people(store, pack.sample, KEY, clock())

    def act(*services: Service) -> tuple[Town, Client]:
        offered = []
        for service in services:
            if service.package:
                add_catalogue(service.id, service.package)
            files = service_files(TOWN, service, pack.places)
            offered.append(Offered(service, "a-package", "1.0", files))
        town = open_town("senboku", store, Registry(offered), pack, clock, tmp_path, KEY)
        return town, Client.inside(create_api(town)).bearing(tablet_token(KEY))

    yield act
    store.close()
