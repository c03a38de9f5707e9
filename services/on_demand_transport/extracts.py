"""A town's roads, cut out of an OSM extract (wiki.openstreetmap.org/wiki/PBF_Format) by osmium.

Extracts are of whole regions: Geofabrik has none smaller than Kansai. A graph of the town alone is
made in seconds and fits into memory.
"""

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from services.on_demand_transport.area import Area, share_near
from services.on_demand_transport.ground import LatLon

HASHED_BYTES = 1 << 20
TOLD_EVERY = 5_000_000
"""Points; a large extract has tens of millions."""
ENOUGH = 0.5
"""Of all stops and depots are near a road of an extract of this region."""
Tell = Callable[[int], None]


class Unreadable(Exception):
    """Cut off, damaged, or no extract at all."""


class Elsewhere(Exception):
    """It has no roads near the town's stops."""


def is_readable_here() -> bool:
    """Whether the extra that reads extracts is installed."""
    return find_spec("osmium") is not None


def print_of(extract: Path, area: Area, points: Sequence[LatLon]) -> str:
    """The same for the same extract and town, on every machine. Raises OSError.

    Of the file the size, the beginning and the end are looked at: a newer extract has another
    date at its beginning, and takes two milliseconds instead of seconds to be told apart.
    """
    size = extract.stat().st_size
    seen = sha256(f"{size} {area} {sorted(points)}".encode())
    with extract.open("rb") as file:
        seen.update(file.read(HASHED_BYTES))
        file.seek(max(0, size - HASHED_BYTES))
        seen.update(file.read())
    return seen.hexdigest()[:24]


def look_through(extract: Path, area: Area, points: Sequence[LatLon]) -> None:
    """Reads all of it. Raises Unreadable, Elsewhere."""
    import osmium

    _no_other_region(osmium, extract, area)
    near = ((node.lat, node.lon) for node in _nodes(osmium, extract) if area.holds(*_at(node)))
    if share_near(points, near) < ENOUGH:
        raise Elsewhere


def cut(extract: Path, out: Path, area: Area, points: Sequence[LatLon], tell: Tell) -> int:
    """Every road with a part in ``area``, whole, with its signals, gates and turn restrictions.

    Gives the number of roads; ``tell`` hears how many points were read. Raises Unreadable,
    Elsewhere.
    """
    import osmium

    _no_other_region(osmium, extract, area)
    tracked = osmium.IdTracker()
    for count, node in enumerate(_nodes(osmium, extract), start=1):
        if area.holds(*_at(node)):
            tracked.add_node(node.id)
        if count % TOLD_EVERY == 0:
            tell(count)
    roads = _write(osmium, extract, out, tracked)
    near = (_at(node) for node in _nodes(osmium, out))
    if not roads or share_near(points, near) < ENOUGH:
        raise Elsewhere
    return roads


def _write(osmium: Any, extract: Path, out: Path, tracked: Any) -> int:
    """All that refers to what is tracked already; points of it are added by the writer."""
    filters, kinds, roads = osmium.filter, osmium.osm, 0
    is_road = filters.KeyFilter("highway", "route")
    is_rule = filters.TagFilter(("type", "restriction"))
    try:
        with osmium.BackReferenceWriter(
            out, ref_src=extract, overwrite=True, remove_tags=False
        ) as writer:
            for way in osmium.FileProcessor(extract, kinds.WAY).with_filter(is_road):
                if tracked.contains_any_references(way):
                    writer.add(way)
                    tracked.add_way(way.id)
                    roads += 1
            for rule in osmium.FileProcessor(extract, kinds.RELATION).with_filter(is_rule):
                if tracked.contains_any_references(rule):
                    writer.add(rule)
    except RuntimeError as broken:
        raise Unreadable from broken
    return roads


def _nodes(osmium: Any, extract: Path) -> Iterator[Any]:
    """To the end of the file: osmium reads also what it does not give. Raises Unreadable."""
    try:
        yield from osmium.FileProcessor(extract, osmium.osm.NODE)
    except RuntimeError as broken:
        raise Unreadable from broken


def _at(node: Any) -> LatLon:
    return node.lat, node.lon


def _no_other_region(osmium: Any, extract: Path, area: Area) -> None:
    """Where the extract itself says what it covers, that is quickly known."""
    try:
        with osmium.io.Reader(extract, osmium.osm.NOTHING) as reader:
            box = reader.header().box()
    except RuntimeError as broken:
        raise Unreadable from broken
    if not box.valid():
        return
    low, high = box.bottom_left, box.top_right
    is_beside = low.lon > area.east or high.lon < area.west
    if is_beside or low.lat > area.north or high.lat < area.south:
        raise Elsewhere
