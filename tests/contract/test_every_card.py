"""Every question of every installed service, as screens get it."""

import pytest
from drawing import drawn, handles
from fake_device import FakeDevice

from senior_life import wire
from senior_life.contract import Service
from senior_life.registry.opening import descriptions
from senior_life.speech.check import faults
from senior_life.testing.cards import (
    MOST_CHOICES,
    a_screen_asks_one_thing_with_few_choices,
    cards,
    walked,
)
from senior_life.ui import shown
from senior_life.ui.look import Look, Shape
from senior_life.ui.visit import Visit
from senior_life.words import Words
from tests.contract.conftest import Settle

BOOKINGS = [service for service in descriptions() if service.board is None]
LOOKS = [Look(), Look(shape=Shape.PHONE, width=390, height=840)]


@pytest.mark.parametrize("service", BOOKINGS, ids=lambda service: service.id)
async def test_a_screen_asks_one_thing_with_few_choices(service: Service, settle: Settle) -> None:
    _town, client = settle(service)
    await a_screen_asks_one_thing_with_few_choices(client, service.id)


@pytest.mark.parametrize("service", BOOKINGS, ids=lambda service: service.id)
async def test_every_step_was_asked_or_answered_by_itself(service: Service, settle: Settle) -> None:
    """Or may be left out; what is offered tells all that was answered."""
    _town, client = settle(service)
    walks = [walk async for walk in walked(client, service.id)]
    asked = {walk.card.step for walk in walks if walk.card}
    answered = {row.step for row in walks[-1].rows}
    assert asked <= {step.name for step in service.steps}
    assert asked
    needed = {step.name for step in service.steps if not step.may_skip}
    assert needed <= asked | answered
    assert needed <= answered


@pytest.mark.parametrize("service", BOOKINGS, ids=lambda service: service.id)
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.shape.value)
async def test_every_card_and_offer_is_drawn_with_an_answer_and_a_way_out(
    service: Service, look: Look, settle: Settle
) -> None:
    """By the very screens that residents get."""
    _town, client = settle(service)
    visit = Visit(client, FakeDevice())
    async for walk in walked(client, service.id):
        if walk.card is None:
            for offer in walk.offers:
                screen = handles(drawn(look, shown.Confirm(walk, offer), visit))
                assert {"heading", "readback", "action:confirm", "action:quit"} <= {*screen}
            continue
        screen = handles(drawn(look, shown.Question(walk, walk.card, walk.card.chosen), visit))
        assert f"question:{walk.card.step}" in screen
        assert {f"choice:{one.value}" for one in walk.card.choices} <= {*screen}
        assert len([one for one in screen if one.startswith("choice:")]) <= MOST_CHOICES
        assert walk.card.choices or f"field:{walk.card.step}" in screen
        assert "action:dont-know" in screen
        if walk.card.has_more:
            assert "action:more" in screen
        if walk.card.many:
            assert "action:next" in screen


@pytest.mark.parametrize("service", BOOKINGS, ids=lambda service: service.id)
async def test_every_choice_of_every_page_can_be_read_aloud(
    service: Service, settle: Settle
) -> None:
    _town, client = settle(service)
    said = [words async for card in cards(client, service.id) for words in words_of(card)]
    assert faults(said) == []


def words_of(card: wire.Card) -> list[Words]:
    choices = [words for one in card.choices for words in (one.label, one.note)]
    days = [words for one in card.days for words in (one.says, one.note)]
    return [words for words in (card.ask, card.hint, *choices, *days) if words is not None]
