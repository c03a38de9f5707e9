"""What a resident does with their hands to have a ride: to the hospital, there by ten."""

from collections.abc import Callable, Mapping

from hands import Hands

STEPS = {
    "origin": "home",
    "destination": "kindai_hospital",
    "date": "2026-11-25",
    "time_kind": "arrive",
    "time": "10:00",
    "riders": "1",
    "wheelchair": "none",
    "round_trip": "no",
}


def to_offers(
    hands: Hands,
    look: Callable[[str], None] = lambda _step: None,
    answers: Mapping[str, str] = STEPS,
) -> None:
    """From the home screen to the offers; ``look`` is told each question's step."""
    answer(hands, look, answers)
    hands.see("question:offer")


def answer(
    hands: Hands,
    look: Callable[[str], None] = lambda _step: None,
    answers: Mapping[str, str] = STEPS,
) -> None:
    """From the home screen to whatever follows the last question."""
    hands.tap("tile:on_demand_transport")
    for step, value in {**STEPS, **answers}.items():
        assert hands.question() == step
        look(step)
        while not hands.at(f"choice:{value}").count():
            hands.tap("action:more")
            hands.page.wait_for_timeout(600)
        hands.choose(value)


def book(hands: Hands, look: Callable[[str], None] = lambda _step: None) -> None:
    """From the home screen to the done screen, with the first offer."""
    to_offers(hands, look)
    look("offers")
    hands.tap(hands.among("choice:")[0])
    hands.see("readback")
    look("readback")
    hands.tap("action:confirm")
    hands.see("done")
