"""What a person may want on any screen: a person, help at once, yes, no, back."""

import re
from enum import StrEnum

from senior_life.intents.hearing import heard


class Wish(StrEnum):
    EMERGENCY = "emergency"
    HUMAN = "human"
    UNSURE = "unsure"  # わからない: an answer of its own, and the way to a person
    BACK = "back"
    AGAIN = "again"
    TODAY = "today"


EMERGENCY = re.compile(
    r"助けて|たすけて|救急(?!医療情報|箱)|きゅうきゅうしゃ|緊急(?!連絡|通報)|きんきゅう|火事|火が出|110番|119番|"
    r"倒れ(?:た|て|ました)|(?:息|いき)が(?:でき|苦し|くるし)|血が止まら|泥棒"
)
HUMAN = re.compile(
    r"(?:係|かかり|担当)の?(?:人|ひと|方|かた|者)|係員|職員|オペレーター|"
    r"(?:人|ひと|誰か|だれか)(?:と|に)(?:直接)?(?:話|はな|聞|き[いきこ]|相談|代わ|替わ|かわっ)|"
    r"電話を?(?:かけて|して)(?:ほしい|欲しい|ください|もらい)"
)
UNSURE = re.compile(
    r"(?:よく|ちょっと)?(?:わか|分か|判)(?:らない|らん|りません|らへん)(?:です|わ|なあ?|ねん|ねえ)?|"
    r"さっぱり|どれ(?:か|が).*(?:わから|分から).*|相談(?:が?)したい(?:です)?"
)
BACK = re.compile(
    r"(?:前に|ひとつ前に?|1つ前に?)?(?:戻|もど)(?:る|って|して|りたい|ります)(?:ください|です)?"
)
AGAIN = re.compile(
    r"(?:もう(?:一度|いちど|1度|一回|1回|いっぺん|いっかい))(?:言って|いって|読んで|よんで|お願い.*)?(?:ください)?|"
    r"(?:なん|何)(?:て|と)(?:言い|いい|言う|いう).*|聞こえ(?:ない|ません|へん).*"
)
TODAY = re.compile(
    r"(?:きょう|今日|本日)の?(?:予定|よてい)(?:は|を|が|って|も|教えて|おしえて|見せて|みせて|"
    r"(?:見|み|知り|しり|聞き|きき)たい|(?:確認|確かめ|たしかめ)(?:したい|する|して|たい|る)|"
    r"見る|みる|何|なに|ください|ほしい|です|か|な|ん|けど|の|ねん|[?。、 ])*"
)
POLITE_END = r"(?:です|ます|よ|ね|わ|な|で|ねん|。|!|、| )*"
YES = re.compile(
    rf"(?:(?:はい|ええ|うん|そう|せや|ほい|オッケー|OK|ok){POLITE_END})*"
    r"(?:(?:はい|ええ|うん|そう(?:です|や|する|します|して(?:ください)?)?|せや|オッケー|OK|ok|"
    r"(?:よろしく)?(?:お願い|おねがい)(?:します|いたします|する|しとく|しときます)?|"
    r"(?:それ|これ)で(?:いい|ええ|よい|よろしい|結構|けっこう|お願い(?:します)?|頼む|頼みます)(?:です)?|"
    r"よろしい(?:です)?|(?:合って|あって)(?:い?る|い?ます)|その通り|"
    r"頼む(?:わ)?|頼みます|たのむ(?:わ)?|たのみます|(?:予約)?(?:して|しといて)(?:ください)?|予約(?:する|します)|"
    rf"かまへん|かまいません){POLITE_END})"
)
NO = re.compile(
    rf"(?:(?:いいえ|いえ|いや|ううん|ちがう|違う|ちゃう){POLITE_END})*"
    r"(?:(?:いいえ|いえ|いや|ううん|(?:違|ちが)(?:う|います)|ちゃう|"
    r"(?:やめ|止め)(?:る|とく|とき(?:ます)?|て(?:ください|おく|おきます|)?|ます|ました)|"
    r"(?:いり|要り)ません|いら(?:ん|ない)|要らない|し(?:ません|ない)|せえへん|だめ|駄目|あかん|"
    rf"(?:遠慮|えんりょ)(?:します|しとく|しときます)|取り消さない){POLITE_END})"
)
NOT_THAT = r"いいえ|いえ|いや|ううん|(?:違|ちが)(?:う|います|って)|ちゃう|そうじゃな(?:い|く|くて)"
CORRECTION = re.compile(rf"^(?:(?:{NOT_THAT}){POLITE_END}[、。 ]*)+")
INSTEAD = re.compile(
    r"^.*(?:じゃなく(?:て|、)?|ではなく(?:て|、)?|やなく(?:て|、)?|やのうて)[、 ]*"
)


def wish(words: str) -> Wish | None:
    """A wish that holds on every screen; an emergency and a person are heard in any sentence."""
    text = heard(words)
    if EMERGENCY.search(text):
        return Wish.EMERGENCY
    if HUMAN.search(text):
        return Wish.HUMAN
    bare = text.strip("。、!?. ")
    for pattern, meant in (
        (UNSURE, Wish.UNSURE),
        (BACK, Wish.BACK),
        (AGAIN, Wish.AGAIN),
        (TODAY, Wish.TODAY),
    ):
        if pattern.fullmatch(bare):
            return meant
    return None


def yes_or_no(words: str) -> bool | None:
    """None when unclear: けっこうです, 大丈夫です and いいです may mean either; silence too."""
    bare = heard(words).strip("。、!?. ")
    if NO.fullmatch(bare):
        return False
    return True if bare and YES.fullmatch(bare) else None


def correction(words: str) -> str | None:
    """What is meant instead: 違う、水曜 → 水曜; 年金じゃなくて介護 → 介護; None: no correction."""
    text = heard(words)
    rest = INSTEAD.sub("", CORRECTION.sub("", text))
    return rest if rest and rest != text else None
