"""One resident's time at one screen: what is shown, and the single door for whatever is done.

An act is told the visit and gives what is shown next. It never changes anything by itself, so
that a lost answer, a refusal or a second tap leaves the screen as it was.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Protocol

from senior_life import wire
from senior_life.client import Client, Refused, Unreachable
from senior_life.ui.blocks import Handler, Kept, Said, Screen
from senior_life.ui.blocks.press import Typed
from senior_life.ui.fields import Fields
from senior_life.ui.listening import Listening, Loudspeaker, Speed
from senior_life.ui.look import Look, look_of
from senior_life.ui.out_of_reach import out_of_reach
from senior_life.ui.shown import Shown
from senior_life.words import Words

CALM_SECONDS = 0.3
"""An answer that takes longer gets 「お待ちください」."""
SECOND_TAP_SECONDS = 0.25
"""A tap so soon after a new screen was meant for the old one."""
TOKEN = "device_token"  # noqa: S105 the name it is kept under


class Device(Loudspeaker, Protocol):
    """The window and what it keeps; in tests, a plain object."""

    def say_where(self, route: str) -> None: ...
    async def keep(self, name: str, value: str) -> None: ...
    async def kept(self, name: str) -> str: ...


Act = Callable[["Visit"], Awaitable[Shown | None]]
Rooms = Callable[["Visit", str], Awaitable[Shown | None]]
"""Where routes lead, when not to the residents' own screens (the desk walks the same errands)."""


