"""Finds residents however a name is written (髙橋 by 高橋, タナカ by たなか), or by telephone."""

import unicodedata

import jaconv
from sqlmodel import Session, col, or_, select

from senior_life.storage.tables.people import ResidentRow

SHOWN = 20
TAIL_DIGITS = 4
VARIANTS = str.maketrans(
    "髙﨑嵜碕𠮷德濵濱邊邉齋齊斉澤櫻廣惠眞國嶋嶌瀨冨曾栁圓𣘺槗彥黑增",
    "高崎崎崎吉徳浜浜辺辺斎斎斎沢桜広恵真国島島瀬富曽柳円橋橋彦黒増",
)
"""Forms of one character in names, for searching only; a name itself is never folded."""


def fold(words: str) -> str:
    """One spelling for all: width, katakana, spaces and name variants make no difference."""
    plain = unicodedata.normalize("NFKC", words).translate(VARIANTS).casefold()
    return "".join(str(jaconv.kata2hira(plain)).split())


def digits(phone: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", phone) if c.isascii() and c.isdigit())


def find(s: Session, query: str) -> list[ResidentRow]:
    """At most ``SHOWN``, by kana; those merged into another are left out."""
    folded, number = fold(query), digits(query)
    if not folded:
        return []
    matches = [col(ResidentRow.search).contains(folded, autoescape=True)]
    if len(number) >= TAIL_DIGITS:
        matches.append(col(ResidentRow.phone_digits).endswith(number))
    return list(
        s.exec(
            select(ResidentRow)
            .where(or_(*matches), col(ResidentRow.merged_into).is_(None))
            .order_by(ResidentRow.kana, ResidentRow.ref)
            .limit(SHOWN)
        )
    )
