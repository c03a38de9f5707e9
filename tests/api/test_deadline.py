"""What is too late to undo is not offered to a resident any more, but still to the desk."""

from typing import Any

from senior_life.api.show import show_to
from senior_life.contract import Staff
from senior_life.usecases import bookings
from senior_life.usecases.access import Reader
from senior_life.usecases.identity import who_holds

DESK = Reader(staff=Staff("desk"), name="desk", role="desk")


async def test_after_the_deadline_only_the_desk_may_undo(stage: Any, clock: Any) -> None:
    town, ref = stage.town, stage.its["booking"]
    mine = await who_holds(town, stage.world.tokens["a"])
    early = await bookings.follow(town, mine, ref)
    assert early.progress
    assert early.progress.undo_until
    assert [one.name for one in show_to(mine, town).booking(early).actions] == ["change", "cancel"]
    clock.goes(seconds=(early.progress.undo_until - clock()).total_seconds() + 60)
    late = show_to(mine, town).booking(early)
    assert (late.actions, late.undo_says) == ((), None)
    assert [one.name for one in show_to(DESK, town).booking(early).actions] == ["change", "cancel"]
