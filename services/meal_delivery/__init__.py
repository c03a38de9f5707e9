"""配食: a meal brought to the door, cooked for what its eater may and may not eat."""

from senior_life.contract import TOWN_DESK, CancelRule, Family, Kind, Repeats, Service, Step
from senior_life.providing import FREE_MINUTES
from services.meal_delivery.checking import check_pack
from services.meal_delivery.desk import KitchenDesk
from services.meal_delivery.pack import FILES
from services.meal_delivery.provider import Meals
from services.meal_delivery.sentences import ID, _

STEPS = (
    Step("date", Kind.DATE, _("For which day?"), _("Day")),
    Step("meal", Kind.CHOICE, _("Lunch or dinner?"), _("Meal"), ("date",)),
    Step(
        "diet",
        Kind.CHOICE,
        _("Which kind of meal?"),
        _("Kind of meal"),
        ("date", "meal"),
        hint=_("If there is something that you must not eat, please tell us before by telephone."),
    ),
    Step("count", Kind.CHOICE, _("How many meals?"), _("How many"), ("date", "meal", "diet")),
)

service = Service(
    id=ID,
    name=_("Meals at home"),
    reading="おべんとう",
    about=_("We bring a warm meal to your door."),
    says=_("Here you can order a meal, which we bring to your door."),
    icon="rice_bowl",
    family=Family.MEAL,
    offered_by=_("The town"),
    phone=TOWN_DESK,
    cancel=CancelRule(
        _(
            "We say before you order until when you can cancel. "
            "In the first ten minutes you always can."
        ),
        FREE_MINUTES,
    ),
    steps=STEPS,
    provider=Meals,
    desk=KitchenDesk,
    serves_by_place=True,
    sentences={
        "ja": (
            "お弁当をお願いします",
            "あしたのお昼のお弁当",
            "明日の昼のお弁当を一つください",
            "やわらか食の夕飯を金曜日に二人前",
            "夕飯を届けてほしい",
            "減塩のお弁当を頼みたい",
            "来週の月曜の晩ごはんを届けてください",
            "配食を申し込みたい",
        ),
        "en": ("I would like to order a meal", "Please bring lunch tomorrow"),
    },
    keywords=(
        "弁当",
        "お弁当",
        "べんとう",
        "配食",
        "はいしょく",
        "昼ごはん",
        "昼ご飯",
        "昼食",
        "夕飯",
        "夕食",
        "夕ごはん",
        "夕ご飯",
        "晩ごはん",
        "晩ご飯",
        "ごはん",
        "ご飯",
        "食事",
        "meal",
        "lunch",
        "dinner",
    ),
    shares=frozenset({"name", "kana", "phone", "birth_date", "home", "address"}),
    pack=FILES,
    check_pack=check_pack,
    package="services.meal_delivery",
    repeats=Repeats("date", _("Make it every week")),
    gives_way=True,
)
