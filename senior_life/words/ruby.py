"""A sentence with its readings, and how a reading is laid over what is written."""

import re
from dataclasses import dataclass
from functools import lru_cache

import jaconv

KANJI = r"々〆〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# ケ and カ between kanji are read with them: 泉ケ丘, 一カ所.
RUN = re.compile(rf"[{KANJI}](?:[{KANJI}]|[ケヶカヵ](?=[{KANJI}]))*")
BRACKET = re.compile(r"([（）「」『』])")
HAS_KANJI = re.compile(rf"[{KANJI}]")

Ruby = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence ready to be shown: its text, and its readings for furigana and speech.

    ``ruby`` covers the whole text, piece by piece, as (written, kana); the kana is empty for a
    piece that reads itself. Empty ``ruby``: nothing in the text needs a reading.
    """

    text: str
    ruby: Ruby = ()


def hiragana(kana: str) -> str:
    return str(jaconv.kata2hira(kana))


@lru_cache(maxsize=8192)
def lay(text: str, kana: str) -> Ruby:
    """Lays ``kana`` over the kanji of ``text`` alone: 取り消す → 取(と)り消(け)す.

    Where the two cannot be matched (3番窓口, or a reading that leaves signs out) the whole
    stays one piece; of 北1班（見本） what is before the bracket, and what is in it.
    """
    written, read = BRACKET.split(text), BRACKET.split(kana)
    if written[1::2] != read[1::2]:
        return _lay(text, kana)
    laid = [_lay(one, its) for one, its in zip(written, read, strict=True)]
    return tuple(piece for pieces in laid for piece in pieces if piece[0])


def _lay(text: str, kana: str) -> Ruby:
    if not HAS_KANJI.search(text):
        return ((text, ""),)
    pattern, pieces, end = "", list[tuple[str, bool]](), 0
    for run in RUN.finditer(text):
        between = text[end : run.start()]
        pattern += _literal(between) + "(.+?)"
        pieces += [(between, False), (run[0], True)]
        end = run.end()
    pieces.append((text[end:], False))
    found = re.fullmatch(pattern + _literal(text[end:]), hiragana(kana))
    if not found:
        return ((text, hiragana(kana)),)
    read = iter(found.groups())
    return tuple((written, next(read) if is_run else "") for written, is_run in pieces if written)


def _literal(between: str) -> str:
    """What stands between kanji must stand in the reading too; spaces may differ."""
    return r"\s+".join(map(re.escape, re.split(r"\s+", hiragana(between))))


def join(pieces: Ruby) -> Ruby:
    """Neighbours that read themselves become one piece."""
    joined: list[tuple[str, str]] = []
    for written, kana in pieces:
        if joined and not kana and not joined[-1][1]:
            joined[-1] = (joined[-1][0] + written, "")
        elif written:
            joined.append((written, kana))
    return tuple(joined)
