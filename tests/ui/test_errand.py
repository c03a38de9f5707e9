"""An errand as a person walks it: forth, back, corrected, given up, kept, changed, cancelled."""

from dataclasses import replace
from datetime import date
from typing import Any

from drawing import drawn, handles
from fake_client import FakeClient, FakeTown
from fake_words import card, choice
from gallery import at, offered, question, reserve_until

from senior_life import wire
from senior_life.contract import Kind
from senior_life.ui import shown
from senior_life.ui.acts import booking, errand, household
from senior_life.ui.acts.opening import open_at
from senior_life.ui.look import Look
from senior_life.ui.spoken import spoken
from senior_life.ui.visit import Visit
from senior_life.words import Words


async def test_a_reservation_ends_with_its_number(visit: Visit) -> None:
    here = await offered(visit)
    assert here.offer
    await visit.perform(errand.agree(here.walk, here.offer))
    assert isinstance(visit.shown, shown.Done)
    assert visit.shown.booking.number


async def test_back_asks_the_question_before(visit: Visit) -> None:
    here = await reserve_until(visit, "office")
    await visit.perform(errand.back(here))
    assert isinstance(visit.shown, shown.Question)
    assert visit.shown.card.step == "topic"


async def test_back_from_the_first_question_leads_home_where_the_draft_waits(visit: Visit) -> None:
    here = await reserve_until(visit, "topic")
    await visit.perform(errand.back(here))
    assert isinstance(visit.shown, shown.Home)
    assert [d.walk for d in visit.shown.today.drafts] == [here.walk.id]
    assert f"draft:{here.walk.id}" in handles(drawn(Look(), visit.shown, visit))


async def test_an_errand_that_waits_can_be_put_away_at_home(visit: Visit) -> None:
    here = await reserve_until(visit, "office")
    await visit.perform(open_at("/"))
    assert f"action:leave:{here.walk.id}" in handles(drawn(Look(), visit.shown, visit))
    await visit.perform(open_at(f"/walk/{here.walk.id}/leave"))
    assert isinstance(visit.shown, shown.Leave)
    await visit.perform(errand.give_up(visit.shown.walk))
    assert isinstance(visit.shown, shown.Home)
    assert visit.shown.today.drafts == ()


async def test_back_from_a_change_that_nobody_answered_leaves_nothing(visit: Visit) -> None:
    here = await offered(visit)
    assert here.offer
    await visit.perform(errand.agree(here.walk, here.offer))
    assert isinstance(visit.shown, shown.Done)
    ref = visit.shown.booking.ref
    await visit.perform(errand.begin("counter_reservation", replacing=ref))
    assert isinstance(visit.shown, shown.Question)
    await visit.perform(errand.back(visit.shown))
    assert isinstance(visit.shown, shown.Booked)
    assert visit.shown.booking.ref == ref
    await visit.perform(open_at("/"))
    assert isinstance(visit.shown, shown.Home)
    assert visit.shown.today.drafts == ()


async def test_more_choices_come_by_the_page_and_back_returns(visit: Visit) -> None:
    here = await reserve_until(visit, "topic")
    await visit.perform(errand.look_further(here, 1))
    assert isinstance(visit.shown, shown.Question)
    assert visit.shown.card.page == 1
    await visit.perform(errand.back(visit.shown))
    assert isinstance(visit.shown, shown.Question)
    assert visit.shown.card.page == 0


async def test_a_calendar_opens_with_the_month_of_the_first_day(visit: Visit) -> None:
    here = await reserve_until(visit, "date")
    await visit.perform(errand.open_calendar(here))
    assert isinstance(visit.shown, shown.Question)
    assert visit.shown.month == date(2026, 11, 1)
    found = handles(drawn(Look(), visit.shown, visit))
    assert "day:2026-11-25" in found
    assert "day:2026-11-27" in found, "a full day leads to the nearest alternatives"
    assert "day:2026-11-28" not in found, "a closed day cannot be pressed"


async def test_a_full_day_leads_to_the_nearest(visit: Visit) -> None:
    here = await reserve_until(visit, "date")
    await visit.perform(errand.answer(here.walk, "date", "2026-11-27"))
    assert isinstance(visit.shown, shown.Trouble)
    found = handles(drawn(Look(), visit.shown, visit))
    assert {"trouble", "choice:0", "choice:1", "choice:2", "action:wait", "action:ask"} <= set(
        found
    )
    await visit.perform(errand.alternative(visit.shown.walk, 0))
    assert isinstance(visit.shown, shown.Question)


