"""The calls of a resident's device: itself, errands, bookings, the day, help and speech."""

from datetime import date

from pydantic import BaseModel

from senior_life import wire
from senior_life.client.calls import Calls, Query
from senior_life.client.errors import Refused, Unreachable


class DeviceCalls(Calls):
    """The town, the tablet, and who holds it."""

    async def town(self) -> wire.TownOut:
        return await self._get(wire.TownOut, "/town")

    async def pair(self, code: str) -> wire.TokenOut:
        """Uses the code up, so that it is sent only once."""
        response = await self._send(
            "POST", "/devices/pair", wire.PairIn(code=code), tries_again=False
        )
        return wire.TokenOut.model_validate_json(response.content)

    async def home(self) -> wire.HomeOut:
        """All that the first screen shows."""
        return await self._get(wire.HomeOut, "/home")

    async def me(self) -> wire.MeOut:
        return await self._get(wire.MeOut, "/me")

    async def change_settings(self, change: wire.SettingsIn) -> wire.SettingsOut:
        return await self._change(wire.SettingsOut, "PATCH", "/me/settings", change)

    async def take_turn(self, resident: str) -> wire.MeOut:
        return await self._change(wire.MeOut, "PUT", "/me/turn", wire.TurnIn(resident=resident))

    async def set_up(self, setup: wire.SetupIn) -> wire.SetupOut:
        return await self._change(wire.SetupOut, "PUT", "/me/setup", setup)

    async def services(self) -> list[wire.Tile]:
        return await self._get(list[wire.Tile], "/services")


class WalkCalls(Calls):
    """One errand, question by question. ``rev`` protects a walk, so that it needs no keys."""

    async def begin(self, begin: wire.BeginIn, key: str | None = None) -> wire.WalkOut:
        return await self._change(wire.WalkOut, "POST", "/walks", begin, key)

    async def walk(self, walk: str) -> wire.WalkOut:
        return await self._get(wire.WalkOut, f"/walks/{walk}")

    async def card(self, walk: str, page: int = 0, month: str | None = None) -> wire.Card:
        """More choices of the question shown; ``month`` (YYYY-MM) gives a calendar page."""
        return await self._get(wire.Card, f"/walks/{walk}/card", {"page": page, "month": month})

    async def answer(self, walk: str, answer: wire.AnswerIn) -> wire.WalkOut:
        return await self._step(walk, "answers", answer)

    async def keep_typed(self, walk: str, step: str, words: str) -> None:
        typed = wire.TypedIn(step=step, words=words)
        await self._send("PUT", f"/walks/{walk}/typed", typed)

    async def back(self, walk: str, rev: int) -> wire.WalkOut:
        return await self._step(walk, "back", wire.RevIn(rev=rev))

    async def reopen(self, walk: str, rev: int, step: str) -> wire.WalkOut:
        return await self._step(walk, "reopen", wire.ReopenIn(rev=rev, step=step))

    async def quote(self, walk: str, rev: int) -> wire.WalkOut:
        return await self._step(walk, "quote", wire.RevIn(rev=rev))

    async def alternative(self, walk: str, rev: int, index: int) -> wire.WalkOut:
        return await self._step(walk, "alternative", wire.AlternativeIn(rev=rev, index=index))

    async def extend(self, walk: str, rev: int) -> wire.WalkOut:
        return await self._step(walk, "extend", wire.RevIn(rev=rev))

    async def accompany(
        self, walk: str, rev: int, offer: str, service: str, is_wanted: bool = True
    ) -> wire.WalkOut:
        """Book what goes with this offer under the same yes, or take it off again."""
        body = wire.CompanionIn(rev=rev, offer=offer, service=service, is_wanted=is_wanted)
        return await self._step(walk, "companions", body)

    async def make_often(self, walk: str, rev: int, offer: str, often: wire.Often) -> wire.WalkOut:
        """Book it every week, on several days, or only once after all."""
        body = wire.OftenIn(rev=rev, offer=offer, often=often)
        return await self._step(walk, "often", body)

    async def wait_for_days(self, walk: str, rev: int, waits: bool) -> wire.WalkOut:
        return await self._step(walk, "waits", wire.WaitsIn(rev=rev, waits=waits))

    async def confirm(
        self, walk: str, rev: int, offer: str, key: str | None = None
    ) -> wire.BookingOut:
        """A walk confirms once, however often this is called."""
        body = wire.ConfirmIn(rev=rev, offer=offer)
        return await self._change(wire.BookingOut, "POST", f"/walks/{walk}/confirm", body, key)

    async def quit(self, walk: str) -> None:
        await self._tell("DELETE", f"/walks/{walk}")

    async def _step(self, walk: str, verb: str, body: BaseModel) -> wire.WalkOut:
        """Sends a step; when its answer was lost on the way, reads where the walk now stands."""
        path = f"/walks/{walk}/{verb}"
        try:
            response = await self._send("POST", path, body, tries_again=False)
        except Unreachable:
            return await self._step_again(walk, path, body)
        return wire.WalkOut.model_validate_json(response.content)

    async def _step_again(self, walk: str, path: str, body: BaseModel) -> wire.WalkOut:
        try:
            response = await self._send("POST", path, body)
        except Refused as refused:
            if refused.kind != "stale":
                raise
            return await self.walk(walk)
        return wire.WalkOut.model_validate_json(response.content)


