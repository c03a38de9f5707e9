"""What comes by itself: home shows what is new, and an urgent notice stands above other screens."""

from senior_life import wire
from senior_life.contract import words
from senior_life.ui import shown
from senior_life.ui.acts.notices import opened
from senior_life.ui.acts.opening import open_at
from senior_life.ui.visit import Act, Visit
from senior_life.ui.watching import Look

_ = words("senior_life")


def looks(visit: Visit) -> Look:
    """How this session looks when a board changed; whoever is listening hears an urgent one."""

    async def look() -> bool:
        if visit.shown is None:
            return False
        if not visit.client.token:
            return True
        before = _urgent(visit)
        act = open_at("/") if isinstance(visit.shown, shown.Home) else _above
        if not await visit.quietly(act):
            return False
        if visit.listening.is_on and _urgent(visit) - before:
            await visit.read_anew()
        return True

    return look


def read(notice: wire.NoticeOut) -> Act:
    """From its end, or by going back, one comes back to what one was doing."""

    async def act(visit: Visit) -> shown.Shown | None:
        after = visit.shown.route if visit.shown else "/"
        found = await opened(visit, notice.service, notice.ref, after)
        _put_away(visit, notice)
        return found

    return act


def answer(notice: wire.NoticeOut, step: str, value: str) -> Act:
    """Without leaving what one is doing."""

    async def act(visit: Visit) -> shown.Shown | None:
        reply = wire.ReplyIn(answers={step: value})
        await visit.client.respond(notice.service, notice.ref, reply)
        _put_away(visit, notice)
        visit.notice = _("Your answer was received.")
        return None

    return act


def later(notice: wire.NoticeOut) -> Act:
    """It waits on the first screen until it was read."""

    async def act(visit: Visit) -> shown.Shown | None:
        _put_away(visit, notice)
        return None

    return act


async def _above(visit: Visit) -> shown.Shown | None:
    found = await visit.client.urgent()
    fresh = tuple(one for one in found if one.ref not in visit.put_away)
    if fresh != visit.urgent:
        visit.urgent = fresh
        visit.device.redraw()
    return None


def _put_away(visit: Visit, notice: wire.NoticeOut) -> None:
    visit.put_away.add(notice.ref)
    visit.urgent = tuple(one for one in visit.urgent if one.ref != notice.ref)


def _urgent(visit: Visit) -> set[str]:
    """The refs of those that stand there."""
    here = visit.shown
    calls = here.calls if isinstance(here, shown.Home) else visit.urgent
    return {one.ref for one in calls if one.is_urgent}
