"""Coming to work, leaving it, and how the screen looks meanwhile."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from senior_life.client import Refused, Unreachable
from senior_life.contract import words
from senior_life.ui.acts.opening import open_at
from senior_life.ui.desk import shown
from senior_life.ui.desk.visit import STAFF_TOKEN, TEXT, THEME, DeskVisit
from senior_life.ui.shown import Shown
from senior_life.ui.visit import Act, Visit

_ = words("senior_life")
Deed = Callable[[DeskVisit], Awaitable[Shown | None]]


def at_desk(deed: Deed) -> Act:
    """An act that only makes sense at the desk."""

    async def act(visit: Visit) -> Shown | None:
        assert isinstance(visit, DeskVisit)  # noqa: S101 -- drawn by the desk alone
        return await deed(visit)

    return act


def show_password(here: shown.LogIn) -> Act:
    """Or hides it again."""

    async def act(_: Visit) -> Shown | None:
        return replace(here, is_plain=not here.is_plain)

    return act


def log_in() -> Act:
    async def deed(visit: DeskVisit) -> Shown | None:
        name, password = visit.typed("name").strip()[:200], visit.typed("password")[:200]
        if not name or not password:
            visit.notice = _("Please enter your name and your password.")
            return None
        answer = await visit.client.log_in(name, password)
        visit.client = visit.client.bearing(answer.token)
        visit.fill("password", "")
        await visit.learn()
        await visit.device.keep(STAFF_TOKEN, answer.token)
        here = visit.shown
        return await open_at(here.wanted if isinstance(here, shown.LogIn) else "/desk")(visit)

    return at_desk(deed)


def log_out() -> Act:
    """At once for whoever looks at this screen, also when the town does not answer."""

    async def deed(visit: DeskVisit) -> Shown:
        try:
            await visit.client.log_out()
        except Refused:
            pass  # the session had ended already
        except Unreachable:
            visit.notice = _("You are logged out here. The town did not answer.")
        return await visit.leave()

    return at_desk(deed)


def wear(theme: str = "", text: str = "") -> Act:
    """Kept for this browser."""

    async def deed(visit: DeskVisit) -> Shown | None:
        visit.wear(theme, text)
        await visit.device.keep(THEME, visit.theme)
        await visit.device.keep(TEXT, visit.text)
        return visit.shown

    return at_desk(deed)