async def test_several_answers_are_marked_and_sent_together(visit: Visit, town: FakeTown) -> None:
    await visit.perform(errand.begin("everything"))
    await visit.perform(errand.pick("pension"))
    await visit.perform(errand.pick("nursing_care"))
    await visit.perform(errand.pick("pension"))
    assert isinstance(visit.shown, shown.Question)
    assert visit.shown.picked == ("nursing_care",)
    await visit.perform(errand.answer_picked(visit.shown))
    assert town.answers["walk1"]["topics"] == ("nursing_care",)


async def test_days_marked_on_an_earlier_page_are_named_and_kept(visit: Visit) -> None:
    """Of an errand of several days; what is marked elsewhere is not to be seen otherwise."""
    now = await question(visit, Kind.DATE)
    visit.shown = replace(now, card=now.card.model_copy(update={"many": True, "has_more": True}))
    assert "chosen" not in handles(drawn(Look(), visit.shown, visit))
    await visit.perform(errand.pick("2026-12-24"))
    assert isinstance(visit.shown, shown.Question)
    visit.shown = replace(visit.shown, card=visit.shown.card.model_copy(update={"choices": ()}))
    screen = drawn(Look(), visit.shown, visit)
    assert {"chosen", "action:more", "action:next"} <= set(handles(screen))
    assert "12月24日" in " ".join(one.text for one in spoken(Look(), screen))


async def test_a_number_stays_within_its_bounds(visit: Visit) -> None:
    people = card("people", Kind.NUMBER, "何人ですか。", lowest=1, highest=2)
    await reserve_until(visit, "topic")
    for _tap in range(3):
        await visit.perform(errand.count(people, 1))
    assert visit.typed("people") == "2"
    for _tap in range(3):
        await visit.perform(errand.count(people, -1))
    assert visit.typed("people") == "1"


async def test_days_of_the_week_become_one_answer(visit: Visit) -> None:
    here = await question(visit, Kind.REPEAT)
    visit.shown = here
    await visit.perform(errand.pick_only("weekly:mon,thu"))
    assert isinstance(visit.shown, shown.Question)
    assert visit.shown.picked == ("weekly:mon,thu",)


async def test_a_row_of_the_read_back_can_be_changed(visit: Visit) -> None:
    here = await offered(visit)
    await visit.perform(errand.reopen(here.walk, "topic"))
    assert isinstance(visit.shown, shown.Question)
    assert visit.shown.card.step == "topic"


async def test_among_several_offers_one_is_chosen_before_the_read_back(
    visit: Visit, town: FakeTown
) -> None:
    town.offers = 3
    here = await reserve_until(visit, "time")
    await visit.perform(errand.answer(here.walk, "time", "10:00"))
    assert isinstance(visit.shown, shown.Confirm)
    assert visit.shown.offer is None
    found = handles(drawn(Look(), visit.shown, visit))
    assert {"choice:offer0", "choice:offer1", "choice:offer2"} <= set(found)


async def test_leaving_keeps_the_answers_unless_they_are_given_up(
    visit: Visit, town: FakeTown
) -> None:
    here = await reserve_until(visit, "office")
    await visit.perform(errand.leave(here.walk))
    assert isinstance(visit.shown, shown.Leave)
    assert here.walk.id in town.walks
    await visit.perform(errand.give_up(here.walk))
    assert isinstance(visit.shown, shown.Home)
    assert here.walk.id not in town.walks


async def test_an_address_brings_a_person_back_to_the_same_question(
    visit: Visit, town: FakeTown, device: Any
) -> None:
    here = await reserve_until(visit, "date")
    again = Visit(FakeClient(town), device)  # type: ignore[arg-type]
    await again.perform(open_at(here.route))
    assert isinstance(again.shown, shown.Question)
    assert again.shown.card.step == "date"


async def test_a_cancellation_is_read_back_before_it_is_done(visit: Visit, town: FakeTown) -> None:
    here = await at(visit, "/booking/b1")
    assert isinstance(here, shown.Booked)
    cancel = next(a for a in here.booking.actions if a.name == "cancel")
    await visit.perform(booking.start(here, cancel))
    assert isinstance(visit.shown, shown.Booked)
    assert "act:cancel" not in town.calls
    found = handles(drawn(Look(), visit.shown, visit))
    assert {"action:cancel", "action:keep", "readback"} <= set(found)
    await visit.perform(booking.finish(visit.shown))
    assert town.calls.count("act:cancel") == 1


