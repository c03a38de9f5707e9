"""A small town in memory, with the methods of the real client: what screens are tested against."""

from dataclasses import dataclass, field, replace
from datetime import date

from fake_board import BoardAnswers, FakeBoard
from fake_words import (
    SERVICES,
    TILES,
    TODAY,
    booking,
    days_of,
    emergency,
    entry,
    paged,
    refused,
    troubled,
    w,
    walk_at,
)

from senior_life import wire
from senior_life.client import Unreachable
from senior_life.contract import Kind, State


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
    board: FakeBoard = field(default_factory=FakeBoard)


@dataclass(frozen=True)
class FakeClient(BoardAnswers):
    """Stands in for ``senior_life.client.Client``."""

    state: FakeTown = field(default_factory=FakeTown)
    token: str = "token"
    language: str = "ja"

    @property
    def board(self) -> FakeBoard:  # type: ignore[override]
        return self.state.board

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
        return self.with_calls(wire.HomeOut(me=me, services=services, today=today, ahead=ahead))

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

    async def habits(self, resident: str | None = None) -> list[wire.HabitOut]:
        self._called("habits")
        return []

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
