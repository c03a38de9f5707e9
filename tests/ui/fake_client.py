"""A small town in memory, with the methods of the real client: what screens are tested against."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from senior_life import wire
from senior_life.client import Refused, Unreachable
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


@dataclass
class FakeTown:
    """Everything that the town knows; ``down`` makes it unreachable."""

    paired: bool = True
    set_up: bool = True
    household: tuple[wire.ResidentOut, ...] = (
        wire.ResidentOut(ref="hanako", name="髙𣘺 花子", kana="たかはし はなこ"),
    )
    turn: str | None = "hanako"
    settings: wire.SettingsOut = field(default_factory=wire.SettingsOut)
    tiles: list[wire.Tile] = field(default_factory=lambda: list(TILES))
    walks: dict[str, wire.WalkOut] = field(default_factory=dict)
    channels: list[str] = field(default_factory=list)
    booked: dict[str, wire.BookingOut] = field(default_factory=dict)
    answers: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    typed: dict[str, str] = field(default_factory=dict)
    down: bool = False
    wished: list[str] = field(default_factory=list)
    suspended: bool = False  # the desk paused everything for this resident
    offers: int = 1
    reminders: tuple[wire.Reminder, ...] = ()
    signature: str = "x"  # "": nothing can be signed just now


@dataclass(frozen=True)
class FakeClient:
    """Stands in for ``senior_life.client.Client``."""

    state: FakeTown = field(default_factory=FakeTown)
    token: str = "token"
    language: str = "ja"

    def bearing(self, token: str, language: str | None = None) -> "FakeClient":
        return replace(self, token=token, language=language or self.language)

    def _called(self, name: str) -> FakeTown:
        self.state.calls.append(name)
        if self.state.down:
            raise Unreachable(name)
        return self.state

    async def town(self) -> wire.TownOut:
        self._called("town")
        return wire.TownOut(
            name=w("泉北ニュータウン"),
            desk_phone="0721234567",
            desk_phone_says=w("072-123-4567"),
            desk_hours=w("月曜日から金曜日、午前9時から午後5時半まで"),
            emergency=(
                emergency("119", "火事・救急 119", "けが、急な病気、火事のとき", "emergency"),
                emergency("110", "警察 110", "事件や事故のとき", "local_police"),
                emergency(
                    "#7119", "救急の相談 #7119", "救急車をよぶか 迷ったとき", "medical_services"
                ),
            ),
            is_sample=True,
            languages=("ja", "en"),
            voice_credit="HTS Voice “Mei” (CC BY 3.0)",
            credits=(w("道路：© OpenStreetMap contributors、ODbL 1.0"),),
        )

    async def pair(self, code: str) -> wire.TokenOut:
        self._called("pair")
        if code != "123456":
            raise refused("unclear", 422, "この番号は 使えません。もう一度 ご確認ください。")
        self.state.paired = True
        return wire.TokenOut(token="token")

    async def me(self) -> wire.MeOut:
        state = self._called("me")
        if not state.paired:
            raise refused("not-paired", 401, "このタブレットは まだ つながっていません。")
        return wire.MeOut(
            residents=state.household,
            turn=state.turn,
            settings=state.settings,
            setup=wire.SetupOut(
                is_done=state.set_up,
                set_up_by="娘のゆみ",
                call_name="ゆみ",
                call_phone="090-1234-5678",
            ),
        )

    async def change_settings(self, change: wire.SettingsIn) -> wire.SettingsOut:
        state = self._called("change_settings")
        state.settings = state.settings.model_copy(update=change.model_dump(exclude_unset=True))
        return state.settings

    async def take_turn(self, resident: str) -> wire.MeOut:
        self._called("take_turn").turn = resident
        return await self.me()

    async def set_up(self, setup: wire.SetupIn) -> wire.SetupOut:
        self._called("set_up").set_up = True
        return wire.SetupOut(is_done=True, set_up_by=setup.set_up_by)

    async def home(self) -> wire.HomeOut:
        """As the town does: without a day for whom there is none."""
        me, services = await self.me(), tuple(await self.services())
        if me.turn is None or self.state.suspended:
            return wire.HomeOut(me=me, services=services)
        today = await self.today()
        ahead = () if today.entries else tuple(await self.bookings())
        return wire.HomeOut(me=me, services=services, today=today, ahead=ahead)

    async def services(self) -> list[wire.Tile]:
        return self._called("services").tiles

    # --- walks -------------------------------------------------------------------------------

    async def begin(self, begin: wire.BeginIn, key: str | None = None) -> wire.WalkOut:
        state = self._called("begin")
        state.channels.append(begin.channel)
        service = begin.service or ("counter_reservation" if "窓口" in begin.words else None)
        if service not in SERVICES:
            raise refused(
                "unclear", 422, "すみません、わかりませんでした。別の言い方で お書きください。"
            )
        ref = f"walk{len(state.walks) + 1}"
        state.answers[ref] = {}
        state.walks[ref] = walk_at(ref, service, {}, 0, replacing=begin.replacing)
        return state.walks[ref]

    async def walk(self, walk: str) -> wire.WalkOut:
        found = self._called("walk").walks.get(walk)
        if found is None:
            raise refused("unknown", 404, "この用事は もうありません。")
        return found.model_copy(update={"typed": self.state.typed.get(walk, "")})

    async def card(self, walk: str, page: int = 0, month: str | None = None) -> wire.Card:
        found = await self.walk(walk)
        assert found.card
        full = next(c for c in SERVICES[found.service] if c.step == found.card.step)
        if month:
            return full.model_copy(update={"days": days_of(month), "choices": full.choices[:5]})
        return paged(full, page)

    async def answer(self, walk: str, answer: wire.AnswerIn) -> wire.WalkOut:
        state = self._called("answer")
        now = state.walks[walk]
        if answer.values is not None and "2026-11-27" in answer.values:
            state.walks[walk] = troubled(now)
            return state.walks[walk]
        if answer.words is not None and now.card and now.card.kind is not Kind.TEXT:
            hit = next((c.value for c in now.card.choices if c.label.text in answer.words), None)
            if hit is None:
                raise refused(
                    "unclear", 422, "すみません、わかりませんでした。もう一度 お願いします。"
                )
            answer = answer.model_copy(update={"values": (hit,), "words": None})
        state.answers[walk][answer.step] = answer.values or ()
        return self._onward(walk)

    def _onward(self, walk: str) -> wire.WalkOut:
        now, answers = self.state.walks[walk], self.state.answers[walk]
        self.state.walks[walk] = walk_at(
            walk,
            now.service,
            answers,
            now.rev + 1,
            replacing=now.replacing,
            offers=self.state.offers,
        )
        return self.state.walks[walk]

    async def keep_typed(self, walk: str, step: str, words: str) -> None:
        self._called("keep_typed").typed[walk] = words

    async def back(self, walk: str, rev: int) -> wire.WalkOut:
        state = self._called("back")
        if state.answers[walk]:
            state.answers[walk].popitem()
        return self._onward(walk)

    async def reopen(self, walk: str, rev: int, step: str) -> wire.WalkOut:
        self._called("reopen").answers[walk].pop(step, None)
        return self._onward(walk)

    async def quote(self, walk: str, rev: int) -> wire.WalkOut:
        self._called("quote")
        return self._onward(walk)

    async def alternative(self, walk: str, rev: int, index: int) -> wire.WalkOut:
        self._called("alternative").answers[walk]["date"] = ("2026-11-26",)
        return self._onward(walk)

    async def extend(self, walk: str, rev: int) -> wire.WalkOut:
        """As the town does: an older ``rev`` is refused, and each extension is a change."""
        walks = self._called("extend").walks
        if walks[walk].rev != rev:
            raise refused("stale", 409, "ほかの画面で 変わりました。")
        walks[walk] = walks[walk].model_copy(update={"rev": rev + 1})
        return walks[walk]

    async def confirm(
        self, walk: str, rev: int, offer: str, key: str | None = None
    ) -> wire.BookingOut:
        state = self._called("confirm")
        now = state.walks[walk]
        ref = now.replacing or f"booking-{walk}"
        state.booked[ref] = booking(ref, State.CONFIRMED)
        state.walks[walk] = now.model_copy(update={"state": "booked", "booking": ref})
        return state.booked[ref]

    async def quit(self, walk: str) -> None:
        self._called("quit").walks.pop(walk, None)

    # --- the day -----------------------------------------------------------------------------

    async def today(self, day: date | None = None) -> wire.TodayOut:
        state = self._called("today")
        if state.suspended:
            raise refused("suspended", 403, "ただいま、ご利用をお休みしています。")
        drafts = [x for x in state.walks.values() if x.state in ("asking", "offered")]
        return wire.TodayOut(
            day=TODAY,
            says=w("令和8年11月24日 火曜日"),
            holiday=None,
            greeting=w("おはようございます。"),
            entries=tuple(entry(b) for b in state.booked.values() if b.state is State.CONFIRMED),
            reminders=state.reminders,
            drafts=tuple(
                wire.DraftOut(walk=d.id, service=d.service, says=w("窓口予約の つづきから"))
                for d in drafts
            ),
        )

    async def seen(self, reminder: str) -> None:
        self._called("seen").reminders = ()

    async def bookings(self, past: bool = False) -> list[wire.BookingOut]:
        return list(self._called("bookings").booked.values())

    async def booking(self, booking: str) -> wire.BookingOut:
        return self._called("booking").booked[booking]

    async def act(
        self, booking_ref: str, action: str, act: wire.ActIn, key: str | None = None
    ) -> wire.BookingOut:
        state = self._called(f"act:{action}")
        state.booked[booking_ref] = booking(booking_ref, State.CANCELLED)
        return state.booked[booking_ref]

    async def links(self, booking: str) -> wire.LinksOut:
        signature = self._called("links").signature
        if not signature:
            raise Unreachable("links")
        return wire.LinksOut(
            slip=f"/api/files/slip.pdf/{signature}", calendar=f"/api/files/calendar.ics/{signature}"
        )

    async def ask_for_help(self, help_: wire.HelpIn, key: str | None = None) -> wire.HelpOut:
        self._called("ask_for_help")
        self.state.wished.append(help_.words)
        return wire.HelpOut(ref="help1", says=w("承りました。係の者から お電話いたします。"))

    async def speech(self, speech: wire.SpeechIn) -> list[wire.ClauseOut]:
        self._called("speech")
        return [
            wire.ClauseOut(text=line.text, url=f"/api/files/sound/{i}")
            for i, line in enumerate(speech.lines)
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
    )


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
