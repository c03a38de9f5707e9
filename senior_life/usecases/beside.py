"""What is booked beside an errand under the same yes: a value of the draft, and how it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from senior_life.contract import Appointment, Offer, Text
from senior_life.storage.values import from_json, to_json


@dataclass(frozen=True, slots=True)
class Part:
    """One more booking under the yes; without an ``offer`` it cannot be had, as ``trouble`` says.

    ``name`` tells its keys apart; ``goes_with`` are the ids of the errand's own offers to which it
    belongs; ``around`` is where and when it was made for, if it was made for an appointment.
    """

    name: str
    service: str
    goes_with: tuple[str, ...]
    answers: Mapping[str, Any]
    offer: Offer | None = None
    trouble: Text | None = None
    around: Appointment | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """``services`` were asked for by the resident; ``parts`` came of them and of ``and_then``.

    ``booking`` is one that stands already and that the errand is for, ``around`` where and when
    that was as the errand began.
    """

    services: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    booking: str = ""
    around: Appointment | None = None

    def of(self, offer: str) -> tuple[Part, ...]:
        """The parts that belong to one of the errand's offers."""
        return tuple(part for part in self.parts if offer in part.goes_with)

    @property
    def holds(self) -> Mapping[str, str]:
        """What is kept free, and the service that keeps it."""
        offers = [(part.service, part.offer) for part in self.parts]
        return {offer.hold: service for service, offer in offers if offer and offer.hold}


ALONE = Beside()


def beside_to_json(beside: Beside) -> dict[str, Any] | None:
    if beside == ALONE:
        return None
    return {
        "services": list(beside.services),
        "parts": [_part_to_json(part) for part in beside.parts],
        "booking": beside.booking,
        "around": to_json(beside.around),
    }


def beside_from_json(kept: Mapping[str, Any] | None) -> Beside:
    if kept is None:
        return ALONE
    return Beside(
        tuple(kept["services"]),
        tuple(_part_from_json(one) for one in kept["parts"]),
        kept["booking"],
        from_json(kept["around"]),
    )


def _part_to_json(part: Part) -> dict[str, Any]:
    return {
        "name": part.name,
        "service": part.service,
        "goes_with": list(part.goes_with),
        "answers": to_json(part.answers),
        "offer": to_json(part.offer),
        "trouble": to_json(part.trouble),
        "around": to_json(part.around),
    }


def _part_from_json(kept: Mapping[str, Any]) -> Part:
    return Part(
        kept["name"],
        kept["service"],
        tuple(kept["goes_with"]),
        from_json(kept["answers"]),
        from_json(kept["offer"]),
        from_json(kept["trouble"]),
        from_json(kept["around"]),
    )
