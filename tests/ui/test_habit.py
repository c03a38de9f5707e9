"""An errand of every week rests and goes on: by taps, by a sentence, and after a reload."""

from dataclasses import replace
from typing import Any

import pytest
from drawing import drawn, handles
from fake_client import FakeTown
from fake_habits import Resting, read_back

from senior_life.ui import habit_shown, shown
from senior_life.ui.acts import errand
from senior_life.ui.acts import habit as acts
from senior_life.ui.acts.opening import open_at
from senior_life.ui.look import Look
from senior_life.ui.visit import Visit


@pytest.fixture
def at_home(visit: Visit) -> Visit:
    visit.client = Resting(visit.client.state)  # type: ignore[attr-defined, assignment]
    return visit


def here(visit: Visit) -> Any:
    assert visit.shown is not None
    return visit.shown


def on_screen(visit: Visit) -> list[str]:
    return handles(drawn(Look(), here(visit), visit))


async def test_from_the_plan_two_questions_and_a_yes_let_it_rest(at_home: Visit) -> None:
    await at_home.perform(open_at("/today"))
    assert "habit:h1" in on_screen(at_home)
    await at_home.perform(open_at("/habit/h1"))
    assert "row:b1" in on_screen(at_home)
    await at_home.perform(acts.ask(here(at_home).habit))
    assert "question:since" in on_screen(at_home)
    await at_home.perform(acts.answer(here(at_home), "2026-12-01"))
    assert "question:until" in on_screen(at_home)
    await at_home.perform(acts.answer(here(at_home), "2026-12-05"))
    assert here(at_home).route == "/habit/h1/pause/2026-12-01/2026-12-05"
    found = on_screen(at_home)
    assert {"day-cancelled:2026-12-01", "action:confirm", "action:keep"} <= set(found)
    pause = here(at_home).pause
    await at_home.perform(acts.rests(here(at_home).habit, pause.since, pause.until))
    assert "action:resume:2026-12-01" in on_screen(at_home)


async def test_it_goes_on_only_after_a_yes(at_home: Visit) -> None:
    at_home.client = Resting(FakeTown(), rests=True)  # type: ignore[assignment]
    await at_home.perform(open_at("/habit/h1"))
    await at_home.perform(acts.end_pause(here(at_home).habit, here(at_home).habit.paused[0]))
    assert "readback" in on_screen(at_home)
    town: Any = at_home.client
    assert not [one for one in town.state.calls if one.startswith("resume")]
    await at_home.perform(acts.goes_on(here(at_home).habit, here(at_home).resumed))
    assert town.state.calls[-1] == "resume 2026-12-01 2026-12-05"
    assert "action:pause" in on_screen(at_home)


async def test_where_every_day_is_too_late_there_is_no_yes(at_home: Visit) -> None:
    await at_home.perform(open_at("/habit/h1"))
    late = habit_shown.Pause(here(at_home).habit, read_back(is_late=True))
    found = handles(drawn(Look(), late, at_home))
    assert "action:confirm" not in found
    assert "action:keep" in found


async def test_a_sentence_leads_to_the_question_it_left_open(at_home: Visit) -> None:
    at_home.fill("words", "お弁当をしばらく休みたい")
    await at_home.perform(errand.wish())
    assert "question:since" in on_screen(at_home)


async def test_a_sentence_that_may_mean_two_asks_which(at_home: Visit) -> None:
    at_home.client = replace(at_home.client, also=1)  # type: ignore[type-var]
    at_home.fill("words", "来週は休みます")
    await at_home.perform(errand.wish())
    assert isinstance(here(at_home), habit_shown.Habits)
    assert "habit:h1" in on_screen(at_home)


async def test_a_sentence_about_something_else_begins_as_ever(at_home: Visit) -> None:
    at_home.fill("words", "入院のときの窓口")
    await at_home.perform(errand.wish())
    assert isinstance(here(at_home), shown.Question)


@pytest.mark.parametrize(
    ("route", "handle"),
    [
        ("/habit/h1/pause", "question:since"),
        ("/habit/h1/pause/2026-12-01", "question:until"),
        ("/habit/h1/pause/2026-12-01/2026-12-05", "readback"),
        ("/habit/h1/pause/yesterday", "question:since"),
        ("/habit", "row:b1"),
    ],
)
async def test_a_reload_comes_back_to_where_one_was(
    at_home: Visit, route: str, handle: str
) -> None:
    from fake_words import booking

    from senior_life.contract import State

    town: Any = at_home.client
    town.state.booked["b1"] = booking("b1", State.CONFIRMED)
    await at_home.perform(open_at(route))
    assert handle in on_screen(at_home)
