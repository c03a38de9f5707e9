"""A trouble stands on the tile until the service has recovered."""

from datetime import UTC, datetime

from senior_life.contract import words
from senior_life.registry import Registry
from senior_life.registry.record import Trouble

_ = words("senior_life")


def test_a_trouble_is_told_since_when_until_it_is_over() -> None:
    registry, says = Registry(), _("This service does not answer just now.")
    began, later = datetime(2026, 11, 24, 9, tzinfo=UTC), datetime(2026, 11, 24, 10, tzinfo=UTC)
    registry.report("tiny", says, began)
    registry.report("tiny", says, later)
    assert registry.trouble("tiny") == Trouble(says, began)
    assert registry.trouble("other") is None
    registry.recovered("tiny")
    registry.recovered("tiny")
    assert registry.trouble("tiny") is None
