"""Who stands on a work list: residents, with what the service says it shares, and staff."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from senior_life.contract import Person, Phone, Service, Several, Table, Text, Value
from senior_life.storage.tables.people import ResidentRow
from senior_life.words.needs import needs_said

NAME, STAFF = "name", "staff"
Rows = Mapping[str, ResidentRow]


def people_on(tables: Iterable[Table]) -> set[str]:
    """The refs of all residents who stand on them."""
    return {one.ref for one in _all_on(tables) if one.shows != STAFF}


def staff_on(tables: Iterable[Table]) -> set[str]:
    """The refs of those at the desk who did something that stands on them."""
    return {one.ref for one in _all_on(tables) if one.shows == STAFF}


def _all_on(tables: Iterable[Table]) -> Iterator[Person]:
    for table in tables:
        for line in table.lines:
            for cell in line.cells:
                yield from _people_in(cell)


def filled(service: Service, table: Table, rows: Rows, staff: Mapping[str, str]) -> Table:
    """With numbers, addresses and needs as they are now; names are put in where the words are."""

    def fill(value: Value) -> Value:
        match value:
            case Person(shows=shows) if shows == STAFF:
                return staff.get(value.ref, "")
            case Person(shows=shows) if shows != NAME:
                return _shown(service, rows.get(value.ref), shows)
            case Several():
                return Several(_each_once(map(fill, value.items)))
            case Text():
                return replace(value, values={k: fill(v) for k, v in value.values.items()})
            case _:
                return value

    lines = (replace(line, cells=tuple(map(fill, line.cells))) for line in table.lines)
    return replace(table, lines=tuple(lines))


def _each_once(values: Iterable[Value]) -> tuple[Value, ...]:
    """A couple has one telephone; what is not known is left out."""
    found: list[Value] = []
    for value in values:
        if value != "" and value not in found:
            found.append(value)
    return tuple(found)


def _shown(service: Service, row: ResidentRow | None, shows: str) -> Value:
    if row is None or shows not in service.shares:
        return ""
    if shows == "phone":
        return Phone(row.phone) if row.phone else ""
    if shows == "address":
        return row.address
    said = needs_said(row.needs)
    return said if said.items else ""


def _people_in(value: Value) -> Iterator[Person]:
    match value:
        case Person():
            yield value
        case Several():
            for item in value.items:
                yield from _people_in(item)
        case Text():
            for item in value.values.values():
                yield from _people_in(item)
