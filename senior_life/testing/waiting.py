"""What a service promises that has a waiting list; where nobody may wait nothing is asked."""

from senior_life.contract import Answers, Gone, Offer, Progress, State, Upkeep
from senior_life.testing.booking import CROWD, crowd
from senior_life.testing.stage import Stage, keep

WAITS = "waits"


async def waiting_holds_nothing_and_can_be_left(stage: Stage) -> None:
    full = await _full(stage)
    if full is None:
        return
    waiting = await _wait(stage, full[0])
    again = await stage.provider.status(stage.who(WAITS), waiting.ref)
    keep(again.state is State.WAITING, f"nothing became free, and it is {again.state}")
    left = await stage.provider.act(stage.who(WAITS), waiting.ref, "cancel", {}, "leave")
    keep(left.state is State.CANCELLED, f"whoever leaves the waiting list is {left.state}")


async def what_becomes_free_is_proposed_and_accepted_once(stage: Stage) -> None:
    full = await _full(stage)
    if full is None:
        return
    answers, booked = full
    waiting = await _wait(stage, answers)
    first = await stage.provider.status(stage.who("full0"), booked[0].ref)
    await stage.provider.act(stage.who("full0"), first.ref, "cancel", {}, "no")
    if isinstance(stage.provider, Upkeep):
        await stage.provider.upkeep()
    proposed = await stage.provider.status(stage.who(WAITS), waiting.ref)
    keep(proposed.state is State.PROPOSED, f"a place was freed, and who waits is {proposed.state}")
    keep(proposed.offer, "a proposal says nothing of what is proposed")
    told = [one.ref for one in stage.host.told]
    keep(waiting.ref in told, "the core was not told of the proposal")
    for _time in range(2):
        taken = await stage.provider.act(stage.who(WAITS), waiting.ref, "accept", {}, "yes-please")
        keep(taken.state is State.CONFIRMED, f"an accepted proposal is {taken.state}")
        keep(taken.seq == proposed.seq + 1, f"one yes to a proposal took seq to {taken.seq}")


async def _full(stage: Stage) -> tuple[Answers, list[Progress]] | None:
    """Everything that the answers lead to is booked; None when there is no end of it."""
    answers = await stage.answers()
    offers: list[Offer] = await crowd(stage, answers, "full")
    if not offers or len(offers) == CROWD:
        return None
    booked = [
        await stage.provider.confirm(stage.who(f"full{at}"), offer, f"full-yes{at}")
        for at, offer in enumerate(offers)
    ]
    try:
        await stage.provider.quote(stage.who(WAITS), answers, "late")
    except Gone as gone:
        return (answers, booked) if gone.may_wait else None
    return None


async def _wait(stage: Stage, answers: Answers) -> Progress:
    offers = await stage.provider.quote(stage.who(WAITS), answers, "wait", None, True)
    keep(offers[0].is_standby, "whoever asks to wait is offered a place")
    keep(not offers[0].hold, "an offer to wait holds something")
    waiting = await stage.provider.confirm(stage.who(WAITS), offers[0], "wait-yes")
    again = await stage.provider.confirm(stage.who(WAITS), offers[0], "wait-yes")
    keep(waiting.ref == again.ref, "one yes, and somebody waits twice")
    keep(waiting.state is State.WAITING, f"a yes to waiting is {waiting.state}")
    return waiting
