"""Whoever has no telephone number and asks to be called is told so, and loses nothing."""

from collections.abc import Callable
from typing import Any

from senior_life import wire

from .conftest import MINAMI


async def test_a_call_to_no_number_is_asked_again_with_the_reason(
    raise_stage: Callable[[], Any],
) -> None:
    client = raise_stage().as_("b")
    walk = await client.begin(wire.BeginIn(service="counter_reservation"))
    for step, value in (("topic", "nursing_care"), ("office", MINAMI), ("mode", "phone")):
        assert walk.card.step == step
        walk = await client.answer(walk.id, wire.AnswerIn(rev=walk.rev, step=step, values=(value,)))
    assert walk.card.step == "mode"
    assert walk.trouble is not None
    assert "お電話番号をまだうかがっていない" in walk.trouble.says.text
    walk = await client.answer(
        walk.id, wire.AnswerIn(rev=walk.rev, step="mode", values=("in_person",))
    )
    assert (walk.card.step, walk.trouble) == ("date", None)
