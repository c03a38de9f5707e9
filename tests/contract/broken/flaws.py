"""One service for each broken promise: each does one thing wrong."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from tiny import DAYS, Hold, Tiny, _

from senior_life.contract import (
    Answers,
    Caller,
    Gone,
    Name,
    Offer,
    Option,
    Progress,
    State,
    Step,
)


class NoWayThrough(Tiny):
    async def options(
        self, who: Caller, step: Step, so_far: Answers, page: int = 0
    ) -> Sequence[Option]:
        return []


class NeverReleases(Tiny):
    async def release(self, hold: str) -> None:
        """Forgets to."""


class TellsAtOnce(Tiny):
    async def quote(
        self,
        who: Caller,
        answers: Answers,
        key: str,
        replacing: str | None = None,
        standby: bool = False,
    ) -> Sequence[Offer]:
        offers = await super().quote(who, answers, key)
        await self.host.tell(Progress("x", "X1", 1, State.CONFIRMED, _("予約しました。")))
        return offers


class NewHoldEachTime(Tiny):
    async def quote(
        self,
        who: Caller,
        answers: Answers,
        key: str,
        replacing: str | None = None,
        standby: bool = False,
    ) -> Sequence[Offer]:
        return await super().quote(who, answers, f"{key}{len(self.holds)}")


class HoldsForEver(Tiny):
    async def extend(self, hold: str) -> datetime:
        held = self.held(hold)
        held.until = self.host.now() + timedelta(minutes=20)
        return held.until


class HoldsBriefly(Tiny):
    def offer(self, hold: str, day: str) -> Offer:
        early = self.host.now() + timedelta(minutes=5)
        return replace(super().offer(hold, day), holds_until=early)


class BooksAgain(Tiny):
    async def confirm(self, who: Caller, offer: Offer, key: str) -> Progress:
        self.done.clear()
        day = str(offer.answers["day"])
        await self.quote(who, {"day": day}, offer.hold.removeprefix(f"{who.ref}-"))
        return await super().confirm(who, offer, key)


class RacesItself(Tiny):
    async def confirm(self, who: Caller, offer: Offer, key: str) -> Progress:
        if key in self.done:
            return self.booked[self.done[key]]
        day = self.held(offer.hold).day
        await asyncio.sleep(0)
        return self.book(key, day)


class ForgetsTheNumber(Tiny):
    async def status(self, who: Caller, ref: str) -> Progress:
        return replace(self.booked[ref], number="")


class CostsToCancel(Tiny):
    async def act(self, who: Caller, ref: str, action: str, answers: Answers, key: str) -> Progress:
        return replace(await super().act(who, ref, action, answers, key), price_yen=500)


class NoTimeToUndo(Tiny):
    def undo_until(self) -> datetime:
        return self.host.now()


class ActsAgain(Tiny):
    async def act(self, who: Caller, ref: str, action: str, answers: Answers, key: str) -> Progress:
        done = await super().act(who, ref, action, answers, key)
        self.booked[ref] = replace(done, seq=done.seq + 1)
        return done


class ComesBack(Tiny):
    async def status(self, who: Caller, ref: str) -> Progress:
        return replace(self.booked[ref], state=State.CONFIRMED)


class HoldsForTheTurnedAway(Tiny):
    async def quote(
        self,
        who: Caller,
        answers: Answers,
        key: str,
        replacing: str | None = None,
        standby: bool = False,
    ) -> Sequence[Offer]:
        try:
            return await super().quote(who, answers, key)
        except Gone:
            self.booked["leak"] = replace(
                await self.confirm(who, await self._any(), "leak"), ref="leak"
            )
            raise

    async def _any(self) -> Offer:
        hold, held = next(iter(self.holds.items()))
        return self.offer(hold, held.day)


class SellsLapsed(Tiny):
    def held(self, hold: str) -> Hold:
        return self.holds[hold]


class NoKana(Tiny):
    def offer(self, hold: str, day: str) -> Offer:
        return replace(super().offer(hold, day), where=Name("区役所", "区役所"))


class SpeaksEnglish(Tiny):
    def offer(self, hold: str, day: str) -> Offer:
        return replace(super().offer(hold, day), summary=_("We will wait for you on that day."))


class LeavesGaps(Tiny):
    def offer(self, hold: str, day: str) -> Offer:
        return replace(super().offer(hold, day), summary=_("お待ちします。{{day}}"))


class NoBreath(Tiny):
    def offer(self, hold: str, day: str) -> Offer:
        return replace(super().offer(hold, day), summary=_("あ" * 45))


class BareDate(Tiny):
    def offer(self, hold: str, day: str) -> Offer:
        return replace(super().offer(hold, day), summary=_("2026-11-25に、お待ちします。"))


class HalfAYen(Tiny):
    def offer(self, hold: str, day: str) -> Offer:
        return replace(super().offer(hold, day), price_yen=99.5)  # type: ignore[arg-type]


class NaiveTime(Tiny):
    def offer(self, hold: str, day: str) -> Offer:
        return replace(super().offer(hold, day), starts=self.starts().replace(tzinfo=None))


class TwoAlike(Tiny):
    async def options(
        self, who: Caller, step: Step, so_far: Answers, page: int = 0
    ) -> Sequence[Option]:
        return [] if page else [Option(value, DAYS["wed"]) for value in DAYS]


class TooManyOffers(Tiny):
    async def quote(
        self,
        who: Caller,
        answers: Answers,
        key: str,
        replacing: str | None = None,
        standby: bool = False,
    ) -> Sequence[Offer]:
        return [*await super().quote(who, answers, key)] * 4
