"""The same small town from behind the counter: what the desk's screens are tested against."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from fake_sending import FakeSending, SendingTown
from fake_words import NOW, booking, card, choice, refused, w

from senior_life import wire
from senior_life.client import Unreachable
from senior_life.contract import Kind, State

TOPICS = [choice("pension", "年金の相談"), choice("tax", "税金の相談")]
TIMES = [
    choice(f"{h:02}:{m:02}", f"午前{h}時{m}分" if m else f"午前{h}時")
    for h in (9, 10, 11)
    for m in (0, 15, 30, 45)
]
WALK_IN = wire.ActionOut(
    name="walk_in",
    label=w("予約のない方を受け付ける"),
    asks=(
        card("topic", Kind.CHOICE, "どのようなご用件ですか。", TOPICS, many=True),
        card("resident", Kind.TEXT, "どなたですか。", may_skip=True, longest=64),
    ),
)
CLOSE = wire.ActionOut(
    name="close",
    label=w("窓口をしばらく閉める"),
    warns=w("その時間の予約の方には、ほかの時間をご案内します。"),
    asks=(
        card("since", Kind.TIME, "いつからですか。", TIMES),
        card("until", Kind.TIME, "いつまでですか。", TIMES),
        card("reason", Kind.TEXT, "理由は何ですか。", may_skip=True, longest=200),
    ),
)
ARRIVED = wire.ActionOut(name="arrived", label=w("来庁"))
DONE = wire.ActionOut(name="done", label=w("終了"))
UNDO = wire.ActionOut(name="undo", label=w("取り消す"))
SHUT_ALL = wire.ActionOut(name="shut", label=w("全部閉める"), warns=w("きょうは もう開きません。"))
EVERY_KIND = wire.ActionOut(
    name="everything",
    label=w("すべての問い"),
    asks=tuple(
        card(kind.value, kind, f"{kind.value} は何ですか。", TOPICS if kind is Kind.CHOICE else ())
        for kind in Kind
    ),
)
STEPS = {"confirmed": ("予約済み", ARRIVED), "arrived": ("来庁", DONE), "done": ("終了", UNDO)}
ROW = ("午前10時", "MN-1", "髙𣘺 花子", "072-000-0101")
AFTER = {"arrived": "arrived", "done": "done", "undo": "arrived"}


@dataclass
class FakeDeskTown(SendingTown):
    """``visits``: the state of each line; ``acts`` and their keys as they came."""

    password: str = "right"
    role: Literal["desk", "admin"] = "admin"
    session_over: bool = False
    visits: dict[str, str] = field(default_factory=lambda: {"v1": "confirmed"})
    acts: list[tuple[wire.DeskActIn, str]] = field(default_factory=list)
    people: dict[str, wire.ResidentFull] = field(default_factory=lambda: dict(PEOPLE))
    shut: set[str] = field(default_factory=set)
    wishes: list[wire.HelpLineOut] = field(default_factory=lambda: [wish()])
    corrected: list[wire.ResidentIn] = field(default_factory=list)
    lost_answers: int = 0  # acts that are done without an answer


@dataclass(frozen=True)
class FakeDesk(FakeSending):
    """Stands in for ``senior_life.client.Client`` in the hands of staff."""

    state: FakeDeskTown = field(default_factory=FakeDeskTown)
    token: str = ""

    def bearing(self, token: str, language: str | None = None) -> "FakeDesk":
        return replace(self, token=token, language=language or self.language)

    def _called(self, name: str) -> FakeDeskTown:
        super()._called(name)
        if self.state.session_over and name not in ("town", "log_in"):
            raise refused("not-paired", 401, "ログインしてください。")
        return self.state

    async def log_in(self, name: str, password: str) -> wire.TokenOut:
        state = self._called("log_in")
        if password != state.password:
            raise refused("unclear", 422, "職員のログイン名かパスワードが違います。")
        state.session_over = False
        return wire.TokenOut(token="staff-token")

    async def log_out(self) -> None:
        self._called("log_out")

    async def staff(self) -> wire.StaffOut:
        role = self._called("staff").role
        return wire.StaffOut(ref="s1", name="窓口 太郎", office="", role=role, now=NOW)

    async def places(self) -> list[wire.PlaceOut]:
        self._called("places")
        return [
            wire.PlaceOut(value="minami_ward_office", label=w("南区役所")),
            wire.PlaceOut(value="izumigaoka", label=w("泉ケ丘")),
        ]

    async def views(self, day: date, place: str) -> list[wire.TableOut]:
        self._called(f"views:{place}:{day.isoformat()}")
        return [visits_table(self.state), counters_table()]

    async def desk_act(self, act: wire.DeskActIn, key: str | None = None) -> list[wire.TableOut]:
        state = self._called(f"desk_act:{act.action}")
        is_new = key not in [known for _act, known in state.acts]
        state.acts.append((act, key or ""))
        if is_new and act.item in state.visits:
            state.visits[act.item or ""] = AFTER[act.action]
        if is_new and act.action == "walk_in":
            state.visits[f"v{len(state.visits) + 1}"] = "arrived"
        if state.lost_answers:
            state.lost_answers -= 1
            raise Unreachable("the answer was lost")
        return [visits_table(state), counters_table()]

    async def find_residents(self, query: str) -> list[wire.ResidentFull]:
        people = self._called("find_residents").people.values()
        return [p for p in people if query in p.name or query in p.kana or p.phone.endswith(query)]

    async def resident(self, ref: str) -> wire.ResidentFull:
        return self._called("resident").people[ref]

    async def resident_bookings(self, ref: str) -> list[wire.BookingOut]:
        self._called("resident_bookings")
        return [booking("b1", State.CONFIRMED)] if ref == "hanako" else []

    async def create_resident(
        self, resident: wire.ResidentIn, key: str | None = None
    ) -> wire.ResidentFull:
        state = self._called("create_resident")
        state.corrected.append(resident)
        state.people["new"] = person("new", resident.name, resident.kana, resident.phone)
        return state.people["new"]

    async def correct_resident(self, ref: str, resident: wire.ResidentIn) -> wire.ResidentFull:
        state = self._called("correct_resident")
        state.corrected.append(resident)
        changed = {"name": resident.name, "birth_date": resident.birth_date}
        state.people[ref] = state.people[ref].model_copy(update=changed)
        return state.people[ref]

    async def trace(self, ref: str) -> list[wire.TraceOut]:
        self._called("trace")
        return [
            wire.TraceOut(
                at=NOW, by="窓口 太郎", what="phone", before="1", after="2", why="引っこし"
            )
        ]

    async def merge(self, ref: str, duplicate: str, why: str) -> wire.ResidentFull:
        state = self._called(f"merge:{duplicate}:{why}")
        gone = state.people[duplicate]
        state.people[duplicate] = gone.model_copy(update={"merged_into": ref})
        return state.people[ref]

    async def suspend(self, ref: str, why: str) -> wire.SuspendOut:
        state = self._called(f"suspend:{why}")
        paused = {"is_suspended": True, "suspended_why": why}
        state.people[ref] = state.people[ref].model_copy(update=paused)
        return wire.SuspendOut(cancelled=("b1",), devices=1)

    async def resume(self, ref: str, why: str) -> wire.ResidentFull:
        state = self._called(f"resume:{why}")
        state.people[ref] = state.people[ref].model_copy(update={"is_suspended": False})
        return state.people[ref]

    async def devices(self) -> list[wire.DeviceOut]:
        state = self._called("devices")
        return [
            wire.DeviceOut(
                ref="d1",
                label="髙𣘺さん宅",
                residents=(wire.ResidentOut(ref="hanako", name="髙𣘺 花子", kana="たかはし"),),
                paired_at=NOW,
                last_seen=NOW,
                is_revoked="d1" in state.shut,
            )
        ]

    async def new_pairing(self, pairing: wire.PairingIn) -> wire.PairingOut:
        self._called(f"new_pairing:{','.join(pairing.residents)}:{pairing.label}")
        return wire.PairingOut(code="123456", until=NOW, qr_svg="<svg></svg>")

    async def revoke(self, device: str) -> wire.DeviceOut:
        self._called("revoke").shut.add(device)
        return (await self.devices())[0]

    async def help_list(self) -> list[wire.HelpLineOut]:
        return list(self._called("help_list").wishes)

    async def help_done(self, ref: str) -> wire.HelpLineOut:
        state = self._called("help_done")
        state.wishes = [
            one.model_copy(update={"is_done": one.is_done or one.ref == ref})
            for one in state.wishes
        ]
        return next(one for one in state.wishes if one.ref == ref)

    async def registry(self) -> list[wire.ServiceState]:
        self._called("registry")
        return [
            wire.ServiceState(
                name="counter_reservation", package="town", version="1", is_offered=True
            ),
            wire.ServiceState(
                name="broken",
                package="x",
                version="0.1",
                is_offered=False,
                refused="電話番号がありません。",
            ),
            wire.ServiceState(
                name="silent",
                package="y",
                version="0.1",
                is_offered=True,
                trouble="ただいま応答がありません。",
            ),
        ]


def person(ref: str, name: str, kana: str, phone: str) -> wire.ResidentFull:
    return wire.ResidentFull(
        ref=ref,
        household=f"h-{ref}",
        name=name,
        kana=kana,
        address="堺市南区見本台1丁",
        phone=phone,
        birth_date=date(1944, 3, 12),
        needs=("wheelchair",),
        home="34.4,135.5",
        is_suspended=False,
        suspended_why="",
        merged_into=None,
    )


PEOPLE = {
    "hanako": person("hanako", "髙𣘺 花子", "たかはし はなこ", "0720000101"),
    "twin": person("twin", "高橋 花子", "たかはし はなこ", "0720000101"),
}


def wish() -> wire.HelpLineOut:
    return wire.HelpLineOut(
        ref="w1",
        at=NOW,
        resident=wire.ResidentOut(ref="hanako", name="髙𣘺 花子", kana="たかはし はなこ"),
        phone="0720000101",
        says=w("窓口予約のことで お話ししたいそうです。"),
        asked=(wire.RowOut(label=w("用件"), says=w("年金の相談")),),
        is_done=False,
    )


def visits_table(state: FakeDeskTown) -> wire.TableOut:
    columns = ("time", "number", "resident", "phone", "state")
    return wire.TableOut(
        service="counter_reservation",
        name="day",
        title=w("来庁の予定"),
        columns=tuple(wire.ColumnOut(name=c, label=w(c)) for c in columns),
        lines=tuple(
            wire.LineOut(
                item=item,
                cells=(*map(w, ROW), w(STEPS[now][0])),
                calls={"phone": "0720000101"},
                actions=(STEPS[now][1],),
                state=now,
            )
            for item, now in state.visits.items()
        ),
        actions=(WALK_IN, SHUT_ALL, EVERY_KIND),
        csv="/api/files/table.csv/x",
        paper="/api/files/table.pdf/x",
    )


def counters_table() -> wire.TableOut:
    return wire.TableOut(
        service="counter_reservation",
        name="counters",
        title=w("窓口の一覧"),
        columns=(wire.ColumnOut(name="counter", label=w("窓口")),),
        lines=(wire.LineOut(item="c1", cells=(w("1番窓口"),), actions=(CLOSE,), state="open"),),
        actions=(),
        csv="/api/files/table.csv/y",
        paper="/api/files/table.pdf/y",
    )
