"""The services of this town: who is offered, who was refused and why, and who is in trouble."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from senior_life.contract import Service, Text


@dataclass(frozen=True, slots=True)
class Standing:
    """One line of the registry page; ``refused`` is empty for a service that is offered."""

    name: str
    package: str
    version: str
    refused: tuple[Text, ...] = ()

    @property
    def is_offered(self) -> bool:
        return not self.refused


@dataclass(frozen=True, slots=True)
class Offered:
    """A service that passed the gate, with its validated files of the town pack."""

    service: Service
    package: str
    version: str
    pack: Mapping[str, Any]


class Registry:
    """Services in the order of their tiles. Troubles come and go while the town runs."""

    def __init__(self, offered: Sequence[Offered] = (), standings: Sequence[Standing] = ()) -> None:
        self._offered = {one.service.id: one for one in offered}
        self.standings = tuple(standings)
        self.services: Mapping[str, Service] = MappingProxyType(
            {name: one.service for name, one in self._offered.items()}
        )
        self._troubles: dict[str, Text] = {}

    def get(self, service: str) -> Service | None:
        return self.services.get(service)

    def pack(self, service: str) -> Mapping[str, Any]:
        """The service's validated files of the town pack, by file name."""
        return self._offered[service].pack

    def version(self, service: str) -> str:
        return self._offered[service].version

    @property
    def packages(self) -> Mapping[str, str]:
        """Service id → the Python package with its tables and migrations, for those that have."""
        return {name: one.package for name, one in self.services.items() if one.package}

    def trouble(self, service: str) -> Text | None:
        """Why its tile cannot be used just now."""
        return self._troubles.get(service)

    def report(self, service: str, trouble: Text) -> None:
        """It did not answer, or answered nonsense: its tile says so until it has recovered."""
        self._troubles[service] = trouble

    def recovered(self, service: str) -> None:
        self._troubles.pop(service, None)
