"""How numbers and what they count are read: 20日 はつか, 4時 よじ, 10分 じゅっぷん."""

import re
from functools import lru_cache

from senior_life.words.ruby import HAS_KANJI, Ruby

ONES = ("", "いち", "に", "さん", "よん", "ご", "ろく", "なな", "はち", "きゅう")
TENS = {"さんひゃく": "さんびゃく", "ろくひゃく": "ろっぴゃく", "はちひゃく": "はっぴゃく"}
TENS |= {"さんせん": "さんぜん", "はちせん": "はっせん"}
UNITS = ((1000, "せん"), (100, "ひゃく"), (10, "じゅう"))
MYRIADS = ((100_000_000, "おく"), (10_000, "まん"))
DIGITS = ("ぜろ", *ONES[1:])

# How the end of the number changes before each group of counters.
K = {"いち": "いっ", "ろく": "ろっ", "はち": "はっ", "じゅう": "じゅっ", "ひゃく": "ひゃっ"}
S = {"いち": "いっ", "はち": "はっ", "じゅう": "じゅっ"}
P = {"いち": "いっ", "ろく": "ろっ", "はち": "はっ", "じゅう": "じゅっ", "ひゃく": "ひゃっ"}
MONTH = {"よん": "し", "なな": "しち", "きゅう": "く"}
HOUR = {"よん": "よ", "なな": "しち", "きゅう": "く"}
FOUR = {"よん": "よ"}
PEOPLE = {"よん": "よ", "なな": "しち"}

COUNTERS: dict[str, tuple[str, dict[str, str]]] = {
    "年": ("ねん", FOUR),
    "年間": ("ねんかん", FOUR),
    "年度": ("ねんど", FOUR),
    "月": ("がつ", MONTH),
    "か月": ("かげつ", K),
    "ヶ月": ("かげつ", K),
    "週": ("しゅう", S),
    "週間": ("しゅうかん", S),
    "日": ("にち", {}),
    "日間": ("にちかん", {}),
    "時": ("じ", HOUR),
    "時間": ("じかん", HOUR),
    "分": ("ふん", P),
    "分間": ("ふんかん", P),
    "秒": ("びょう", {}),
    "階": ("かい", K),
    "番": ("ばん", {}),
    "番目": ("ばんめ", {}),
    "号": ("ごう", {}),
    "号車": ("ごうしゃ", {}),
    "丁目": ("ちょうめ", S),
    "番地": ("ばんち", {}),
    "人": ("にん", PEOPLE),
    "人目": ("にんめ", PEOPLE),
    "名": ("めい", {}),
    "円": ("えん", FOUR),
    "件": ("けん", K),
    "回": ("かい", K),
    "回目": ("かいめ", K),
    "歳": ("さい", S),
    "本": ("ほん", P),
    "枚": ("まい", {}),
    "個": ("こ", K),
    "台": ("だい", {}),
    "通": ("つう", S),
    "桁": ("けた", {"ろく": "ろっ", "じゅう": "じゅっ"}),
    "けた": ("けた", {"ろく": "ろっ", "じゅう": "じゅっ"}),
    "文字": ("もじ", {}),
    "食": ("しょく", S),
    "度": ("ど", {}),
    "組": ("くみ", {}),
    "割": ("わり", {}),
    "点": ("てん", S),
    "行": ("ぎょう", {}),
    "つ": ("", {}),
    "つめ": ("", {}),
}
# fmt: off
DAYS = {
    2: "ふつか", 3: "みっか", 4: "よっか", 5: "いつか", 6: "むいか", 7: "なのか", 8: "ようか",
    9: "ここのか", 10: "とおか", 14: "じゅうよっか", 20: "はつか", 24: "にじゅうよっか",
}
THINGS = {
    1: "ひとつ", 2: "ふたつ", 3: "みっつ", 4: "よっつ", 5: "いつつ",
    6: "むっつ", 7: "ななつ", 8: "やっつ", 9: "ここのつ",
}
# fmt: on
WHOLE = {f"{n}日": day for n, day in DAYS.items()}
WHOLE |= {f"{n}日間": f"{day}かん" for n, day in DAYS.items()}
WHOLE |= {f"{n}つ": thing for n, thing in THINGS.items()}
WHOLE |= {f"{n}つめ": f"{thing}め" for n, thing in THINGS.items()}
WHOLE |= {"1日": "ついたち", "1人": "ひとり", "2人": "ふたり", "20歳": "はたち"}
WHOLE |= {"110番": "ひゃくとおばん", "0時": "れいじ", "1組": "ひとくみ", "2組": "ふたくみ"}
# Before these 1日 is a length of time and no date.
LENGTH = tuple("前後間に中分目")
# How a counter itself changes, by the end of the number: さんぷん, ろっぽん, さんがい.
VOICED = {
    "分": {"っ": "ぷん", "ん": "ぷん"},
    "分間": {"っ": "ぷんかん", "ん": "ぷんかん"},
    "本": {"っ": "ぽん", "さん": "ぼん"},
    "階": {"さん": "がい"},
}