class BoardCalls(Calls):
    """Notices. What is told again changes nothing."""

    async def notices(
        self, service: str, unread: bool = False, month: str = "", words: str = "", page: int = 0
    ) -> list[wire.NoticeOut]:
        query: Query = {"unread": str(unread).lower(), "month": month, "words": words, "page": page}
        return await self._get(list[wire.NoticeOut], f"/boards/{service}/notices", query)

    async def newest(self) -> str:
        """Another one after something came on a board, or went; nobody's token is needed."""
        return (await self._get(wire.NewestOut, "/boards/newest")).mark

    async def urgent(self) -> list[wire.NoticeOut]:
        """What is urgent and unread, with its text."""
        return await self._get(list[wire.NoticeOut], "/boards/urgent")

    async def notice(self, service: str, ref: str) -> wire.NoticeOut:
        return await self._get(wire.NoticeOut, f"/boards/{service}/notices/{ref}")

    async def receipt(self, service: str, ref: str, receipt: wire.ReceiptIn) -> None:
        await self._tell("POST", f"/boards/{service}/notices/{ref}/receipt", receipt)

    async def respond(self, service: str, ref: str, reply: wire.ReplyIn) -> wire.NoticeOut:
        path = f"/boards/{service}/notices/{ref}/answers"
        return await self._change(wire.NoticeOut, "POST", path, reply)


class DayCalls(Calls):
    """Bookings, the day's plan, a person to ask, and the voice."""

    async def today(self, day: date | None = None) -> wire.TodayOut:
        return await self._get(wire.TodayOut, "/today", {"day": day.isoformat() if day else None})

    async def seen(self, reminder: str) -> None:
        await self._tell("POST", f"/reminders/{reminder}/seen")

    async def bookings(self, past: bool = False) -> list[wire.BookingOut]:
        return await self._get(list[wire.BookingOut], "/bookings", {"past": str(past).lower()})

    async def booking(self, booking: str) -> wire.BookingOut:
        return await self._get(wire.BookingOut, f"/bookings/{booking}")

    async def act(
        self, booking: str, action: str, act: wire.ActIn, key: str | None = None
    ) -> wire.BookingOut:
        path = f"/bookings/{booking}/actions/{action}"
        return await self._change(wire.BookingOut, "POST", path, act, key)

    async def links(self, booking: str) -> wire.LinksOut:
        return await self._change(wire.LinksOut, "POST", f"/bookings/{booking}/links")

    async def ask_for_help(self, help_: wire.HelpIn, key: str | None = None) -> wire.HelpOut:
        return await self._change(wire.HelpOut, "POST", "/help", help_, key)

    async def speech(self, speech: wire.SpeechIn) -> list[wire.ClauseOut]:
        response = await self._send("POST", "/speech", speech)
        return [wire.ClauseOut.model_validate(clause) for clause in response.json()]

    async def file(self, address: str) -> bytes:
        """What a signed address (``/api/files/…``) holds."""
        return (await self._send("GET", address)).content
