"""What the desk did reaches the core's record, whatever broke off in between."""

from typing import Any

import pytest
from sqlmodel import select

from senior_life.contract import Progress, State
from senior_life.providing import telling
from services.counter_reservation.tables import Booking

from .conftest import STAFF, WARD, WEDNESDAY, Scene

STEPS = {
    "arrived": (State.UNDER_WAY, "arrived"),
    "called": (State.UNDER_WAY, "called"),
    "done": (State.DONE, "done"),
    "no_show": (State.DONE, "no_show"),
}


async def work(scene: Scene, ref: str, action: str) -> Progress | None:
    """The desk's answer is lost: only the service's own round can tell the core."""
    return await scene.desk.act(STAFF, ref, action, {}, f"{ref}-{action}", scene.clock())


def heard(scene: Scene) -> list[tuple[str, int, State, str]]:
    told = [(one.ref, one.seq, one.state, one.outcome) for one in scene.host.told]
    scene.host.told.clear()
    return told


@pytest.mark.parametrize(
    "steps",
    [("arrived",), ("arrived", "called"), ("arrived", "called", "done"), ("no_show",)],
)
async def test_each_step_of_the_desk_is_told_once_more(
    anywhere: Scene, steps: tuple[str, ...]
) -> None:
    booked = await anywhere.book()
    anywhere.clock.goes(days=1, hours=1)
    for action in steps:
        await work(anywhere, booked.ref, action)
    heard(anywhere)
    await anywhere.provider.upkeep()
    assert heard(anywhere) == [(booked.ref, 1 + len(steps), *STEPS[steps[-1]])]
    await anywhere.provider.upkeep()
    assert heard(anywhere) == []


async def test_a_step_taken_back_is_told_too(scene: Scene) -> None:
    booked = await scene.book()
    scene.clock.goes(days=1, hours=1)
    await work(scene, booked.ref, "arrived")
    await work(scene, booked.ref, "undo")
    await scene.provider.upkeep()
    assert heard(scene) == [(booked.ref, 3, State.CONFIRMED, "")]


async def test_a_core_that_is_away_hears_it_when_it_is_back(scene: Scene) -> None:
    """Also when the day is long over."""
    booked = await scene.book()
    scene.clock.goes(days=1, hours=1)
    await work(scene, booked.ref, "no_show")
    tell = scene.host.tell

    async def is_away(_progress: Progress) -> None:
        raise ConnectionError

    scene.host.tell = is_away  # type: ignore[method-assign]
    with pytest.raises(ConnectionError):
        await scene.provider.upkeep()
    scene.host.tell = tell  # type: ignore[method-assign]
    scene.clock.goes(days=40)
    await scene.provider.upkeep()
    assert heard(scene) == [(booked.ref, 2, State.DONE, "no_show")]


async def test_however_many_there_are_all_are_told(scene: Scene, monkeypatch: Any) -> None:
    monkeypatch.setattr(telling, "AT_ONCE", 3)
    booked = await scene.fill("09:00", "09:30", "10:00", "10:30")
    scene.clock.goes(days=1, hours=3)
    for one in booked:
        await work(scene, one.ref, "no_show")
    heard(scene)
    rounds = []
    for _ in range(4):
        await scene.provider.upkeep()
        rounds.append(heard(scene))
    assert [len(one) for one in rounds] == [3, 3, 2, 0]
    assert {ref for one in rounds for ref, *_ in one} == {one.ref for one in booked}


async def test_what_the_core_asked_for_itself_is_not_told_again(scene: Scene) -> None:
    booked = await scene.book()
    moved = await scene.change(booked, "11:00")
    await scene.act(moved, "cancel")
    other = await scene.wait("yoshi", day=WEDNESDAY.replace(day=27))
    await scene.act(other, "cancel", "yoshi")
    heard(scene)
    await scene.provider.upkeep()
    assert heard(scene) == []


async def test_somebody_whom_the_core_does_not_know_is_not_told_of(scene: Scene) -> None:
    answers = {"topic": ("pension",), "place": WARD, "name": "たなか", "resident": ""}
    done = await scene.desk.act(STAFF, None, "walk_in", answers, "k", scene.clock())
    assert done
    await work(scene, done.ref, "called")
    await scene.provider.upkeep()
    assert heard(scene) == []
    [row] = await scene.host.read(lambda s: s.exec(select(Booking)).all())
    assert row.outcome == "called"
