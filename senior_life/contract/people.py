"""Who asks, and for whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Channel(StrEnum):
    """How a request reached us; a quota may depend on it."""

    TOUCH = "touch"
    VOICE = "voice"
    PHONE = "phone"
    COUNTER = "counter"
    FAMILY = "family"


@dataclass(frozen=True, slots=True)
class Caller:
    """For whom, and through whom. ``shared`` has only what the service declared it needs.

    Keys of ``shared``: name, kana, phone, address, birth_date (ISO), needs (comma separated:
    wheelchair, walker, hearing, sight, interpreter), home (``lat,lon``), household (a ref, the same
    for all who live together). ``replacing`` is the ref
    that the service gave to the booking which is being changed: its time is not taken for them.
    """

    ref: str
    channel: Channel
    made_by: str
    language: str = "ja"
    shared: Mapping[str, str] = field(default_factory=dict)
    replacing: str = ""
    one_offer: bool = False


@dataclass(frozen=True, slots=True)
class Dweller:
    """A resident, and where they live; ``household`` as in ``Caller.shared``."""

    ref: str
    household: str
    address: str


@dataclass(frozen=True, slots=True)
class Staff:
    """A person at the desk; ``office`` limits what they see, empty: the whole town."""

    ref: str
    office: str = ""
