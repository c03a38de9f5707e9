"""A visit that moves takes its rides along under the same yes, where they fit; else they stay."""

from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from senior_life.contract import Gone, State
from senior_life.registry import Offered, Registry
from senior_life.storage import Store
from senior_life.storage.tables.bookings import ActRow
from senior_life.storage.tables.reminders import ReminderRow
from senior_life.town import Pack, service_files
from senior_life.usecases import accompanying, bookings, people, walks
from senior_life.usecases.access import Reader
from senior_life.usecases.bookings import Followed
from senior_life.usecases.host import open_town
from senior_life.usecases.line import NoAnswer
from senior_life.usecases.people import Details
from senior_life.usecases.recover import recover
from senior_life.usecases.town import Town
from services.counter_reservation import service as counter
from services.on_demand_transport import service as rides
from services.on_demand_transport.tables import Hold

from .conftest import HOME, SAMPLE
from .test_through_the_core import DESK
from .test_with_a_counter import VISIT, walk, yes


@pytest.fixture
def town(store: Store, pack: Pack, clock: Any, tmp_path: Path) -> Town:
    offered = [
        Offered(one, "tests", "1", service_files(SAMPLE, one, pack.places))
        for one in (counter, rides)
    ]
    return open_town("senboku", store, Registry(offered), pack, clock, tmp_path, b"k" * 32)


@pytest.fixture
async def hana(town: Town) -> Reader:
    details = Details(name="髙橋 花子", kana="たかはし はなこ", home=HOME)
    found = await people.create(town, DESK, details, None)
    return Reader(device="d", resident=found.ref, household=(found.ref,), name="花子")


@pytest.fixture
async def visit(town: Town, hana: Reader) -> str:
    """With its rides there and back."""
    draft = await walk(town, hana, counter.id, VISIT)
    view = await accompanying.accompany(
        town, hana, draft.ref, draft.rev, draft.offers[0].id, rides.id, wanted=True
    )
    return await yes(town, hana, view.draft)


async def to(town: Town, who: Reader, ref: str, **given: str) -> Any:
    """The change, read back."""
    return await walk(town, who, counter.id, {**VISIT, **given}, replacing=ref)


async def all_of(town: Town, who: Reader, ref: str) -> list[Followed]:
    """The visit, the ride there, the ride back."""
    found = await bookings.follow(town, who, ref)
    return [found, *[await bookings.follow(town, who, one.ref) for one in found.others]]


async def acts(town: Town) -> list[ActRow]:
    return list(await town.store.read(lambda s: s.exec(select(ActRow)).all()))


async def notices(town: Town) -> list[str]:
    asked = select(ReminderRow).where(ReminderRow.kind == "change")
    return [one.booking for one in await town.store.read(lambda s: s.exec(asked).all())]


def fits(visit: Followed, there: Followed, back: Followed) -> bool:
    assert visit.starts
    assert visit.ends
    assert there.ends
    assert back.starts
    nearest = timedelta(minutes=45)
    before, after = visit.starts - there.ends, back.starts - visit.ends
    return timedelta() <= before <= nearest and timedelta() <= after <= nearest


@pytest.mark.parametrize(
    "when",
    [
        {"date": "2026-11-27", "period": "afternoon", "time": "14:00"},
        {"time": "11:00"},  # the old way back is at that very time
    ],
)
async def test_both_rides_move_with_the_visit_under_one_yes(
    town: Town, hana: Reader, visit: str, when: dict[str, str]
) -> None:
    before = await all_of(town, hana, visit)
    draft = await to(town, hana, visit, **when)
    there, back = draft.beside.of(draft.offers[0].id)
    assert there.offer
    assert back.offer
    assert await all_of(town, hana, visit) == before, "until the yes all of it stays"
    assert await yes(town, hana, draft) == visit
    after = await all_of(town, hana, visit)
    assert [one.ref for one in after] == [one.ref for one in before]
    assert fits(*after)
    assert [one.state for one in after] == [State.CONFIRMED] * 3
    assert [one.flag for one in after] == [None] * 3
    assert await notices(town) == []
    assert await town.store.read(lambda s: s.exec(select(Hold)).all()) == []


