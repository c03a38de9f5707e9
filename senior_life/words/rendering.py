"""Turns values of the contract into words of one language: the only place that formats them."""

import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import lru_cache
from typing import assert_never

from senior_life.contract import Name, Person, Phone, Several, Text, Value, Yen, words
from senior_life.words.calendar import local, show_date, show_time
from senior_life.words.catalogues import translate
from senior_life.words.money import show_yen
from senior_life.words.phone import show_phone
from senior_life.words.readings import read
from senior_life.words.ruby import HAS_KANJI, Ruby, Words, join, lay

Piece = tuple[str, str]  # what is written, and its kana where the value brings it along
THINGS = 10  # ひとつ … ここのつ; from ten on the bare number
_template = string.Formatter()
_ = words("senior_life")


@dataclass(frozen=True, slots=True)
class Reader:
    """``today`` lets near days be named; ``people`` are those whose names the reader may see."""

    language: str = "ja"
    today: date | None = None
    people: Mapping[str, Name] = field(default_factory=dict)


def render(
    value: Value,
    language: str,
    today: date | None = None,
    people: Mapping[str, Name] | None = None,
) -> Words:
    """The value as this reader sees it, with readings when the language is Japanese."""
    pieces = _gather(_pieces(value, "", Reader(language, today, people or {})))
    text = "".join(written for written, _kana in pieces)
    if language != "ja" or not HAS_KANJI.search(text):
        return Words(text)
    return Words(text, _ruby(pieces))


def plain(
    value: Value,
    language: str,
    today: date | None = None,
    people: Mapping[str, Name] | None = None,
) -> str:
    """Only the text, for logs, files and paper."""
    reader = Reader(language, today, people or {})
    return "".join(written for written, _kana in _pieces(value, "", reader))


@lru_cache(maxsize=8192)
def _ruby(pieces: tuple[Piece, ...]) -> Ruby:
    laid = (lay(text, kana) if kana else read(text) for text, kana in pieces)
    return join(tuple(piece for part in laid for piece in part))


def _gather(pieces: Iterator[Piece]) -> tuple[Piece, ...]:
    """Joins what has no reading of its own, since a word may need its neighbours to be read."""
    return join(tuple(pieces))


def _pieces(value: Value, form: str, reader: Reader) -> Iterator[Piece]:
    match value:
        case Text():
            yield from _message(value, reader)
        case Name():
            is_japanese = reader.language == "ja"
            yield (value.text, value.kana) if is_japanese else (value.english or value.text, "")
        case Several():
            yield from _several(value, form, reader)
        case Person():
            yield from _pieces(reader.people.get(value.ref, _("a resident")), form, reader)
        case _:
            yield _show(value, form, reader), ""


def _message(text: Text, reader: Reader) -> Iterator[Piece]:
    n = text.values.get("n", 1)
    count = n if isinstance(n, int) else 1
    found = translate(text.domain, reader.language, text.msgid, text.plural, count)
    for literal, name, form in _parts(found):
        if literal:
            yield literal, ""
        if name is not None:
            yield from _pieces(text.values[name], form or "", reader)


@lru_cache(maxsize=8192)
def _parts(template: str) -> tuple[tuple[str, str | None, str | None], ...]:
    """What is written, then the name and the form of the value that follows it."""
    return tuple((literal, name, form) for literal, name, form, _how in _template.parse(template))


def _several(several: Several, form: str, reader: Reader) -> Iterator[Piece]:
    for place, item in enumerate(several.items):
        if place:
            yield "・" if reader.language == "ja" else ", ", ""
        yield from _pieces(item, form, reader)


def _show(value: str | int | date | time | Yen | Phone, form: str, reader: Reader) -> str:
    match value:
        case str():
            shown = value
        case int():
            shown = _number(value, form, reader.language)
        case datetime():
            shown = _moment(local(value), form, reader)
        case date():
            shown = show_date(value, form, reader.language, reader.today)
        case time():
            shown = show_time(value, reader.language)
        case Yen():
            shown = show_yen(value.amount_yen, reader.language)
        case Phone():
            shown = show_phone(value.number)
        case _:
            assert_never(value)
    return shown


def _number(number: int, form: str, language: str) -> str:
    if form == "things" and language == "ja" and number < THINGS:
        return f"{number}つ"
    return str(number) if form == "plain" else f"{number:,}"


def _moment(moment: datetime, form: str, reader: Reader) -> str:
    clock = show_time(moment.time(), reader.language)
    if form == "clock":
        return clock
    day = show_date(moment.date(), form, reader.language, reader.today)
    if form:
        return day
    return f"{day} {clock}" if reader.language == "ja" else f"{day}, {clock}"
