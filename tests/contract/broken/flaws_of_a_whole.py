"""What a service that does more may do wrong: one for each promise that not every service makes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from tiny import _
from whole import Whole, WholeDesk

from senior_life.contract import (
    Answers,
    Appointment,
    Bar,
    Caller,
    Gone,
    Lane,
    Offer,
    Progress,
    Staff,
    State,
    Table,
    Timeline,
)

HOUR = timedelta(hours=1)


class BooksASecond(Whole):
    async def confirm(self, who: Caller, offer: Offer, key: str) -> Progress:
        self.moving.clear()
        return await super().confirm(who, offer, key)


class KeepsBothPlaces(Whole):
    def move(self, ref: str, day: str) -> Progress:
        self.booked["ghost"] = replace(self.booked[ref], ref="ghost")
        return super().move(ref, day)


class MovesUnasked(Whole):
    async def quote(
        self,
        who: Caller,
        answers: Answers,
        key: str,
        replacing: str | None = None,
        standby: bool = False,
    ) -> Sequence[Offer]:
        if replacing:
            self.move(replacing, str(answers["day"]))
        return await super().quote(who, answers, key, replacing, standby)


class WaitsWithAHold(Whole):
    def standby(self, day: str) -> Offer:
        return replace(super().standby(day), hold="kept")


class ForgetsWhoWaits(Whole):
    async def fill(self) -> None:
        """Nobody is asked."""


class CrookedDesk(WholeDesk):
    async def views(self, who: Staff, day: date, place: str) -> Sequence[Table]:
        [table] = await super().views(who, day, place)
        return [replace(table, columns=table.columns * 2)]


class HasCrookedLists(Whole):
    desk = CrookedDesk


class CrossedDesk(WholeDesk):
    async def views(self, who: Staff, day: date, place: str) -> Sequence[Table]:
        [table] = await super().views(who, day, place)
        nine = datetime(2026, 11, 27, 9, tzinfo=UTC)
        bars = (Bar(nine, nine + HOUR), Bar(nine + HOUR / 2, nine + 2 * HOUR))
        lanes = (Lane(table.title, bars),)
        return [replace(table, picture=Timeline(nine, nine + 2 * HOUR, lanes))]


class CrossesItself(Whole):
    desk = CrossedDesk


class ForgetfulDesk(WholeDesk):
    async def act(
        self, who: Staff, item: str | None, action: str, answers: Answers, key: str, at: datetime
    ) -> Progress | None:
        return await super().act(who, item, action, answers, f"{key}{len(self.seqs)}", at)


class TicksTwice(Whole):
    desk = ForgetfulDesk


class GoesNowhere(Whole):
    async def around(self, who: Caller, what: Appointment) -> Answers:
        raise Gone(_("いっしょには、行けません。"))


class IsThereMeanwhile(Whole):
    async def around(self, who: Caller, what: Appointment) -> Answers:
        self.when = what
        return await super().around(who, what)

    def offer(self, hold: str, day: str) -> Offer:
        offer = super().offer(hold, day)
        return replace(offer, starts=self.when.starts, ends=self.when.ends)


class SaysItFits(Whole):
    async def around(self, who: Caller, what: Appointment) -> Answers:
        raise Gone(_("いっしょには、行けません。"))


class HoldsOneDay(Whole):
    async def quote(
        self,
        who: Caller,
        answers: Answers,
        key: str,
        replacing: str | None = None,
        standby: bool = False,
    ) -> Sequence[Offer]:
        if who.one_offer:
            self.holds.clear()
        return await super().quote(who, answers, key, replacing, standby)


class ServedNowhere(Whole):
    async def quote(
        self,
        who: Caller,
        answers: Answers,
        key: str,
        replacing: str | None = None,
        standby: bool = False,
    ) -> Sequence[Offer]:
        offers = await super().quote(who, answers, key, replacing, standby)
        return [replace(one, served_at="") for one in offers]


class JoinsNothing(Whole):
    async def join(self, stays: str, goes: str) -> None:
        """Forgets to."""


class WearsBookingsOut(Whole):
    async def upkeep(self) -> None:
        for one in [*self.booked.values()]:
            self.change(one, seq=one.seq + 1, state=State.DONE, says=_("終わりました。"))
