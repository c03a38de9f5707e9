"""What the office proposes by itself keeps clear of the rest of the resident's day."""

from datetime import datetime

from senior_life.contract import Engagement, State, Text
from services.counter_reservation.availability import JAPAN
from services.counter_reservation.desk_counters import counter_item

from .conftest import ALL_DAY, STAFF, WEDNESDAY, Scene


def dentist(scene: Scene, since: str, until: str, ref: str = "dentist") -> None:
    starts, ends = (
        datetime.fromisoformat(f"{WEDNESDAY}T{at}").replace(tzinfo=JAPAN) for at in (since, until)
    )
    scene.host.engagements.append(Engagement("other", ref, starts, ends, Text("Dentist")))


async def close(scene: Scene, since: str, until: str) -> None:
    answers = {"since": since, "until": until}
    for counter in ("ward_1", "ward_2"):
        item = counter_item(counter, WEDNESDAY)
        await scene.desk.act(STAFF, item, "close", answers, f"{counter}{since}", scene.clock())


async def test_what_becomes_free_while_one_is_elsewhere_is_not_proposed(anywhere: Scene) -> None:
    booked = await anywhere.fill(*ALL_DAY)
    waits = await anywhere.wait()
    dentist(anywhere, "10:00", "11:00")
    await anywhere.act(booked[4], "cancel", "other-10-00-1")
    assert (await anywhere.status(waits)).state is State.WAITING
    await anywhere.act(booked[0], "cancel", "other-09-00-1")
    seen = await anywhere.status(waits)
    assert seen.offer is not None
    assert seen.offer.starts == booked[0].starts


async def test_who_has_to_move_is_offered_a_time_at_which_they_are_free(anywhere: Scene) -> None:
    booked = await anywhere.book("10:00")
    dentist(anywhere, "09:00", "12:00")
    dentist(anywhere, "10:00", "10:30", ref=booked.ref)
    await close(anywhere, "09:30", "10:30")
    seen = await anywhere.status(booked)
    assert seen.state is State.PROPOSED
    assert seen.offer is not None
    next_day = datetime(2026, 11, 26, 10, 0, tzinfo=JAPAN)
    assert seen.offer.starts == next_day


async def test_an_old_time_is_not_given_back_to_who_has_made_other_plans(anywhere: Scene) -> None:
    booked = await anywhere.book("10:00")
    await close(anywhere, "09:30", "10:30")
    dentist(anywhere, "09:45", "10:15")
    views = await anywhere.desk.views(STAFF, WEDNESDAY, "minami_ward_office")
    counters = next(one for one in views if one.name == "counters")
    for line in counters.lines:
        if line.state == "paused":
            await anywhere.desk.act(STAFF, line.item, "reopen", {}, line.item, anywhere.clock())
    assert (await anywhere.status(booked)).state is State.PROPOSED


async def test_upkeep_asks_too_where_people_are(anywhere: Scene) -> None:
    booked = await anywhere.fill(*ALL_DAY)
    waits = await anywhere.wait()
    dentist(anywhere, "09:00", "12:00")
    await anywhere.act(booked[0], "cancel", "other-09-00-1")
    anywhere.clock.goes(minutes=1)
    await anywhere.provider.upkeep()
    assert (await anywhere.status(waits)).state is State.WAITING
    anywhere.host.engagements.clear()
    anywhere.clock.goes(minutes=1)
    await anywhere.provider.upkeep()
    assert (await anywhere.status(waits)).state is State.PROPOSED
