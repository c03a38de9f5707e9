"""電子回覧板: what neighbours pass from door to door, read and answered on the screen."""

from senior_life.contract import TOWN_DESK, Family, Service
from services.circular_board.checking import check_pack
from services.circular_board.desk import CircularDesk
from services.circular_board.pack import FILES
from services.circular_board.provider import Circulars
from services.circular_board.sentences import ID, THE_TOWN, _

service = Service(
    id=ID,
    name=_("Circulars"),
    reading="かいらんばん",
    about=_("News of the town and of your neighbourhood."),
    says=_("Here you can read the circulars of your neighbourhood."),
    icon="newspaper",
    family=Family.BOARD,
    offered_by=THE_TOWN,
    phone=TOWN_DESK,
    board=Circulars,
    desk=CircularDesk,
    sentences={
        "ja": ("回覧板を読みたい", "回覧板を見せてください", "町内のお知らせはありますか"),
        "en": ("I would like to read the circulars",),
    },
    keywords=(
        "回覧板",
        "回覧",
        "かいらんばん",
        "お知らせ",
        "おしらせ",
        "自治会",
        "circular",
        "news",
    ),
    shares=frozenset({"address", "household", "phone"}),
    pack=FILES,
    check_pack=check_pack,
    package="services.circular_board",
)
