"""Every promise over every installed service: ``pytest --pyargs senior_life.testing``.

The town pack is that of ``SENIOR_LIFE_TOWN``, by default the sample.
"""

from pathlib import Path

import pytest

from senior_life.config import Settings
from senior_life.contract import Service
from senior_life.registry.opening import descriptions
from senior_life.registry.promises import breaches
from senior_life.testing import Promise, fresh_store, on_stage, promises_of

SERVICES = descriptions()
KEPT = [
    pytest.param(service, promise, id=f"{service.id}-{promise.__name__}")
    for service in SERVICES
    for promise in promises_of(service)
]


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("migrated")


def test_there_is_a_service_to_test() -> None:
    assert SERVICES  # noqa: S101


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.id)
def test_its_description_is_complete(service: Service) -> None:
    assert breaches(service, service.id) == []  # noqa: S101


@pytest.mark.asyncio
@pytest.mark.parametrize(("service", "promise"), KEPT)
async def test_it_keeps_its_promise(
    service: Service, promise: Promise, templates: Path, tmp_path: Path
) -> None:
    store = fresh_store(templates / f"{service.id}.sqlite", tmp_path, service)
    async with on_stage(service, Settings().town, store) as stage:
        await promise(stage)