NUMBER = re.compile(
    r"(?P<whole>[0-9]+)\.(?P<part>[0-9]+)|(?P<spelt>#[0-9]+|[0-9]{2,5}(?:-[0-9]{2,4}){1,2}|0[0-9]+)|"
    r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?P<counter>"
    + "|".join(sorted(COUNTERS, key=len, reverse=True))
    + ")?"
)


@lru_cache(maxsize=4096)
def count(n: int) -> str:
    """1200 → せんにひゃく."""
    if n == 0:
        return "ぜろ"
    kana = ""
    for size, name in MYRIADS:
        if n >= size:
            kana += count(n // size) + name
            n %= size
    for size, name in UNITS:
        digit, n = divmod(n, size)
        part = ("" if digit == 1 else ONES[digit]) + name if digit else ""
        kana += TENS.get(part, part)
    return kana + ONES[n]


def spell(digits: str) -> str:
    """Digit by digit, as telephone numbers are read."""
    return "".join(DIGITS[int(digit)] for digit in digits)


@lru_cache(maxsize=4096)
def counted(digits: str, counter: str) -> str:
    """The reading of a number with its counter; 1日 is the first of a month."""
    n = int(digits.replace(",", ""))
    if found := WHOLE.get(f"{n}{counter}"):
        return found
    kana, changes = COUNTERS[counter]
    number = count(n)
    ending = next((old for old in changes if number.endswith(old)), "")
    number = number.removesuffix(ending) + changes.get(ending, "")
    voiced = VOICED.get(counter, {})
    return number + next((new for end, new in voiced.items() if number.endswith(end)), kana)


def read_number(found: re.Match[str]) -> Ruby:
    """Digits stay without furigana unless number and counter are read as one word (20日)."""
    digits, counter = found["digits"], found["counter"]
    if not counter:
        return ((found[0], ""),)
    if found[0] == "1日" and _is_length(found):
        return (("1", ""), ("日", "にち"))
    kana = counted(digits, counter)
    unit = COUNTERS[counter][0]
    if kana != count(int(digits.replace(",", ""))) + unit:
        return ((found[0], kana),)
    return ((digits, ""), (counter, unit if HAS_KANJI.search(counter) else ""))


def _is_length(found: re.Match[str]) -> bool:
    before, after = found.string[: found.start()], found.string[found.end() :]
    return not before.endswith("月") and after.startswith(LENGTH)


def speak_number(found: re.Match[str]) -> str:
    """The same aloud, digits included: a telephone number digit by digit."""
    if found["part"]:
        return f"{count(int(found['whole']))}てん{spell(found['part'])}"
    if spelt := found["spelt"]:
        parts = re.split("-", spelt.removeprefix("#"))
        return ("シャープ" if spelt.startswith("#") else "") + "の".join(map(spell, parts))
    counter = found["counter"]
    if counter:
        return counted(found["digits"], counter)
    return count(int(found["digits"].replace(",", "")))
