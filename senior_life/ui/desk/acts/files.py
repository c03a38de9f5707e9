"""Sending a file from the desk's computer: chosen inside the tap, sent by the browser itself."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from pathlib import PurePath

from senior_life import wire
from senior_life.client import Refused
from senior_life.contract import Text, words
from senior_life.ui.desk import shown
from senior_life.ui.desk.acts.staff import at_desk
from senior_life.ui.desk.visit import DeskVisit
from senior_life.ui.shown import Shown
from senior_life.ui.visit import Act
from senior_life.words import Words

_ = words("senior_life")
Send = Callable[[str], AsyncIterator[float]]
"""Sends what was chosen to an address, and tells how much of it has gone, from 0 to 1."""


class Unsent(Exception):
    """The browser could not send it, or has said nothing of it for long."""


@dataclass(frozen=True, slots=True)
class Chosen:
    name: str
    size_bytes: int


def send_file(asked: wire.Card, chosen: Chosen, send: Send) -> Act:
    """What was chosen before stands until the new one is there; afterwards it is the answer."""

    async def deed(visit: DeskVisit) -> Shown | None:
        if _side(visit) is None:
            return None
        if not _fits(asked, chosen):
            visit.notice = _(
                "This kind of file cannot be sent here. Please choose one that ends in {endings}.",
                endings=Words(" / ".join(f".{one}" for one in asked.accepts)).text,
            )
            return None
        try:
            sent = await _sent(visit, asked, chosen, send)
        except Unsent:
            visit.notice = _("The file could not be sent. Please try again.")
            return _with(visit, asked, None)
        except Refused as refused:
            visit.notice = refused.problem.says
            return _with(visit, asked, None)
        return _answered(visit, asked, sent)

    return at_desk(deed)


def _fits(asked: wire.Card, chosen: Chosen) -> bool:
    return PurePath(chosen.name.lower()).suffix[1:] in asked.accepts


async def _sent(visit: DeskVisit, asked: wire.Card, chosen: Chosen, send: Send) -> wire.FileOut:
    """Raises Unsent, Refused."""
    about = wire.FileIn(name=chosen.name, size_bytes=chosen.size_bytes)
    upload = await visit.client.begin_file(about)
    async for part in send(upload.url):
        visit.show(_with(visit, asked, shown.Sending(chosen.name, part)))
    return await visit.client.sent_file(upload.ref)


def _side(visit: DeskVisit) -> shown.Side | None:
    return visit.shown.side if isinstance(visit.shown, shown.Day) else None


def _with(visit: DeskVisit, asked: wire.Card, state: shown.Sending | None) -> Shown | None:
    here, side = visit.shown, _side(visit)
    if not isinstance(here, shown.Day) or side is None:
        return None
    sending = {step: one for step, one in side.sending if step != asked.step}
    if state is not None:
        sending[asked.step] = state
    return replace(here, side=replace(side, sending=tuple(sending.items())))


def _answered(visit: DeskVisit, asked: wire.Card, sent: wire.FileOut) -> Shown | None:
    here = _with(visit, asked, None)
    if not isinstance(here, shown.Day) or here.side is None:
        return None
    side = here.side
    before = side.chosen(asked.step) if asked.many else ()
    picked = {**dict(side.picked), asked.step: (*before, sent.ref)}
    side = replace(side, picked=tuple(picked.items()), sent=(*side.sent, sent))
    return replace(here, side=side)


def percent(state: shown.Sending) -> Text:
    return _("Sending {name}: {n} percent", name=state.name, n=round(state.part * 100))
