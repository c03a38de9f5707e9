"""From an address below /desk to a screen: for a tap, a reload and a restart alike."""

from collections.abc import Awaitable, Callable
from datetime import date
from urllib.parse import urlsplit

from senior_life import wire
from senior_life.ui import shown as errand_shown
from senior_life.ui.acts.habit import habit_at
from senior_life.ui.acts.opening import done, walking
from senior_life.ui.acts.papers import papers
from senior_life.ui.desk import shown
from senior_life.ui.desk.birthday import birth_says
from senior_life.ui.desk.visit import DeskVisit, at_desk
from senior_life.ui.shown import Shown
from senior_life.ui.visit import Visit
from senior_life.words import plain

FOR_HEADS = frozenset({"merge", "registry"})
"""An address may be typed; the town would refuse what it leads to."""
Room = Callable[[DeskVisit, list[str]], Awaitable[Shown | None]]


async def rooms(visit: Visit, route: str) -> Shown | None:
    """The log-in comes before anything else."""
    assert isinstance(visit, DeskVisit)  # noqa: S101 -- only a desk's visit has these rooms
    if visit.town is None:
        visit.town = await visit.client.town()
    route = at_desk(urlsplit(route).path)
    if not visit.client.token:
        return shown.LogIn(route)
    if visit.staff is None:
        await visit.learn()
    path = [part for part in route.split("/") if part][1:]
    return await ROOMS.get(path[0] if path else "", day_room)(visit, path[1:])


async def day_room(visit: DeskVisit, rest: list[str]) -> Shown:
    """``rest``: a place and a day; without them where and when one was last, or today."""
    if not visit.places:
        visit.places = tuple(await visit.client.places())
    staff = await visit.learn()
    known = [one.value for one in visit.places]
    wanted = rest[0] if rest else visit.place
    visit.place = wanted if wanted in known else next(iter(known), "")
    today = staff.now.date()
    visit.day = _day(rest[1] if len(rest) > 1 else "", visit.day or today)
    tables = await visit.client.views(visit.day, visit.place) if visit.place else []
    visit.caller = None
    return shown.Day(visit.places, visit.place, visit.day, today, tuple(tables), staff.now)


def _day(text: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return otherwise


async def walk_room(visit: DeskVisit, rest: list[str]) -> Shown | None:
    if not rest:
        return await day_room(visit, [])
    walk = await visit.client.walk(rest[0])
    await know_caller(visit, walk.resident)
    match rest[1:]:
        case ["speak"] if walk.card:
            visit.fill(walk.card.step, walk.typed)
            return errand_shown.Speak(walk)
        case ["leave"]:
            return errand_shown.Leave(walk)
        case _:
            return await walking(visit, walk)


async def know_caller(visit: DeskVisit, ref: str) -> wire.ResidentFull:
    if visit.caller is None or visit.caller.ref != ref:
        visit.caller = await visit.client.resident(ref)
    return visit.caller


async def booking_room(visit: DeskVisit, rest: list[str]) -> Shown | None:
    if not rest:
        return await back_to_caller(visit, [])
    booking = await visit.client.booking(rest[0])
    action = next((a for a in booking.actions if a.name in rest[1:]), None)
    return errand_shown.Booked(booking, action, links=await papers(visit, booking))


async def habit_room(visit: DeskVisit, rest: list[str]) -> Shown | None:
    return await habit_at(visit, rest) if rest else await back_to_caller(visit, [])


async def done_room(visit: DeskVisit, rest: list[str]) -> Shown | None:
    if not rest:
        return await day_room(visit, [])
    return await done(visit, rest[0])


async def back_to_caller(visit: DeskVisit, _rest: list[str]) -> Shown | None:
    """What a resident's own plan is to them, is here the page of that resident."""
    if visit.caller is None:
        return await day_room(visit, [])
    return await resident_room(visit, [visit.caller.ref])


async def residents_room(visit: DeskVisit, _rest: list[str]) -> Shown:
    visit.caller = None
    visit.fill("find", "")
    return shown.Residents()


async def resident_room(visit: DeskVisit, rest: list[str]) -> Shown:
    """One resident, and what a part of the page needs besides."""
    if not rest:
        return shown.Residents()
    part = rest[1] if len(rest) > 1 and may_open(visit, rest[1]) else ""
    visit.caller = resident = await visit.client.resident(rest[0])
    bookings = tuple(await visit.client.resident_bookings(resident.ref))
    tiles = await bookable(visit) if part == "services" else ()
    traces = tuple(await visit.client.trace(resident.ref)) if part == "trace" else ()
    draft = visit.drafts.get(resident.ref, "")
    page = shown.Resident(resident, bookings, part, tiles, traces, draft=draft, heads=visit.heads)
    if part == "correct":
        fill_in(visit, resident)
    else:
        visit.fill("find", "")
        visit.fill("why", "")
    return page


async def bookable(visit: DeskVisit) -> tuple[wire.Tile, ...]:
    """What the desk can do for a caller: notices are read by themselves."""
    return tuple(one for one in await visit.client.services() if not one.is_board)


def may_open(visit: DeskVisit, part: str) -> bool:
    return visit.heads or part not in FOR_HEADS


def fill_in(visit: DeskVisit, resident: wire.ResidentFull | None) -> None:
    """Puts what is known into the fields of the form; None: an empty form."""
    for name in ("name", "kana", "address", "phone"):
        visit.fill(name, getattr(resident, name) if resident else "")
    birth = resident.birth_date if resident else None
    visit.fill("birth_date", plain(birth_says(birth), "ja") if birth else "")
    visit.fill("needs", ",".join(resident.needs) if resident else "")
    visit.fill("why", "")


async def newcomer_room(visit: DeskVisit, rest: list[str]) -> Shown:
    fill_in(visit, None)
    if not rest:
        return shown.Newcomer()
    member = await visit.client.resident(rest[0])
    visit.fill("address", member.address)
    visit.fill("phone", member.phone)
    return shown.Newcomer(member)


async def devices_room(visit: DeskVisit, rest: list[str]) -> Shown:
    if rest == ["pair"]:
        visit.fill("label", "")
        visit.fill("find", "")
        return shown.Pairing((visit.caller,) if visit.caller else ())
    visit.caller = None  # a tablet is paired for whoever is chosen, not for the last caller
    return shown.Devices(tuple(await visit.client.devices()))


async def help_room(visit: DeskVisit, _rest: list[str]) -> Shown:
    return shown.HelpList(tuple(await visit.client.help_list()))


async def registry_room(visit: DeskVisit, _rest: list[str]) -> Shown:
    if not may_open(visit, "registry"):
        return await day_room(visit, [])
    return shown.Registry(tuple(await visit.client.registry()))


async def display_room(_visit: DeskVisit, _rest: list[str]) -> Shown:
    return shown.Display()


ROOMS: dict[str, Room] = {
    "day": day_room,
    "walk": walk_room,
    "booking": booking_room,
    "habit": habit_room,
    "done": done_room,
    "today": back_to_caller,
    "person": back_to_caller,
    "residents": residents_room,
    "resident": resident_room,
    "new-resident": newcomer_room,
    "devices": devices_room,
    "help": help_room,
    "registry": registry_room,
    "display": display_room,
}
