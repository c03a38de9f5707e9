"""The town's gazetteer: a place by its id, or by what people call it, in kanji or kana."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

import jaconv
from rapidfuzz import fuzz

from senior_life.contract import Name, Place
from senior_life.town.schema import PlaceRow

NOISE = re.compile(r"[\s・･\-‐－ー、。,.()（）「」'’]")
NEAR_ENOUGH = 75.0
EXACT, STARTS, CONTAINS = 300.0, 200.0, 150.0


def folded(words: str) -> str:
    """Width, case, katakana, spaces and marks do not tell two places apart."""
    return NOISE.sub("", jaconv.kata2hira(unicodedata.normalize("NFKC", words).casefold()))


class Places:
    """A ``contract.Gazetteer`` over the rows of places.csv, in their order."""

    def __init__(self, places: Sequence[Place]) -> None:
        self._places: Mapping[str, Place] = MappingProxyType({one.id: one for one in places})
        self._names = {
            one.id: tuple({folded(name): None for name in _called(one)}) for one in places
        }

    def __iter__(self) -> Iterator[Place]:
        return iter(self._places.values())

    def __len__(self) -> int:
        return len(self._places)

    def get(self, place: str) -> Place | None:
        return self._places.get(place)

    def search(self, words: str, limit: int = 5) -> Sequence[Place]:
        """The best first; empty words find the first places of the file."""
        sought = folded(words)
        if not sought:
            return tuple(self._places.values())[:limit]
        scored = [(self._score(place, sought), place) for place in self._places]
        best = sorted((pair for pair in scored if pair[0] >= NEAR_ENOUGH), key=lambda p: -p[0])
        return tuple(self._places[place] for _, place in best[:limit])

    def _score(self, place: str, sought: str) -> float:
        return max(_likeness(sought, name) for name in self._names[place])


def place_of(row: PlaceRow) -> Place:
    aliases = tuple(part.strip() for part in re.split("[;；]", row.aliases) if part.strip())
    return Place(row.id, Name(row.name, row.kana, row.english), row.lat, row.lon, aliases)


def _called(place: Place) -> tuple[str, ...]:
    names = (place.name.text, place.name.kana, place.name.english, *place.aliases)
    return tuple(name for name in names if folded(name))


def _likeness(sought: str, name: str) -> float:
    if sought == name:
        return EXACT
    if name.startswith(sought):
        return STARTS - len(name)
    if sought in name or (len(name) > 1 and name in sought):
        return CONTAINS - abs(len(name) - len(sought))
    return fuzz.ratio(sought, name)
