"""Every message of every catalogue can be read aloud, with the longest values that are common."""

import string
from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from senior_life.contract import Name, Phone, Text, Value, Yen
from senior_life.speech.check import faults
from senior_life.words import render
from senior_life.words.catalogue_files import Catalogue, every_catalogue, first

WHEN = datetime(2026, 11, 26, 10, 30, tzinfo=ZoneInfo("Asia/Tokyo"))
TODAY = date(2026, 11, 24)
DATED = {"day", "near", "clock", "short", "weekday", "month", "full"}
COUNTED = {"n", "number", "minutes", "hours", "days", "seconds", "count", "years", "months"}
NAMED: dict[str, Value] = {"phone": Phone("0720000001"), "price": Yen(1200), "when": WHEN}
SOMETHING = Name("南区役所", "みなみくやくしょ", "Minami Ward Office")


def sample(name: str, form: str) -> Value:
    if form in DATED:
        return WHEN
    if name in COUNTED or form in {"things", "plain"}:
        return 30
    return NAMED.get(name, SOMETHING)


def messages(catalogue: Catalogue) -> Iterator[Text]:
    """Each with values for whatever stands in braces."""
    for message in catalogue.stored:
        if message.id and message.string:
            said = (message.string,) if isinstance(message.string, str) else message.string
            fields = [part for text in said for part in string.Formatter().parse(text)]
            values = {name: sample(name, form or "") for _, name, form, _ in fields if name}
            yield Text(first(message.id), values, catalogue.domain)


@pytest.mark.parametrize("catalogue", every_catalogue(), ids=lambda found: found.domain)
def test_every_message_can_be_read_aloud(catalogue: Catalogue) -> None:
    said = [render(text, "ja", TODAY) for text in messages(catalogue)]
    assert said
    assert faults(said) == []
