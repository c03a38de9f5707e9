"""Residents at the desk: find, confirm who it is, book for them, and keep their records right."""

from dataclasses import replace
from typing import Literal
from uuid import uuid4

from senior_life import wire
from senior_life.contract import Text, words
from senior_life.ui.acts.opening import open_at, walking
from senior_life.ui.desk import shown
from senior_life.ui.desk.acts.staff import at_desk
from senior_life.ui.desk.birthday import read_birthday
from senior_life.ui.desk.rooms import bookable, resident_room
from senior_life.ui.desk.visit import DeskVisit
from senior_life.ui.shown import Shown
from senior_life.ui.visit import Act

_ = words("senior_life")
LONGEST_NAME, LONGEST_LINE = 100, 200


def find() -> Act:
    """For whichever screen looks for people: the list, a duplicate, whose tablet."""

    async def deed(visit: DeskVisit) -> Shown | None:
        query = visit.typed("find").strip()[:LONGEST_NAME]
        if not query:
            visit.notice = _("Please enter a name, its kana, or four digits.")
            return None
        found = tuple(await visit.client.find_residents(query))
        match visit.shown:
            case shown.Residents() as here:
                return replace(here, found=found, query=query)
            case shown.Resident() as here:
                others = tuple(one for one in found if one.ref != here.resident.ref)
                return replace(here, found=others)
            case shown.Pairing() as here:
                return replace(here, found=found)
            case _:
                return None

    return at_desk(deed)


def begin(resident: wire.ResidentFull, service: str) -> Act:
    """The very same errand as on the resident's own tablet, walked by whoever speaks with them."""
    key = uuid4().hex

    async def deed(visit: DeskVisit) -> Shown | None:
        wish = wire.BeginIn(service=service, resident=resident.ref, channel=visit.channel)
        visit.caller = resident
        walk = await visit.client.begin(wish, key)
        visit.drafts[resident.ref] = walk.id
        return await walking(visit, walk)

    return at_desk(deed)


def identified(resident: wire.ResidentFull, channel: Literal["phone", "counter"]) -> Act:
    """Who it is is certain. One service only: its first question comes at once.

    ``channel`` is where they are: an office may keep times for those who stand at its counter.
    """

    async def deed(visit: DeskVisit) -> Shown | None:
        visit.channel = channel
        tiles = [one for one in await bookable(visit) if one.trouble is None]
        if len(tiles) == 1:
            return await begin(resident, tiles[0].service)(visit)
        return await open_at(f"/desk/resident/{resident.ref}/services")(visit)

    return at_desk(deed)


def keep_resident(here: shown.Resident | shown.Newcomer) -> Act:
    """A new record, or a correction with its reason, which stays with the trace."""
    key = uuid4().hex

    async def deed(visit: DeskVisit) -> Shown | None:
        known = here.resident if isinstance(here, shown.Resident) else None
        body = _form(visit, known)
        if body is None:
            return None
        if known is not None:
            after = await visit.client.correct_resident(known.ref, body)
        else:
            assert isinstance(here, shown.Newcomer)  # noqa: S101 -- the other of two
            if here.household is not None:
                body = body.model_copy(update={"household": here.household.household})
            after = await visit.client.create_resident(body, key)
        return await _back(visit, after.ref, _("The record is saved."))

    return at_desk(deed)


def _form(visit: DeskVisit, known: wire.ResidentFull | None) -> wire.ResidentIn | None:
    """None: something is missing, and the notice says what."""
    written = visit.typed("birth_date").strip()
    birth = read_birthday(written) if written else None
    missing = (
        (not visit.typed("name").strip(), _("Please enter the name.")),
        (not visit.typed("kana").strip(), _("Please enter the kana of the name.")),
        (
            bool(written) and birth is None,
            _("Please write the date of birth as 昭和19年3月12日 or 1944-03-12."),
        ),
        (
            known is not None and not visit.typed("why").strip(),
            _("Please enter the reason for the correction."),
        ),
    )
    for is_missing, says in missing:
        if is_missing:
            visit.notice = says
            return None
    needs = tuple(one for one in visit.typed("needs").split(",") if one)
    return wire.ResidentIn(
        name=visit.typed("name").strip()[:LONGEST_NAME],
        kana=visit.typed("kana").strip()[:LONGEST_NAME],
        address=visit.typed("address").strip()[:LONGEST_LINE],
        phone=dialled(visit.typed("phone")),
        birth_date=birth,
        needs=needs,
        home=known.home if known else "",
        household=known.household if known else None,
        why=visit.typed("why").strip()[:LONGEST_LINE],
    )


def dialled(typed: str) -> str:
    """Full-width digits and signs, as Japanese keyboards type them, become plain ones."""
    plain = typed.translate(str.maketrans("０１２３４５６７８９－ー−＋　", "0123456789---+ "))
    return "".join(c for c in plain if c in "0123456789-+ ").strip()[:20]


def toggle_need(need: str) -> Act:
    async def deed(visit: DeskVisit) -> Shown | None:
        needs = [one for one in visit.typed("needs").split(",") if one]
        after = [one for one in needs if one != need]
        visit.fill("needs", ",".join(after if len(after) < len(needs) else [*needs, need]))
        return visit.shown

    return at_desk(deed)


def choose_twin(twin: wire.ResidentFull | None) -> Act:
    """The record that will go; None: another one."""

    async def deed(visit: DeskVisit) -> Shown | None:
        here = visit.shown
        return replace(here, twin=twin) if isinstance(here, shown.Resident) else None

    return at_desk(deed)


def merge(here: shown.Resident, twin: wire.ResidentFull) -> Act:
    async def deed(visit: DeskVisit) -> Shown | None:
        why = _why(visit)
        if not why:
            return None
        after = await visit.client.merge(here.resident.ref, twin.ref, why)
        return await _back(visit, after.ref, _("The two records are one now."))

    return at_desk(deed)


def suspend(resident: wire.ResidentFull) -> Act:
    async def deed(visit: DeskVisit) -> Shown | None:
        why = _why(visit)
        if not why:
            return None
        done = await visit.client.suspend(resident.ref, why)
        says = _(
            "Everything is paused: {cancelled} bookings cancelled, {devices} tablets shut.",
            cancelled=len(done.cancelled),
            devices=done.devices,
        )
        return await _back(visit, resident.ref, says)

    return at_desk(deed)


def resume(resident: wire.ResidentFull) -> Act:
    async def deed(visit: DeskVisit) -> Shown | None:
        why = _why(visit)
        if not why:
            return None
        after = await visit.client.resume(resident.ref, why)
        return await _back(visit, after.ref, _("The services are open to this person again."))

    return at_desk(deed)


def _why(visit: DeskVisit) -> str:
    why = visit.typed("why").strip()[:LONGEST_LINE]
    if not why:
        visit.notice = _("Please enter the reason.")
    return why


async def _back(visit: DeskVisit, ref: str, says: Text) -> Shown:
    """To the person's page, which says what was done."""
    visit.fill("why", "")
    page = await resident_room(visit, [ref])
    return replace(page, said=says) if isinstance(page, shown.Resident) else page
