"""The desk: the day's list, what is done on its lines, and visitors without a booking."""

import pytest

from senior_life.contract import (
    Gone,
    Person,
    Several,
    Staff,
    State,
    Text,
    Trouble,
)

from .at_the_desk import TODAY, claims, do, line, table
from .conftest import CORNER, WARD, WEDNESDAY, Scene


async def test_the_desk_sees_the_same_record(anywhere: Scene) -> None:
    done = await anywhere.book("10:00")
    cells = (await line(anywhere, done.ref)).cells
    assert cells[1] == done.number
    assert cells[2] == Person("hana")


async def test_the_list_is_in_the_order_of_the_day(scene: Scene) -> None:
    for time in ("14:00", "09:00", "11:00"):
        await scene.book(time, f"r-{time[:2]}")
    lines = (await table(scene, "day")).lines
    assert [one.cells[2] for one in lines] == [Person("r-09"), Person("r-11"), Person("r-14")]


async def test_the_list_names_whose_number_to_call_and_whose_needs_to_show(scene: Scene) -> None:
    """The core fills them in; nothing of it is copied here."""
    said = []
    for mode in ("phone", "in_person"):
        booked = await scene.book("10:00", mode, mode=mode)
        how = (await line(scene, booked.ref)).cells[5]
        assert isinstance(how, Text)
        several = how.values["all"]
        assert isinstance(several, Several)
        said.append(several.items[1:])
    assert said == [
        (Person("phone", "phone"), Person("phone", "needs")),
        (Person("in_person", "needs"),),
    ]


async def test_staff_see_only_their_office(scene: Scene) -> None:
    mine = Staff("desk-2", CORNER)
    assert [one.value for one in await scene.desk.places(mine)] == [CORNER]
    with pytest.raises(Trouble):
        await scene.desk.views(mine, WEDNESDAY, WARD)
    done = await scene.book()
    with pytest.raises(Trouble):
        await scene.desk.act(mine, done.ref, "arrived", {}, "k", scene.clock())


async def test_a_visit_goes_from_arrival_to_its_end_and_back(anywhere: Scene) -> None:
    done = await anywhere.book("10:00")
    anywhere.clock.goes(days=1)
    states = []
    for action in ("arrived", "called", "done", "undo", "undo", "undo"):
        offered = [one.name for one in (await line(anywhere, done.ref)).actions]
        assert action in offered
        anywhere.clock.goes(seconds=1)
        await do(anywhere, action, done.ref)
        seen = await anywhere.status(done)
        states.append((seen.state, seen.outcome))
    arrived, called = (State.UNDER_WAY, "arrived"), (State.UNDER_WAY, "called")
    over, booked = (State.DONE, "done"), (State.CONFIRMED, "")
    assert states == [arrived, called, over, called, arrived, booked]


async def test_one_key_does_it_once(scene: Scene) -> None:
    done = await scene.book("10:00")
    scene.clock.goes(days=1)
    first = await do(scene, "arrived", done.ref, "tap")
    again = await do(scene, "arrived", done.ref, "tap")
    assert first == again
    with pytest.raises(Trouble):
        await do(scene, "arrived", done.ref, "another tap")


async def test_nobody_is_missing_before_the_visit_begins(scene: Scene) -> None:
    done = await scene.book("10:00")
    assert (await line(scene, done.ref)).actions == ()
    scene.clock.goes(days=1)
    assert [one.name for one in (await line(scene, done.ref)).actions] == ["arrived"]
    scene.clock.goes(hours=1)
    offered = [one.name for one in (await line(scene, done.ref)).actions]
    assert offered == ["arrived", "no_show"]


async def test_a_no_show_frees_what_is_left_and_can_be_taken_back(scene: Scene) -> None:
    done = await scene.book("10:00", topic=("pension", "tax"))
    scene.clock.goes(days=1, hours=1, minutes=16)
    await do(scene, "no_show", done.ref)
    assert (await scene.status(done)).outcome == "no_show"
    assert await claims(scene, done.ref) == 2
    scene.clock.goes(minutes=1)
    await do(scene, "undo", done.ref)
    assert await claims(scene, done.ref) == 6
    assert (await scene.status(done)).state is State.CONFIRMED


async def test_a_no_show_whose_time_was_given_away_stays(scene: Scene) -> None:
    done = await scene.book("10:00", topic=("pension", "tax"))
    scene.clock.goes(days=1, hours=1, minutes=16)
    await do(scene, "no_show", done.ref)
    for n in range(4):
        await do(scene, "walk_in", key=f"w{n}", place=WARD, topic=("tax",))
    with pytest.raises(Trouble):
        await do(scene, "undo", done.ref)
    assert (await scene.status(done)).outcome == "no_show"


async def test_somebody_without_a_booking_takes_a_place_kept_for_the_counter(
    anywhere: Scene,
) -> None:
    seen = await do(anywhere, "walk_in", key="w1", place=WARD, topic=("pension",), resident="hana")
    assert seen
    assert seen.state is State.UNDER_WAY
    assert seen.starts == anywhere.clock()
    again = await do(anywhere, "walk_in", key="w1", place=WARD, topic=("pension",))
    assert again == seen
    nameless = await do(anywhere, "walk_in", key="w2", place=WARD, topic=("pension",))
    assert nameless
    assert nameless.number != seen.number
    lines = (await table(anywhere, "day", TODAY)).lines
    assert [isinstance(one.cells[2], Person) for one in lines].count(True) == 1


async def test_a_name_may_be_written_down_for_somebody_unknown(scene: Scene) -> None:
    for key, name in (("w1", "𠮷田 さん"), ("w2", ""), ("w3", "tanaka")):
        await do(scene, "walk_in", key=key, place=WARD, topic=("pension",), name=name)
    seen = [one.cells[2] for one in (await table(scene, "day", TODAY)).lines]
    assert {"𠮷田 さん", "tanaka"} <= {one for one in seen if isinstance(one, str)}
    assert "Without a name" in [getattr(one, "msgid", "") for one in seen]


async def test_a_visitor_entered_by_mistake_is_taken_off_the_list(anywhere: Scene) -> None:
    seen = await do(anywhere, "walk_in", key="w1", place=WARD, topic=("pension",))
    assert seen
    undo = next(
        one for one in (await line(anywhere, seen.ref, day=TODAY)).actions if one.name == "undo"
    )
    assert undo.warns is not None
    await do(anywhere, "undo", seen.ref)
    assert (await table(anywhere, "day", TODAY)).lines == ()
    assert await claims(anywhere, seen.ref) == 0


async def test_when_today_is_full_the_desk_is_told(scene: Scene) -> None:
    scene.clock.goes(hours=5, minutes=30)
    for n in range(4):
        await do(scene, "walk_in", key=f"w{n}", place=WARD, topic=("pension",))
    with pytest.raises(Gone):
        await do(scene, "walk_in", key="w9", place=WARD, topic=("pension",))
