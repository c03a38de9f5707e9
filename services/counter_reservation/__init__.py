"""窓口予約: a time at a counter of the town's offices, by telephone or by video."""

from senior_life.contract import TOWN_DESK, CancelRule, Family, Kind, Service, Step
from senior_life.providing import FREE_MINUTES
from services.counter_reservation.checking import check_pack
from services.counter_reservation.desk import CounterDesk
from services.counter_reservation.pack import FILES
from services.counter_reservation.provider import Counters
from services.counter_reservation.sentences import ID, _

STEPS = (
    Step("topic", Kind.CHOICE, _("What is your visit about?"), _("Topic"), many=True),
    Step("office", Kind.CHOICE, _("Where would you like to go?"), _("Place"), ("topic",)),
    Step(
        "mode",
        Kind.CHOICE,
        _("How would you like to speak with us?"),
        _("How"),
        ("topic", "office"),
    ),
    Step("date", Kind.DATE, _("Which day suits you?"), _("Day"), ("topic", "office", "mode")),
    Step(
        "period",
        Kind.CHOICE,
        _("Morning or afternoon?"),
        _("Morning or afternoon"),
        ("topic", "office", "mode", "date"),
    ),
    Step(
        "time",
        Kind.TIME,
        _("At what time?"),
        _("Time"),
        ("topic", "office", "mode", "date", "period"),
    ),
)

service = Service(
    id=ID,
    name=_("Counter reservation"),
    reading="まどぐちよやく",
    about=_("Reserve a time at a counter, so that you need not wait."),
    says=_("Here you can reserve a time at a counter of the town's offices."),
    icon="event_available",
    family=Family.TOWN,
    offered_by=_("The town"),
    phone=TOWN_DESK,
    cancel=CancelRule(
        _(
            "We say before you book until when you can cancel. "
            "In the first ten minutes you always can."
        ),
        FREE_MINUTES,
    ),
    steps=STEPS,
    provider=Counters,
    desk=CounterDesk,
    serves_by_place=True,
    sentences={
        "ja": (
            "窓口を予約したい",
            "年金の相談に行きたい",
            "あしたの午前中に役所で住民票を取りたい",
            "マイナンバーカードの受け取りを予約して",
            "介護保険のことで電話で相談したい",
            "来週の水曜日に役所に行きたい",
            "バスの乗車証を作りたい",
            "税金のことで窓口に行く",
        ),
        "en": ("I want to reserve a counter", "I need to see someone about my pension"),
    },
    keywords=(
        "窓口",
        "まどぐち",
        "役所",
        "やくしょ",
        "役場",
        "やくば",
        "市役所",
        "区役所",
        "くやくしょ",
        "予約",
        "相談",
        "手続き",
        "届け",
        "年金",
        "介護",
        "介護保険",
        "住民票",
        "マイナンバー",
        "税金",
        "国民健康保険",
        "福祉",
        "乗車証",
    ),
    shares=frozenset({"name", "kana", "phone", "needs"}),
    pack=FILES,
    check_pack=check_pack,
    package="services.counter_reservation",
)
