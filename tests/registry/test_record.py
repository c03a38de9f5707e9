"""A trouble stands on the tile until the service has recovered."""

from senior_life.contract import words
from senior_life.registry import Registry

_ = words("senior_life")


def test_a_trouble_is_told_until_it_is_over() -> None:
    registry, says = Registry(), _("This service does not answer just now.")
    registry.report("tiny", says)
    assert registry.trouble("tiny") == says
    assert registry.trouble("other") is None
    registry.recovered("tiny")
    registry.recovered("tiny")
    assert registry.trouble("tiny") is None
