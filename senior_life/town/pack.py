"""Load a town pack's folder: the core files, and those that each service declares for itself."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, ParamSpec, TypeVar

from pydantic import BaseModel

from senior_life.contract import Gazetteer, PackProblem, Phone, Service
from senior_life.town import schema
from senior_life.town.calendar import Calendar
from senior_life.town.checking import validate
from senior_life.town.faults import Fault, PackBroken
from senior_life.town.places import Places, place_of
from senior_life.town.reading import Source, read

P = ParamSpec("P")
T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)
SAMPLE = "sample.yaml"


@dataclass(frozen=True, slots=True)
class Pack:
    """A town's own data, checked. ``sample`` has its invented people; a real town has none."""

    folder: Path
    town: schema.TownFile
    places: Places
    calendar: Calendar
    approved: tuple[schema.Approval, ...]
    sample: schema.SampleFile | None = None

    @property
    def phone(self) -> Phone:
        return Phone(self.town.desk.phone)


def load(folder: Path) -> Pack:
    """The core files. Raises PackBroken with every fault of every one of them."""
    faults: list[Fault] = []
    town = _kept(_file, faults, folder, "town.yaml", schema.TownFile)
    places = _kept(_places, faults, folder)
    closing = _kept(_file, faults, folder, "holidays.yaml", schema.HolidaysFile)
    services = _kept(_file, faults, folder, "services.yaml", schema.ServicesFile)
    sample = _kept(_sample, faults, folder, town)
    if faults or town is None or places is None or closing is None or services is None:
        raise PackBroken(sorted(faults))
    calendar = Calendar(closing.closed, closing.public_holidays)
    return Pack(folder, town, places, calendar, services.approved, sample)


def service_files(folder: Path, service: Service, places: Gazetteer) -> Mapping[str, Any]:
    """The files of ``service.pack`` by name, validated, then checked against one another.

    Raises PackBroken with every fault.
    """
    faults: list[Fault] = []
    sources: dict[str, Source] = {}
    files: dict[str, Any] = {}
    for name, model in service.pack.items():
        file = f"{service.id}/{name}"
        source = _kept(read, faults, folder, file)
        if source is not None:
            sources[name] = source
            files[name] = _kept(validate, faults, source, model)
    if not faults and service.check_pack is not None:
        faults += _told(service.check_pack(files, places), sources)
    if faults:
        raise PackBroken(sorted(faults))
    return MappingProxyType(files)


def faults_of(folder: Path, services: Iterable[Service]) -> list[Fault]:
    """Every fault of the whole folder, as ``senior-life town check`` prints them."""
    faults: list[Fault] = []
    pack = _kept(load, faults, folder)
    places = pack.places if pack else Places([])
    known = {service.id: service for service in services}
    for service in known.values():
        files = _kept(service_files, faults, folder, service, places)
        if files is not None and service.check_folder is not None:
            found = service.check_folder(files, folder / service.id)
            faults += _told(found, _sources(folder, service, found))
    for approval in pack.approved if pack else ():
        if approval.id not in known:
            wrong = f"the service “{approval.id}” is not installed"
            faults.append(Fault("services.yaml", 0, wrong, "install it, or take it off the list"))
    return sorted(faults)


def _sources(folder: Path, service: Service, problems: Iterable[PackProblem]) -> dict[str, Source]:
    """Again, for the lines of what is wrong."""
    names = {problem.file for problem in problems}
    return {name: read(folder, f"{service.id}/{name}") for name in names}


def _sample(folder: Path, town: schema.TownFile | None) -> schema.SampleFile | None:
    if town is None or not (folder / SAMPLE).exists():
        return None
    if not town.is_sample:
        wrong = "a real town must not have sample people"
        fix = "delete the file, or write “is_sample: true” in town.yaml"
        raise PackBroken([Fault(SAMPLE, 0, wrong, fix)])
    return _file(folder, SAMPLE, schema.SampleFile)


def _file(folder: Path, file: str, model: type[M]) -> M:
    return validate(read(folder, file), model)


def _places(folder: Path) -> Places:
    source = read(folder, "places.csv")
    rows = validate(source, schema.PlacesFile).root
    ids = [row.id for row in rows]
    faults = [
        Fault(source.file, source.line((at,)), f"the place “{one}” stands twice", "use another id")
        for at, one in enumerate(ids)
        if one in ids[:at]
    ]
    if faults:
        raise PackBroken(faults)
    return Places([place_of(row) for row in rows])


def _kept(work: Callable[P, T], faults: list[Fault], *args: P.args, **kwargs: P.kwargs) -> T | None:
    """What ``work`` gives, or None with its faults kept, so that the next file is read too."""
    try:
        return work(*args, **kwargs)
    except PackBroken as broken:
        faults += broken.faults
        return None


def _told(problems: Iterable[PackProblem], sources: Mapping[str, Source]) -> list[Fault]:
    """``PackProblem.fix`` may be ``what is wrong; what to do``, or only what to do."""
    faults = []
    for problem in problems:
        source = sources[problem.file]
        wrong, _, fix = problem.fix.rpartition("; ")
        wrong = wrong or "the entry does not fit the rest of the pack"
        faults.append(Fault(source.file, source.line(problem.where), wrong, fix))
    return faults
