"""What is booked beside an errand under the same yes: a value of the draft, and how it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from senior_life.contract import Appointment, Offer, Text, Weekly
from senior_life.storage.values import from_json, to_json

OWN = "own"


@dataclass(frozen=True, slots=True)
class Part:
    """One more booking under the yes; without an ``offer`` it cannot be had, as ``trouble`` says.

    ``name`` tells its keys apart; ``goes_with`` are the ids of the errand's own offers to which it
    belongs; ``around`` is where and when it was made for, if it was made for an appointment.
    ``lead`` is the part that it goes with, itself if it stands alone (another day of the same
    errand); empty: the errand's own booking. ``replaces`` is a booking that moves along; one
    that ``gives_way`` stood where the errand comes, and without an ``offer`` it is left out.
    """

    name: str
    service: str
    goes_with: tuple[str, ...]
    answers: Mapping[str, Any]
    offer: Offer | None = None
    trouble: Text | None = None
    around: Appointment | None = None
    lead: str = ""
    replaces: str = ""
    gives_way: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """One day of an errand of several. ``part`` is its name among the parts, ``OWN`` for the
    errand's own offer. With a ``trouble`` it cannot be had, as that says: without a part it is
    left out, with one it is waited for; ``may_wait``: it could be."""

    day: date
    part: str = ""
    trouble: Text | None = None
    may_wait: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """An errand of several days as it is read back: the ``days`` that can be booked already.
    ``waits``: full days are waited for. Where it is of every week (``weekly``), they go up to
    ``seen_until``, and ``later`` ones come."""

    weekly: Weekly | None
    days: tuple[Day, ...]
    seen_until: date
    later: int = 0
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """``services`` were asked for by the resident; ``parts`` came of them and of ``and_then``.

    ``booking`` is one that stands already and that the errand is for, ``around`` where and when
    that was as the errand began; ``weekly_of`` one that stands already and shall be of every week.
    ``gives_way`` says of bookings in the way what becomes of them: see ``giving_way``.
    """

    services: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    booking: str = ""
    around: Appointment | None = None
    series: Series | None = None
    weekly_of: str = ""
    gives_way: Mapping[str, str] = field(default_factory=dict)

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
        "series": _series_to_json(beside.series),
        "weekly_of": beside.weekly_of,
        "gives_way": dict(beside.gives_way),
    }


def beside_from_json(kept: Mapping[str, Any] | None) -> Beside:
    if kept is None:
        return ALONE
    return Beside(
        tuple(kept["services"]),
        tuple(_part_from_json(one) for one in kept["parts"]),
        kept["booking"],
        from_json(kept["around"]),
        _series_from_json(kept.get("series")),
        kept.get("weekly_of", ""),
        kept.get("gives_way", {}),
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
        "lead": part.lead,
        "replaces": part.replaces,
        "gives_way": part.gives_way,
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
        kept.get("lead", ""),
        kept.get("replaces", ""),
        kept.get("gives_way", False),
    )


def _series_to_json(series: Series | None) -> dict[str, Any] | None:
    if series is None:
        return None
    return {
        "weekly": to_json(series.weekly),
        "days": [
            [to_json(one.day), one.part, to_json(one.trouble), one.may_wait] for one in series.days
        ],
        "seen_until": to_json(series.seen_until),
        "later": series.later,
        "waits": series.waits,
    }


def _series_from_json(kept: Mapping[str, Any] | None) -> Series | None:
    if kept is None:
        return None
    days = (Day(from_json(d), part, from_json(why), may) for d, part, why, may in kept["days"])
    return Series(
        from_json(kept["weekly"]),
        tuple(days),
        from_json(kept["seen_until"]),
        kept["later"],
        kept["waits"],
    )
