"""What a service promises whose bookings can be changed; without that action nothing is asked."""

from senior_life.contract import Answers, Gone, Progress, State
from senior_life.testing.booking import all_held, book
from senior_life.testing.stage import Stage, keep


async def a_change_keeps_the_booking(stage: Stage) -> None:
    """The same booking at another time, however often the same yes is sent."""
    done = await book(stage)
    other = await _another(stage, done)
    if other is None:
        return
    offers = await stage.provider.quote(stage.who(), other, "move", done.ref)
    for _time in range(2):
        moved = await stage.provider.confirm(stage.who(), offers[0], "move-yes")
        keep(moved.ref == done.ref, f"a change made another booking: {moved.ref}")
        keep(moved.seq == done.seq + 1, f"one yes to a change took seq to {moved.seq}")
        keep(moved.state is State.CONFIRMED, f"a change left the booking {moved.state}")


async def a_change_frees_the_old_place_and_takes_one(stage: Stage) -> None:
    """As many hold the old choice after the change as before the booking: never two places.

    The change is to another day where there is one, at least to another time: a choice that keeps
    its place would show nothing.
    """
    answers = await stage.answers()
    before = await _places(stage, answers, "before")
    done = await book(stage)
    other = await _elsewhere(stage, done)
    if other is None:
        return
    offers = await stage.provider.quote(stage.who(), other, "move", done.ref)
    await stage.provider.confirm(stage.who(), offers[0], "move-yes")
    after = await _places(stage, answers, "after")
    keep(after == before, f"of {before} places {after} are left after somebody moved away")


async def a_change_without_a_yes_changes_nothing(stage: Stage) -> None:
    done = await book(stage)
    other = await _another(stage, done)
    if other is None:
        return
    offers = await stage.provider.quote(stage.who(), other, "move", done.ref)
    await stage.provider.release(offers[0].hold)
    seen = await stage.provider.status(stage.who(), done.ref)
    same = (seen.seq, seen.state, seen.starts) == (done.seq, done.state, done.starts)
    keep(same, "a change was only looked at, and the booking is another")


async def _another(stage: Stage, done: Progress) -> Answers | None:
    if not _may_change(done):
        return None
    others = stage.other_answers(await stage.answers())
    return await anext(others, None)


async def _elsewhere(stage: Stage, done: Progress) -> Answers | None:
    """What leads as far away from the booking's own time as the walk allows."""
    apart = list[tuple[bool, bool, Answers]]()
    if not _may_change(done):
        return None
    async for answers in stage.other_answers(await stage.answers()):
        try:
            offers = await stage.provider.quote(stage.who(), answers, "look", done.ref)
        except Gone:
            continue
        starts = offers[0].starts
        await stage.provider.release(offers[0].hold)
        is_other = starts != done.starts
        is_day = bool(starts and done.starts and starts.date() != done.starts.date())
        apart.append((is_day, is_other, answers))
        if is_day:
            break
    return max(apart, key=lambda one: one[:2])[2] if apart else None


def _may_change(done: Progress) -> bool:
    return "change" in {action.name for action in done.actions}


async def _places(stage: Stage, answers: Answers, name: str) -> int:
    """Each offer of one quote is kept, too."""
    held = await all_held(stage, answers, name)
    for offers in held:
        await stage.provider.release(offers[0].hold)
    return sum(len(offers) for offers in held)
