"""The lists of a day at the desk: drawn as described, worked on once, read again in peace."""

from dataclasses import replace
from datetime import date

import flet as ft
import pytest
from desk_visit import at_work, controls, handles, new_visit, page, press, says
from drawing import controls_of
from fake_desk import EVERY_KIND, WALK_IN, FakeDeskTown

from senior_life.contract import Kind
from senior_life.ui.acts.opening import open_at
from senior_life.ui.desk import shown
from senior_life.ui.desk.acts import lists, log_in, log_out
from senior_life.ui.desk.visit import STAFF_TOKEN


@pytest.fixture
def desk() -> FakeDeskTown:
    return FakeDeskTown()


async def test_nobody_sees_a_list_before_the_log_in(desk: FakeDeskTown) -> None:
    visit = new_visit(desk)
    await visit.perform(open_at("/desk/day/izumigaoka/2026-11-25"))
    assert isinstance(visit.shown, shown.LogIn)
    assert not [call for call in desk.calls if call.startswith("views")]


async def test_the_log_in_leads_to_where_one_was_going(desk: FakeDeskTown) -> None:
    visit = new_visit(desk)
    await visit.perform(open_at("/desk/day/izumigaoka/2026-11-25"))
    visit.fill("name", "窓口")
    visit.fill("password", "right")
    await visit.perform(log_in())
    assert isinstance(visit.shown, shown.Day)
    assert (visit.shown.place, visit.shown.day) == ("izumigaoka", date(2026, 11, 25))
    assert await visit.device.kept(STAFF_TOKEN) == "staff-token"


async def test_a_wrong_password_is_said_and_cleared(desk: FakeDeskTown) -> None:
    visit = new_visit(desk)
    await visit.perform(open_at("/desk"))
    visit.fill("name", "窓口")
    visit.fill("password", "wrong")
    await visit.perform(log_in())
    assert isinstance(visit.shown, shown.LogIn)
    assert visit.notice is not None
    assert visit.typed("password") == ""


async def test_the_password_is_hidden_until_one_asks_to_see_it(desk: FakeDeskTown) -> None:
    """By a button with a name: the client's own eye has none, and is small."""
    visit = new_visit(desk)
    await visit.perform(open_at("/desk"))
    for is_hidden in (True, False, True):
        fields = [c for c in controls(visit) if isinstance(c, ft.TextField)]
        assert [f.password for f in fields] == [False, is_hidden]
        assert not any(f.can_reveal_password for f in fields)
        await press(visit, "action:reveal")


async def test_an_ended_session_asks_for_the_log_in_and_leads_back(desk: FakeDeskTown) -> None:
    visit = await at_work(desk)
    await press(visit, "action:day-after")
    desk.session_over = True
    await press(visit, "action:day-after")
    assert isinstance(visit.shown, shown.LogIn)
    assert visit.shown.wanted == "/desk/day/minami_ward_office/2026-11-25"
    assert visit.client.token == ""


async def test_logging_out_forgets_the_token_even_when_the_town_is_silent(
    desk: FakeDeskTown,
) -> None:
    visit = await at_work(desk)
    desk.down = True
    await visit.perform(log_out())
    assert isinstance(visit.shown, shown.LogIn)
    assert await visit.device.kept(STAFF_TOKEN) == ""


async def test_every_table_line_and_action_has_its_handle(desk: FakeDeskTown) -> None:
    visit = await at_work(desk)
    found = handles(visit)
    for handle in (
        "table:counter_reservation.day",
        "table:counter_reservation.counters",
        "row:v1",
        "action:arrived:v1",
        "action:walk_in",
        "action:close:c1",
        "action:csv:counter_reservation.day",
        "action:paper:counter_reservation.day",
    ):
        assert handle in found
    assert len(found) == len(set(found))


@pytest.mark.parametrize("width", [390, 1280])
async def test_a_number_on_a_list_is_called_by_a_tap(desk: FakeDeskTown, width: int) -> None:
    visit = await at_work(desk)
    visit.look = replace(visit.look, width=width)
    drawn = [one for one in controls(visit) if isinstance(one, ft.Semantics)]
    [link] = [one for one in drawn if one.identifier == "action:call:v1"]
    [button] = [one for one in controls_of(link) if isinstance(one, ft.Button)]
    assert isinstance(button.action, ft.OpenUrl)
    assert (button.action.url, button.action.target) == ("tel:0720000101", ft.UrlTarget.SELF)


async def test_an_action_without_a_question_is_done_at_once_and_can_be_taken_back(
    desk: FakeDeskTown,
) -> None:
    visit = await at_work(desk)
    await press(visit, "action:arrived:v1")
    await press(visit, "action:done:v1")
    assert desk.visits["v1"] == "done"
    assert "said" in handles(visit)
    await press(visit, "action:undo:v1")
    assert desk.visits["v1"] == "arrived"


async def test_a_visitor_is_chosen_among_those_who_were_found(desk: FakeDeskTown) -> None:
    visit = await at_work(desk)
    await press(visit, "action:walk_in")
    await press(visit, "choice:topic:pension")
    await press(visit, "choice:topic:tax")
    visit.fill("find", "0101")
    await press(visit, "action:find")
    await press(visit, "choice:resident:hanako")
    await press(visit, "action:next")
    (sent, _key) = desk.acts[-1]
    assert sent.answers == {"topic": ("pension", "tax"), "resident": "hanako"}
    assert sent.item is None
    assert "side" not in handles(visit)


