"""The description fits any town: what its offices are called stands in the town pack."""

import re

from senior_life.words.catalogue_files import Catalogue
from services.counter_reservation import service

A_KIND_OF_TOWN = re.compile(r"[市区町村]役[所場]|\b(?:ward|city) (?:office|hall)", re.IGNORECASE)


def said() -> list[str]:
    stored = Catalogue(service.package, service.id).stored
    return [str(text) for message in stored for text in (message.id, message.string) if text]


def test_no_sentence_knows_what_kind_of_town_it_is() -> None:
    assert [text for text in said() if A_KIND_OF_TOWN.search(text)] == []


def test_a_town_of_any_kind_finds_it_by_its_own_word() -> None:
    assert {"市役所", "区役所", "役場"} <= set(service.keywords)
