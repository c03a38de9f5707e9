"""What a visit promises: one act for one tap, nothing lost, nothing shown that was not done."""

import asyncio

import pytest
from drawing import drawn, handles
from fake_client import FakeClient, FakeTown
from gallery import at, offered, reserve_until

from senior_life.ui import fields, shown
from senior_life.ui import visit as visits
from senior_life.ui.acts import errand, household
from senior_life.ui.acts.opening import open_at
from senior_life.ui.blocks.lettering import on_screen
from senior_life.ui.look import Look
from senior_life.ui.visit import Visit
from senior_life.words import Words


async def test_a_double_tap_books_once(visit: Visit, town: FakeTown) -> None:
    here = await offered(visit)
    assert here.offer
    await rested(visit)
    tap = visit(errand.agree(here.walk, here.offer))
    await asyncio.gather(tap(), tap())
    assert town.calls.count("confirm") == 1
    assert isinstance(visit.shown, shown.Done)


async def test_the_second_tap_of_a_double_tap_does_not_answer_the_next_question(
    visit: Visit, town: FakeTown
) -> None:
    here = await reserve_until(visit, "topic")
    await rested(visit)
    await visit(errand.answer(here.walk, "topic", "pension"))()
    assert isinstance(visit.shown, shown.Question)
    await visit(errand.answer(visit.shown.walk, "office", "minami_ward_office"))()
    assert town.calls.count("answer") == 1


async def rested(visit: Visit) -> None:
    """Long after the screen appeared."""
    visit._changed_at -= visits.SECOND_TAP_SECONDS


