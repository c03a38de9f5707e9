"""From an address to a screen: the same for a tap, the browser's Back, a reload and a restart."""

import re
from collections.abc import Awaitable, Callable
from datetime import date
from urllib.parse import parse_qs, urlsplit

from senior_life import wire
from senior_life.client import Refused
from senior_life.contract import words
from senior_life.ui import shown
from senior_life.ui.acts.habit import habit_at
from senior_life.ui.acts.notices import board
from senior_life.ui.acts.papers import papers
from senior_life.ui.visit import TOKEN, Act, Visit

_ = words("senior_life")
SIX_DIGITS = re.compile(r"[0-9]{6}")
Page = Callable[[Visit, list[str]], Awaitable[shown.Shown | None]]


def open_at(route: str) -> Act:
    """The screen of a route; first start, pairing and turns come before anything else."""

    async def act(visit: Visit) -> shown.Shown | None:
        if visit.rooms is not None:
            return await visit.rooms(visit, route)
        visit.wanted = route
        parts = urlsplit(route)
        path = [part for part in parts.path.split("/") if part]
        await know(visit)
        code = parse_qs(parts.query).get("code", [""])[0]
        if path[:1] == ["pair"] and (code or len(path) > 1):
            return _scanned(visit, code or path[1])
        if path[:1] == ["emergency"]:
            return shown.Emergency(await know(visit))
        return await _own(visit, path)

    return act


async def know(visit: Visit) -> wire.TownOut:
    """What the town says of itself, in the reader's language."""
    if visit.town is None or visit.town_in != visit.look.language:
        visit.town, visit.town_in = await visit.client.town(), visit.look.language
    return visit.town


async def _own(visit: Visit, path: list[str]) -> shown.Shown | None:
    if not visit.client.token:
        return shown.Pair()
    page = PAGES.get(path[0]) if path else None
    home = None if page else await visit.client.home()
    me = visit.heard(home.me if home else await visit.client.me())
    if not me.setup.is_done:
        return shown.Start(0, me.setup)
    if me.turn is None:
        return shown.Turn(me.residents)
    if home is not None:
        return await _home(visit, home)
    return await page(visit, path[1:]) if page else None


def _scanned(visit: Visit, code: str) -> shown.Shown:
    """The digits stand there already; only the person's own tap uses them up."""
    if not SIX_DIGITS.fullmatch(code):
        return shown.Pair()
    visit.fill("code", code)
    return shown.Pair(code)


def pair_with(code: str) -> Act:
    """Uses six digits up; from then on the device is the household's."""

    async def act(visit: Visit) -> shown.Shown | None:
        if not SIX_DIGITS.fullmatch(code):
            visit.notice = _("Please enter the six digits.")
            return shown.Pair()
        answer = await visit.client.pair(code)
        visit.client = visit.client.bearing(answer.token)
        await visit.device.keep(TOKEN, answer.token)
        return await open_at("/")(visit)

    return act


async def _home(visit: Visit, home: wire.HomeOut) -> shown.Shown | None:
    """Without a day, the town says why there is none."""
    today, residents = home.today or await visit.client.today(), home.me.residents
    who = next(r for r in residents if r.ref == home.me.turn)
    return shown.Home(today, home.services, who, home.ahead, len(residents) > 1, home.calls)


async def _services(visit: Visit, _rest: list[str]) -> shown.Shown | None:
    return shown.Services(tuple(await visit.client.services()))


async def _speak(visit: Visit, _rest: list[str]) -> shown.Shown | None:
    visit.fill("words", await visit.device.kept("words"))
    return shown.Speak()


async def _walk(visit: Visit, rest: list[str]) -> shown.Shown | None:
    if not rest:
        return await open_at("/")(visit)
    walk = await visit.client.walk(rest[0])
    match rest[1:]:
        case ["speak"] if walk.card:
            visit.fill(walk.card.step, walk.typed)
            return shown.Speak(walk)
        case ["leave"]:
            return shown.Leave(walk)
        case _:
            return await walking(visit, walk)


