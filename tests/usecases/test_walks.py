"""A walk from the first question to the offer, and back again."""

from typing import Any

import pytest

from senior_life.contract import Gone, Unclear
from senior_life.usecases import walks
from senior_life.usecases.access import NOBODY
from senior_life.usecases.host import line_to
from senior_life.usecases.recent import Recent
from senior_life.usecases.troubles import NotPaired, Stale, Unknown
from senior_life.usecases.walks import DONT_KNOW
from senior_life.usecases.ways_back import Back, way_back


async def test_a_walk_asks_one_question_after_the_other(
    quick_town: Any, resident: Any, answer_all: Any
) -> None:
    view = await answer_all(quick_town, await resident(quick_town))
    assert view.draft.state == "offered"
    assert view.draft.offers[0].answers == {
        "topic": "t1",
        "office": "minami",
        "date": "2026-11-25",
        "time": "10:00",
    }


async def test_at_most_five_choices_are_shown_and_the_rest_follows(
    quick_town: Any, resident: Any
) -> None:
    hanako = await resident(quick_town)
    view = await walks.begin(quick_town, hanako, "chat")
    assert [o.value for o in view.card.choices] == ["t0", "t1", "t2", "t3", "t4"]
    assert view.card.has_more
    more = await walks.card(quick_town, hanako, view.draft.ref, page=1)
    assert [o.value for o in more.choices] == ["t5", "t6"]
    assert not more.has_more


async def test_a_step_with_one_option_answers_itself(quick_town: Any, resident: Any) -> None:
    hanako = await resident(quick_town)
    view = await walks.begin(quick_town, hanako, "chat")
    view = await walks.answer(quick_town, hanako, view.draft.ref, 0, "topic", ("t6",))
    assert view.draft.walk.current == "date"
    assert view.draft.walk.answers["office"] == "minami"


async def test_a_month_shows_free_full_and_closed_days(
    quick_town: Any, resident: Any, clerk: Any
) -> None:
    from datetime import date

    hanako = await resident(quick_town)
    clerk(quick_town).slots = {
        f"2026-12-01 {at}": "x"
        for at in ("09:00", "09:30", "10:00", "10:30", "11:00", "13:00", "13:30")
    }
    view = await walks.begin(quick_town, hanako, "chat")
    view = await walks.answer(quick_town, hanako, view.draft.ref, 0, "topic", ("t1",))
    page = await walks.card(quick_town, hanako, view.draft.ref, month=date(2026, 12, 1))
    states = {day.day.day: day.state for day in page.days}
    assert len(states) == 31
    assert (states[1], states[2], states[5]) == ("full", "free", "closed")


async def test_back_keeps_every_answer(quick_town: Any, resident: Any, answer_all: Any) -> None:
    hanako = await resident(quick_town)
    view = await answer_all(quick_town, hanako)
    for _ in range(3):
        view = await walks.back(quick_town, hanako, view.draft.ref, view.draft.rev)
    assert view.draft.walk.current == "date"
    assert view.draft.walk.chosen == ("2026-11-25",)
    view = await walks.answer(
        quick_town, hanako, view.draft.ref, view.draft.rev, "date", ("2026-11-25",)
    )
    assert view.draft.state == "offered"


async def test_one_answer_is_corrected_from_the_offer(
    quick_town: Any, resident: Any, answer_all: Any
) -> None:
    hanako = await resident(quick_town)
    view = await answer_all(quick_town, hanako)
    view = await walks.reopen(quick_town, hanako, view.draft.ref, view.draft.rev, "time")
    view = await walks.answer(
        quick_town, hanako, view.draft.ref, view.draft.rev, "time", ("11:00",)
    )
    assert view.draft.offers[0].answers["time"] == "11:00"
    assert view.draft.offers[0].answers["topic"] == "t1"


@pytest.mark.parametrize("step", ["topic", "time"])
async def test_back_from_a_row_touched_by_mistake_leads_to_the_read_back(
    quick_town: Any, resident: Any, answer_all: Any, step: str
) -> None:
    hanako = await resident(quick_town)
    before = (await answer_all(quick_town, hanako)).draft
    view = await walks.reopen(quick_town, hanako, before.ref, before.rev, step)
    assert way_back(view.draft) is Back.READ_BACK
    view = await walks.look(quick_town, hanako, before.ref)
    view = await walks.back(quick_town, hanako, before.ref, view.draft.rev)
    assert view.draft.state == "offered"
    assert view.draft.walk == before.walk
    assert view.draft.offers[0].answers == before.offers[0].answers


