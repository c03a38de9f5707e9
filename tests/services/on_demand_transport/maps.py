"""Invented streets around the small town: a grid of blocks, with what a test wants to be in it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import osmium
from osmium.osm.mutable import Node, Relation, Way

SOUTH, WEST, BLOCK = 34.484, 135.500, 0.001
ROWS, COLUMNS = 17, 23
VIA = (8, 10)
"""A crossing at which nobody who comes from the west may turn to the north."""
RIVER = 12
"""A column without streets that cross it, where there is a gap."""
ONE_WAY = 5
"""A row that is driven to the east only."""


class Grid(NamedTuple):
    """Its corner in the south west, and the length of a block, in degrees."""

    south: float = SOUTH
    west: float = WEST
    block: float = BLOCK

    def at(self, row: float, column: float) -> tuple[float, float]:
        return self.south + self.block * row, self.west + self.block * column


def at(row: float, column: float) -> tuple[float, float]:
    """Degrees of latitude and longitude; parts of a block are between two crossings."""
    return Grid().at(row, column)


def draw(
    file: Path,
    *,
    has_one_way: bool = False,
    has_rule: bool = False,
    has_gap: bool = False,
    grid: Grid | None = None,
    box: bool = False,
) -> Path:
    """``grid``: elsewhere, or larger; with ``box`` the file says what it covers."""
    on = grid or Grid()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    with osmium.SimpleWriter(file, header=_header(on, box)) as writer:
        for row in range(ROWS):
            for column in range(COLUMNS):
                lat, lon = on.at(row, column)
                signal = {"highway": "traffic_signals"} if (row, column) == (3, 3) else {}
                writer.add_node(Node(id=_node(row, column), location=(lon, lat), tags=signal))
        for number, nodes, tags in _ways(has_one_way, has_gap):
            writer.add_way(Way(id=number, nodes=nodes, tags=tags))
        if has_rule:
            writer.add_relation(_rule())
    return file


def _header(on: Grid, box: bool) -> Any:
    header = osmium.io.Header()
    if box:
        low, high = on.at(0, 0), on.at(ROWS, COLUMNS)
        header.add_box(osmium.osm.Box(low[1], low[0], high[1], high[0]))
    return header


def _node(row: int, column: int) -> int:
    return 1 + row * COLUMNS + column


def _east(row: int, column: int) -> int:
    return 1_000_000 + _node(row, column)


def _up(row: int, column: int) -> int:
    return 2_000_000 + _node(row, column)


def _ways(has_one_way: bool, has_gap: bool) -> Iterator[tuple[int, list[int], dict[str, str]]]:
    """One way for each side of a block, from west to east and from south to north."""
    street = {"highway": "residential"}
    for row in range(ROWS):
        for column in range(COLUMNS - 1):
            is_bridge = has_gap and column == RIVER
            tags = {**street, "oneway": "yes"} if has_one_way and row == ONE_WAY else street
            if not is_bridge:
                ends = [_node(row, column), _node(row, column + 1)]
                yield _east(row, column), ends, tags
    for row in range(ROWS - 1):
        for column in range(COLUMNS):
            yield _up(row, column), [_node(row, column), _node(row + 1, column)], street


def _rule() -> Relation:
    row, column = VIA
    members = [
        ("w", _east(row, column - 1), "from"),
        ("n", _node(row, column), "via"),
        ("w", _up(row, column), "to"),
    ]
    return Relation(
        id=1, members=members, tags={"type": "restriction", "restriction": "no_left_turn"}
    )
