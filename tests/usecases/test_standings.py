"""Which services are refused is the town's affair."""

import pytest

from senior_life.usecases.access import NOBODY, Reader
from senior_life.usecases.standings import standings
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import NotPaired, NotYours


def test_the_head_of_the_desk_sees_why_a_service_is_refused(quick_town: Town, head: Reader) -> None:
    assert standings(quick_town, head) == quick_town.registry.standings


def test_nobody_else_does(quick_town: Town, desk: Reader) -> None:
    with pytest.raises(NotYours):
        standings(quick_town, desk)
    with pytest.raises(NotPaired):
        standings(quick_town, NOBODY)
