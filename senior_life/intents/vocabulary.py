"""Finds the options that a sentence names, by label, reading or alias."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from senior_life.contract import Label, Option
from senior_life.intents.hearing import heard
from senior_life.words import kana, plain, render, spoken

SHORTEST_KANA = 3  # shorter readings turn up inside other words
SHORTEST_PART = 2
LONGEST_SHORT_KANA = 4
EITHER = re.compile(r"[一-鿿ァ-ヺー]か、?$")
OR_ELSE = re.compile(r"か、?[一-鿿ァ-ヺ]")
HIRAGANA = re.compile("[ぁ-んー]+")
SURE = 80  # of 100: how alike two readings must be
MARGIN = 8  # and how much more than the second best
POLITENESS = re.compile(
    r"(?:(?:について|に関して|のこと)?(?:で|が|を|は|に|へ|と|の)?"
    r"(?:お願い(?:します|いたします|したい)?|頼みます|ください|したい(?:です)?|します|ですが?|です|"
    r"がいい(?:です)?|でいい(?:です)?|にする|にします|にして(?:ください)?|がええ|でええ|やねん|や|相談|手続き?)*)"
    r"[。、!? ]*$"
)
ORDINAL = re.compile(r"^(?:上から)?([0-9]{1,2})(?:番目?|つ目|つめ|個目)?(?:の(?:もの|やつ|方)?)?$")


def forms(label: Label, aliases: tuple[str, ...]) -> tuple[str, ...]:
    """Everything by which an option may be called, as ``heard`` writes it."""
    return _forms((plain(label, "ja"), plain(label, "en"), *aliases), spoken(render(label, "ja")))


@lru_cache(maxsize=4096)
def _forms(names: tuple[str, ...], reading: str) -> tuple[str, ...]:
    readings = [text for text in (reading, *map(kana, names)) if len(text) >= SHORTEST_KANA]
    return tuple(dict.fromkeys(heard(text).lower() for text in (*names, *readings) if text))


def named(text: str, options: Sequence[Option]) -> tuple[str, ...]:
    """Values of the options that stand in the sentence; a longer name hides those inside it.

    Nothing when one of them stands in doubt: 年金か税金.
    """
    spans = [
        (match.start(), match.end(), option.value)
        for option in options
        for form in forms(option.label, option.aliases)
        for match in mention(form).finditer(text.lower())
    ]
    kept = [one for one in spans if not any(_inside(one, other) for other in spans)]
    if any(OR_ELSE.match(text, end) or EITHER.search(text[:start]) for start, end, _ in kept):
        return ()
    return tuple(dict.fromkeys(value for _, _, value in sorted(kept)))


@lru_cache(maxsize=8192)
def mention(form: str) -> re.Pattern[str]:
    """Short kana count only between particles and other signs: あさ is not in あさって."""
    if len(form) > LONGEST_SHORT_KANA or not HIRAGANA.fullmatch(form):
        return re.compile(re.escape(form))
    particles = "はがをにでのともへか"
    before = f"(?:(?<![ぁ-ん])|(?<=[{particles}]))"
    return re.compile(f"{before}{form}(?=[{particles}]|[^ぁ-ん]|$|です|から|まで|より)")


def _inside(one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    """Strictly within a longer name of another option."""
    is_within = other[0] <= one[0] and one[1] <= other[1]
    return is_within and one[1] - one[0] < other[1] - other[0] and one[2] != other[2]


def part_of(text: str, options: Sequence[Option]) -> str | None:
    """The only option whose name has these words in it: 障害 for 障害福祉."""
    words = POLITENESS.sub("", text).lower()
    if len(words) < SHORTEST_PART:
        return None
    found = {o.value for o in options if any(words in form for form in forms(o.label, o.aliases))}
    return found.pop() if len(found) == 1 else None


def ordinal(text: str, options: Sequence[Option]) -> str | None:
    """2 or 2番目: the second of the options on the screen."""
    found = ORDINAL.match(text.strip("。、 ").removesuffix("です").removesuffix("お願いします"))
    place = int(found[1]) if found else 0
    return options[place - 1].value if 1 <= place <= len(options) else None


def alike(text: str, options: Sequence[Option]) -> str | None:
    """The option that sounds like this; None when two sound nearly the same."""
    wanted = kana(POLITENESS.sub("", text))
    if len(wanted) < SHORTEST_KANA:
        return None
    scores = sorted(_scores(wanted, options), reverse=True)
    if not scores or scores[0][0] < SURE:
        return None
    second = next((score for score, value in scores if value != scores[0][1]), 0.0)
    return scores[0][1] if scores[0][0] - second >= MARGIN else None


def _scores(wanted: str, options: Iterable[Option]) -> Iterator[tuple[float, str]]:
    for option in options:
        readings = [kana(form) for form in forms(option.label, option.aliases)]
        best = process.extractOne(wanted, readings, scorer=fuzz.ratio)
        if best:
            yield best[1], option.value
