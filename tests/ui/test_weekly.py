"""What shall be of every week: its days are read back, and the full ones can be waited for."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from drawing import drawn, handles
from fake_client import FakeClient
from fake_words import booking, offer, w
from gallery import offered

from senior_life import wire
from senior_life.contract import State
from senior_life.ui import shown
from senior_life.ui.acts import errand
from senior_life.ui.look import Look
from senior_life.ui.spoken import spoken
from senior_life.ui.visit import Visit

BUTTON = w("毎週にする")


def a_day(day: int, state: Any = "kept", why: str = "") -> wire.DayOfWeekOut:
    says = w(f"12月{day}日{why}")
    may_wait = state != "kept"
    return wire.DayOfWeekOut(day=date(2026, 12, day), state=state, says=says, may_wait=may_wait)


def every_week(waits: bool = False, may_be_once: bool = True) -> wire.OfferOut:
    full = "waited" if waits else "missed"
    told = wire.SeriesOut(
        says=w("毎週、火曜日"),
        count_says=w("今回のご予約は、2日ぶんです。"),
        days=(a_day(1), a_day(8, full, "は、いっぱいです。"), a_day(15)),
        later_says=w("そのあとの3日は、まだ予約できません。"),
        waits=waits,
        may_wait=True,
        may_be_once=may_be_once,
    )
    return offer().model_copy(update={"series": told, "total_says": w("ぜんぶで200円")})


@dataclass(frozen=True)
class Weekly(FakeClient):
    """Also knows of every week."""

    async def make_often(self, walk: str, rev: int, offer: str, often: wire.Often) -> wire.WalkOut:
        state = self._called(f"often {often}")
        return state.walks[walk]

    async def wait_for_days(self, walk: str, rev: int, waits: bool) -> wire.WalkOut:
        state = self._called(f"waits {waits}")
        changed = {"offers": (every_week(waits),), "rev": rev + 1}
        state.walks[walk] = state.walks[walk].model_copy(update=changed)
        return state.walks[walk]


async def here(visit: Visit, told: wire.OfferOut) -> shown.Confirm:
    now = await offered(visit)
    return replace(now, walk=now.walk.model_copy(update={"offers": (told,)}), offer=told)


async def test_what_is_booked_once_has_a_button_that_makes_it_weekly(visit: Visit) -> None:
    plain = await here(visit, offer())
    assert "action:weekly" not in handles(drawn(Look(), plain, visit))
    could = offer().model_copy(update={"could_repeat": BUTTON})
    found = handles(drawn(Look(), await here(visit, could), visit))
    assert found.index("action:weekly") < found.index("action:confirm")


async def test_each_day_is_read_back_above_what_is_the_same_for_all(visit: Visit) -> None:
    now = await here(visit, every_week())
    found = handles(drawn(Look(), now, visit))
    days = [one for one in found if one.startswith("day-")]
    assert days == [
        "day-kept:2026-12-01",
        "day-missed:2026-12-08",
        "day-kept:2026-12-15",
    ]
    assert found.index(days[-1]) < found.index("readback")
    assert found.count("action:confirm") == 1
    aloud = " / ".join(one.text for one in spoken(Look(), drawn(Look(), now, visit)))
    order = ["2日ぶん", "12月8日は、いっぱいです", "そのあとの3日", "ぜんぶで200円"]
    assert [aloud.index(one) for one in order] == sorted(aloud.index(one) for one in order)


async def test_full_days_are_waited_for_and_left_out_again_by_a_tap_each(visit: Visit) -> None:
    now = await here(visit, every_week())
    visit.client = Weekly(visit.client.state)  # type: ignore[attr-defined, assignment]
    assert "action:wait" in handles(drawn(Look(), now, visit))
    await visit.perform(errand.wait_for_days(now.walk, True))
    after = visit.shown
    assert isinstance(after, shown.Confirm)
    found = handles(drawn(Look(), after, visit))
    assert "day-waited:2026-12-08" in found
    assert "action:without-waiting" in found
    assert "action:wait" not in found


async def test_what_stands_already_is_not_offered_once_more(visit: Visit) -> None:
    found = handles(drawn(Look(), await here(visit, every_week()), visit))
    assert "action:once" in found
    found = handles(drawn(Look(), await here(visit, every_week(may_be_once=False)), visit))
    assert "action:once" not in found


async def test_a_booking_says_of_what_it_is_a_day_or_can_be_made_one(visit: Visit) -> None:
    alone = booking("b1", State.CONFIRMED).model_copy(update={"could_repeat": BUTTON})
    assert "action:weekly" in handles(drawn(Look(), shown.Booked(alone), visit))
    told = (w("毎週、火曜日"), w("8日まで予約しました。"))
    of_it = booking("b1", State.CONFIRMED).model_copy(update={"weekly": told})
    found = drawn(Look(), shown.Booked(of_it), visit)
    assert handles(found).count("weekly") == 2
    assert "action:weekly" not in handles(found)
    for_done = drawn(Look(), shown.Done(of_it, None), visit)
    assert handles(for_done).count("weekly") == 2
