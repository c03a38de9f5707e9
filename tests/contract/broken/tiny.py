"""The smallest whole service: one choice of days, three places a day, kept in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from senior_life.contract import (
    TOWN_DESK,
    Action,
    Answers,
    Caller,
    CancelRule,
    Family,
    Gone,
    Host,
    Kind,
    Name,
    Offer,
    Option,
    Progress,
    Row,
    Service,
    State,
    Step,
    words,
)

_ = words("tiny")
PLACES = 3
HOLD = timedelta(minutes=20)
LONGEST = timedelta(minutes=60)
FREE = timedelta(minutes=10)
DAYS = {"wed": Name("水曜日", "すいようび"), "thu": Name("木曜日", "もくようび")}


@dataclass
class Hold:
    who: str
    day: str
    began: datetime
    until: datetime


class Tiny:
    """Everything by the book; the broken ones each change one thing."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self.holds: dict[str, Hold] = {}
        self.booked: dict[str, Progress] = {}
        self.done: dict[str, str] = {}

    async def options(
        self, who: Caller, step: Step, so_far: Answers, page: int = 0
    ) -> Sequence[Option]:
        return [] if page else [Option(value, label) for value, label in DAYS.items()]

    async def quote(
        self,
        who: Caller,
        answers: Answers,
        key: str,
        replacing: str | None = None,
        standby: bool = False,
    ) -> Sequence[Offer]:
        day, hold = str(answers["day"]), f"{who.ref}-{key}"
        now = self.host.now()
        if hold not in self.holds or self.holds[hold].until <= now:
            if self.taken(day) >= PLACES:
                raise Gone(_("その日は、いっぱいです。"))
            self.holds[hold] = Hold(who.ref, day, now, now + HOLD)
        return [self.offer(hold, day)]

    def offer(self, hold: str, day: str) -> Offer:
        return Offer(
            id=hold,
            summary=_("{day}に、お待ちします。", day=DAYS[day]),
            answers={"day": day},
            rows=(Row(_("日"), DAYS[day], "day"),),
            undo_until=self.undo_until(),
            hold=hold,
            holds_until=self.holds[hold].until,
            starts=self.starts(),
        )

    async def extend(self, hold: str) -> datetime:
        held = self.held(hold)
        held.until = min(self.host.now() + HOLD, held.began + LONGEST)
        return held.until

    async def release(self, hold: str) -> None:
        self.holds.pop(hold, None)

    async def confirm(self, who: Caller, offer: Offer, key: str) -> Progress:
        if (ref := self.done.get(key)) is not None:
            return self.booked[ref]
        day = self.held(offer.hold).day
        del self.holds[offer.hold]
        return self.book(key, day)

    def book(self, key: str, day: str) -> Progress:
        ref = f"b{len(self.booked) + 1}"
        self.done[key] = ref
        self.booked[ref] = Progress(
            ref=ref,
            number=f"A{len(self.booked) + 1}",
            seq=1,
            state=State.CONFIRMED,
            says=_("{day}に、お待ちします。", day=DAYS[day]),
            undo_until=self.undo_until(),
            starts=self.starts(),
            rows=(Row(_("日"), DAYS[day], "day"),),
            actions=(Action("cancel", _("取り消す")),),
        )
        return self.booked[ref]

    async def act(self, who: Caller, ref: str, action: str, answers: Answers, key: str) -> Progress:
        old = self.booked[ref]
        if old.state is not State.CANCELLED:
            says = _("取り消しました。")
            self.booked[ref] = replace(
                old, seq=old.seq + 1, state=State.CANCELLED, says=says, actions=()
            )
        return self.booked[ref]

    async def status(self, who: Caller, ref: str) -> Progress:
        return self.booked[ref]

    def held(self, hold: str) -> Hold:
        held = self.holds.get(hold)
        if held is None or held.until <= self.host.now():
            raise Gone(_("お時間が過ぎました。もう一度お選びください。"))
        return held

    def taken(self, day: str) -> int:
        now = self.host.now()
        held = [one for one in self.holds.values() if one.day == day and one.until > now]
        kept = [one for one in self.booked.values() if one.state is State.CONFIRMED]
        return len(held) + len([one for one in kept if one.rows[0].says == DAYS[day]])

    def undo_until(self) -> datetime:
        return max(self.starts() - timedelta(days=1), self.host.now() + FREE)

    def starts(self) -> datetime:
        now = self.host.now()
        return datetime.combine(now.date() + timedelta(days=7), time(10), now.tzinfo)


service = Service(
    id="tiny",
    name=_("小さな予約"),
    reading="ちいさなよやく",
    about=_("日をえらんで、予約します。"),
    says=_("小さな予約です。日をえらんでください。"),
    icon="event",
    family=Family.TOWN,
    offered_by=_("見本の事業者"),
    phone=TOWN_DESK,
    cancel=CancelRule(_("前の日まで、取り消せます。"), 10),
    steps=(Step("day", Kind.CHOICE, _("どの日に、なさいますか。"), _("日")),),
    provider=Tiny,
)
