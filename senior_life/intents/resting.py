"""A sentence about an errand of every week: some days shall be left out, or it shall go on again.

「入院のあいだお弁当を休みたい」 says no days, 「来週のお弁当は休みます」 a whole week,
「12月1日から5日まで」 both ends. What may mean two days is not guessed: it is asked.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from senior_life.intents.dates import days_in
from senior_life.intents.hearing import heard

ONE_DAY = timedelta(days=1)
NOT_NEEDED = r"(?:いり|要り)ません|(?:いら|要ら)(?:ない|ん(?:わ|ねん|です|で|[。、! ]|$))"
RESUMES = re.compile(
    r"再開|さいかい|退院|(?:お?休み|おやすみ)を?(?:やめ|止め|終わ|おわ|おしまい)|(?:元|もと)(?:に戻|にもど|どおり|通り)"
)
PAUSES = re.compile(
    r"(?:お?休|おやす|やす)(?:む|んで|みたい|みます|ませて|もう)|"
    r"(?:お?休み|おやすみ)(?:に|を?(?:お?願|頼|たの|くだ|したい|します|させ)|で(?:す|お願))|"
    r"(?:お?休み|おやすみ)[。、! ]*$|"
    r"(?:止|と)めて(?:おいて|ほしい|欲しい|くだ|もら|お願)|"
    rf"{NOT_NEEDED}|入院|留守"
)
WEEK = re.compile(r"(今週|来週|再来週)(?!の?[、 ]?[月火水木金土日])")
WEEKS = {"今週": 0, "来週": 1, "再来週": 2}
LASTING = re.compile(r"([0-9]{1,2})(日|週)間?")
DAYS_OF = {"日": 1, "週": 7}


class Rest(StrEnum):
    PAUSE = "pause"
    RESUME = "resume"


@dataclass(frozen=True, slots=True)
class Span:
    """``until`` is the last day left out; None: it was not said, or not clearly."""

    since: date | None = None
    until: date | None = None


def rest(words: str) -> Rest | None:
    """Whether an errand of every week shall rest or go on; it says so only to whoever has one."""
    text = heard(words)
    if RESUMES.search(text):
        return Rest.RESUME
    return Rest.PAUSE if PAUSES.search(text) else None


def span_in(words: str, now: datetime) -> Span:
    """Which days are meant; ``now`` in Japan."""
    text, today = heard(words), now.date()
    before, has_start, after = text.partition("から")
    if has_start and (start := _days(before, today)):
        return Span(start[0], _end(after, start[0]))
    said = _days(text, today)
    if said is None:
        return Span()
    return Span(today if "まで" in text else said[0], said[1])


def _end(text: str, since: date) -> date | None:
    """Of 「5日まで」 and 「3日間」, after the day on which it begins."""
    lasting = LASTING.search(text)
    if lasting and "まで" not in text:
        return since + ONE_DAY * (int(lasting[1]) * DAYS_OF[lasting[2]] - 1)
    said = _days(text, since)
    return said[1] if said else None


def _days(text: str, today: date) -> tuple[date, date] | None:
    """The first and the last of what is said: one day, or what is left of a week."""
    week = WEEK.search(text)
    if week:
        monday = today - ONE_DAY * today.weekday() + timedelta(weeks=WEEKS[week[1]])
        return max(today, monday), monday + ONE_DAY * 6
    said = [one.days for one in days_in(text, today)]
    if len(said) != 1 or len(said[0]) != 1:
        return None
    return said[0][0], said[0][0]
