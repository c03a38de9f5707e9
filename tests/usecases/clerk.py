"""An invented service, whose provider can be told to fail, wait or forget."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from senior_life.contract import (
    TOWN_DESK,
    Action,
    Alternative,
    CancelRule,
    Family,
    Gone,
    Kind,
    Name,
    Offer,
    Option,
    Progress,
    Row,
    Service,
    State,
    Step,
    Unclear,
    words,
)

TOKYO = ZoneInfo("Asia/Tokyo")
SAMPLE = Path(__file__).parents[2] / "assets" / "towns" / "senboku"
_ = words("chat")

TOPICS = [
    Option(f"t{n}", Name(f"用件{n}", f"ようけん{n}"), aliases=(f"その{n}",)) for n in range(7)
]
OFFICE = Name("南区役所", "みなみくやくしょ")
FIRST_DAY = date(2026, 11, 25)
TIMES = ("09:00", "09:30", "10:00", "10:30", "11:00", "13:00", "13:30")
STEPS = (
    Step("topic", Kind.CHOICE, _("What is it about?"), _("Topic")),
    Step("office", Kind.CHOICE, _("Where?"), _("Office"), ("topic",)),
    Step("date", Kind.DATE, _("On which day?"), _("Day"), ("topic", "office")),
    Step("time", Kind.TIME, _("At what time?"), _("Time"), ("date",)),
    Step("note", Kind.TEXT, _("Anything else?"), _("Note"), may_skip=True, longest=40),
)
CANCEL = Action("cancel", _("Cancel"), warns=_("Cancel it?"))
CHANGE = Action("change", _("Change"))


class Clerk:
    """The provider: one place at each time. ``before_confirm`` may raise or wait."""

    def __init__(self, host: Any) -> None:
        self.host = host
        self.holds: dict[str, str] = {}
        self.books: dict[str, Progress] = {}
        self.slots: dict[str, str] = {}
        self.done: dict[str, Progress] = {}
        self.released: list[str] = []
        self.owners: dict[str, str] = {}
        self.confirms = 0
        self.before_confirm: Callable[[], Awaitable[None]] | None = None
        self.after_confirm: Callable[[], Awaitable[None]] | None = None
        self.before_act: Callable[[], Awaitable[None]] | None = None
        self.before_options: Callable[[], Awaitable[None]] | None = None
        self.hold_minutes = 20

    async def options(self, who: Any, step: Step, so_far: Any, page: int = 0) -> Sequence[Option]:
        if self.before_options:
            await self.before_options()
        if step.name == "topic":
            return TOPICS[page * 3 : page * 3 + 3]
        if step.name == "office":
            return [] if page else [Option("minami", OFFICE)]
        if step.name == "date":
            return self._days(page)
        return [] if page else self._times(so_far["date"])

    async def quote(
        self, who: Any, answers: Any, key: str, replacing: str | None = None, standby: bool = False
    ) -> Sequence[Offer]:
        if "いやだ" in answers.get("note", ""):
            raise Unclear(_("Please write something else."), "note")
        slot = f"{answers['date']} {answers['time']}"
        if standby:
            return [self._offer(key, answers, slot, replacing, is_standby=True)]
        self._take_hold(key, slot, replacing)
        return [self._offer(key, answers, slot, replacing)]

    async def extend(self, hold: str) -> datetime:
        if hold not in self.holds:
            raise Gone(_("The time to decide is over."))
        until: datetime = self.host.now() + timedelta(minutes=self.hold_minutes)
        return until

    async def release(self, hold: str) -> None:
        self.holds.pop(hold, None)
        self.released.append(hold)

    async def confirm(self, who: Any, offer: Offer, key: str) -> Progress:
        self.confirms += 1
        if self.before_confirm:
            await self.before_confirm()
        if key not in self.done:
            self.done[key] = self._book(offer, key)
            self.owners[self.done[key].ref] = who.ref
        if self.after_confirm:
            await self.after_confirm()
        return self.done[key]

    async def act(self, who: Any, ref: str, action: str, answers: Any, key: str) -> Progress:
        if self.before_act:
            await self.before_act()
        if key not in self.done:
            old = self.books[ref]
            state = State.CANCELLED if action in {"cancel", "decline"} else State.CONFIRMED
            actions = () if state is State.CANCELLED else old.actions
            new = replace(old, seq=old.seq + 1, state=state, actions=actions, offer=None)
            if state is State.CANCELLED:
                self.slots = {slot: one for slot, one in self.slots.items() if one != ref}
            self.books[ref] = self.done[key] = new
        return self.done[key]

    async def status(self, who: Any, ref: str) -> Progress:
        return self.books[ref]

    async def join(self, stays: str, goes: str) -> None:
        for ref, owner in self.owners.items():
            self.owners[ref] = stays if owner == goes else owner

    def says_by_itself(self, ref: str, **how: Any) -> Progress:
        """The desk changed it; the caller tells the host."""
        self.books[ref] = replace(self.books[ref], seq=self.books[ref].seq + 1, **how)
        return self.books[ref]

    async def says_all_is_taken(self) -> None:
        """For ``before_options``: the whole day went while somebody was thinking."""
        raise self._gone("2026-11-26 09:00")

    def _days(self, page: int) -> list[Option]:
        if page > 5:
            return []
        days = [FIRST_DAY + timedelta(days=7 * page + n) for n in range(7)]
        open_days = [day for day in days if day.weekday() < 5]
        return [
            Option(
                day.isoformat(), _("{day:day}", day=day), is_full=not self._times(day.isoformat())
            )
            for day in open_days
        ]

    def _times(self, day: str) -> list[Option]:
        free = [at for at in TIMES if f"{day} {at}" not in self.slots]
        return [Option(at, _("{at:clock}", at=time.fromisoformat(at))) for at in free]

    def _take_hold(self, key: str, slot: str, replacing: str | None) -> None:
        others = {held for hold, held in self.holds.items() if hold != key}
        if slot in others or self.slots.get(slot, replacing) != replacing:
            raise self._gone(slot)
        self.holds[key] = slot

    def _gone(self, slot: str) -> Gone:
        day = slot.partition(" ")[0]
        instead = [
            Alternative(option.label, {"date": day, "time": option.value})
            for option in self._times(day)
        ]
        return Gone(_("That time was just taken."), instead, may_wait=True)

    def _offer(
        self, key: str, answers: Any, slot: str, replacing: str | None, is_standby: bool = False
    ) -> Offer:
        starts = datetime.fromisoformat(slot).replace(tzinfo=TOKYO)
        summary = _("{office}, {at:clock}", office=OFFICE, at=starts)
        return Offer(
            id="standby" if is_standby else f"{replacing or 'new'}-{slot[-5:].replace(':', '')}",
            summary=summary,
            answers=dict(answers),
            rows=(Row(_("When"), _("{start}", start=starts), "date"),),
            undo_until=starts - timedelta(days=1),
            hold="" if is_standby else key,
            holds_until=None
            if is_standby
            else self.host.now() + timedelta(minutes=self.hold_minutes),
            starts=None if is_standby else starts,
            ends=None if is_standby else starts + timedelta(minutes=30),
            where=OFFICE,
            is_standby=is_standby,
        )

    def _book(self, offer: Offer, key: str) -> Progress:
        if offer.is_standby:
            return self._progress(key, 1, offer, State.WAITING)
        assert offer.starts is not None
        slot = f"{offer.starts.astimezone(TOKYO):%Y-%m-%d %H:%M}"
        replacing = offer.id.rsplit("-", 1)[0]
        old = self.books.get(replacing)
        if self.slots.get(slot, replacing) != replacing:
            raise self._gone(slot)
        ref = replacing if old else f"b-{len(self.books) + 1}"
        self.slots = {at: one for at, one in self.slots.items() if one != ref} | {slot: ref}
        self.holds.pop(offer.hold, None)
        return self._progress(ref, old.seq + 1 if old else 1, offer, State.CONFIRMED)

    def _progress(self, ref: str, seq: int, offer: Offer, state: State) -> Progress:
        progress = Progress(
            ref,
            f"A-{seq}",
            seq,
            state,
            _("It is booked."),
            offer.undo_until,
            offer.starts,
            offer.ends,
            offer.where,
            rows=offer.rows,
            actions=(CHANGE, CANCEL),
        )
        self.books[ref] = progress
        return progress


def chat() -> Service:
    return Service(
        id="chat",
        name=_("A talk"),
        reading="はなし",
        about=_("Talk with someone"),
        says=_("You can talk with someone."),
        icon="chat",
        family=Family.TOWN,
        offered_by=_("The town"),
        phone=TOWN_DESK,
        cancel=CancelRule(_("Until the day before."), 10),
        steps=STEPS,
        provider=Clerk,
        shares=frozenset({"name", "kana", "phone"}),
        sentences={"ja": ("話をしたい",)},
        keywords=("話",),
    )
