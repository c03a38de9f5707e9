"""Every question of every installed service, as screens get it."""

import pytest

from senior_life import wire
from senior_life.contract import Service
from senior_life.registry.opening import descriptions
from senior_life.speech.check import faults
from senior_life.testing.cards import a_screen_asks_one_thing_with_few_choices, cards
from senior_life.words import Words
from tests.contract.conftest import Settle


@pytest.mark.parametrize("service", descriptions(), ids=lambda service: service.id)
async def test_a_screen_asks_one_thing_with_few_choices(service: Service, settle: Settle) -> None:
    _town, client = settle(service)
    await a_screen_asks_one_thing_with_few_choices(client, service.id)


@pytest.mark.parametrize("service", descriptions(), ids=lambda service: service.id)
async def test_every_step_was_asked_or_answered_by_itself(service: Service, settle: Settle) -> None:
    _town, client = settle(service)
    asked = {card.step async for card in cards(client, service.id)}
    assert asked <= {step.name for step in service.steps}
    assert asked


@pytest.mark.parametrize("service", descriptions(), ids=lambda service: service.id)
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
