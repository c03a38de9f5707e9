"""A member of staff at one screen of the desk: whose turn of work it is, and for whom."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Literal

from senior_life import wire
from senior_life.client import Refused, Unreachable
from senior_life.contract import words
from senior_life.ui.blocks import Handler
from senior_life.ui.desk import shown
from senior_life.ui.look import SCALES, THEMES, Look, TextSize, ThemeName
from senior_life.ui.shown import Outage, Shown
from senior_life.ui.visit import Act, Visit

_ = words("senior_life")
STAFF_TOKEN = "desk_token"  # noqa: S105 the name it is kept under
THEME, TEXT = "desk_theme", "desk_text"
DESK_SCALE = 0.82
"""Staff sit at a PC: a body of 18 px instead of 22."""
UNAUTHORIZED = 401


@dataclass(eq=False)
class DeskVisit(Visit):
    """``caller``: for whom an errand is walked; ``drafts``: unfinished ones, by resident;
    ``channel``: where the person is who is spoken with."""

    staff: wire.StaffOut | None = None
    places: tuple[wire.PlaceOut, ...] = ()
    place: str = ""
    day: date | None = None
    caller: wire.ResidentFull | None = None
    drafts: dict[str, str] = field(default_factory=dict)
    channel: Literal["phone", "counter"] = "phone"
    escape: Handler | None = None
    theme: ThemeName = "light"
    text: TextSize = "normal"
    _heard_at: float = 0.0

    async def learn(self) -> wire.StaffOut:
        """Who works here, and what time the town has."""
        self.staff = await self.client.staff()
        self._heard_at = asyncio.get_running_loop().time()
        return self.staff

    @property
    def heads(self) -> bool:
        """May also join records, and look after the services."""
        return self.staff is not None and self.staff.role == "admin"

    def now(self) -> datetime:
        """The town's clock; staff must be known."""
        assert self.staff is not None  # noqa: S101 -- every room behind the log-in learnt it
        return self.staff.now + timedelta(
            seconds=asyncio.get_running_loop().time() - self._heard_at
        )

    def wear(self, theme: str, text: str) -> None:
        """Colours and letter size; unknown names change nothing."""
        self.theme = theme if theme in THEMES else self.theme  # type: ignore[assignment]
        self.text = text if text in SCALES else self.text  # type: ignore[assignment]
        self.look = worn(self.look, self.theme, self.text)

    async def leave(self, notice: bool = False) -> shown.LogIn:
        """Nobody is logged in any more; ``notice``: the session has ended by itself."""
        wanted = at_desk(self.shown.route) if self.shown else "/desk"
        self.client = self.client.bearing("")
        self.staff, self.caller, self.place = None, None, ""
        self.fill("name", "")
        self.fill("password", "")
        await self.device.keep(STAFF_TOKEN, "")
        if notice:
            self.notice = _("Your session has ended. Please log in again.")
        return shown.LogIn(wanted if notice else "/desk")

    async def _refused(self, refused: Refused, act: Act) -> Shown | None:
        from senior_life.ui.acts.opening import after_refusal

        problem = refused.problem
        if problem.status == UNAUTHORIZED and not isinstance(self.shown, shown.LogIn):
            return await self.leave(notice=True)
        if isinstance(self.shown, shown.LogIn):
            self.notice = problem.says or _("You could not be logged in. Please try again.")
            self.fill("password", "")
            return None
        return await after_refusal(self, refused, act)

    async def _stranded(self) -> Shown | None:
        """Nothing counts as done of which no answer came; trying again does it once."""
        if self.shown is None:
            return Outage(self.town, "/desk")
        self.notice = _(
            "The town did not answer, and nothing is noted as done. Please try again: "
            "it will not be done twice."
        )
        return None

    async def _save(self, name: str, value: str) -> None:
        """What staff type about a person never stays behind in the browser."""
        walk = getattr(self.shown, "walk", None)
        if isinstance(walk, wire.WalkOut):
            with suppress(Refused, Unreachable):
                await self.client.keep_typed(walk.id, name, value)


def at_desk(route: str) -> str:
    """The residents' errands are walked below /desk too."""
    return route if route.startswith("/desk") else f"/desk{route if route != '/' else ''}"


def worn(look: Look, theme: ThemeName, text: TextSize) -> Look:
    return replace(look, theme=THEMES[theme], scale=SCALES[text] * DESK_SCALE, at_desk=True)
