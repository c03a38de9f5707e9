"""What is still said of a service that was refused: its tile, and the bookings made with it.

The look at it, in a process of its own, brings back the words of its description. One refused
before it had any (an import that fails or hangs), or no longer installed, is called by a general
name: its bookings say by themselves what they are about.
"""

from collections.abc import Mapping
from typing import Any, NoReturn

from senior_life.contract import TOWN_DESK, Family, Phone, Service, Text, words

_ = words("senior_life")
NAME = _("A service of the town")
READING = "まちのさーびす"
ABOUT = _("Please ask a person about it.")


def tell(service: object) -> dict[str, Any]:
    """The words of a description, as far as it has them, for JSON."""
    if not isinstance(service, Service):
        return {}
    told: dict[str, object] = {
        name: {"msgid": text.msgid, "domain": text.domain}
        for name in ("name", "about", "offered_by")
        if isinstance(text := getattr(service, name), Text) and not text.values
    }
    plain = {"reading": service.reading, "icon": service.icon, "package": service.package}
    told |= {name: said for name, said in plain.items() if isinstance(said, str)}
    told["family"] = service.family if service.family in set(Family) else Family.MORE
    told["phone"] = service.phone.number if isinstance(service.phone, Phone) else ""
    return told


def stand_in(service: str, told: Mapping[str, Any] | None = None) -> Service:
    """A description to show, of a service that nobody may call."""
    told = told or {}
    number = told.get("phone")
    return Service(
        id=service,
        name=_text(told, "name", NAME),
        reading=told.get("reading") or READING,
        about=_text(told, "about", ABOUT),
        says=ABOUT,
        icon=told.get("icon") or "block",
        family=Family(told.get("family", Family.MORE)),
        offered_by=_text(told, "offered_by", _("The town")),
        phone=Phone(number) if number else TOWN_DESK,
        provider=_nobody,
        package=told.get("package", ""),
    )


def _text(told: Mapping[str, Any], name: str, otherwise: Text) -> Text:
    found = told.get(name) or {}
    says = found.get("msgid", "").strip()
    return Text(found["msgid"], domain=found["domain"]) if says else otherwise


def _nobody(_host: object) -> NoReturn:
    raise LookupError("a refused service has no provider")
