"""The catalogues as files: which messages the code uses, and what the .po files say of them."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po

from senior_life.words.catalogues import folder_of, packages, po_file

SHIPPED = "ja"
LINE = 100
ONLY_A_VALUE = re.compile(r"\{[^}]*\}")  # says the same in every language


@dataclass(frozen=True)
class Catalogue:
    """One package and its domain, which is the service's id."""

    package: str
    domain: str

    @property
    def path(self) -> Path:
        return po_file(self.package, self.domain, SHIPPED)

    @cached_property
    def stored(self) -> Catalog:
        if not self.path.is_file():
            return Catalog(locale=SHIPPED, domain=self.domain, fuzzy=False)
        with self.path.open("rb") as source:
            return read_po(source, locale=SHIPPED, domain=self.domain)

    @cached_property
    def wanted(self) -> Catalog:
        """What ``_(…)`` says in the package's Python files."""
        catalog = Catalog(domain=self.domain, fuzzy=False)
        for file in sorted(folder_of(self.package).rglob("*.py")):
            for message in messages_of(file.read_text("utf-8")):
                catalog.add(message)
        return catalog

    def untranslated(self) -> list[str]:
        """Ids without Japanese; a plural's is its singular."""
        return [first(m.id) for m in self.wanted if m.id and not self._says(first(m.id))]

    def _says(self, msgid: str) -> bool:
        stored = self.stored.get(msgid)
        return bool(stored and stored.string and all(stored.string) and not stored.fuzzy)

    def obsolete(self) -> list[str]:
        gone = [m.id for m in self.stored if m.id and m.id not in self.wanted]
        return [first(msgid) for msgid in (*gone, *self.stored.obsolete)]

    def update(self) -> None:
        """Adds what is new, drops what is gone, keeps every translation."""
        catalog = self.stored
        catalog.update(self.wanted, no_fuzzy_matching=True, update_creation_date=False)
        for message in catalog:
            if isinstance(message.id, str) and ONLY_A_VALUE.fullmatch(message.id):
                message.string = message.string or message.id
        catalog.project, catalog.version = "smart-senior-life", self.domain
        catalog.revision_date, catalog.fuzzy = catalog.creation_date, False
        catalog.last_translator = catalog.msgid_bugs_address = ""
        catalog.header_comment = f"# What {self.domain} says, in Japanese."
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("wb") as target:
            write_po(
                target, catalog, LINE, no_location=True, sort_output=True, ignore_obsolete=True
            )


def every_catalogue() -> list[Catalogue]:
    """The core's and those of all installed services."""
    return [Catalogue(package, domain) for domain, package in packages().items()]


def messages_of(source: str) -> Iterator[str | tuple[str, str]]:
    """Every ``_("…")`` and ``_("one", "many")`` of a Python file."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
            match [*_strings(node.args)]:
                case [msgid]:
                    yield msgid
                case [msgid, plural]:
                    yield msgid, plural


def _strings(arguments: list[ast.expr]) -> Iterator[str]:
    for argument in arguments:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield argument.value


def first(msgid: str | tuple[str, ...] | list[str]) -> str:
    return msgid if isinstance(msgid, str) else msgid[0]