async def test_back_leads_home_from_the_first_question_only(quick_town: Any, resident: Any) -> None:
    hanako = await resident(quick_town)
    view = await walks.begin(quick_town, hanako, "chat")
    assert way_back(view.draft) is Back.HOME
    view = await walks.answer(quick_town, hanako, view.draft.ref, 0, "topic", ("t6",))
    assert way_back(view.draft) is Back.QUESTION


async def test_what_is_no_option_is_asked_again(quick_town: Any, resident: Any) -> None:
    hanako = await resident(quick_town)
    view = await walks.begin(quick_town, hanako, "chat")
    with pytest.raises(Unclear):
        await walks.answer(quick_town, hanako, view.draft.ref, 0, "topic", ("../etc",))
    assert (await walks.look(quick_town, hanako, view.draft.ref)).draft.rev == 0


async def test_words_answer_a_question_and_unclear_ones_are_kept(
    quick_town: Any, resident: Any
) -> None:
    hanako = await resident(quick_town)
    view = await walks.begin(quick_town, hanako, "chat")
    with pytest.raises(Unclear):
        await walks.answer_in_words(quick_town, hanako, view.draft.ref, 0, "topic", "むにゃむにゃ")
    assert (await walks.look(quick_town, hanako, view.draft.ref)).draft.typed == "むにゃむにゃ"
    view = await walks.answer_in_words(
        quick_town, hanako, view.draft.ref, 0, "topic", "用件3でお願い"
    )
    assert view.draft.walk.answers["topic"] == "t3"
    assert view.draft.typed == ""


async def test_a_first_sentence_finds_the_service_and_answers(
    quick_town: Any, resident: Any
) -> None:
    hanako = await resident(quick_town)
    view = await walks.begin(quick_town, hanako, words="用件3の話をしたい")
    assert view.draft.service.id == "chat"
    assert view.draft.walk.answers["topic"] == "t3"
    assert view.draft.walk.current == "date"


async def test_not_knowing_calls_a_person_who_sees_what_was_asked(
    quick_town: Any, resident: Any, desk: Any
) -> None:
    from senior_life.usecases import help as wishes

    hanako = await resident(quick_town)
    view = await walks.begin(quick_town, hanako, "chat")
    view = await walks.answer(quick_town, hanako, view.draft.ref, 0, "topic", ("t1",))
    for _ in range(2):
        view = await walks.answer(
            quick_town, hanako, view.draft.ref, view.draft.rev, "date", (DONT_KNOW,)
        )
    assert view.draft.walk.current == "date"
    assert view.draft.trouble is not None
    [wish] = await wishes.waiting(quick_town, desk)
    assert (wish.step, wish.asked[0].step) == ("date", "topic")
    assert (await wishes.done(quick_town, desk, wish.ref)).is_done


async def test_two_screens_never_overwrite_each_other(quick_town: Any, resident: Any) -> None:
    hanako = await resident(quick_town)
    view = await walks.begin(quick_town, hanako, "chat")
    await walks.answer(quick_town, hanako, view.draft.ref, 0, "topic", ("t1",))
    with pytest.raises(Stale):
        await walks.answer(quick_town, hanako, view.draft.ref, 0, "topic", ("t2",))


async def test_nobody_else_sees_a_walk(quick_town: Any, resident: Any, desk: Any) -> None:
    hanako, taro = await resident(quick_town), await resident(quick_town, "髙橋 太郎")
    view = await walks.begin(quick_town, hanako, "chat")
    with pytest.raises(Unknown):
        await walks.look(quick_town, taro, view.draft.ref)
    with pytest.raises(NotPaired):
        await walks.look(quick_town, NOBODY, view.draft.ref)
    assert (await walks.look(quick_town, desk, view.draft.ref)).draft.who.ref == hanako.resident


