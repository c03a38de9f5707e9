"""Finds the translation of a message in the .po file of its domain; without one, English stays."""

import gettext
from functools import lru_cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CORE = "senior_life"
SERVICES = "senior_life.services"
_added: dict[str, str] = {}


def add_catalogue(domain: str, package: str) -> None:
    """From now on messages of ``domain`` come from ``package/locale/<language>/LC_MESSAGES``.

    Only needed where that package is not the one of the service's entry point.
    """
    _added[domain] = package
    translations.cache_clear()


def packages() -> dict[str, str]:
    """Where each domain's catalogue lies: the core, and every installed service by its id."""
    services = {service.name: service.module for service in entry_points(group=SERVICES)}
    return {**services, **_added, CORE: CORE}


def folder_of(package: str) -> Path:
    """Where a package lies; neither it nor what it lies in is imported, for both may be broken."""
    top, *rest = package.split(".")
    spec = find_spec(top)
    for start in (spec.submodule_search_locations or ()) if spec else ():
        if Path(start, *rest).is_dir():
            return Path(start, *rest)
    raise ModuleNotFoundError(f"{package} is not an installed package")


def po_file(package: str, domain: str, language: str) -> Path:
    return folder_of(package) / "locale" / language / "LC_MESSAGES" / f"{domain}.po"


@lru_cache(maxsize=256)
def translations(domain: str, language: str) -> gettext.NullTranslations:
    """The catalogue, read once; fuzzy messages are left out, as compiled catalogues do."""
    path = _catalogue(domain, language)
    if path is None or not path.is_file():
        return gettext.NullTranslations()
    with path.open("rb") as source:
        catalogue = read_po(source, locale=language, domain=domain)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _catalogue(domain: str, language: str) -> Path | None:
    """None: its service is not installed any more, or is a single file, without a catalogue."""
    package = packages().get(domain)
    try:
        return po_file(package, domain, language) if package else None
    except ModuleNotFoundError:
        return None


def translate(domain: str, language: str, msgid: str, plural: str = "", n: int = 1) -> str:
    found = translations(domain, language)
    return found.ngettext(msgid, plural, n) if plural else found.gettext(msgid)
