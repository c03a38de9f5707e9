"""Read one YAML or CSV file of a town pack into plain data, and remember the line of each part."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from senior_life.town.faults import Fault, PackBroken

Where = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A file's ``data`` (of a CSV file: a list of rows by column) and the line of each path."""

    file: str
    data: Any
    lines: Mapping[Where, int] = field(default_factory=dict)

    def line(self, where: Where) -> int:
        """The line of the deepest part of ``where`` that stands in the file."""
        for end in range(len(where), 0, -1):
            if where[:end] in self.lines:
                return self.lines[where[:end]]
        return 1


def read(folder: Path, file: str) -> Source:
    """Raises PackBroken when the file is missing, not UTF-8 or not well formed."""
    text = _text(folder, file)
    return _csv(file, text) if file.endswith(".csv") else _yaml(file, text)


def _text(folder: Path, file: str) -> str:
    try:
        return (folder / file).read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        fault = Fault(file, 0, "the file is missing", "add it; docs/town-pack.md has an example")
    except UnicodeDecodeError as broken:
        line = broken.object[: broken.start].count(b"\n") + 1
        fix = "save it as UTF-8 (in a spreadsheet: “CSV UTF-8”)"
        fault = Fault(file, line, "the file is not written in UTF-8", fix)
    except OSError as broken:
        reason = broken.strerror or "unknown reason"
        fault = Fault(file, 0, f"the file cannot be read ({reason})", "check its permissions")
    raise PackBroken([fault])


def _yaml(file: str, text: str) -> Source:
    try:
        loaded = YAML(typ="rt").load(text)
    except MarkedYAMLError as broken:
        mark = broken.problem_mark or broken.context_mark
        wrong = str(broken.problem or broken.context or "not YAML").splitlines()[0]
        line = mark.line + 1 if mark else 0
        fix = "check indentation, colons and quotes on this line and the one before"
        raise PackBroken([Fault(file, line, wrong, fix)]) from broken
    except (YAMLError, ValueError) as broken:
        wrong = str(broken).splitlines()[0]
        raise PackBroken([Fault(file, 0, wrong, "write the file as plain YAML")]) from broken
    lines: dict[Where, int] = {}
    return Source(file, _plain(loaded, (), lines), lines)


def _plain(node: object, where: Where, lines: dict[Where, int]) -> object:
    if isinstance(node, CommentedMap):
        for key in node:
            lines[(*where, key)] = node.lc.key(key)[0] + 1 if key in node.lc.data else 1
        return {key: _plain(value, (*where, key), lines) for key, value in node.items()}
    if isinstance(node, CommentedSeq):
        for index in range(len(node)):
            lines[(*where, index)] = node.lc.item(index)[0] + 1
        return [_plain(value, (*where, index), lines) for index, value in enumerate(node)]
    return node


def _csv(file: str, text: str) -> Source:
    """Empty cells are left out, so that defaults apply; a row that is all empty is passed over."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[dict[str, str]] = []
    lines: dict[Where, int] = {}
    faults: list[Fault] = []
    head: list[str] | None = None
    start = 1
    try:
        for cells in reader:
            line, start = start, reader.line_num + 1
            row = [cell.strip() for cell in cells]
            if not any(row) or row[0].startswith("#"):
                continue
            if head is None:
                head = row
                faults += _twice(file, line, head)
            elif len(row) > len(head):
                wrong = f"the row has {len(row)} cells, the heading {len(head)}"
                faults.append(Fault(file, line, wrong, "put a value with a comma in quotes"))
            else:
                lines[len(rows),] = line
                rows.append({k: v for k, v in zip(head, row, strict=False) if v})
    except csv.Error as broken:
        faults.append(Fault(file, start, str(broken), "check the quotes of this row"))
    if head is None and not faults:
        faults.append(Fault(file, 1, "the file is empty", "write the heading row first"))
    if faults:
        raise PackBroken(faults)
    return Source(file, rows, lines)


def _twice(file: str, line: int, head: list[str]) -> list[Fault]:
    doubled = sorted({name for name in head if head.count(name) > 1})
    fix = "give every column a name of its own"
    return [Fault(file, line, f"the column “{name}” stands twice", fix) for name in doubled]
