"""The tablet itself: first start, whose turn it is, settings, and a person to ask."""

from senior_life import wire
from senior_life.ui import shown
from senior_life.ui.acts.opening import open_at, pair_with
from senior_life.ui.visit import Act, Visit

__all__ = ["ask_person", "change", "next_page", "pair_typed", "seen", "set_up", "take_turn"]


def pair_typed() -> Act:
    async def act(visit: Visit) -> shown.Shown | None:
        digits = "".join(c for c in visit.typed("code") if c.isdecimal())
        return await pair_with("".join(str(int(c)) for c in digits))(visit)

    return act


def next_page(start: shown.Start, page: int) -> Act:
    async def act(_: Visit) -> shown.Shown | None:
        return shown.Start(page, start.setup)

    return act


def set_up() -> Act:
    """Keeps who set this tablet up, and whom to call; then home."""

    async def act(visit: Visit) -> shown.Shown | None:
        setup = wire.SetupIn(
            set_up_by=visit.typed("set_up_by").strip(),
            call_name=visit.typed("call_name").strip(),
            call_phone=_dialled(visit.typed("call_phone")),
        )
        await visit.client.set_up(setup)
        return await open_at("/")(visit)

    return act


def _dialled(typed: str) -> str:
    """Full-width digits and signs, as Japanese keyboards type them, become plain ones."""
    plain = typed.translate(str.maketrans("０１２３４５６７８９－ー−＋　", "0123456789---+ "))
    return "".join(c for c in plain if c in "0123456789-+ ")[:20]


def take_turn(resident: str) -> Act:
    async def act(visit: Visit) -> shown.Shown | None:
        visit.heard(await visit.client.take_turn(resident))
        await visit.forget_all()
        return await open_at("/")(visit)

    return act


def change(setting: str, value: str | bool) -> Act:
    """One setting, at once visible."""

    async def act(visit: Visit) -> shown.Shown | None:
        changed = wire.SettingsIn.model_validate({setting: value})
        settings = await visit.client.change_settings(changed)
        if visit.me is None:
            return visit.shown
        me = visit.heard(visit.me.model_copy(update={"settings": settings}))
        if not isinstance(visit.shown, shown.Settings):
            return visit.shown
        group = visit.shown.group
        return shown.Settings(settings, me.setup, group, shared=len(me.residents) > 1)

    return act


def ask_person(person: shown.Person) -> Act:
    """The desk sees the wish, what was asked so far, and the words that were written."""

    async def act(visit: Visit) -> shown.Shown | None:
        walk = person.walk.id if person.walk else None
        written = visit.typed("words").strip()
        told = await visit.client.ask_for_help(wire.HelpIn(walk=walk, words=written))
        await visit.forget("words")
        return shown.Person(person.town, person.setup, person.walk, told)

    return act


def seen(reminder: str) -> Act:
    async def act(visit: Visit) -> shown.Shown | None:
        await visit.client.seen(reminder)
        return await open_at("/")(visit)

    return act
