"""Every installed service can be practised, hidden from residents by the core alone."""

import pytest
from sqlmodel import col, select

from senior_life.contract import Service, Staff, Trouble
from senior_life.registry.opening import descriptions
from senior_life.storage.tables.people import ResidentRow
from senior_life.usecases import boards, desk, walks
from senior_life.usecases.access import Reader
from senior_life.usecases.desk import Work
from senior_life.usecases.desk_practice import HIDDEN, PRACTISE, SHOW, SHOWN
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import Stale, Unknown
from senior_life.words import plain
from tests.contract.conftest import Settle

DESKS = [service for service in descriptions() if service.desk is not None]
CLERK = Reader(staff=Staff("clerk"), name="clerk", role="desk")


async def spot(town: Town, service: Service) -> tuple[str, str | None, str]:
    """A place at which who sees it can be settled, the line there, and its state."""
    for place in await desk.places(town, CLERK):
        lists = await desk.views(town, CLERK, town.now().date(), place.value)
        for of, table in lists.tables:
            if of.id == service.id and table.name == SHOWN:
                [line] = table.lines
                return place.value, line.item if line.actions else None, line.state
    raise AssertionError("nowhere")


async def settle_it(town: Town, service: Service, action: str) -> None:
    place, item, _state = await spot(town, service)
    work = Work(service.id, item, action, place, town.now().date())
    await desk.act(town, CLERK, work)


async def begins(town: Town, reader: Reader, service: Service) -> None:
    if service.board is not None:
        await boards.notices(town, reader, service.id, boards.UNREAD)
    else:
        await walks.begin(town, reader, service.id)


async def heard(town: Town, reader: Reader, sentence: str) -> str:
    """What a sentence leads to: the name of a service, or what is said of it."""
    try:
        return named((await walks.begin(town, reader, words=sentence)).draft.service)
    except Trouble as trouble:
        return plain(trouble.says, "ja")


def named(service: Service) -> str:
    return plain(service.name, "ja")


@pytest.mark.parametrize("service", DESKS, ids=lambda service: service.id)
async def test_hidden_at_the_desk_it_is_on_no_residents_screen_and_asked_by_nobody(
    service: Service, settle: Settle
) -> None:
    town, client = settle(*DESKS)
    hana = (await client.me()).residents[0].ref
    resident = Reader(device="d", resident=hana, household=(hana,))
    every = [one.id for one in DESKS]
    assert sorted(one.service for one in (await client.home()).services) == sorted(every)
    await settle_it(town, service, PRACTISE)
    assert (await spot(town, service))[2] == HIDDEN
    left = sorted(set(every) - {service.id})
    assert sorted(one.service for one in (await client.home()).services) == left
    assert sorted(one.service for one in await client.services()) == left
    with pytest.raises(Unknown):
        await begins(town, resident, service)
    for sentence in service.sentences["ja"]:
        assert named(service) not in await heard(town, resident, sentence)

    asked = select(ResidentRow.ref).where(col(ResidentRow.is_practice))
    [taro] = await town.store.read(lambda s: s.exec(asked).all())
    practises = Reader(device="p", resident=taro, household=(taro,))
    await begins(town, practises, service)
    other = next(one for one in DESKS if one.id != service.id)
    with pytest.raises(Unknown):
        await begins(town, practises, other)

    await settle_it(town, service, SHOW)
    await begins(town, resident, service)
    with pytest.raises(Unknown):
        await begins(town, practises, service)
    assert sorted(one.service for one in (await client.home()).services) == sorted(every)
    with pytest.raises(Stale):
        await settle_it(town, service, SHOW)
