"""Finds what would be read aloud wrongly on a screen; empty when all is well."""

import re
from collections.abc import Iterable, Iterator, Sequence

from senior_life.speech.clauses import CLOSING, JAPANESE, LONGEST, clauses
from senior_life.words import Words

KANJI = re.compile(r"[\u3400-\u9fff々〆\U00020000-\U0003ffff]")
KANA = re.compile(r"[ぁ-ゖァ-ヺー・、。 　]+")
ISO_DATE = re.compile(r"(?<!\d)\d{4}[-/]\d{1,2}[-/]\d{1,2}(?!\d)|\d{2}:\d{2}:\d{2}")
PAUSE = re.compile(rf"[。、！？!?，；：\n{CLOSING}「『（(・]+")


def faults(lines: Sequence[Words]) -> list[str]:
    """One sentence a fault, naming the words; run it over every screen of every service."""
    return [fault for line in lines for fault in faults_of(line)]


def faults_of(line: Words) -> Iterator[str]:
    yield from unread(line)
    if found := ISO_DATE.search(line.text):
        yield f"{line.text!r}: write {found[0]} as people say it"
    yield from breathless(line.text)
    if spoken([line]) != bare(line.text):
        yield f"{line.text!r}: the clauses do not say all of it"


def unread(line: Words) -> Iterator[str]:
    """Kanji without kana, kana that is none, and readings that belong to another text."""
    if not JAPANESE.search(line.text):
        return
    pieces = line.ruby or ((line.text, ""),)
    if "".join(written for written, _ in pieces) != line.text:
        yield f"{line.text!r}: its readings cover {pieces}"
    for written, kana in pieces:
        if not kana and KANJI.search(written):
            yield f"{line.text!r}: no reading for {written!r}"
        if kana and not KANA.fullmatch(kana):
            yield f"{line.text!r}: {kana!r} is not kana"


def breathless(text: str) -> Iterator[str]:
    if not JAPANESE.search(text):
        return
    for part in PAUSE.split(text):
        if len(part) > LONGEST:
            yield f"{text!r}: {len(part)} characters without a pause in {part!r}"


def spoken(lines: Iterable[Words]) -> str:
    return bare("".join(clause.text for clause in clauses(lines)))


def bare(text: str) -> str:
    """Letters and digits only: what must not get lost."""
    return "".join(character for character in text if character.isalnum())
