"""The sample town has both: people who are fetched at their door, and one who walks to a stop."""

from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from senior_life.contract import Offer
from senior_life.registry import Offered, Registry
from senior_life.storage import Store
from senior_life.storage.tables.people import ResidentRow
from senior_life.town import Pack, service_files
from senior_life.usecases.access import Reader
from senior_life.usecases.host import open_town
from senior_life.usecases.sample import load_people
from senior_life.usecases.town import Town
from senior_life.words import plain
from services.on_demand_transport import service as rides

from .conftest import SAMPLE
from .test_through_the_core import ANSWERS
from .test_with_a_counter import walk

KEY = b"k" * 32


@pytest.fixture
def town(sqlite_store: Store, pack: Pack, clock: Any, tmp_path: Path) -> Town:
    files = service_files(SAMPLE, rides, pack.places)
    registry = Registry([Offered(rides, "tests", "1", files)])
    assert pack.sample
    load_people(sqlite_store, pack.sample, KEY, clock())
    return open_town("senboku", sqlite_store, registry, pack, clock, tmp_path, KEY)


async def read_back(town: Town, person: ResidentRow) -> Offer:
    reader = Reader("d", person.ref, (person.ref,), name=person.name)
    draft = await walk(town, reader, rides.id, {**ANSWERS, "wheelchair": "none"})
    return draft.offers[0]


async def test_one_walks_to_a_stop_and_sees_it_and_the_others_are_fetched_at_the_door(
    town: Town,
) -> None:
    people = await town.store.read(lambda s: s.exec(select(ResidentRow)).all())
    offers = {one.name: await read_back(town, one) for one in people}
    boards = {
        name: plain(row.says, "ja")
        for name, offer in offers.items()
        for row in offer.rows
        if row.step == "origin"
    }
    assert [name for name, says in boards.items() if "歩いて" in says] == ["中川 明"]
    assert [name for name, offer in offers.items() if offer.picture] == ["中川 明"]