async def walking(visit: Visit, walk: wire.WalkOut) -> shown.Shown | None:
    """Where a walk stands, as a screen."""
    match walk.state:
        case "asking" if walk.card:
            visit.fill(walk.card.step, walk.typed)
            return shown.Question(walk, walk.card, walk.card.chosen)
        case "offered" if walk.offers:
            return shown.Confirm(walk, walk.offers[0] if len(walk.offers) == 1 else None)
        case "troubled" if walk.trouble:
            return shown.Trouble(walk, walk.trouble)
        case "booked" if walk.booking:
            return await done(visit, walk.booking)
        case _:
            return await open_at("/")(visit)


async def _today(visit: Visit, rest: list[str]) -> shown.Shown | None:
    try:
        day = date.fromisoformat(rest[0]) if rest else None
    except ValueError:
        day = None
    today, ahead = await visit.client.today(day), await visit.client.bookings()
    return shown.Today(today, tuple(ahead), tuple(await visit.client.habits()))


async def _booking(visit: Visit, rest: list[str]) -> shown.Shown | None:
    if not rest:
        return await _today(visit, [])
    booking = await visit.client.booking(rest[0])
    action = next((a for a in booking.actions if a.name in rest[1:]), None)
    return shown.Booked(booking, action, links=await papers(visit, booking))


async def _done(visit: Visit, rest: list[str]) -> shown.Shown | None:
    return await done(visit, rest[0]) if rest else await _today(visit, [])


async def done(visit: Visit, ref: str) -> shown.Done:
    booking = await visit.client.booking(ref)
    return shown.Done(booking, await papers(visit, booking))


async def _habit(visit: Visit, rest: list[str]) -> shown.Shown | None:
    return await habit_at(visit, rest) if rest else await _today(visit, [])


async def _habits(visit: Visit, _rest: list[str]) -> shown.Shown | None:
    return await _today(visit, [])


async def _settings(visit: Visit, rest: list[str]) -> shown.Shown | None:
    me = visit.me or visit.heard(await visit.client.me())
    return shown.Settings(
        me.settings, me.setup, rest[0] if rest else "", shared=len(me.residents) > 1
    )


async def _turn(visit: Visit, _rest: list[str]) -> shown.Shown | None:
    me = visit.me or visit.heard(await visit.client.me())
    return shown.Turn(me.residents)


async def _person(visit: Visit, rest: list[str]) -> shown.Shown | None:
    town = await know(visit)
    walk = await visit.client.walk(rest[0]) if rest else None
    return shown.Person(town, visit.me.setup if visit.me else None, walk)


async def _about(visit: Visit, _rest: list[str]) -> shown.Shown | None:
    return shown.About(await know(visit))


PAGES: dict[str, Page] = {
    "services": _services,
    "speak": _speak,
    "walk": _walk,
    "today": _today,
    "booking": _booking,
    "done": _done,
    "habit": _habit,
    "habits": _habits,
    "settings": _settings,
    "turn": _turn,
    "person": _person,
    "about": _about,
    "board": board,
}


async def after_refusal(visit: Visit, refused: Refused, _act: Act) -> shown.Shown | None:
    """What a no leads to: a sentence on the same screen, or the screen that helps."""
    problem = refused.problem
    visit.notice = problem.says or _("This cannot be done just now. Please ask a person.")
    if refused.kind == "not-paired" or problem.status == UNAUTHORIZED:
        visit.client, visit.urgent = visit.client.bearing(""), ()
        return shown.Pair()
    if problem.opens:
        visit.notice = None
        return await open_at(f"/board/{problem.opens}")(visit)
    here = visit.shown
    if isinstance(here, shown.Question | shown.Confirm | shown.Trouble | shown.Speak) and here.walk:
        return await _reread(visit, here.walk, problem)
    if here is not None:
        return None
    says, visit.notice = visit.notice, None
    return shown.Outage(visit.town, visit.wanted, says)


async def _reread(visit: Visit, walk: wire.WalkOut, problem: wire.Problem) -> shown.Shown | None:
    """The walk as it stands now: another device, or another person, may have moved it."""
    fresh = await visit.client.walk(walk.id)
    if problem.instead and fresh.state != "troubled":
        return shown.Trouble(fresh, problem)
    if fresh.state == "troubled" and fresh.trouble and fresh.trouble.says == problem.says:
        visit.notice = None  # the next screen says it in large letters
    if isinstance(visit.shown, shown.Speak) and fresh.card:
        return shown.Speak(fresh)
    return await walking(visit, fresh)


UNAUTHORIZED = 401
