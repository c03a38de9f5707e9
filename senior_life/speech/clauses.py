"""Cuts the sentences of a screen into clauses of one breath, at most forty characters each."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from senior_life.speech.port import Clause
from senior_life.words import Words

LONGEST = 40
LATIN_IS_FASTER = 3  # letters of a Latin word for one kana, roughly
CLOSING = "」』）)】〉》”’"
SILENT = "。！？!?.、，；： 　\n" + CLOSING
END = re.compile(rf"(?:[。！？!?\n]|\.(?=\s|$))[。！？!?\n]*[{CLOSING}]*\s*")
COMMA = re.compile(rf"(?:[、，；：]|[,;:](?=\s))[{CLOSING}]*\s*")
SPACE = re.compile(r"\s+")
ANYWHERE = re.compile(r".")
JAPANESE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff々〆]")

# What is never cut: dates with their weekday, times, numbers with their counter, Latin words,
# runs of kanji or katakana (a word with its okurigana goes on into hiragana anyway).
WHOLE = re.compile(
    r"(?:(?:令和|平成|昭和|大正|明治)(?:[0-9０-９]+|元)年|[0-9０-９]{4}年)?"
    r"[0-9０-９]+月(?:[0-9０-９]+日(?:[ 　]?[（(]?[月火水木金土日](?:曜日?|[)）])[)）]?)?)?"
    r"|(?:令和|平成|昭和|大正|明治)(?:[0-9０-９]+|元)年"
    r"|(?:午前|午後)?[0-9０-９]+時(?:[0-9０-９]+分|半)?"
    r"|[0-9０-９#][0-9０-９,，.．\-−ー–()（）]*[一-鿿ァ-ヺー]{0,3}"
    r"|[A-Za-zＡ-Ｚａ-ｚ][A-Za-zＡ-Ｚａ-ｚ0-9０-９.@'\-]*"
    r"|[\u3400-\u9fff々〆\U00020000-\U0003ffff・]+"
    r"|[ァ-ヺー・]+"
)
# After a particle the next word begins with kanji, katakana, a digit, a letter or a bracket.
PHRASE = re.compile(
    r"(?:[はがをにでともへのやば]|から|ため|して|ます|です)"
    r"(?=[\u3400-\u9fffァ-ヺ0-9０-９A-Za-z「『（(\U00020000-\U0003ffff])"
)


def clauses(lines: Iterable[Words]) -> list[Clause]:
    """The whole screen in order, ready to be said one after another."""
    return [clause for line in lines for clause in breaths(line)]


def breaths(line: Words) -> Iterator[Clause]:
    pieces = line.ruby or ((line.text, ""),)
    text = "".join(written for written, _ in pieces)
    start = 0
    for end in cuts(text, firm(text, pieces)):
        clause = between(pieces, start, end)
        start = end
        if any(character.isalnum() for character in clause.text):
            yield clause


def firm(text: str, pieces: Sequence[tuple[str, str]]) -> frozenset[int]:
    """Positions at which the text must not be cut: inside numbers, dates and words."""
    ends = list(accumulate((len(written) for written, _ in pieces), initial=0))
    worded = [(ends[i], ends[i + 1]) for i, (_, kana) in enumerate(pieces) if kana]
    spans = worded + [match.span() for match in WHOLE.finditer(text)]
    return frozenset(at for start, end in spans for at in range(start + 1, end))


def cuts(text: str, held: frozenset[int]) -> Iterator[int]:
    """Where clauses end: after every full stop, and where a breath would get too long."""
    breath = LONGEST if JAPANESE.search(text) else LONGEST * LATIN_IS_FASTER
    start = 0
    for end in sentence_ends(text, held):
        while len(text[start:end].rstrip(SILENT)) > breath:
            start = min(best_cut(text, start, breath, held), end)
            yield start
        if start < end:
            yield end
        start = end


def sentence_ends(text: str, held: frozenset[int]) -> Iterator[int]:
    for match in END.finditer(text):
        if match.end() not in held:
            yield match.end()
    yield len(text)


def best_cut(text: str, start: int, breath: int, held: frozenset[int]) -> int:
    """At a comma, else between phrases, else between words, else where the long word ends."""
    limit = start + breath
    for boundary in (COMMA, SPACE, PHRASE, ANYWHERE):
        places = [m.end() for m in boundary.finditer(text, start + 1) if m.end() not in held]
        within = [at for at in places if start < at <= limit]
        if within:
            return within[-1]
    return next((at for at in range(limit, len(text)) if at not in held), len(text))


def between(pieces: Iterable[tuple[str, str]], start: int, end: int) -> Clause:
    """The pieces from ``start`` to ``end``; plain ones may be cut, read ones never are."""
    taken, at = [], 0
    for written, kana in pieces:
        part = written[max(start - at, 0) : max(end - at, 0)]
        if part:
            taken.append((part, kana))
        at += len(written)
    return Clause(tuple(taken))
