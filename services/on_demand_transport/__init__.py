"""AIオンデマンド交通: shared rides from stop to stop, or from door to door."""

from senior_life.contract import TOWN_DESK, CancelRule, Family, Kind, Repeats, Service, Step
from senior_life.providing import FREE_MINUTES
from services.on_demand_transport import gtfs, ordering
from services.on_demand_transport.checking import check_pack
from services.on_demand_transport.desk import RideDesk
from services.on_demand_transport.pack import FILES
from services.on_demand_transport.provider import Rides
from services.on_demand_transport.sentences import ID, _

WAY = ("origin", "destination")
WHEN = (*WAY, "date", "time_kind", "time")
STEPS = (
    Step("origin", Kind.PLACE, _("Where do you start?"), _("You board at")),
    Step("destination", Kind.PLACE, _("Where do you go?"), _("You get out at"), ("origin",)),
    Step("date", Kind.DATE, _("On which day?"), _("Day")),
    Step("time_kind", Kind.CHOICE, _("Which time matters to you?"), _("Which time")),
    Step("time", Kind.TIME, _("At what time?"), _("Time"), (*WAY, "date", "time_kind")),
    Step("riders", Kind.CHOICE, _("How many people ride?"), _("Who rides")),
    Step("wheelchair", Kind.CHOICE, _("How do you move about?"), _("Moving about")),
    Step("round_trip", Kind.CHOICE, _("Shall a car bring you back, too?"), _("Way back"), WHEN),
)

service = Service(
    id=ID,
    name=_("Shared rides"),
    reading="のりあいのくるま",
    about=_("A car fetches you nearby and brings you where you want to go."),
    says=_("Here you can book a car that fetches you nearby."),
    icon="airport_shuttle",
    family=Family.RIDE,
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
    provider=Rides,
    desk=RideDesk,
    sentences={
        "ja": (
            "車を予約したい",
            "病院まで車をお願いします",
            "あしたの10時までに近大病院に車で行きたい",
            "家から泉ケ丘駅まで乗せてほしい",
            "迎えに来てください",
            "光明池駅から家まで車をお願い",
            "土曜日に高島屋まで往復で乗りたい",
            "車いすで区役所まで送ってほしい",
        ),
        "en": ("I need a ride to the hospital", "Please send a car"),
    },
    keywords=(
        "車",
        "くるま",
        "送迎",
        "そうげい",
        "迎え",
        "むかえ",
        "乗せて",
        "のせて",
        "乗りたい",
        "送って",
        "タクシー",
        "オンデマンド",
        "乗合",
        "往復",
        "ride",
        "car",
    ),
    shares=frozenset({"name", "kana", "phone", "needs", "birth_date", "home", "address"}),
    pack=FILES,
    check_pack=check_pack,
    package="services.on_demand_transport",
    accompanies=_("The ride there and back, too"),
    along=_("There is a ride there and back"),
    along_for=frozenset({"wheelchair", "walker", "sight"}),
    repeats=Repeats("date", _("Make it every week")),
    publishes={"gtfs-flex.zip": gtfs.zipped},
    check_folder=ordering.check_folder,
    prepares=ordering.prepare,
    credits=ordering.credited,
)
