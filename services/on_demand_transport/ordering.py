"""Which graph a town needs: of its extract, around its zones, stops and depots."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from senior_life.contract import PackProblem, Text, Trouble, Workshop
from services.on_demand_transport import extracts
from services.on_demand_transport.area import MARGIN_METRES, Area
from services.on_demand_transport.ground import LatLon
from services.on_demand_transport.making import End, Order, Tell, ended
from services.on_demand_transport.pack import ServiceFile
from services.on_demand_transport.pack_extract import Extract
from services.on_demand_transport.sentences import _

GRAPHS = "graphs"
WHERE = ("roads", "extract", "file")
UNREADABLE = "cannot be read to its end; copy it again, for it is damaged or was cut off"
ELSEWHERE = "has no roads near the stops; take the extract of this region"
TROUBLES: Mapping[End, Text] = {
    End.ABSENT: _(
        "What reads extracts is not installed, or not made for this machine: "
        "pip install 'smart-senior-life[roads]'"
    ),
    End.UNREADABLE: _("The extract cannot be read to its end. Please copy it again."),
    End.ELSEWHERE: _("The extract has no roads near the stops. Please take that of this region."),
    End.FAILED: _("No graph could be made of the extract. Is there enough room on the disk?"),
}


def order_of(files: Mapping[str, Any], extract: Extract, pack_folder: Path, folder: Path) -> Order:
    """Raises OSError where the extract is not there."""
    path = extract.path(pack_folder).absolute()
    points = _points(files)
    area = _area(files, points)
    mark = extracts.print_of(path, area, points)
    return Order(str(path), str(folder / GRAPHS), mark, area, points)


def prepare(shop: Workshop, tell: Tell) -> None:
    """``senior-life town prepare``. Raises Trouble."""
    extract = _extract(shop.files)
    if extract is None:
        return
    try:
        order = order_of(shop.files, extract, shop.pack_folder, shop.folder)
    except OSError as missing:
        file = extract.host
        raise Trouble(_("The extract {file} is not there.", file=file)) from missing
    end = ended(order, tell)
    if end is not End.MADE:
        raise Trouble(TROUBLES[end])
    tell(_("The roads of {file} are ready.", file=extract.host))


def check_folder(files: Mapping[str, Any], folder: Path) -> Sequence[PackProblem]:
    """``senior-life town check``: all of the extract is read, where the extra is installed."""
    extract = _extract(files)
    if extract is None:
        return ()
    fault = _fault(files, extract.path(folder))
    fix = f"the extract “{extract.file}” {fault}"
    return [PackProblem("service.yaml", WHERE, fix)] if fault else ()


def _fault(files: Mapping[str, Any], path: Path) -> str:
    if not path.is_file():
        return "is not there; put the extract beside service.yaml, or write its whole path"
    if not extracts.is_readable_here():
        return ""
    points = _points(files)
    try:
        extracts.look_through(path, _area(files, points), points)
    except extracts.Unreadable:
        return UNREADABLE
    except extracts.Elsewhere:
        return ELSEWHERE
    return ""


def credited(files: Mapping[str, Any]) -> Sequence[Text]:
    """The licence of OpenStreetMap asks for this wherever its roads are used
    (www.openstreetmap.org/copyright); the routers that a town may name use them as well."""
    rules: ServiceFile = files["service.yaml"]
    if rules.roads.source is None:
        return ()
    return (_("Roads: © OpenStreetMap contributors, under the Open Database License (ODbL) 1.0."),)


def _extract(files: Mapping[str, Any]) -> Extract | None:
    rules: ServiceFile = files["service.yaml"]
    return rules.roads.extract


def _points(files: Mapping[str, Any]) -> list[LatLon]:
    """Stops and depots."""
    spots = (*files["stops.csv"].root, *files["vehicles.yaml"].depots)
    return [(one.lat, one.lon) for one in spots]


def _area(files: Mapping[str, Any], points: Sequence[LatLon]) -> Area:
    rules: ServiceFile = files["service.yaml"]
    return Area.around([*_corners(rules), *points], MARGIN_METRES)


def _corners(rules: ServiceFile) -> Iterator[LatLon]:
    return (corner for zone in rules.zones for corner in zone.outline)