async def test_an_answer_that_takes_long_is_announced_calmly(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    await at(visit, "/")
    monkeypatch.setattr(visits, "CALM_SECONDS", 0)
    answered, seen = asyncio.Event(), []

    async def slow(_: Visit) -> None:
        await answered.wait()

    def look_then_answer() -> None:
        seen.append(visit.is_waiting)
        answered.set()

    visit.device.redraw = look_then_answer  # type: ignore[method-assign]
    await visit.perform(slow)
    assert seen[0]
    assert not visit.is_waiting


async def test_an_outage_keeps_the_screen_and_offers_to_try_again(
    visit: Visit, town: FakeTown
) -> None:
    here = await offered(visit)
    assert here.offer
    town.down = True
    await visit.perform(errand.agree(here.walk, here.offer))
    assert visit.shown == here
    assert visit.notice is not None
    town.down = False
    assert visit.failed is not None
    await visit.perform(visit.failed)
    assert isinstance(visit.shown, shown.Done)
    assert visit.notice is None


async def test_a_start_without_a_town_says_so_and_returns_to_the_same_address(
    visit: Visit, town: FakeTown
) -> None:
    town.down = True
    await visit.perform(open_at("/today"))
    assert isinstance(visit.shown, shown.Outage)
    town.down = False
    await visit.perform(open_at(visit.shown.route))
    assert isinstance(visit.shown, shown.Today)


async def test_a_refusal_is_shown_in_its_own_words(visit: Visit) -> None:
    await at(visit, "/speak")
    visit.fill("words", "ねこ")
    await visit.perform(errand.wish())
    assert isinstance(visit.shown, shown.Speak)
    assert "わかりません" in visit.notice.text  # type: ignore[union-attr]
    assert visit.typed("words") == "ねこ"


async def test_what_is_typed_is_kept_by_the_town(
    visit: Visit, town: FakeTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fields, "SAVING_PAUSE_SECONDS", 0)
    here = await reserve_until(visit, "topic")
    typing = visit.keeps("topic")
    await typing("ねん")
    await typing("ねんきん")
    await settled(visit)
    assert town.typed[here.walk.id] == "ねんきん"
    assert town.calls.count("keep_typed") == 1
    await visit.perform(open_at(here.route))
    assert visit.typed("topic") == "ねんきん"


async def settled(visit: Visit) -> None:
    await visit._fields.saved()


async def test_a_wish_typed_at_home_outlives_the_session(
    visit: Visit, town: FakeTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fields, "SAVING_PAUSE_SECONDS", 0)
    await at(visit, "/speak")
    await visit.keeps("words")("年金の窓口")
    await settled(visit)
    again = Visit(FakeClient(town), visit.device)  # type: ignore[arg-type]
    await again.perform(open_at("/speak"))
    assert again.typed("words") == "年金の窓口"


async def test_a_sentence_that_was_heard_at_once_does_not_stand_there_the_next_time(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever taps within the pause after the last letter: the save comes after the answer."""
    monkeypatch.setattr(fields, "SAVING_PAUSE_SECONDS", 0.05)
    await at(visit, "/speak")
    await visit.keeps("words")("今日の予定を見せて")
    await visit.perform(errand.wish())
    assert isinstance(visit.shown, shown.Today)
    await asyncio.sleep(0.1)
    await visit.perform(open_at("/speak"))
    assert visit.typed("words") == ""


async def test_a_revoked_tablet_asks_to_be_paired(visit: Visit, town: FakeTown) -> None:
    await at(visit, "/")
    town.paired = False
    await visit.perform(open_at("/"))
    assert isinstance(visit.shown, shown.Pair)
    visit.fill("code", "１２３４５６")
    await visit.perform(household.pair_typed())
    assert isinstance(visit.shown, shown.Home)


async def test_a_scanned_code_stands_there_and_waits_for_one_tap(
    visit: Visit, town: FakeTown
) -> None:
    town.paired = False
    await visit.perform(open_at("/pair/123456"))
    assert visit.shown == shown.Pair("123456")
    assert visit.typed("code") == "123456"
    assert "pair" not in town.calls, "an address alone uses no code up"
    await visit.perform(household.pair_typed())
    assert isinstance(visit.shown, shown.Home)


async def test_an_address_without_six_digits_leaves_the_field_empty(
    visit: Visit, town: FakeTown
) -> None:
    town.paired = False
    await visit.perform(open_at("/pair/12"))
    assert visit.shown == shown.Pair()
    assert not visit.typed("code")


async def test_a_wrong_code_stays_on_the_screen_with_a_sentence(
    visit: Visit, town: FakeTown
) -> None:
    town.paired = False
    await visit.perform(open_at("/"))
    visit.fill("code", "000000")
    await visit.perform(household.pair_typed())
    assert isinstance(visit.shown, shown.Pair)
    assert visit.notice is not None


@pytest.mark.parametrize("typed", ["", "23807"])
async def test_a_digit_too_few_gets_a_sentence_and_stays_in_the_field(
    visit: Visit, town: FakeTown, typed: str
) -> None:
    town.paired = False
    await visit.perform(open_at("/"))
    visit.fill("code", typed)
    await visit.perform(household.pair_typed())
    assert visit.notice is not None
    assert on_screen(visit.look, visit.notice).text == "6桁の番号を入れてください。"
    assert visit.typed("code") == typed
    assert "pair" not in town.calls


async def test_a_hold_is_extended_again_and_again_while_the_screen_stays(
    visit: Visit, town: FakeTown
) -> None:
    here = await offered(visit)
    stay = visit.stays(errand.extend(here.walk))
    for _round in range(3):
        await stay()
    assert town.walks[here.walk.id].rev == here.walk.rev + 3
    assert isinstance(visit.shown, shown.Confirm)
    assert visit.shown.walk.rev == here.walk.rev + 3


async def test_home_shows_what_is_new_by_itself(visit: Visit, town: FakeTown) -> None:
    await at(visit, "/")
    fresh = visit.stays(open_at("/"))
    drawn = visit.device.drawn  # type: ignore[attr-defined]
    await fresh()
    assert visit.device.drawn == drawn  # type: ignore[attr-defined]
    town.tiles = town.tiles[:1]
    await fresh()
    assert isinstance(visit.shown, shown.Home)
    assert len(visit.shown.tiles) == 1


async def test_what_comes_by_itself_does_not_take_a_person_back(
    visit: Visit, town: FakeTown
) -> None:
    await at(visit, "/")
    town.tiles = town.tiles[:1]

    async def slowly(visit: Visit) -> shown.Shown | None:
        await at(visit, "/today")
        return await open_at("/")(visit)

    await visit.stays(slowly)()
    assert isinstance(visit.shown, shown.Today)


async def test_a_revoked_tablet_closes_by_itself(visit: Visit, town: FakeTown) -> None:
    await at(visit, "/")
    town.paired = False
    await visit.stays(open_at("/"))()
    assert isinstance(visit.shown, shown.Pair)


async def test_what_one_spouse_typed_is_not_shown_to_the_other(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fields, "SAVING_PAUSE_SECONDS", 0)
    await at(visit, "/speak")
    await visit.keeps("words")("ひみつの 相談")
    await settled(visit)
    await visit.perform(household.take_turn("hanako"))
    await at(visit, "/speak")
    assert visit.typed("words") == ""


async def test_a_new_shared_tablet_asks_for_the_size_of_letters_before_whose_turn_it_is(
    visit: Visit, town: FakeTown
) -> None:
    town.turn, town.set_up = None, False
    assert isinstance(await at(visit, "/"), shown.Start)
    town.set_up = True
    assert isinstance(await at(visit, "/"), shown.Turn)


async def test_who_is_paused_hears_so_and_whom_to_call(visit: Visit, town: FakeTown) -> None:
    town.suspended = True
    visit.shown = None
    await visit.perform(open_at("/"))
    assert isinstance(visit.shown, shown.Outage)
    assert visit.notice is None, "it is not said twice"
    screen = drawn(Look(), visit.shown, visit)
    assert isinstance(visit.shown.says, Words)
    assert visit.shown.says.text == "ただいま、ご利用をお休みしています。"
    assert visit.shown.town, "its number to call stands there"
    assert "trouble" in handles(screen)
    town.suspended = False
    await visit.perform(open_at("/"))
    assert isinstance(visit.shown, shown.Home)


async def test_a_day_that_is_none_is_today(visit: Visit) -> None:
    assert isinstance(await at(visit, "/today/2026-13-45"), shown.Today)
