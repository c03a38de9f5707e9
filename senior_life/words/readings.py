"""Kana readings: our own list of civic words first, then numbers, then the Sudachi dictionary.

The dictionary is heavy and optional: it is loaded at the first word that needs it, and a device
without it shows the same text with fewer readings.
"""

import csv
import re
from functools import lru_cache
from importlib.resources import files
from threading import Lock
from typing import TYPE_CHECKING

from senior_life.words.numbers import NUMBER, read_number, speak_number
from senior_life.words.ruby import HAS_KANJI, KANJI, Ruby, Words, hiragana, join, lay

if TYPE_CHECKING:
    from sudachipy import Tokenizer

SINGLE = re.compile(rf"[{KANJI}][^{KANJI}]")
# Forms of kanji in people's names that dictionaries know only under their usual form.
USUAL = str.maketrans("髙﨑𠮷德濵栁", "高崎吉徳浜柳")
_one_at_a_time = Lock()  # a Sudachi tokenizer is not safe to share between threads


@lru_cache(maxsize=2)
def civic_words(alone: str = "") -> dict[str, str]:
    """``readings.csv``: words and phrases that a dictionary misreads, or could one day.

    Those with ``alone`` hold only where they are the whole text: 日 as the head of a column.
    """
    source = files(__package__).joinpath("readings.csv").read_text("utf-8")
    rows = csv.DictReader(source.splitlines())
    return {row["written"]: row["kana"] for row in rows if (row["alone"] or "") == alone}


@lru_cache(maxsize=8192)
def read(text: str) -> Ruby:
    """Readings of a sentence, kanji run by kanji run; digits read themselves where regular."""
    if whole := civic_words("alone").get(text):
        return ((text, whole),)
    pieces: list[tuple[str, str]] = []
    end = 0
    for known in _known().finditer(text):
        pieces += _from_dictionary(text[end : known.start()])
        pieces += _of_known(known)
        end = known.end()
    return join((*pieces, *_from_dictionary(text[end:])))


def kana(text: str) -> str:
    """The whole of ``text`` in hiragana, numbers included."""
    return spoken(Words(text, read(text)))


def spoken(words: Words) -> str:
    """What is said aloud: kana where a reading is known, the text as it is where it is not."""
    pieces = words.ruby or ((words.text, ""),)
    return "".join(reading or NUMBER.sub(speak_number, written) for written, reading in pieces)


def unread(words: Words) -> str:
    """The kanji of a sentence that have no reading; empty is as it should be."""
    pieces = words.ruby or ((words.text, ""),)
    without = "".join(written for written, reading in pieces if not reading)
    wrong = "".join(reading for _, reading in pieces)
    return "".join(HAS_KANJI.findall(without + wrong))


@lru_cache(maxsize=1)
def _known() -> re.Pattern[str]:
    longest_first = sorted(civic_words(), key=len, reverse=True)
    return re.compile(f"(?P<civic>{'|'.join(map(_guarded, longest_first))})|{NUMBER.pattern}")


def _guarded(word: str) -> str:
    """A single kanji at either end must not be part of a longer word: 上の in 以上の."""
    starts, ends = (bool(SINGLE.match(part)) for part in (word, word[::-1]))
    before = rf"(?<![{KANJI}])" if starts else ""
    after = rf"(?![{KANJI}])" if ends else ""
    return before + re.escape(word) + after


def _of_known(found: re.Match[str]) -> Ruby:
    return lay(found[0], civic_words()[found[0]]) if found["civic"] else read_number(found)


def _from_dictionary(text: str) -> Ruby:
    loaded = tokenizer()
    if loaded is None or not HAS_KANJI.search(text):
        return ((text, ""),)
    with _one_at_a_time:
        found = [
            (text[token.begin() : token.end()], token.reading_form())
            for token in loaded.tokenize(text.translate(USUAL))
        ]
    return tuple(piece for surface, reading in found for piece in lay(surface, hiragana(reading)))


@lru_cache(maxsize=1)
def tokenizer() -> "Tokenizer | None":
    try:
        from sudachipy import Dictionary, SplitMode
    except ImportError:
        return None
    return Dictionary(dict="core").tokenizer(mode=SplitMode.C)
