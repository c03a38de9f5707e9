"""What a small town says: tiles, questions, offers and bookings, as they come over the wire."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from senior_life import wire
from senior_life.client import Refused
from senior_life.contract import Kind, State
from senior_life.words import Words, render

TOKYO = ZoneInfo("Asia/Tokyo")
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=TOKYO)
TODAY = NOW.date()


def w(text: str) -> Words:
    return render(text, "ja")


def day_words(day: date, near: str = "") -> Words:
    shown = render(day, "ja").text.removeprefix("令和8年").removeprefix("令和9年")
    return w(f"{near} {shown}".strip())


def choice(
    value: str, label: str, note: str = "", icon: str = "", full: bool = False
) -> wire.Choice:
    return wire.Choice(
        value=value, label=w(label), note=w(note) if note else None, icon=icon, is_full=full
    )


def card(
    step: str, kind: Kind, ask: str, choices: Sequence[wire.Choice] = (), **more: object
) -> wire.Card:
    return wire.Card.model_validate(
        {"step": step, "kind": kind, "ask": w(ask), "choices": tuple(choices), **more}
    )


TOPICS = [
    choice("pension", "年金の相談", "30分ほどかかります"),
    choice("nursing_care", "介護保険の相談", "40分ほどかかります"),
    choice("resident_record", "住民票の写し", "10分ほどかかります"),
    choice("my_number", "マイナンバーカード", "20分ほどかかります"),
    choice("tax", "市税の相談"),
    choice("health_insurance", "国民健康保険"),
    choice("bus_pass", "敬老バス証"),
    choice("welfare", "生活の相談"),
]
OFFICES = [
    choice("minami_ward_office", "南区役所", "泉ヶ丘駅から 歩いて5分", "location_city"),
    choice("izumigaoka", "泉ヶ丘市民センター", "駅のとなりです", "location_city"),
]
TIMES = [choice(f"10:{m:02}", f"午前10時{m}分" if m else "午前10時") for m in (0, 15, 30, 45)]
COUNTER = (
    card("topic", Kind.CHOICE, "何のご用ですか。", TOPICS),
    card("office", Kind.PLACE, "どの窓口に行きますか。", OFFICES),
    card(
        "date",
        Kind.DATE,
        "どの日に行きますか。",
        [
            choice("2026-11-25", "あす 11月25日 水曜日", "午前・午後とも 空いています"),
            choice("2026-11-26", "あさって 11月26日 木曜日", "午後だけ 空いています"),
            choice("2026-11-27", "11月27日 金曜日", "この日は いっぱいです", full=True),
        ],
    ),
    card(
        "period",
        Kind.CHOICE,
        "午前と午後の どちらがよいですか。",
        [choice("morning", "午前"), choice("afternoon", "午後")],
    ),
    card("time", Kind.TIME, "何時に行きますか。", TIMES),
)
EVERYTHING = (
    card("topics", Kind.CHOICE, "どの相談をしますか。いくつでも選べます。", TOPICS[:4], many=True),
    card("place", Kind.PLACE, "どこへ行きますか。", OFFICES),
    card("people", Kind.NUMBER, "何人で行きますか。", lowest=1, highest=6),
    card("wish", Kind.TEXT, "伝えておきたいことはありますか。", longest=200, may_skip=True),
    card("wheelchair", Kind.YES_NO, "車いすを使いますか。"),
    card("days", Kind.REPEAT, "いつ届けますか。", [choice("2026-11-25", "あす 1回だけ")]),
    card("letter", Kind.FILE, "紹介状はありますか。"),
)
SERVICES: Mapping[str, tuple[wire.Card, ...]] = {
    "counter_reservation": COUNTER,
    "everything": EVERYTHING,
}


def tile(
    service: str, name: str, about: str, icon: str, family: str, trouble: str = ""
) -> wire.Tile:
    return wire.Tile(
        service=service,
        name=w(name),
        reading="",
        about=w(about),
        icon=icon,
        family=family,
        offered_by=w("堺市南区役所"),
        badge=f"{service} 1",
        trouble=w(trouble) if trouble else None,
    )


TILES = [
    tile("counter_reservation", "窓口予約", "役所の窓口を 予約します", "event_available", "town"),
    tile("everything", "のりもの", "車を よびます", "airport_shuttle", "ride"),
    tile("meals", "お弁当", "お弁当を 届けます", "rice_bowl", "meal"),
    tile("circular", "回覧板", "お知らせを 読みます", "article", "board"),
    tile("health", "くすり・健康", "お薬手帳", "medication", "health", "今は 使えません"),
]


def emergency(number: str, says: str, about: str, icon: str) -> wire.EmergencyOut:
    return wire.EmergencyOut(number=number, says=w(says), about=w(about), icon=icon)


def refused(kind: str, status: int, says: str) -> Refused:
    problem = wire.Problem(type=f"urn:senior-life:{kind}", title=kind, status=status, says=w(says))
    return Refused(problem)


def paged(full: wire.Card, page: int) -> wire.Card:
    chosen = full.choices[page * 5 : page * 5 + 5]
    more = len(full.choices) > page * 5 + 5
    return full.model_copy(update={"choices": chosen, "page": page, "has_more": more})


def days_of(month: str) -> tuple[wire.DayOut, ...]:
    first = date.fromisoformat(f"{month}-01")
    days = [first + timedelta(days=i) for i in range(31)]
    return tuple(
        wire.DayOut(day=d, says=day_words(d), state=day_state(d))
        for d in days
        if d.month == first.month
    )


def day_state(day: date) -> str:
    if day.weekday() > 4 or day <= TODAY:
        return "closed"
    return "full" if day.day in (27, 30) else "free"


def rows(answers: Mapping[str, tuple[str, ...]]) -> tuple[wire.RowOut, ...]:
    says = {
        "topic": ("用件", "年金の相談"),
        "office": ("場所", "南区役所 1階 3番窓口"),
        "date": ("日にち", "令和8年11月25日 水曜日"),
        "period": ("時間帯", "午前"),
        "time": ("時刻", "午前10時から 30分"),
    }
    return tuple(
        wire.RowOut(label=w(says[s][0]), says=w(says[s][1]), step=s) for s in answers if s in says
    )


FIXED = (
    wire.RowOut(label=w("料金"), says=w("無料")),
    wire.RowOut(label=w("持ち物"), says=w("年金手帳・本人確認の書類")),
)


def offer(number: int = 0) -> wire.OfferOut:
    return wire.OfferOut(
        id=f"offer{number}",
        summary=w(f"11月25日 水曜日 午前1{number}時 南区役所"),
        rows=(*rows(dict.fromkeys(("topic", "office", "date", "time"), ())), *FIXED),
        price_yen=0,
        undo_says=w("11月25日 午前8時まで、取り消せます。"),
        undo_until=NOW,
        holds_until=NOW + timedelta(minutes=20),
        is_standby=False,
        shares=w("南区役所に、お名前と電話番号を 伝えます。"),
    )


def walk_at(
    ref: str,
    service: str,
    answers: Mapping[str, tuple[str, ...]],
    rev: int,
    replacing: str | None = None,
    offers: int = 1,
) -> wire.WalkOut:
    cards = SERVICES[service]
    following = next((c for c in cards if c.step not in answers), None)
    return wire.WalkOut(
        id=ref,
        service=service,
        service_name=w("窓口予約"),
        resident="hanako",
        rev=rev,
        position=(cards.index(following) if following else len(cards) - 1) + 1,
        length=len(cards),
        state="asking" if following else "offered",
        card=paged(following, 0) if following else None,
        offers=() if following else tuple(offer(n) for n in range(offers)),
        rows=rows(answers),
        replacing=replacing,
        begun_from=replacing,
        back=_back(following == cards[0], bool(replacing) and rev == 0),
    )


def _back(is_first: bool, is_just_begun: bool) -> Literal["home", "booking", "question"]:
    if is_just_begun:
        return "booking"
    return "home" if is_first else "question"


def troubled(walk: wire.WalkOut) -> wire.WalkOut:
    problem = wire.Problem(
        type="urn:senior-life:gone",
        title="gone",
        status=409,
        says=w("11月27日 金曜日は、もういっぱいです。"),
        instead=tuple(
            wire.AlternativeOut(index=i, label=w(says), note=w("南区役所"))
            for i, says in enumerate(
                ("11月26日 木曜日 午後2時", "11月30日 月曜日 午前9時", "12月1日 火曜日 午前10時")
            )
        ),
        may_wait=True,
    )
    return walk.model_copy(
        update={"state": "troubled", "trouble": problem, "card": None, "rev": walk.rev + 1}
    )


def booking(ref: str, state: State) -> wire.BookingOut:
    cancelled = state is State.CANCELLED
    actions = (
        wire.ActionOut(name="change", label=w("なおす")),
        wire.ActionOut(name="cancel", label=w("取り消す"), warns=w("この予約を 取り消しますか。")),
    )
    return wire.BookingOut(
        ref=ref,
        service="counter_reservation",
        service_name=w("窓口予約"),
        icon="event_available",
        family="town",
        number="K 4 7 2 9",
        state=state,
        says=w("南区役所 年金の相談"),
        title=w("年金の相談"),
        state_says=w("取り消しました" if cancelled else "予約しています"),
        when=w("あす 11月25日 水曜日 午前10時"),
        starts=NOW + timedelta(days=1, hours=1),
        ends=NOW + timedelta(days=1, hours=2),
        where=w("南区役所"),
        rows=(*rows(dict.fromkeys(("topic", "office", "date", "time"), ())), FIXED[0]),
        bring=(w("年金手帳"), w("本人確認の書類")),
        next=None if cancelled else w("当日は、3番窓口で 番号をお伝えください。"),
        undo_until=None if cancelled else NOW,
        undo_says=None if cancelled else w("11月25日 午前8時まで、取り消せます。"),
        actions=() if cancelled else actions,
        made_by=w("ご本人が この画面で 予約しました。"),
        phone="0721234567",
        phone_says=w("072-123-4567"),
        seq=1,
    )


def entry(booked: wire.BookingOut) -> wire.Entry:
    return wire.Entry(
        booking=booked.ref,
        service=booked.service,
        icon=booked.icon,
        family=booked.family,
        when=w("午前10時"),
        says=booked.says,
        state=booked.state,
        starts=booked.starts or NOW,
    )
