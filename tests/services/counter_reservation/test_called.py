"""Who is called by telephone or video stays at home, and is never sent to a counter."""

from dataclasses import replace

import pytest

from senior_life.contract import Caller, Progress, State, Text, Unclear
from senior_life.storage import Store
from senior_life.town import Pack

from .at_the_desk import do, line
from .conftest import STEPS, WARD, Scene, named, scene_on, small_town

CALLED = ["phone", "video"]


@pytest.fixture
def scene(sqlite_store: Store, pack: Pack) -> Scene:
    """The pension counter also speaks by video; one has to have something at hand."""
    files = small_town()
    files["offices.yaml"]["offices"][0]["by_video"] = named("始め方をお知らせします。")
    files["counters.yaml"][0]["modes"].append("video")
    files["topics.yaml"][0]["modes"].append("video")
    files["topics.yaml"][0]["bring"] = [named("年金手帳")]
    return scene_on(sqlite_store, pack, files)


async def told(scene: Scene, done: Progress) -> Progress:
    return await scene.provider.status(scene.who(), done.ref)


@pytest.mark.parametrize("mode", CALLED)
async def test_nothing_sends_to_the_counter_who_is_called(scene: Scene, mode: str) -> None:
    offer = await scene.quote(mode=mode)
    done = await scene.book(mode=mode)
    for said in (offer, done):
        assert (said.place, said.where, said.bring) == ("", None, ())
        labels = [row.label.msgid for row in said.rows if isinstance(row.label, Text)]
        assert "Place" not in labels
        assert "Bring" not in labels
        assert {"Office", "Have at hand"} <= set(labels)


@pytest.mark.parametrize(
    ("mode", "says"),
    [
        ("in_person", "Booked: {day:near} {at:clock}, {office}."),
        ("phone", "Booked: {day:near} {at:clock}, {office} telephones you."),
        ("video", "Booked: {day:near} {at:clock}, a video talk with {office}."),
    ],
)
async def test_the_booking_says_how_one_speaks(scene: Scene, mode: str, says: str) -> None:
    done = await scene.book(mode=mode)
    assert done.says.msgid == says


@pytest.mark.parametrize("mode", CALLED)
async def test_a_call_goes_from_its_beginning_to_its_end_and_back(scene: Scene, mode: str) -> None:
    done = await scene.book("10:00", mode=mode)
    scene.clock.goes(hours=24)
    assert [one.name for one in (await line(scene, done.ref)).actions] == ["called"]
    await do(scene, "called", done.ref)
    here = await told(scene, done)
    assert (here.state, here.says.msgid) == (State.UNDER_WAY, "The office is calling you now.")
    assert [one.name for one in (await line(scene, done.ref)).actions] == [
        "done",
        "undo",
    ]
    await do(scene, "done", done.ref)
    assert (await told(scene, done)).state is State.DONE
    for expected in (State.UNDER_WAY, State.CONFIRMED):
        scene.clock.goes(minutes=1)
        await do(scene, "undo", done.ref)
        assert (await told(scene, done)).state is expected


async def test_who_is_not_reached_is_told_so(scene: Scene) -> None:
    done = await scene.book("10:00", mode="phone")
    scene.clock.goes(hours=26)
    await do(scene, "no_show", done.ref)
    assert (await told(scene, done)).says.msgid == "The office could not reach you."
    cell = (await line(scene, done.ref)).cells[6]
    assert isinstance(cell, Text)
    assert cell.msgid == "Was not reached"


def without_a_number(scene: Scene) -> Caller:
    return replace(scene.who(), shared={"name": "髙橋 ハナ"})


@pytest.mark.parametrize("mode", CALLED)
async def test_nobody_is_called_whose_number_is_not_known(scene: Scene, mode: str) -> None:
    """It is said at once why, and what to do; what was wished for is not quietly left out."""
    who, known = without_a_number(scene), {"topic": ("pension",), "office": WARD, "mode": mode}
    with pytest.raises(Unclear) as caught:
        await scene.provider.options(who, STEPS["date"], known)
    assert caught.value.step == "mode"
    with pytest.raises(Unclear) as caught:
        await scene.provider.quote(who, scene.at(mode=mode), "k")
    assert caught.value.step == "mode"
