"""Which services the town offers, and why another is not offered: the town's own affair."""

from collections.abc import Sequence

from senior_life.registry import Standing
from senior_life.usecases.access import Reader, require_admin
from senior_life.usecases.town import Town


def standings(town: Town, reader: Reader) -> Sequence[Standing]:
    require_admin(reader)
    return town.registry.standings
