"""What every Booking service promises to do, each promise one function over a stage."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta

from senior_life.contract import Answers, Gone, Offer, Progress, State, Trouble
from senior_life.testing.stage import Stage, keep

LONGEST_HOLD = timedelta(minutes=60)
SHORTEST_HOLD = timedelta(minutes=20)
CROWD = 60


async def every_step_can_be_answered(stage: Stage) -> None:
    answers = await stage.answers()
    asked = [step for step in stage.service.steps if not step.may_skip]
    for step in asked:
        keep(step.name in answers, f"the step {step.name} could not be answered")


async def a_quote_binds_nothing(stage: Stage) -> None:
    """Quoting and letting go again leaves the same choice to the next resident."""
    answers = await stage.answers()
    offer = await stage.offer(answers)
    await stage.provider.release(offer.hold)
    await stage.provider.release(offer.hold)
    await stage.offer(answers, "two", "kazuo")
    keep(not stage.host.told, "the core was told of a booking that nobody confirmed")


async def the_same_key_renews_the_same_hold(stage: Stage) -> None:
    answers = await stage.answers()
    first = await stage.offer(answers)
    second = await stage.offer(answers)
    keep(first.hold == second.hold, f"one key, two holds: {first.hold}, {second.hold}")


async def a_hold_lasts_long_enough_and_ends(stage: Stage) -> None:
    answers = await stage.answers()
    offer = await stage.offer(answers)
    if not offer.hold or offer.holds_until is None:
        return
    start = stage.clock()
    keep(offer.holds_until - start >= SHORTEST_HOLD, "the hold lasts less than 20 minutes")
    latest = offer.holds_until
    while stage.clock() - start < LONGEST_HOLD + timedelta(minutes=10):
        stage.clock.goes(minutes=10)
        try:
            latest = await stage.provider.extend(offer.hold)
        except Gone:
            return
        keep(latest - start <= LONGEST_HOLD, "a hold can be kept for more than 60 minutes in all")


async def confirming_twice_books_once(stage: Stage) -> None:
    offer = await stage.offer(await stage.answers())
    first = await stage.provider.confirm(stage.who(), offer, "yes")
    again = await stage.provider.confirm(stage.who(), offer, "yes")
    keep(first.ref == again.ref, f"one yes, two bookings: {first.ref}, {again.ref}")
    keep(first.state in {State.CONFIRMED, State.REQUESTED}, f"confirm left it {first.state}")


async def confirming_at_the_same_moment_books_once(stage: Stage) -> None:
    offer = await stage.offer(await stage.answers())
    taps = [stage.provider.confirm(stage.who(), offer, "yes") for _ in range(8)]
    refs = {progress.ref for progress in await asyncio.gather(*taps)}
    keep(len(refs) == 1, f"eight taps of one key made {len(refs)} bookings")


async def a_booking_can_be_read_again(stage: Stage) -> None:
    done = await book(stage)
    seen = await stage.provider.status(stage.who(), done.ref)
    same = (seen.ref, seen.number, seen.state) == (done.ref, done.number, done.state)
    keep(same, "status tells of another booking than confirm did")
    keep(seen.seq >= done.seq, "seq went back")
    keep(seen.number.strip(), "a booking has no number to read out on the telephone")


async def cancelling_is_free_just_after_the_yes(stage: Stage) -> None:
    done = await book(stage)
    rule = stage.service.cancel
    free = timedelta(minutes=rule.free_minutes if rule else 0)
    keep(done.undo_until, "a booking does not say until when it can be undone")
    if done.undo_until:
        early = done.undo_until < stage.clock() + free
        keep(not early, "undo_until ends before the minutes in which cancelling is free")
    stage.clock.goes(minutes=free.total_seconds() / 60 - 1)
    gone = await cancel(stage, done, "no")
    keep(gone.price_yen == 0, f"cancelling at once costs {gone.price_yen} yen")


async def the_same_key_acts_once(stage: Stage) -> None:
    done = await book(stage)
    first = await cancel(stage, done, "no")
    again = await cancel(stage, done, "no")
    keep(first.seq == again.seq, "one key changed the booking twice")


async def cancelled_stays_cancelled(stage: Stage) -> None:
    offer = await stage.offer(await stage.answers())
    done = await stage.provider.confirm(stage.who(), offer, "yes")
    await cancel(stage, done, "no")
    with suppress(Trouble):
        await stage.provider.confirm(stage.who(), offer, "yes")
    seen = await stage.provider.status(stage.who(), done.ref)
    keep(seen.state is State.CANCELLED, f"a cancelled booking became {seen.state}")
    keep("cancel" not in {a.name for a in seen.actions}, "a cancelled booking offers to cancel")


async def gone_leaves_nothing_held(stage: Stage) -> None:
    """As many can hold it after a crowd was turned away and left as before."""
    answers = await stage.answers()
    before = await crowd(stage, answers, "before")
    for offer in before:
        await stage.provider.release(offer.hold)
    after = await crowd(stage, answers, "after")
    lost = len(before) - len(after)
    keep(lost == 0, f"{lost} of {len(before)} places stayed held by nobody")


async def a_lapsed_hold_is_not_sold_twice(stage: Stage) -> None:
    answers = await stage.answers()
    early = await crowd(stage, answers, "early")
    if not early or len(early) == CROWD:
        return
    stage.clock.goes(minutes=61)
    late = await crowd(stage, answers, "late")
    booked = [await is_kept(stage, offer, f"late{at}") for at, offer in enumerate(late)]
    booked += [await is_kept(stage, offer, f"early{at}") for at, offer in enumerate(early)]
    sold, places = sum(booked), max(len(early), len(late))
    keep(sold <= places, f"{places} places were sold {sold} times")


async def book(stage: Stage) -> Progress:
    offer = await stage.offer(await stage.answers())
    return await stage.provider.confirm(stage.who(), offer, "yes")


async def cancel(stage: Stage, done: Progress, key: str) -> Progress:
    gone = await stage.provider.act(stage.who(), done.ref, "cancel", {}, key)
    keep(gone.state is State.CANCELLED, f"cancel left the booking {gone.state}")
    return gone


async def crowd(stage: Stage, answers: Answers, name: str) -> list[Offer]:
    """As many residents as can hold the same choice, up to a crowd; the first offer of each."""
    return [offers[0] for offers in await all_held(stage, answers, name)]


async def all_held(stage: Stage, answers: Answers, name: str) -> list[Sequence[Offer]]:
    """As ``crowd``, with everything that is kept for each of them."""
    found: list[Sequence[Offer]] = []
    for at in range(CROWD):
        try:
            who = stage.who(f"{name}{at}")
            quoted = await stage.provider.quote(who, answers, f"{name}{at}")
        except Gone:
            break
        if not quoted[0].hold:
            break
        found.append(quoted)
    return found


async def is_kept(stage: Stage, offer: Offer, who: str) -> bool:
    try:
        done = await stage.provider.confirm(stage.who(who), offer, f"yes-{who}")
    except Gone:
        return False
    return done.state in {State.CONFIRMED, State.REQUESTED}
