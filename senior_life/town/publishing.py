"""What a service tells the public of a town: a file made from its pack alone."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from senior_life.contract import Service, TownFacts
from senior_life.town.faults import Fault, PackBroken
from senior_life.town.pack import load, service_files


def published(folder: Path, services: Iterable[Service], service: str, file: str) -> bytes:
    """Raises PackBroken for a pack with faults, and for a file that nobody publishes."""
    known = {one.id: one for one in services}
    if service not in known or file not in known[service].publishes:
        every = [f"{one.id} {name}" for one in known.values() for name in one.publishes]
        fix = f"write one of: {', '.join(every)}" if every else "nothing is published here"
        raise PackBroken([Fault(file, 0, f"“{service}” does not publish this file", fix)])
    pack = load(folder)
    found = known[service]
    facts = TownFacts(
        name=pack.town.name,
        timezone=pack.town.timezone,
        phone=pack.phone,
        today=datetime.now(pack.town.zone).date(),
        files=service_files(folder, found, pack.places),
        places=pack.places,
        holiday=pack.calendar.holiday,
    )
    return found.publishes[file](facts)
