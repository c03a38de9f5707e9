"""Where a Japanese line may end: between phrases, so that no word is torn in two."""

import re
from functools import lru_cache
from itertools import chain, pairwise

JOINER = "\u2060"
LONGEST = 8
"""Characters that are held together at most; a longer phrase may be torn by the usual rules."""
_UNIT = re.compile(
    r"[0-9]{2,5}-[0-9]{1,4}-[0-9]{3,4}[にへで]?|"
    r"(?:午前|午後)?[0-9]{1,2}時(?!間)(?:[0-9]{1,2}分|半)?[〜～]?|[0-9]{1,2}月[0-9]{1,2}日|"
    r"約?[0-9][0-9,.]*(?:キロカロリー|キログラム|キロメートル|ミリグラム|グラム|"
    r"時間|日間|週間|か月|丁目|[円分人名回日月年番号歳階席台食枚個つ])?"
)
"""A telephone number, a time, a day, or a number with its counter: never torn, however long the
phrase is."""
_SMALL = re.compile(r"(?<=.)(?=[ぁぃぅぇぉっゃゅょァィゥェォッャュョー])")
"""No line begins with one of these, wherever a long phrase is torn."""
_LATIN = re.compile(r"[A-Za-z]{3,}")
_STARTS = (
    # a word after the kana that end the phrase before it; 取り消す is one word
    re.compile(r"(?<=[ぁ-ん])(?<![おごも])(?!(?<=取り)[消扱])(?=[一-龠々〆ァ-ヶ0-9A-Za-z「（(])"),
    # a word in kana after a noun and its particle; 上がる, 予約には and 予約できる stay whole
    re.compile(r"(?<=[一-龠々ァ-ヶー][をはへ])(?=[ぁ-ん]{3})"),
    re.compile(r"(?<=[一-龠々ァ-ヶー]に)(?![はもてよ])(?=[ぁ-ん]{3})"),
    re.compile(r"(?<=[一-龠々ァ-ヶー]で)(?![はもすしき])(?=[ぁ-ん]{3})"),
    re.compile(r"(?<=[一-龠々ァ-ヶー]が)(?<![上下広曲]が)(?=[ぁ-ん]{3})"),
    re.compile(r"(?<=ここで|これで|どれに|いまは)(?![はも])(?=[ぁ-ん]{3})"),
    # polite words
    re.compile(r"(?<=[ぁ-ん一-龠ァ-ヶ])(?=[おご][一-龠])"),
    # what follows a sign, a year or a day
    re.compile(r"(?<=[、。・）」／：])(?=[^、。・）」／：\s])"),
    re.compile(r"(?<=[0-9][年日])(?=[0-9一-龠])"),
)
_ENDING = re.compile(r"(?<=[ぁ-ん一-龠ァ-ヶ])(?=です|でした|ください)")
WITH_ENDING = 7
"""A phrase with its polite ending, of at most so many, is not parted: the largest letters of a
heading on a phone leave room for no more."""


@lru_cache(maxsize=4096)
def phrased(text: str) -> str:
    """The text with joiners wherever a line must not end. Spaces always may end one."""
    if _LATIN.search(text):
        return _UNIT.sub(lambda unit: unit[0] if unit[0].isascii() else JOINER.join(unit[0]), text)
    return " ".join(_joined(part) for part in text.split(" "))


def _joined(part: str) -> str:
    starts = {m.start() for start in _STARTS for m in start.finditer(part)}
    bounds = sorted({0, len(part), *starts})
    return "".join(_ended(part[start:end]) for start, end in pairwise(bounds))


def _ended(phrase: str) -> str:
    if len(phrase) <= WITH_ENDING:
        return _held(phrase)
    return "".join(map(_held, _ENDING.split(phrase)))


def _held(phrase: str) -> str:
    """A long phrase may end a line before and after a unit, or the few characters between two."""
    if len(phrase) <= LONGEST or _UNIT.fullmatch(phrase):
        return JOINER.join(phrase)
    bounds = sorted({0, len(phrase), *chain.from_iterable(units(phrase))})
    pieces = [phrase[start:end] for start, end in pairwise(bounds)]
    return _SMALL.sub(JOINER, phrase) if len(pieces) == 1 else "".join(map(_held, pieces))


def units(text: str) -> list[tuple[int, int]]:
    """Where each time, day and number with its counter begins and ends."""
    return [found.span() for found in _UNIT.finditer(text)]
