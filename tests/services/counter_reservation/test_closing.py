"""A counter that has to close: its visitors are offered another time, or telephoned."""

from datetime import timedelta

import pytest
from sqlmodel import select

from senior_life.contract import (
    Gone,
    State,
    Trouble,
)
from services.counter_reservation.desk_counters import counter_item
from services.counter_reservation.tables import Pause

from .at_the_desk import claims, close, do, line, reopen, table
from .conftest import ALL_DAY, CORNER, WEDNESDAY, Scene


async def test_closing_a_counter_offers_its_visitors_another_time(anywhere: Scene) -> None:
    done = await anywhere.book("10:00")
    await anywhere.book("13:00", "yoshi")
    await close(anywhere, "09:30", "10:30")
    [told] = anywhere.host.told
    assert (told.ref, told.state) == (done.ref, State.PROPOSED)
    assert told.offer
    assert told.offer.starts
    assert told.offer.starts.date() == WEDNESDAY
    assert told.number == done.number
    assert await claims(anywhere, done.ref) == 2
    accepted = await anywhere.act(told, "accept")
    assert (accepted.state, accepted.starts) == (State.CONFIRMED, told.offer.starts)
    assert await claims(anywhere, done.ref) == 2


async def test_closing_a_counter_leaves_alone_whose_time_has_come(scene: Scene) -> None:
    """They may stand at the counter: only the desk knows what became of them."""
    begun, later = await scene.book("10:00"), await scene.book("13:00", "yoshi")
    scene.clock.goes(hours=26)  # Wednesday at eleven
    await close(scene, "10:00", "15:00")
    assert [told.ref for told in scene.host.told] == [later.ref]
    assert (await scene.status(begun)).state is State.CONFIRMED


async def test_nothing_can_be_had_at_a_closed_counter(scene: Scene) -> None:
    await close(scene, "09:30", "10:30")
    await scene.book("10:00", "hana")
    with pytest.raises(Gone):
        await scene.quote("10:00", "yoshi")


async def test_a_hold_in_the_closed_time_is_not_confirmed(scene: Scene) -> None:
    offer = await scene.quote("10:00")
    await close(scene, "09:30", "10:30")
    with pytest.raises(Gone) as caught:
        await scene.provider.confirm(scene.who(), offer, "yes")
    assert caught.value.instead


async def test_who_cannot_be_moved_is_to_be_telephoned(scene: Scene) -> None:
    rules = scene.provider._offices.rules.model_copy(update={"last_day": 1})
    scene.provider._offices.rules = scene.desk._offices.rules = rules
    await scene.fill(*ALL_DAY)
    await scene.fill(*ALL_DAY, office=CORNER)
    await scene.provider.quote(
        scene.who("p"), {**scene.at("10:00"), "mode": "phone"}, "p", None, True
    )
    await close(scene, "09:00", "15:00")
    waits = (await table(scene, "waiting")).lines
    to_call = [one for one in waits if one.state == "call"]
    proposed = [one for one in scene.host.told if one.state is State.PROPOSED]
    assert len(to_call) + len(proposed) == len(ALL_DAY)
    assert to_call
    first = to_call[0]
    assert [one.name for one in first.actions] == ["telephoned"]
    await do(scene, "telephoned", first.item)
    after = await line(scene, first.item, "waiting")
    assert [one.name for one in after.actions] == ["undo"]


async def test_opening_again_gives_the_old_time_back(anywhere: Scene) -> None:
    done = await anywhere.book("10:00")
    await close(anywhere, "09:30", "10:30")
    await reopen(anywhere)
    seen = await anywhere.status(done)
    assert (seen.state, seen.starts, seen.number) == (State.CONFIRMED, done.starts, done.number)
    assert await claims(anywhere, done.ref) == 2
    assert [one.state for one in anywhere.host.told] == [State.PROPOSED, State.CONFIRMED]


async def test_opening_again_leaves_those_who_moved(scene: Scene) -> None:
    done = await scene.book("10:00")
    await close(scene, "09:30", "10:30")
    moved = await scene.act(scene.host.told[0], "accept")
    await reopen(scene)
    assert (await scene.status(done)).starts == moved.starts


async def test_opening_again_is_good_for_the_waiting_list(scene: Scene) -> None:
    await close(scene, "09:00", "15:00", "ward_1")
    await close(scene, "09:00", "15:00", "ward_2")
    waits = await scene.wait("hana")
    await reopen(scene)
    assert (await scene.status(waits)).state is State.PROPOSED


async def test_a_moved_visitor_who_does_not_answer_is_telephoned(scene: Scene) -> None:
    done = await scene.book("10:00", day=WEDNESDAY + timedelta(days=5))
    item = counter_item("ward_1", WEDNESDAY + timedelta(days=5))
    await do(scene, "close", item, since="09:00", until="15:00")
    scene.clock.goes(hours=25)
    await scene.provider.upkeep()
    seen = await scene.status(done)
    assert seen.state in {State.WAITING, State.PROPOSED}
    lines = (await table(scene, "waiting", WEDNESDAY + timedelta(days=5))).lines
    assert [one.item for one in lines] == [done.ref]


async def test_a_booking_made_while_the_counter_closes_is_found_by_upkeep(scene: Scene) -> None:
    done = await scene.book("10:00")
    await close(scene, "13:00", "14:00")

    def widen(session: object) -> None:
        pause = session.exec(select(Pause)).one()  # type: ignore[attr-defined]
        pause.since = 0
        session.add(pause)  # type: ignore[attr-defined]

    await scene.host.write(widen)
    await scene.provider.upkeep()
    assert (await scene.status(done)).state is State.PROPOSED


async def test_an_end_before_the_beginning_is_refused(scene: Scene) -> None:
    with pytest.raises(Trouble):
        await close(scene, "10:00", "09:00")
