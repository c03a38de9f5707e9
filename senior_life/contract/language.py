"""Sentences not yet put into anyone's language, and the values inside them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Name:
    """The town's own words (an office, a place, a topic) with their reading in kana.

    ``english`` is what a reader of English sees; empty means ``text``.
    """

    text: str
    kana: str
    english: str = ""


@dataclass(frozen=True, slots=True)
class Yen:
    """Money: integer yen; 0 is read as free of charge."""

    amount_yen: int


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number as dialled within Japan; the core groups it, shows it and reads it."""

    number: str


TOWN_DESK = Phone("town-desk")
"""Stands for the number in the town pack, which a service cannot know when it is written."""


@dataclass(frozen=True, slots=True)
class Person:
    """A resident, by reference; only the core knows the name, and who may read it.

    On a work list ``shows`` may also be ``phone``, ``address`` or ``needs``, of a service that
    shares them: as they stand now, so that a correction reaches the list at once; empty where
    there is nothing. With ``staff`` the ref is that of somebody at the desk, and shows their name.
    """

    ref: str
    shows: str = "name"


@dataclass(frozen=True, slots=True)
class Several:
    """A list within a sentence; joined as the language does (ja: ・)."""

    items: "tuple[Value, ...]"


@dataclass(frozen=True, slots=True)
class Text:
    """A message (gettext id in English, with ``{named}`` values) of one catalogue.

    Values are formatted by type; a format word picks the form: ``{when:day}`` 11月25日 水曜日,
    ``{when:near}`` あす 11月25日 水曜日, ``{when:clock}`` 午前10時; without one a date is a full
    era date. ``plural`` with an integer value ``n`` follows gettext's plural rules.
    """

    msgid: str
    values: "Mapping[str, Value]" = field(default_factory=dict)
    domain: str = "senior_life"
    plural: str = ""


Value = str | int | date | datetime | time | Name | Yen | Phone | Person | Several | Text
Label = Text | Name


class Words(Protocol):
    def __call__(self, msgid: str, plural: str = "", /, **values: Value) -> Text: ...


def words(domain: str) -> Words:
    """The ``_`` of one catalogue: ``_ = words("counter_reservation")``; extracted by Babel."""

    def _(msgid: str, plural: str = "", /, **values: Value) -> Text:
        return Text(msgid, values, domain, plural)

    return _
