"""Who shares a circular: associations, their han, and the houses of each in reading order."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from senior_life.contract import Audience, Caller, Host, Label, Name, Phone
from senior_life.providing import folded
from services.circular_board import pack
from services.circular_board.sentences import THE_TOWN

TOWN = "town"
"""The place from which the town itself writes; groups are places by their id."""
EVERYONE, GROUP, WHO = "all", "group:", "who:"
"""How a target is written: everyone, a group by its id, or one resident by their ref."""


@dataclass(frozen=True, slots=True)
class House:
    """``key`` is its address as it is compared."""

    key: str
    han: str
    address: str
    name: Name


class Neighbourhood:
    """Made once for each provider; holds no circulars."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self.keys_forgotten_on: date | None = None
        self.rules: pack.ServiceFile = host.pack["service.yaml"]
        self.recurring: tuple[pack.Recurring, ...] = host.pack["recurring.yaml"].root
        associations: tuple[pack.Association, ...] = host.pack["associations.yaml"].root
        self.names: dict[str, Name] = {}
        self.association_of: dict[str, str] = {}
        for association in associations:
            self.names[association.id] = association.name.name
            for han in association.han:
                self.names[han.id] = han.name.name
                self.association_of[han.id] = association.id
        self.houses: dict[str, House] = {}
        self._by_han: dict[str, list[House]] = defaultdict(list)
        for one in host.pack["houses.csv"].root:
            house = House(folded(one.address), one.han, one.address, Name(one.name, one.kana))
            self.houses[house.key] = house
            self._by_han[house.han].append(house)

    @property
    def phone(self) -> Phone:
        return Phone(self.rules.phone) if self.rules.phone else self.host.phone

    def name(self, place: str) -> Label:
        """Of a group that has left the pack since, its id: old circulars still name it."""
        if place == TOWN:
            return THE_TOWN
        return self.names.get(place, Name(place, place))

    def is_han(self, place: str) -> bool:
        return place in self.association_of

    def houses_of(self, han: str) -> Sequence[House]:
        """In the order in which paper goes from door to door."""
        return self._by_han[han]

    def han_of(self, who: Caller) -> str:
        """Empty: the house stands in no han."""
        house = self.houses.get(folded(who.shared.get("address", "")))
        return house.han if house else ""

    def targets_of(self, who: Caller) -> tuple[str, str, str, str]:
        """What a circular may name so that this resident is meant; NOBODY's are none."""
        han = self.han_of(who)
        mine = f"{WHO}{who.ref}"
        return (
            EVERYONE,
            f"{GROUP}{han}" if han else mine,
            f"{GROUP}{self.association_of[han]}" if han else mine,
            mine,
        )

    def groups_from(self, place: str) -> Sequence[str]:
        """To which groups one may write from there, its own first; the town to all. Where nobody
        lives nobody would be meant."""
        own = [han for han, association in self.association_of.items() if association == place]
        every = list(self.names) if place == TOWN else [place, *own]
        return [one for one in every if self._has_houses(one)]

    def _has_houses(self, group: str) -> bool:
        if self.is_han(group):
            return bool(self.houses_of(group))
        return any(self.houses_of(han) for han, of in self.association_of.items() if of == group)

    def han_meant(self, targets: Iterable[str]) -> list[str]:
        """The han in which somebody may be meant as a neighbour; in the order of the pack."""
        named = set(targets)
        return [
            han
            for han, association in self.association_of.items()
            if named & {EVERYONE, f"{GROUP}{han}", f"{GROUP}{association}"}
        ]

    def targets(self, audience: Audience) -> list[str]:
        """None twice, and no group that another one has in it; empty: nobody is meant."""
        if audience.is_everyone:
            return [EVERYONE]
        groups = dict.fromkeys(one for one in audience.groups if one in self.names)
        kept = [one for one in groups if self.association_of.get(one) not in groups]
        people = dict.fromkeys(one for one in audience.people if one)
        return [*(f"{GROUP}{one}" for one in kept), *(f"{WHO}{one}" for one in people)]
