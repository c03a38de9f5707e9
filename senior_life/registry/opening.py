"""Find, check and load the services of a town; a refused one never stops the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import EntryPoint
from pathlib import Path

import structlog

from senior_life.contract import Service, Text, words
from senior_life.registry.absent import stand_in
from senior_life.registry.candidates import GROUP, Candidate, installed
from senior_life.registry.gate import DEADLINE_SECONDS, Gate
from senior_life.registry.promises import breaches
from senior_life.registry.record import Offered, Registry, Standing
from senior_life.town import Pack, service_files
from senior_life.words import plain

_ = words("senior_life")
log = structlog.get_logger(__name__)

NO_SERVICE = _(
    "No service is installed. In a checkout of the source, run “make run”; otherwise install a "
    "service's package with pip, and start again."
)
"""Said instead of an empty home screen."""


def open_registry(
    pack: Pack,
    candidates: Sequence[Candidate] | None = None,
    cache: Path | None = None,
    deadline_seconds: float = DEADLINE_SECONDS,
) -> Registry:
    """Those approved by the town come in its order; ``cache`` makes the next start quick."""
    found = installed() if candidates is None else tuple(candidates)
    if not found:
        log.error("no_service_installed", says=plain(NO_SERVICE, "en"))
    refused = _beforehand(found, pack)
    gate = Gate(pack.folder, cache, deadline_seconds)
    refused |= gate.refusals([one for one in found if one not in refused])
    loaded = [_load(one, pack) for one in found if not refused[one]]
    refused |= {one.candidate: one.why for one in loaded if isinstance(one, _Refused)}
    standings = [Standing(c.name, c.package, c.version, tuple(refused[c])) for c in found]
    for standing in standings:
        if standing.refused:
            why = [plain(text, "en") for text in standing.refused]
            log.warning("service_refused", service=standing.name, why=why)
    order = [approval.id for approval in pack.approved]
    offered = [one for one in loaded if isinstance(one, Offered)]
    offered.sort(key=lambda one: order.index(one.service.id))
    there = {one.service.id for one in offered}
    absent = [
        stand_in(one.name, gate.described.get(one))
        for one in found
        if one.name in order and one.name not in there
    ]
    return Registry(offered, standings, absent)


@dataclass(frozen=True, slots=True)
class _Refused:
    candidate: Candidate
    why: Sequence[Text]


def _beforehand(found: Sequence[Candidate], pack: Pack) -> dict[Candidate, Sequence[Text]]:
    """Refusals that need no look: the town did not approve it, or two want the same name."""
    approved = {approval.id: approval.package for approval in pack.approved}
    refused: dict[Candidate, Sequence[Text]] = {}
    for one in found:
        meant = approved.get(one.name, "")
        if one.name not in approved:
            refused[one] = [_("The town has not approved it (services.yaml of the town pack).")]
        elif meant and meant != one.package:
            refused[one] = [_("The town approved this name for the package {meant}.", meant=meant)]
        elif not meant and (rivals := _rivals(one, found)):
            refused[one] = [_twins(one, rivals)]
    return refused


def _rivals(one: Candidate, found: Sequence[Candidate]) -> Sequence[Candidate]:
    return [other for other in found if other != one and other.name == one.name]


def _twins(one: Candidate, rivals: Sequence[Candidate]) -> Text:
    return _(
        "The package {other} offers the same name {name}; "
        "say in services.yaml which package is meant.",
        other=rivals[0].package,
        name=one.name,
    )


def _load(one: Candidate, pack: Pack) -> Offered | _Refused:
    """Into this process, now that a process of its own survived it."""
    try:
        service = EntryPoint(one.name, one.value, GROUP).load()
        if why := breaches(service, one.name):
            return _Refused(one, why)
        files = service_files(pack.folder, service, pack.places)
    except (Exception, SystemExit) as broken:
        log.exception("service_failed_to_load", service=one.name)
        reason = f"{type(broken).__name__}: {broken}"[:300]
        return _Refused(one, [_("It cannot be loaded: {reason}", reason=reason)])
    return Offered(service, one.package, one.version, files)


def descriptions() -> list[Service]:
    """Of all that is installed and can be loaded, approved or not: for checking a town pack."""
    found = []
    for one in installed():
        try:
            service = EntryPoint(one.name, one.value, GROUP).load()
        except (Exception, SystemExit):
            log.exception("service_failed_to_load", service=one.name)
        else:
            found += [service] if isinstance(service, Service) else []
    return found