async def test_a_taken_time_leads_to_three_alternatives_and_the_waiting_list(
    quick_town: Any, resident: Any, answer_all: Any, clerk: Any
) -> None:
    hanako, taro = await resident(quick_town), await resident(quick_town, "髙橋 太郎")
    await answer_all(quick_town, hanako)
    view = await answer_all(quick_town, taro)
    gone = view.draft.trouble
    assert view.draft.state == "troubled"
    assert isinstance(gone, Gone)
    assert len(gone.instead) == 3
    assert gone.may_wait
    view = await walks.alternative(quick_town, taro, view.draft.ref, view.draft.rev, 1)
    assert view.draft.state == "offered"
    assert view.draft.offers[0].answers["time"] == "09:30"
    assert view.draft.offers[0].answers["topic"] == "t1"


@pytest.mark.parametrize("how", ["looked at", "answered"])
async def test_a_question_with_nothing_free_left_keeps_its_ways_out(
    quick_town: Any, resident: Any, clerk: Any, how: str
) -> None:
    """Whoever is shown an alternative can take it, also when nothing was answered since."""
    hanako = await resident(quick_town)
    view = await walks.begin(quick_town, hanako, "chat")
    for step, value in (("topic", "t1"), ("date", "2026-11-25")):
        view = await walks.answer(
            quick_town, hanako, view.draft.ref, view.draft.rev, step, (value,)
        )
    assert view.draft.walk.current == "time"
    clerk(quick_town).before_options = clerk(quick_town).says_all_is_taken
    if how == "looked at":
        view = await walks.look(quick_town, hanako, view.draft.ref)
    else:
        line_to(quick_town, "chat").recent = Recent()  # another process made the card
        view = await walks.answer(
            quick_town, hanako, view.draft.ref, view.draft.rev, "time", ("09:00",)
        )
    assert view.draft.state == "troubled"
    clerk(quick_town).before_options = None
    view = await walks.alternative(quick_town, hanako, view.draft.ref, view.draft.rev, 0)
    assert view.draft.walk.answers["date"] == "2026-11-26"
    assert view.draft.walk.answers["time"] == "09:00"


async def test_one_can_wait_for_a_free_place(
    quick_town: Any, resident: Any, answer_all: Any
) -> None:
    hanako, taro = await resident(quick_town), await resident(quick_town, "髙橋 太郎")
    await answer_all(quick_town, hanako)
    view = await answer_all(quick_town, taro)
    view = await walks.alternative(quick_town, taro, view.draft.ref, view.draft.rev, -1)
    assert view.draft.offers[0].is_standby


async def test_an_open_screen_keeps_its_hold_and_a_lapsed_one_is_quoted_anew(
    quick_town: Any, resident: Any, answer_all: Any, clerk: Any, clock: Any
) -> None:
    hanako = await resident(quick_town)
    view = await answer_all(quick_town, hanako)
    clock.goes(minutes=15)
    view = await walks.extend(quick_town, hanako, view.draft.ref, view.draft.rev)
    assert view.draft.offers[0].holds_until > clock.now.replace(minute=30)
    clerk(quick_town).holds.clear()
    view = await walks.extend(quick_town, hanako, view.draft.ref, view.draft.rev)
    assert view.draft.state == "offered"
    assert clerk(quick_town).holds == {view.draft.ref: "2026-11-25 10:00"}


async def test_quitting_gives_the_hold_back(
    quick_town: Any, resident: Any, answer_all: Any, clerk: Any
) -> None:
    hanako = await resident(quick_town)
    view = await answer_all(quick_town, hanako)
    await walks.quit(quick_town, hanako, view.draft.ref)
    assert clerk(quick_town).released == [view.draft.ref]
    assert (await walks.look(quick_town, hanako, view.draft.ref)).draft.state == "quit"


async def test_an_unclear_answer_found_by_the_provider_is_asked_again(
    quick_town: Any, resident: Any, answer_all: Any
) -> None:
    hanako = await resident(quick_town)
    view = await answer_all(quick_town, hanako)
    view = await walks.reopen(quick_town, hanako, view.draft.ref, view.draft.rev, "note")
    view = await walks.answer(
        quick_town, hanako, view.draft.ref, view.draft.rev, "note", ("いやだ",)
    )
    assert view.draft.state == "asking"
    assert view.draft.walk.current == "note"
    assert isinstance(view.draft.trouble, Unclear)
