"""Makes an engine read what the furigana says, and leaves the text alone where it already does.

An engine that sees ordinary text finds a better accent than one that is fed kana. So only the
words that it would misread are respelt.
"""

import re
import unicodedata
from collections.abc import Callable, Container, Sequence
from difflib import SequenceMatcher

from senior_life.speech.port import Clause
from senior_life.words.numbers import NUMBER, speak_number

Heard = Sequence[tuple[str, ...]]
"""How an engine would read a text, a morpheme each: as it sounds, then other forms of the same."""
Hear = Callable[[str], Heard]

SAME_SOUND = str.maketrans("ヂヅヲヮ", "ジズオワ")
VOWELS = {
    "ア": "アカサタナハマヤラワガザダバパァャヮ",
    "イ": "イキシチニヒミリギジビピィ",
    "ウ": "ウクスツヌフムユルグズブプゥュヴ",
    "エ": "エケセテネヘメレゲゼデベペェ",
    "オ": "オコソトノホモヨロヲゴゾドボポォョ",
}
VOWEL_OF = {kana: vowel for vowel, row in VOWELS.items() for kana in row}
LONG = {("オ", "ウ"), ("エ", "イ")} | {(vowel, vowel) for vowel in VOWELS}


def respell(clause: Clause, hear: Hear) -> str:
    """The text to hand to the engine; a word without a kana of ours is never changed."""
    heard = hear(clause.text)
    wanted = [plain(kana or NUMBER.sub(speak_number, written)) for written, kana in clause.pieces]
    if agrees(drawn("".join(wanted)), heard):
        return clause.text
    wrong = misheard(wanted, heard)
    respelt = with_kana(clause, wrong)
    still = misheard(wanted, hear(respelt))  # a changed word may change how its neighbour is read
    return with_kana(clause, wrong | still)


def with_kana(clause: Clause, wrong: Container[int]) -> str:
    return "".join(
        katakana(kana) if kana and index in wrong else written
        for index, (written, kana) in enumerate(clause.pieces)
    )


def agrees(wanted: str, heard: Heard) -> bool:
    """Whether some choice among the forms of each morpheme reads exactly as wanted."""
    reached = {""}
    for forms in heard:
        joined = {before + plain(form) for before in reached for form in forms}
        reached = {read for read in joined if wanted.startswith(drawn(read))}
    return any(drawn(read) == wanted for read in reached)


def misheard(wanted: list[str], heard: Heard) -> frozenset[int]:
    """Which pieces differ from what is heard."""
    owner = [index for index, kana in enumerate(wanted) for _ in kana]
    ours = drawn("".join(wanted))
    theirs = drawn("".join(plain(forms[0]) for forms in heard))
    wrong: set[int] = set()
    for kind, start, end, _, _ in SequenceMatcher(None, ours, theirs, False).get_opcodes():
        if kind != "equal":
            wrong.update(owner[max(start - (start == end), 0) : end + (start == end)])
    return frozenset(wrong)


def plain(kana: str) -> str:
    """Katakana without signs; kana that sound the same are one."""
    return re.sub(r"[^ァ-ヺー一-鿿A-Z0-9]", "", katakana(kana).upper()).translate(SAME_SOUND)


def drawn(kana: str) -> str:
    """Every way to write a long vowel becomes a bar; the length stays."""
    bars, vowel = [], ""
    for character in kana:
        if (vowel, character) in LONG or character == "ー":
            bars.append("ー")
        else:
            bars.append(character)
            vowel = VOWEL_OF.get(character, "")
    return "".join(bars)


def katakana(kana: str) -> str:
    """Hiragana to katakana, full width to one width; other characters stay."""
    text = unicodedata.normalize("NFKC", kana)
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in text)
