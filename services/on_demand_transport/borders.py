"""Japan's border around one town: so its vehicles keep to the left, and its country's rules hold.

Valhalla takes both from boundary relations, of which an extract of a region has only pieces, so a
rectangle around the town stands for the country (valhalla.github.io/valhalla/mjolnir/admins).
Without any border it keeps to the left, too, but only because nobody told it anything.
"""

import shutil
from pathlib import Path

from services.on_demand_transport import engine
from services.on_demand_transport.area import Area

DRAWN = Path("border.osm.pbf")
WIDER_DEGREES = 1.0
COUNTRY = {
    "type": "boundary",
    "boundary": "administrative",
    "admin_level": "2",
    "name": "日本",
    "name:en": "Japan",
    "ISO3166-1": "JP",
    "ISO3166-1:alpha2": "JP",
}


def draw(work: Path, area: Area) -> None:
    """Into ``work``, which has the engine's configuration. Raises Absent, Failed."""
    from osmium import SimpleWriter
    from osmium.osm.mutable import Node, Relation, Way

    low, high = area.south - WIDER_DEGREES, area.north + WIDER_DEGREES
    left, right = area.west - WIDER_DEGREES, area.east + WIDER_DEGREES
    corners = ((left, low), (right, low), (right, high), (left, high))
    with SimpleWriter(work / DRAWN) as writer:
        for number, corner in enumerate(corners, start=1):
            writer.add_node(Node(id=number, location=corner))
        ring = {"boundary": "administrative", "admin_level": "2"}
        writer.add_way(Way(id=1, nodes=[1, 2, 3, 4, 1], tags=ring))
        writer.add_relation(Relation(id=1, members=[("w", 1, "outer")], tags=COUNTRY))
    engine.build(work, "valhalla_build_admins", DRAWN)
    (work / DRAWN).unlink()


def rub_out(work: Path) -> None:
    """A finished graph has it in its streets."""
    shutil.rmtree((work / engine.BORDERS).parent)
