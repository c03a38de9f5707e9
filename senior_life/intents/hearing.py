"""Brings words into one form: no fillers, Arabic digits, explicit halves of the day."""

import re
import unicodedata
from functools import lru_cache

KANJI_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")}
KANJI_UNITS = {"十": 10, "百": 100, "千": 1000}
TOWN = "(?:市|町)(?!役所|役場|民|内|立|営)"
"""三日市, 十日町: the day of an old market in a name, not a day; but 3日市役所で has both."""
KANJI_NUMBER = re.compile(
    rf"[〇一二三四五六七八九十百千]+(?=年|月|日(?!{TOWN})|時|分|人|名|つ|個|番|回|週|か月|ヶ月|枚|本|食)"
)
# fmt: off
KANA_COUNTS = {
    "ひとり": "1人", "ふたり": "2人", "さんにん": "3人", "よにん": "4人", "ごにん": "5人",
    "ひとつ": "1つ", "ふたつ": "2つ", "みっつ": "3つ", "よっつ": "4つ", "いつつ": "5つ",
    "むっつ": "6つ", "ななつ": "7つ", "やっつ": "8つ", "ここのつ": "9つ",
    "ついたち": "1日", "ふつか": "2日", "みっか": "3日", "よっか": "4日", "いつか": "5日",
    "むいか": "6日", "なのか": "7日", "ようか": "8日", "ここのか": "9日", "とおか": "10日",
    "はつか": "20日",
}
# fmt: on
KANA_WORDS = {
    "さらいしゅう": "再来週",
    "らいしゅう": "来週",
    "こんしゅう": "今週",
    "らいげつ": "来月",
    "こんげつ": "今月",
    "まいしゅう": "毎週",
    "げつようび?": "月曜",
    "かようび": "火曜",
    "すいようび?": "水曜",
    "もくようび?": "木曜",
    "きんようび?": "金曜",
    "どようび?": "土曜",
    "にちようび?": "日曜",
    "ごぜんちゅう": "午前中",
    "ごぜん(?=[0-9の、 ]|$)": "午前",
    "ごご(?=[0-9の、 ]|$)": "午後",
    "ゆうがた": "夕方",
    "しょうご(?=[にのは、。 ]|$)": "正午",
    "(?<=[0-9])じはん": "時半",
    "(?<=[0-9])じ(?=[にのはがかまご、。 ]|$)": "時",
    "(?<=[0-9]時)はん": "半",
    "(?<=[0-9])がつ": "月",
    "(?<=[0-9])にち": "日",
}
# いつか, なのか, ようか and とおか are also other words: only after a month are they days.
AFTER_A_MONTH = ("いつか", "なのか", "ようか", "とおか", "よっか", "むいか", "みっか", "ふつか")
FILLER = re.compile(
    r"(?:(?<=[、。\s])|^)(?:えー+っ?と|えっ+と|ええと|ええっと|あの[うーぉ]*(?=[、。\s]|$)|"
    r"あのー+|そのー+|うーん|んー+|まあ|ほな|ほんなら|すいませんが?|すみませんが?)[、。\s]*"
)
SPACES = re.compile(r"\s+")
HOUR = re.compile(
    r"(?P<half>午前中?|午後|朝|お?昼|夕方|夜|晩|今晩|今夜)?(?P<no>の|は|、)?"
    r"(?P<hour>[0-9]{1,2})(?:時(?!間)(?:(?P<minute>[0-9]{1,2})分|(?P<part>半))?"
    r"(?P<before>前)?|:(?P<digits>[0-9]{2}))"
)
NOON = re.compile(r"正午|お?昼の?12時(?!間)(?!半|[0-9])|午後0時(?!間)(?!半|[0-9])")
MORNING = re.compile(r"午前中|(?<!毎)朝(?:一番|いち|のうち|方)?(?!食|ご|日)")
AFTERNOON = re.compile(r"昼から|お?昼(?:すぎ|過ぎ)|夕方")
FIRST_OFFICE_HOUR = 7  # 1時 to 6時 without 午前 or 午後 are in the afternoon
HALF_DAY = 12
LAST_HOUR = 23
LAST_MINUTE = 59


@lru_cache(maxsize=2048)
def heard(words: str) -> str:
    """えーと、朝十時半 → 午前10時30分. Idempotent."""
    text = unicodedata.normalize("NFKC", words)
    text = SPACES.sub(" ", text).strip()
    text = FILLER.sub("", text)
    for kana, written in KANA_WORDS.items():
        text = re.sub(kana, written, text)
    text = KANJI_NUMBER.sub(lambda found: str(number(found[0])), text)
    for kana, digits in KANA_COUNTS.items():
        before = "(?<=月)" if kana in AFTER_A_MONTH else ""
        text = re.sub(before + kana, digits, text)
    text = NOON.sub("午後0時", text)
    text = HOUR.sub(_explicit, text)
    return AFTERNOON.sub("午後", MORNING.sub("午前", text))


def number(kanji: str) -> int:
    """二十四 → 24, 二四 → 24, 〇 → 0."""
    total = current = 0
    for sign in kanji:
        if sign in KANJI_UNITS:
            total += (current or 1) * KANJI_UNITS[sign]
            current = 0
        else:
            current = current * 10 + KANJI_DIGITS[sign]
    return total + current


def _explicit(found: re.Match[str]) -> str:
    """Each time becomes 午前H時M分 or 午後H時M分; what is no time of day stays as it was."""
    hour = int(found["hour"])
    minute = 30 if found["part"] else int(found["minute"] or found["digits"] or 0)
    if hour > LAST_HOUR or minute > LAST_MINUTE:
        return found[0]
    hour = _on_the_clock(hour, found["half"] or "")
    if found["before"]:
        hour, minute = divmod((hour * 60 - minute) % (24 * 60), 60)
    half = "午前" if hour < HALF_DAY else "午後"
    minutes = f"{minute}分" if minute else ""
    loose = (found["no"] or "") if not found["half"] else ""
    return f"{loose}{half}{hour % HALF_DAY}時{minutes}"


def _on_the_clock(hour: int, half: str) -> int:
    if half.startswith("午前") or half == "朝":
        return hour % HALF_DAY
    is_later = half.startswith(("午後", "夕", "夜", "晩", "今"))
    if hour < HALF_DAY and (is_later or 0 < hour < FIRST_OFFICE_HOUR):
        return hour + HALF_DAY
    return hour
