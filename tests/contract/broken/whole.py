"""The smallest service that does all a service may do: bookings can be changed, people wait for a
place, records are joined, it keeps itself up, and staff have a list."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from tiny import DAYS, Hold, Tiny, _
from tiny import service as tiny

from senior_life.contract import (
    Action,
    Answers,
    Appointment,
    Caller,
    Column,
    Desk,
    Gone,
    Host,
    Line,
    Name,
    Offer,
    Option,
    Progress,
    Repeats,
    Row,
    Staff,
    State,
    Table,
    Trouble,
)


class WholeDesk:
    """One list with one line, which may be ticked off."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self.seqs: dict[str, int] = {}

    async def places(self, who: Staff) -> Sequence[Option]:
        return [Option("office", Name("窓口", "まどぐち"))]

    async def views(self, who: Staff, day: date, place: str) -> Sequence[Table]:
        line = Line("one", (Name("水曜日", "すいようび"),), (Action("arrived", _("到着")),))
        return [Table("day", _("予定"), (Column("day", _("日")),), (line,))]

    async def act(
        self, who: Staff, item: str | None, action: str, answers: Answers, key: str, at: datetime
    ) -> Progress | None:
        seq = self.seqs.setdefault(key, len(self.seqs) + 1)
        return Progress("one", "A1", seq, State.DONE, _("終わりました。"))


class Whole(Tiny):
    desk: type[Desk] = WholeDesk
    repeats = Repeats("day", _("毎週にする"))
    serves_by_place = True

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.moving: dict[str, str] = {}
        self.owner: dict[str, str] = {}

    async def quote(
        self,
        who: Caller,
        answers: Answers,
        key: str,
        replacing: str | None = None,
        standby: bool = False,
    ) -> Sequence[Offer]:
        if standby:
            return [self.standby(str(answers["day"]))]
        try:
            [offer] = await super().quote(who, answers, key)
        except Gone as gone:
            raise Gone(gone.says, (), may_wait=True) from None
        if replacing:
            self.moving[offer.hold] = replacing
        return [replace(offer, served_at="office")]

    def standby(self, day: str) -> Offer:
        rows = (Row(_("日"), DAYS[day], "day"),)
        says = _("空くのを、待ちます。")
        return Offer("wait", says, {"day": day}, rows, self.undo_until(), is_standby=True)

    async def confirm(self, who: Caller, offer: Offer, key: str) -> Progress:
        if (ref := self.done.get(key)) is not None:
            return self.booked[ref]
        day = str(offer.answers["day"])
        if offer.is_standby:
            done = self.change(self.book(key, day), state=State.WAITING, starts=None)
        elif ref := self.moving.pop(offer.hold, ""):
            done = self.move(ref, self.held(offer.hold).day)
            del self.holds[offer.hold]
            self.done[key] = ref
        else:
            done = await super().confirm(who, offer, key)
        self.owner[done.ref] = who.ref
        return done

    def book(self, key: str, day: str) -> Progress:
        done = super().book(key, day)
        return self.change(done, actions=(Action("change", _("変える")), *done.actions))

    def change(self, old: Progress, **new: object) -> Progress:
        self.booked[old.ref] = replace(old, **new)  # type: ignore[arg-type]
        return self.booked[old.ref]

    def move(self, ref: str, day: str) -> Progress:
        old = self.booked[ref]
        return self.change(old, seq=old.seq + 1, rows=(Row(_("日"), DAYS[day], "day"),))

    async def act(self, who: Caller, ref: str, action: str, answers: Answers, key: str) -> Progress:
        old = await self.status(who, ref)
        if key in self.done:
            return old
        self.done[key] = ref
        if action == "accept":
            self.holds.pop(old.offer.hold if old.offer else "")
            return self.change(old, seq=old.seq + 1, state=State.CONFIRMED, offer=None)
        done = await super().act(who, ref, action, answers, key)
        await self.fill()
        return done

    async def fill(self) -> None:
        """Whoever waits for a day that has room again is asked."""
        for one in [*self.booked.values()]:
            day = next(day for day, name in DAYS.items() if one.rows[0].says == name)
            if one.state is not State.WAITING or self.taken(day) >= self.places():
                continue
            hold, until = f"for-{one.ref}", self.starts()
            self.holds[hold] = Hold(self.owner[one.ref], day, self.host.now(), until)
            accept = (Action("accept", _("これにする")), Action("cancel", _("取り消す")))
            offer = self.offer(hold, day)
            asked = {"state": State.PROPOSED, "offer": offer, "actions": accept}
            await self.host.tell(self.change(one, seq=one.seq + 1, **asked))

    def places(self) -> int:
        return 3

    async def status(self, who: Caller, ref: str) -> Progress:
        if self.owner[ref] != who.ref:
            raise Trouble(_("ありません。"))
        return self.booked[ref]

    async def around(self, who: Caller, what: Appointment) -> Answers:
        return {"day": "wed"}

    async def fits_around(self, who: Caller, whats: Sequence[Appointment]) -> Sequence[Appointment]:
        return whats if self.taken("wed") < self.places() else ()

    async def join(self, stays: str, goes: str) -> None:
        self.owner = {ref: stays if who == goes else who for ref, who in self.owner.items()}

    async def upkeep(self) -> None:
        await self.fill()


service = replace(tiny, provider=Whole, desk=WholeDesk)
