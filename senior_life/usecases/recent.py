"""What was just offered to choose from, so that a choice need not ask for all of it once more."""

from collections.abc import Mapping

from senior_life.contract import Label

MOST = 2000
"""Questions remembered in one process; another one, or an older question, is asked again."""
NONE: Mapping[str, Label] = {}


class Recent:
    """By walk, its revision and the step: the labels of the values that stood on the card.

    A revision has one question with the same answers before it, so what is remembered of it is
    what the provider said. Whether it is still free is for the quote to say, which names what is.
    """

    def __init__(self) -> None:
        self._labels: dict[tuple[str, int, str], Mapping[str, Label]] = {}

    def keep(self, walk: str, rev: int, step: str, labels: Mapping[str, Label]) -> None:
        while len(self._labels) >= MOST:
            self._labels.pop(next(iter(self._labels)))
        self._labels[walk, rev, step] = labels

    def labels(self, walk: str, rev: int, step: str) -> Mapping[str, Label]:
        return self._labels.get((walk, rev, step), NONE)
