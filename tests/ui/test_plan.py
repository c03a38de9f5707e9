"""Several bookings under one yes: one screen reads all of them back, and each can be left out."""

from dataclasses import dataclass
from typing import Any

from drawing import drawn, handles
from fake_client import FakeClient
from fake_plan import NONE, confirm, could_have_a_car, together, with_a_car
from fake_words import booking
from gallery import offered

from senior_life import wire
from senior_life.contract import State
from senior_life.ui import shown
from senior_life.ui.acts import booking as acts
from senior_life.ui.acts import errand
from senior_life.ui.look import Look
from senior_life.ui.spoken import spoken
from senior_life.ui.visit import Visit


@dataclass(frozen=True)
class WithACar(FakeClient):
    """Also knows of the car."""

    async def accompany(
        self, walk: str, rev: int, offer: str, service: str, is_wanted: bool = True
    ) -> wire.WalkOut:
        state = self._called(f"accompany {service} {is_wanted}")
        told = with_a_car() if is_wanted else could_have_a_car()
        changed = {"offers": (told,), "rev": rev + 1}
        state.walks[walk] = state.walks[walk].model_copy(update=changed)
        return state.walks[walk]


def said(visit: Visit, what: Any) -> str:
    return " / ".join(one.text for one in spoken(Look(), drawn(Look(), what, visit)))


async def test_one_tap_adds_the_car_and_another_leaves_it_out_again(visit: Visit) -> None:
    here = confirm(await offered(visit), could_have_a_car())
    visit.client = WithACar(visit.client.state)  # type: ignore[attr-defined, assignment]
    assert "action:with:rides" in handles(drawn(Look(), here, visit))
    assert here.offer
    await visit.perform(errand.accompany(here.walk, here.offer, "rides"))
    both = visit.shown
    assert isinstance(both, shown.Confirm)
    found = handles(drawn(Look(), both, visit))
    assert [one for one in found if one.startswith("readback")] == [
        "readback",
        "readback:1",
        "readback:2",
    ]
    assert found.count("action:confirm") == 1
    assert both.offer
    await visit.perform(errand.accompany(both.walk, both.offer, "rides", is_wanted=False))
    assert "readback:1" not in handles(drawn(Look(), visit.shown, visit))  # type: ignore[arg-type]


async def test_all_parts_are_read_aloud_with_the_price_of_all(visit: Visit) -> None:
    aloud = said(visit, confirm(await offered(visit), with_a_car()))
    for one in ("窓口予約", "行きの車", "帰りの車", "ぜんぶで600円"):
        assert one in aloud


async def test_a_car_that_cannot_be_had_is_said_on_the_same_screen(visit: Visit) -> None:
    here = confirm(await offered(visit), with_a_car(NONE))
    found = handles(drawn(Look(), here, visit))
    assert {"readback", "trouble:1", "action:without:rides", "action:confirm"} <= {*found}
    assert "その時間の車は、いっぱいです。" in said(visit, here)


async def test_the_last_screen_lists_all_that_was_booked(visit: Visit) -> None:
    here = shown.Done(together(booking("b1", State.CONFIRMED)))
    assert {"readback", "readback:1", "readback:2"} <= {*handles(drawn(Look(), here, visit))}


async def test_a_booking_leads_to_those_that_go_with_it_and_says_what_no_longer_fits(
    visit: Visit,
) -> None:
    here = shown.Booked(together(booking("b1", State.CONFIRMED)))
    found = handles(drawn(Look(), here, visit))
    wanted = {"flag", "row:b2", "row:b3", "action:with:rides", "action:cancel-all", "action:cancel"}
    assert wanted <= {*found}


async def test_cancelling_all_reads_all_of_it_back_first(visit: Visit) -> None:
    here = shown.Booked(together(booking("b1", State.CONFIRMED)))
    await visit.perform(acts.start(here, here.booking.actions[0]))
    asked = visit.shown
    assert isinstance(asked, shown.Booked)
    found = handles(drawn(Look(), asked, visit))
    assert {"readback", "action:cancel-all", "action:keep"} <= {*found}
    assert "readback:1" not in found, "few lines, so that what can be pressed is in sight"
    assert "行きの車" in said(visit, asked)
