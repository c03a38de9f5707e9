"""A choice that was just shown is not looked for once more; one that was not, is."""

from dataclasses import replace
from typing import Any

import pytest

from senior_life.contract import Text, Unclear
from senior_life.usecases import walks
from senior_life.usecases.host import line_to
from senior_life.usecases.recent import MOST, Recent
from senior_life.usecases.walking import just_shown


async def test_a_choice_that_was_just_shown_is_taken_though_its_provider_breaks_then(
    quick_town: Any, resident: Any, clerk: Any
) -> None:
    hanako = await resident(quick_town)
    view = await walks.begin(quick_town, hanako, "chat")
    ref = view.draft.ref

    async def broken() -> None:
        raise ZeroDivisionError

    clerk(quick_town).before_options = broken
    view = await walks.answer(quick_town, hanako, ref, view.draft.rev, "topic", ("t1",))
    assert view.draft.state == "troubled"
    clerk(quick_town).before_options = None
    view = await walks.quote(quick_town, hanako, ref, view.draft.rev)
    assert view.draft.walk.current == "date"
    assert view.draft.walk.answers["topic"] == "t1"


async def test_only_what_was_on_the_card_of_this_very_question_is_taken_unasked(
    quick_town: Any, resident: Any, clerk: Any
) -> None:
    hanako = await resident(quick_town)
    view = await walks.begin(quick_town, hanako, "chat")
    with pytest.raises(Unclear):
        await walks.answer(quick_town, hanako, view.draft.ref, 0, "topic", ("t99",))
    seen = just_shown(quick_town, view.draft)
    assert set(seen) == {option.value for option in view.card.choices}
    assert not just_shown(quick_town, replace(view.draft, rev=1))


async def test_a_provider_that_breaks_leaves_the_draft_and_its_tile_says_so(
    quick_town: Any, resident: Any, clerk: Any
) -> None:
    hanako = await resident(quick_town)
    view = await walks.begin(quick_town, hanako, "chat")

    async def broken() -> None:
        raise ZeroDivisionError

    clerk(quick_town).before_options = broken
    line_to(quick_town, "chat").recent = Recent()  # another process made the card
    with pytest.raises(Exception, match="does not answer"):
        await walks.answer(quick_town, hanako, view.draft.ref, 0, "topic", ("t1",))
    assert quick_town.registry.trouble("chat") is not None
    clerk(quick_town).before_options = None
    view = await walks.answer(quick_town, hanako, view.draft.ref, 0, "topic", ("t1",))
    assert view.draft.walk.current == "date"
    assert quick_town.registry.trouble("chat") is None


def test_the_oldest_questions_are_forgotten_first() -> None:
    recent = Recent()
    for n in range(MOST + 1):
        recent.keep(f"walk{n}", 0, "topic", {"t1": Text("t1")})
    assert not recent.labels("walk0", 0, "topic")
    assert recent.labels("walk1", 0, "topic")
    assert recent.labels(f"walk{MOST}", 0, "topic")
