"""The services of this town: who is offered, who was refused and why, and who is in trouble."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from senior_life.contract import Service, Text
from senior_life.registry.absent import stand_in


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


@dataclass(frozen=True, slots=True)
class Trouble:
    """What an offered service does not do just now, and since when."""

    says: Text
    since: datetime


class Registry:
    """Services in the order of their tiles. Troubles come and go while the town runs.

    ``absent`` are those that the town approved and that were refused, to be spoken of.
    """

    def __init__(
        self,
        offered: Sequence[Offered] = (),
        standings: Sequence[Standing] = (),
        absent: Sequence[Service] = (),
    ) -> None:
        self._offered = {one.service.id: one for one in offered}
        self.standings = tuple(standings)
        self.services: Mapping[str, Service] = MappingProxyType(
            {name: one.service for name, one in self._offered.items()}
        )
        self.absent: Mapping[str, Service] = {one.id: one for one in absent}
        self._troubles: dict[str, Trouble] = {}

    def get(self, service: str) -> Service | None:
        return self.services.get(service)

    def described(self, service: str) -> Service:
        """How to speak of it, whether it is offered or not."""
        return self.services.get(service) or self.absent.get(service) or stand_in(service)

    def pack(self, service: str) -> Mapping[str, Any]:
        """The service's validated files of the town pack, by file name."""
        return self._offered[service].pack

    def version(self, service: str) -> str:
        return self._offered[service].version

    @property
    def packages(self) -> Mapping[str, str]:
        """Service id → the Python package with its tables and migrations, for those that have."""
        return {name: one.package for name, one in self.services.items() if one.package}

    def trouble(self, service: str) -> Trouble | None:
        """Why its tile cannot be used just now."""
        return self._troubles.get(service)

    def report(self, service: str, says: Text, at: datetime) -> None:
        """It did not answer, or answered nonsense: its tile says so until it has recovered."""
        self._troubles.setdefault(service, Trouble(says, at))

    def recovered(self, service: str) -> None:
        self._troubles.pop(service, None)