async def test_a_ride_that_does_not_fit_stays_and_says_so(
    town: Town, hana: Reader, visit: str
) -> None:
    """After five no car drives home any more, but one there."""
    draft = await to(town, hana, visit, period="afternoon", time="17:00")
    there, back = draft.beside.of(draft.offers[0].id)
    assert there.offer
    assert back.offer is None
    before = await all_of(town, hana, visit)
    await yes(town, hana, draft)
    after = {one.ref: one for one in await all_of(town, hana, visit)}
    lead, moved, stayed = (after[one.ref] for one in before)
    assert lead.starts
    assert moved.ends
    assert lead.starts - moved.ends <= timedelta(minutes=45)
    assert (stayed.starts, moved.flag) == (before[2].starts, None)
    assert stayed.flag
    assert await notices(town) == [stayed.ref]


async def test_what_turns_back_before_the_yes_leaves_all_as_it_was(
    town: Town, hana: Reader, visit: str
) -> None:
    before = await all_of(town, hana, visit)
    draft = await to(town, hana, visit, period="afternoon", time="14:00")
    await walks.quit(town, hana, draft.ref)
    assert await all_of(town, hana, visit) == before
    assert await town.store.read(lambda s: s.exec(select(Hold)).all()) == []
    assert await acts(town) == []


async def test_a_visit_that_cannot_move_after_all_leaves_its_rides_alone(
    town: Town, hana: Reader, visit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await all_of(town, hana, visit)
    draft = await to(town, hana, visit, period="afternoon", time="14:00")
    provider = type(town.host_for(counter.id).line.provider)  # type: ignore[attr-defined]

    async def refuses(*_given: Any) -> Any:
        raise Gone(counter.name)

    with monkeypatch.context() as broken:
        broken.setattr(provider, "confirm", refuses)
        with pytest.raises(Gone):
            await yes(town, hana, draft)
    assert await all_of(town, hana, visit) == before
    assert {one.came_to for one in await acts(town)} == {"refused"}
    again = await walks.look(town, hana, draft.ref)
    view = await walks.quote(town, hana, draft.ref, again.draft.rev)
    await yes(town, hana, view.draft)
    assert fits(*await all_of(town, hana, visit))


async def test_a_ride_that_is_gone_at_the_yes_stays_where_it_was_and_says_so(
    town: Town, hana: Reader, visit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await all_of(town, hana, visit)
    draft = await to(town, hana, visit, period="afternoon", time="14:00")
    provider = type(town.host_for(rides.id).line.provider)  # type: ignore[attr-defined]

    async def refuses(*_given: Any) -> Any:
        raise Gone(rides.name)

    with monkeypatch.context() as broken:
        broken.setattr(provider, "confirm", refuses)
        await yes(town, hana, draft)
    after = {one.ref: one for one in await all_of(town, hana, visit)}
    for old in before[1:]:
        assert after[old.ref].starts == old.starts
        assert after[old.ref].flag
    assert sorted(await notices(town)) == sorted(one.ref for one in before[1:])
    assert after[visit].starts != before[0].starts


@pytest.mark.parametrize("silent", [counter.id, rides.id])
async def test_a_silent_provider_is_asked_again_and_in_the_end_all_has_moved(
    town: Town, hana: Reader, visit: str, silent: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = await to(town, hana, visit, period="afternoon", time="14:00")
    provider = type(town.host_for(silent).line.provider)  # type: ignore[attr-defined]

    async def says_nothing(*_given: Any) -> Any:
        raise ConnectionError

    with monkeypatch.context() as broken:
        broken.setattr(provider, "confirm", says_nothing)
        with pytest.raises(NoAnswer) if silent == counter.id else nullcontext():
            await yes(town, hana, draft)
    assert [one.done_at is None for one in await acts(town)].count(True) >= 2
    for service in (rides.id, counter.id, rides.id):
        await recover(town, service)
    assert fits(*await all_of(town, hana, visit))
    assert {one.came_to for one in await acts(town)} == {"done"}
