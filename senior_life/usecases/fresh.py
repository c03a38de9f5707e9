"""What changes by the minute is asked of its provider while somebody looks at it."""

from dataclasses import replace

from senior_life.contract import Trouble
from senior_life.flows.states import OVER
from senior_life.usecases.access import Reader
from senior_life.usecases.callers import caller
from senior_life.usecases.following import Followed, follow
from senior_life.usecases.host import line_to
from senior_life.usecases.town import Town


async def look(town: Town, reader: Reader, ref: str) -> Followed:
    """As ``follow``; where its provider had news, as it is this minute. Nothing is written: what
    counts ``seq`` up is told by the provider itself."""
    found = await follow(town, reader, ref)
    known = found.progress
    if known is None or known.news is None or found.state in OVER or not found.is_offered:
        return found
    who, service = found.resident, found.service
    try:
        asks = await town.store.read(
            lambda s: caller(s, service, who, found.channel, found.made_by)
        )
        now = await line_to(town, service.id).status(asks, known.ref)
    except Trouble:
        return found
    return replace(found, progress=now) if now.seq == known.seq else found