@dataclass(eq=False)
class Visit:
    """``me`` and ``town`` are what was last heard, ``wanted`` the address asked for last;
    ``urgent`` notices stand above the screen until they are ``put_away`` (refs); fields keep what
    was typed."""

    client: Client
    device: Device
    look: Look = field(default_factory=Look)
    shown: Shown | None = None
    town: wire.TownOut | None = None
    town_in: str = ""
    me: wire.MeOut | None = None
    wanted: str = "/"
    notice: Said | None = None
    failed: Act | None = None
    is_waiting: bool = False
    screen: Screen | None = None
    rooms: "Rooms | None" = None
    listening: Listening = field(init=False)
    kept: Kept = field(default_factory=Kept)
    urgent: tuple[wire.NoticeOut, ...] = ()
    put_away: set[str] = field(default_factory=set)
    _fields: Fields = field(init=False)
    _busy: bool = False
    _turns: asyncio.Lock = field(default_factory=asyncio.Lock)
    _changed_at: float = 0.0

    def __post_init__(self) -> None:
        self.listening = Listening(self.device, self._tell)
        self._fields = Fields(self._save)

    def _tell(self, says: Said) -> None:
        self.notice = says

    def __call__(self, act: Act) -> Handler:
        """What a control calls on release. Taps while something is under way are not lost
        acts: they are the same finger again."""

        async def handler() -> None:
            now = asyncio.get_running_loop().time()
            if self._busy or now - self._changed_at < SECOND_TAP_SECONDS:
                return
            await self.perform(act)

        return handler

    def stays(self, act: Act) -> Handler:
        """What the screen does by itself, quietly: a failure waits for the person's own tap.

        A person who has gone on meanwhile stays where they are; a tablet that was revoked does not.
        """

        async def handler() -> None:
            await self.quietly(act)

        return handler

    async def quietly(self, act: Act) -> bool:
        """As ``stays``. False: nothing is shown: somebody is just tapping, or no answer came."""
        here = self.shown
        if self._busy:
            return False
        next_ = None
        try:
            next_ = await act(self)
        except Refused as refused:
            if refused.problem.status == HTTPStatus.UNAUTHORIZED:
                next_ = await self._refused(refused, act)
        except Unreachable:
            return False
        if self.shown is not here or self._busy:
            return False
        if next_ is not None and next_ != here:
            self.show(next_)
        return True

    async def perform(self, act: Act) -> None:
        """Runs an act after the one before, and shows what it gives or why it failed."""
        async with self._turns:
            await self._perform(act)

    async def _perform(self, act: Act) -> None:
        self._busy = True
        task = asyncio.ensure_future(self._tried(act))
        try:
            done, _pending = await asyncio.wait({task}, timeout=CALM_SECONDS)
            if not done:
                self.is_waiting = True
                self.device.redraw()
            next_ = await task
        finally:
            self._busy = self.is_waiting = False
        if next_ is not None and (self.shown is None or next_.key != self.shown.key):
            await self.listening.stop()
        self.show(next_)

    def show(self, next_: Shown | None) -> None:
        if next_ is not None:
            if self.shown is None or next_.key != self.shown.key:
                self._changed_at = asyncio.get_running_loop().time()
                self.device.say_where(next_.route)
            self.shown = next_
        self.device.redraw()

    async def _tried(self, act: Act) -> Shown | None:
        before, self.notice, self.failed = self.notice, None, None
        try:
            return await act(self)
        except Refused as refused:
            return await self._refused(refused, act)
        except Unreachable:
            self.failed = act
            self.notice = out_of_reach(self.town) if self.shown else before
            return await self._stranded()

    async def _refused(self, refused: Refused, act: Act) -> Shown | None:
        from senior_life.ui.acts.opening import after_refusal

        return await after_refusal(self, refused, act)

    async def _stranded(self) -> Shown | None:
        from senior_life.ui.shown import Outage

        return None if self.shown else Outage(self.town, self.wanted)

    def typed(self, name: str) -> str:
        """What stands in a field."""
        return self._fields.typed(name)

    def fill(self, name: str, value: str) -> None:
        self._fields.fill(name, value)

    def keeps(self, name: str) -> Typed:
        """Keeps a field as it is typed: at once here, and soon where a crash cannot reach it."""
        return self._fields.keeps(name)

    async def forget(self, name: str) -> None:
        """Also where it outlives the window."""
        if self._fields.forget(name):
            await self.device.keep(name, "")

    async def forget_all(self) -> None:
        """Somebody else uses the tablet now: what was typed is not theirs to read."""
        self._fields.forget_all()
        self.urgent = ()
        self.put_away.clear()
        await self.device.keep("words", "")

    async def _save(self, name: str, value: str) -> None:
        walk = getattr(self.shown, "walk", None)
        if isinstance(walk, wire.WalkOut):
            with suppress(Refused, Unreachable):  # the next letter, or the answer, tries again
                await self.client.keep_typed(walk.id, name, value)
        else:
            await self.device.keep(name, value)

    @property
    def person_route(self) -> str:
        """A person is told what was asked so far."""
        walk = getattr(self.shown, "walk", None)
        return f"/person/{walk.id}" if isinstance(walk, wire.WalkOut) else "/person"

    async def back(self) -> None:
        """As the screen shown says; some have nowhere to go back to."""
        if self.screen is not None and self.screen.back is not None:
            await self.screen.back()

    async def ask_person(self) -> None:
        from senior_life.ui.acts.opening import open_at

        await self(open_at(self.person_route))()

    async def ask_emergency(self) -> None:
        from senior_life.ui.acts.opening import open_at

        await self(open_at("/emergency"))()

    async def listen(self) -> None:
        """Reads the screen aloud; a second tap stops."""
        if self.listening.is_on:
            await self.listening.stop()
        else:
            self._read_aloud()
        self.device.redraw()

    async def listen_again(self) -> None:
        await self.listening.stop()
        self._read_aloud()
        self.device.redraw()

    async def change_speed(self, speed: Speed) -> None:
        """Remembered for this person; what is being read begins again."""
        with suppress(Refused, Unreachable):
            settings = await self.client.change_settings(wire.SettingsIn(speed=speed))
            if self.me is not None:
                self.heard(self.me.model_copy(update={"settings": settings}))
        await self.listen_again()

    def _read_aloud(self) -> None:
        from senior_life.ui.spoken import spoken

        if self.screen is not None:
            self._read(spoken(self.look, self.screen))

    async def read_anew(self) -> None:
        """Something came above the screen that must be heard first."""
        from senior_life.ui.spoken import spoken_of

        await self.listening.stop()
        if self.shown is not None:
            self._read(spoken_of(self.look, self.shown, self, self.urgent))
            self.device.redraw()

    def _read(self, lines: tuple[Words, ...]) -> None:
        speed = self.me.settings.speed if self.me else "normal"
        self.listening.start(self.client, lines, speed, self._heard)

    async def _heard(self) -> None:
        """The screen was read to its end. Some then go on to the next by themselves, and are read
        on."""
        from senior_life.ui.spoken import spoken_of

        before, heard = self.shown, self.screen.heard if self.screen else None
        if heard is None:
            return
        await heard()
        if self.shown is not None and self.shown is not before:
            self._read(spoken_of(self.look, self.shown, self))
            self.device.redraw()

    def heard(self, me: wire.MeOut) -> wire.MeOut:
        """Takes over the reader's settings."""
        self.me = me
        chosen = me.settings
        fresh = look_of(chosen.text, chosen.theme, chosen.furigana, chosen.language)
        self.look = replace(
            fresh,
            shape=self.look.shape,
            width=self.look.width,
            height=self.look.height,
            keyboard=self.look.keyboard,
        )
        self.client = self.client.bearing(self.client.token, chosen.language)
        return me