async def test_a_change_walks_the_errand_again(visit: Visit, town: FakeTown) -> None:
    here = await at(visit, "/booking/b1")
    assert isinstance(here, shown.Booked)
    change = next(a for a in here.booking.actions if a.name == "change")
    await visit.perform(booking.start(here, change))
    assert isinstance(visit.shown, shown.Question)
    assert visit.shown.walk.replacing == "b1"


async def test_an_action_that_asks_is_done_after_its_answers(visit: Visit, town: FakeTown) -> None:
    here = await at(visit, "/booking/b1")
    assert isinstance(here, shown.Booked)
    asks = (card("why", Kind.CHOICE, "なぜですか。", [choice("ill", "体調")]),)
    skip = here.booking.actions[1].model_copy(update={"name": "skip", "warns": None, "asks": asks})
    await visit.perform(booking.start(here, skip))
    assert isinstance(visit.shown, shown.Booked)
    await visit.perform(booking.answer_action(visit.shown, asks[0], ("ill",)))
    assert town.calls[-1] == "act:skip"


async def test_a_person_is_told_what_was_asked_so_far(visit: Visit, town: FakeTown) -> None:
    here = await reserve_until(visit, "date")
    assert visit.person_route == f"/person/{here.walk.id}"
    person = await at(visit, visit.person_route)
    assert "readback" in handles(drawn(Look(), person, visit))
    await visit.perform(household.ask_person(person))  # type: ignore[arg-type]
    assert "ask_for_help" in town.calls
    assert "told" in handles(drawn(Look(), visit.shown, visit))  # type: ignore[arg-type]


async def test_own_words_go_along_with_the_wish_to_be_called(visit: Visit, town: FakeTown) -> None:
    person = await at(visit, "/person")
    found = handles(drawn(Look(), person, visit))
    assert found.index("action:ask") < found.index("field:words")
    visit.fill("words", " 介護のことで ")
    await visit.perform(household.ask_person(person))  # type: ignore[arg-type]
    assert town.wished == ["介護のことで"]
    assert visit.typed("words") == ""


async def test_two_spouses_choose_whose_turn_it_is(visit: Visit, town: FakeTown) -> None:
    one = town.household[0]
    town.household = (one, one.model_copy(update={"ref": "taro", "name": "𠮷郎"}))
    town.turn = None
    turn = await at(visit, "/")
    assert isinstance(turn, shown.Turn)
    assert {"choice:hanako", "choice:taro"} <= set(handles(drawn(Look(), turn, visit)))
    await visit.perform(household.take_turn("taro"))
    assert isinstance(visit.shown, shown.Home)
    assert visit.shown.who.ref == "taro"


async def test_the_first_start_asks_for_the_text_size_before_anything_else(
    visit: Visit, town: FakeTown
) -> None:
    town.set_up = False
    first = await at(visit, "/today")
    assert isinstance(first, shown.Start)
    assert "choice:text:largest" in handles(drawn(visit.look, first, visit))
    await visit.perform(household.change("text", "largest"))
    assert visit.look.is_largest
    assert isinstance(visit.shown, shown.Start)
    visit.fill("call_phone", "０９０ー１２３４")
    await visit.perform(household.set_up())
    assert isinstance(visit.shown, shown.Home)


async def test_a_setting_is_seen_at_once(visit: Visit) -> None:
    await at(visit, "/settings/theme")
    await visit.perform(household.change("theme", "contrast"))
    assert visit.look.theme.paper == "#000000"
    assert isinstance(visit.shown, shown.Settings)


async def test_a_question_that_is_asked_again_says_why(visit: Visit) -> None:
    here = await reserve_until(visit, "office")
    says = Words("その時間には、別の予定があります。")
    problem = wire.Problem(type="urn:senior-life:unclear", title="", status=422, says=says)
    walk = here.walk.model_copy(update={"trouble": problem})
    again = replace(here, walk=walk)
    assert "trouble" not in handles(drawn(Look(), here, visit))
    found = handles(drawn(Look(), again, visit))
    assert found.index("trouble") < found.index("question:office")
