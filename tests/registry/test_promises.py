"""A description that lacks something is refused, with a sentence that says what."""

from types import ModuleType

import pytest

from senior_life.registry.promises import breaches, shape
from senior_life.words import plain

LACKS = {
    "no_service": "does not lead to a Service",
    "other_contract": "version 99",
    "other_id": "huge",
    "no_reading": "no reading in kana",
    "no_speech": "no sentence to be read aloud",
    "no_name": "is empty",
    "no_phone": "no telephone number",
    "empty_phone": "no telephone number",
    "no_cancel_rule": "until when a booking can be cancelled",
    "no_free_minutes": "free for at least 5 minutes",
    "no_steps": "asks nothing",
    "unknown_step": "depends on topic",
    "later_step": "depends on time",
    "same_step_twice": "stands twice",
    "empty_label": "no question or no label",
    "empty_question": "no question or no label",
}


@pytest.mark.parametrize(("name", "why"), LACKS.items(), ids=LACKS)
def test_what_a_description_lacks_is_said(name: str, why: str, descriptions: ModuleType) -> None:
    said = [plain(text, "en") for text in breaches(getattr(descriptions, name), "tiny")]
    assert len(said) == 1
    assert why in said[0]


def test_a_whole_description_lacks_nothing(descriptions: ModuleType) -> None:
    assert breaches(descriptions.whole, "tiny") == []


def test_half_a_provider_is_told_what_it_lacks(descriptions: ModuleType) -> None:
    half = descriptions.half_a_provider
    lacking = shape(half, half.make(None))
    assert [text.values["method"] for text in lacking] == [
        "quote",
        "extend",
        "release",
        "confirm",
        "act",
        "status",
    ]
