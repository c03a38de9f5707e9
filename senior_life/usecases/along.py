"""What could go along with the choices of a question: a value of the draft, and how it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from senior_life.storage.values import from_json, to_json


@dataclass(frozen=True, slots=True)
class Along:
    """``mark`` tells for which question it was looked up, ``values`` which of its choices each
    service could go with."""

    mark: str = ""
    at: datetime | None = None
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


NOT_LOOKED = Along()


def along_to_json(along: Along) -> dict[str, Any] | None:
    if along == NOT_LOOKED:
        return None
    return {"mark": along.mark, "at": to_json(along.at), "values": to_json(along.values)}


def along_from_json(kept: Mapping[str, Any] | None) -> Along:
    if not kept:
        return NOT_LOOKED
    return Along(kept["mark"], from_json(kept["at"]), from_json(kept["values"]))
