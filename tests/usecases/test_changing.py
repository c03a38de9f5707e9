"""A change of a booking keeps its answers; one that is not possible is refused before any."""

from typing import Any

import pytest

from senior_life.usecases import bookings, confirming, walks
from senior_life.usecases.troubles import TooLate, Unknown


async def test_a_change_keeps_all_answers_but_the_time(
    quick_town: Any, resident: Any, answer_all: Any
) -> None:
    from senior_life.usecases.confirming import confirm

    hanako = await resident(quick_town)
    view = await answer_all(quick_town, hanako)
    booking = await confirm(
        quick_town, hanako, view.draft.ref, view.draft.rev, view.draft.offers[0].id
    )
    view = await walks.begin(quick_town, hanako, replacing=booking)
    assert view.draft.walk.current == "date"
    assert view.draft.walk.chosen == ("2026-11-25",)
    assert view.draft.walk.answers["topic"] == "t1"


async def test_a_change_that_is_not_possible_any_more_is_refused_before_any_question(
    quick_town: Any, resident: Any, answer_all: Any, clock: Any, desk: Any
) -> None:
    hanako = await resident(quick_town)
    refs = []
    for at in ("10:00", "11:00"):
        draft = (await answer_all(quick_town, hanako, day="2026-11-27", at=at)).draft
        offer = draft.offers[0].id
        refs.append(await confirming.confirm(quick_town, hanako, draft.ref, draft.rev, offer))
    await bookings.act(quick_town, hanako, refs[0], "cancel", 1)
    with pytest.raises(Unknown):
        await walks.begin(quick_town, hanako, replacing=refs[0])
    clock.goes(days=2, hours=3)
    with pytest.raises(TooLate):
        await walks.begin(quick_town, hanako, replacing=refs[1])
    by_phone = await walks.begin(quick_town, desk, replacing=refs[1], channel="phone")
    assert by_phone.draft.state == "asking"