async def test_what_is_missing_is_named_and_nothing_is_sent(desk: FakeDeskTown) -> None:
    visit = await at_work(desk)
    await press(visit, "action:walk_in")
    await press(visit, "action:next")
    assert visit.notice is not None
    assert desk.acts == []
    assert "side" in handles(visit)


async def test_times_are_chosen_by_hour_and_minute_and_a_warning_is_read_back(
    desk: FakeDeskTown,
) -> None:
    visit = await at_work(desk)
    await press(visit, "action:close:c1")
    for step, hour in (("since", "10"), ("until", "11")):
        assert f"choice:{step}:{hour}:15" not in handles(visit)
        await press(visit, f"hour:{step}:{hour}")
        await press(visit, f"choice:{step}:{hour}:15")
    await press(visit, "action:next")
    assert desk.acts == []
    assert {"readback", "warning"} <= set(handles(visit))
    assert "午前10時15分" in says(visit)
    await press(visit, "action:confirm")
    (sent, _key) = desk.acts[-1]
    assert sent.answers == {"since": "10:15", "until": "11:15"}


async def test_a_warning_alone_is_read_back_and_can_be_left(desk: FakeDeskTown) -> None:
    visit = await at_work(desk)
    await press(visit, "action:shut")
    assert "warning" in handles(visit)
    await press(visit, "action:keep")
    assert "side" not in handles(visit)
    assert desk.acts == []


async def test_every_kind_of_question_has_a_way_to_answer(desk: FakeDeskTown) -> None:
    visit = await at_work(desk)
    await press(visit, "action:everything")
    found = handles(visit)
    for kind in Kind:
        assert f"question:{kind.value}" in found
    for handle in (
        "choice:choice:pension", "choice:yes_no:yes", "choice:file:paper", "day:mon",
        "day:2026-11-30", "field:number", "field:text",
    ):  # fmt: skip
        assert handle in found
    assert len(EVERY_KIND.asks) == len(Kind)


async def test_what_stood_there_already_stands_in_the_form(desk: FakeDeskTown) -> None:
    visit = await at_work(desk)
    topic, person = WALK_IN.asks
    topic = topic.model_copy(update={"chosen": ("tax",)})
    said = person.model_copy(update={"chosen": ("佐藤",), "step": "said"})
    correct = WALK_IN.model_copy(update={"asks": (topic, said)})
    await visit.perform(lists.start(visit.shown.tables[0], None, correct))  # type: ignore[union-attr]
    assert visit.typed("said") == "佐藤"
    await visit.perform(lists.pick(correct.asks[0], "pension"))
    await visit.perform(lists.answer_all())
    assert desk.acts[0][0].answers == {"topic": ("tax", "pension"), "said": "佐藤"}


async def test_an_act_whose_answer_was_lost_is_not_done_twice(desk: FakeDeskTown) -> None:
    visit = await at_work(desk)
    await press(visit, "action:walk_in")
    await press(visit, "choice:topic:tax")
    desk.lost_answers = 1
    await press(visit, "action:next")
    assert visit.notice is not None
    assert "side" in handles(visit), "what was answered is kept"
    await press(visit, "action:next")
    keys = {key for _act, key in desk.acts}
    assert len(desk.acts) == 2
    assert len(keys) == 1
    assert len(desk.visits) == 2


async def test_reading_again_keeps_what_is_asked_and_typed(desk: FakeDeskTown) -> None:
    visit = await at_work(desk)
    await press(visit, "action:walk_in")
    await press(visit, "choice:topic:tax")
    visit.fill("find", "たか")
    before = page(visit).side_key
    desk.visits["v2"] = "confirmed"
    await visit.stays(lists.refresh())()
    assert "row:v2" in handles(visit)
    assert isinstance(visit.shown, shown.Day)
    assert visit.shown.side is not None
    assert visit.shown.side.chosen("topic") == ("tax",)
    assert visit.typed("find") == "たか"
    assert page(visit).side_key == before


async def test_an_outage_says_that_the_lists_may_be_old(desk: FakeDeskTown) -> None:
    visit = await at_work(desk)
    desk.down = True
    await visit.stays(lists.refresh())()
    assert "old" in handles(visit)
    assert "row:v1" in handles(visit)
    await press(visit, "action:arrived:v1")
    assert desk.visits["v1"] == "confirmed"
    assert "action:arrived:v1" in handles(visit)
    desk.down = False
    await press(visit, "action:refresh")
    assert "old" not in handles(visit)


async def test_a_day_is_found_by_the_calendar(desk: FakeDeskTown) -> None:
    visit = await at_work(desk)
    await press(visit, "action:calendar")
    await press(visit, "action:month-after")
    await press(visit, "day:2026-12-24")
    assert isinstance(visit.shown, shown.Day)
    assert visit.shown.day == date(2026, 12, 24)
    assert visit.shown.month is None


async def test_escape_leaves_the_question_and_not_the_list(desk: FakeDeskTown) -> None:
    visit = await at_work(desk)
    await press(visit, "action:walk_in")
    escape = page(visit).escape
    assert escape is not None
    visit._changed_at = 0.0
    await escape()
    assert "side" not in handles(visit)
    assert "row:v1" in handles(visit)


async def test_what_staff_type_stays_out_of_the_browser(desk: FakeDeskTown) -> None:
    visit = await at_work(desk)
    await visit._save("find", "髙𣘺")
    assert await visit.device.kept("find") == ""
