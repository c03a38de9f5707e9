"""What a careful colleague would find wrong in a Japanese catalogue."""

import re
import string
from collections.abc import Iterator

from senior_life.words.catalogue_files import Catalogue
from senior_life.words.readings import read, unread
from senior_life.words.ruby import Words

LONGEST_BREATH = 40
LONGEST_SENTENCE = 80
FORMS = {"", "day", "near", "clock", "short", "weekday", "month", "full", "things", "plain"}
HALF_WIDTH_KANA = re.compile(r"[\uff66-\uff9f]")
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
SPACED_WORDS = re.compile(r"[ぁ-んァ-ヶー一-龠々。、] [ぁ-んァ-ヶー一-龠々]")
PLACEHOLDER = re.compile(r"\{[^}]*\}")
PAUSE = re.compile(r"[。、！？：・\s「」（）\n]")
POLITE = re.compile(
    r"(です|ます|ました|ません|ませんでした|でした|でしょう|ましょう|ください|ございます|ませ)"
    r"[かねよ]?[」）]*(?:（[^）]*）)?$|^(?:こんにちは|こんばんは)$"
)
STAND_IN = "あいうえお"  # a value, as long as a common one


def faults(catalogue: Catalogue) -> Iterator[str]:
    """One line for each fault: the file, the message and what is wrong."""
    where = catalogue.path.name
    for msgid in catalogue.untranslated():
        yield f"{where}: {msgid!r} has no Japanese"
    for msgid in catalogue.obsolete():
        yield f"{where}: {msgid!r} is no longer used"
    for message in catalogue.stored:
        if message.id and message.string:
            ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
            texts = (message.string,) if isinstance(message.string, str) else message.string
            for text in filter(None, texts):
                yield from (f"{where}: {ids[0]!r}: {wrong}" for wrong in text_faults(ids, text))


def text_faults(ids: tuple[str, ...], text: str) -> Iterator[str]:
    if fields(text) != set().union(*map(fields, ids)):
        yield f"values differ: {sorted(fields(text))}"
    if unknown := {form for _, form in _parsed(text)} - FORMS:
        yield f"unknown format word {sorted(unknown)}"
    if HALF_WIDTH_KANA.search(text):
        yield "half-width kana"
    if ISO_DATE.search(text):
        yield "a bare ISO date"
    if SPACED_WORDS.search(text):
        yield "a space between words: it is no pause, and lines end between phrases by themselves"
    yield from sentence_faults(PLACEHOLDER.sub(STAND_IN, text))


def sentence_faults(text: str) -> Iterator[str]:
    """Style and readings of a text without placeholders."""
    *sentences, _ = re.split(r"[。！？]", text)
    for sentence in sentences:
        if not POLITE.search(sentence):
            yield f"not です・ます: {sentence}"
        if len(sentence) > LONGEST_SENTENCE:
            yield f"longer than {LONGEST_SENTENCE} characters: {sentence}"
    for breath in PAUSE.split(text):
        if len(breath) > LONGEST_BREATH:
            yield f"over {LONGEST_BREATH} characters without a pause: {breath}"
    if missing := unread(Words(text, read(text))):
        yield f"no reading for {missing}"


def fields(text: str) -> set[str]:
    return {name for name, _ in _parsed(text)}


def _parsed(text: str) -> list[tuple[str, str]]:
    parts = string.Formatter().parse(text)
    return [(name, form or "") for _, name, form, _ in parts if name is not None]
