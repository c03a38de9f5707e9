"""The first look at a service, in a process of its own: ``python -m senior_life.registry.probe``.

A request comes on stdin as JSON, the refusals go to stdout as JSON. Whatever the service does
meanwhile (print, exit, loop, crash) can only end this process.
"""

import json
import os
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any, NoReturn

from senior_life.contract import (
    Caller,
    Dweller,
    Engagement,
    File,
    Gazetteer,
    Name,
    Phone,
    Progress,
    Text,
    words,
)
from senior_life.registry.absent import tell
from senior_life.registry.candidates import GROUP
from senior_life.registry.promises import breaches, companion_shape, desk_shape, shape
from senior_life.town import Pack, PackBroken, load, service_files

_ = words("senior_life")


def main() -> None:
    answer = os.dup(1)
    os.dup2(2, 1)  # what the service prints must not stand in the answer
    request = json.loads(sys.stdin.read())
    sys.path[:] = request["path"]
    found, refusals = look(request["name"], request["value"], Path(request["town"]))
    why = [{"msgid": text.msgid, "values": dict(text.values)} for text in refusals]
    told = {"refusals": why, "described": tell(found)}
    with os.fdopen(answer, "w", encoding="utf-8") as out:
        json.dump(told, out, ensure_ascii=False)
    os._exit(0)  # threads that the service started must not keep us


def look(name: str, value: str, town: Path) -> tuple[object, Sequence[Text]]:
    """What stands behind one entry point, and every reason to refuse it; none: it is welcome."""
    found: object = None
    try:
        found = EntryPoint(name, value, GROUP).load()
        return found, breaches(found, name) or _with_pack(found, load(town))
    except SystemExit:
        return found, [_("It ended the program while it was being loaded.")]
    except Exception as broken:
        reason = f"{type(broken).__name__}: {broken}"[:300]
        return found, [_("It cannot be loaded: {reason}", reason=reason)]


def _with_pack(service: Any, pack: Pack) -> Sequence[Text]:
    try:
        files = service_files(pack.folder, service, pack.places)
    except PackBroken as broken:
        return [_("Town pack: {fault}", fault=str(fault)) for fault in broken.faults]
    host = Doorstep(pack, files, pack.folder / service.id)
    provider = service.make(host)
    lacking = [*shape(service, provider), *companion_shape(service, provider)]
    return lacking if service.desk is None else [*lacking, *desk_shape(service.desk(host))]


class Doorstep:
    """The host of a service that is only being looked at: it knows the town, and stores nothing."""

    def __init__(self, pack: Pack, files: Mapping[str, Any], pack_folder: Path) -> None:
        self._pack, self._files, self.pack_folder = pack, files, pack_folder

    @property
    def places(self) -> Gazetteer:
        return self._pack.places

    @property
    def pack(self) -> Mapping[str, Any]:
        return self._files

    @property
    def folder(self) -> NoReturn:
        self._refuse()

    @property
    def http(self) -> NoReturn:
        self._refuse()

    @property
    def phone(self) -> Phone:
        return self._pack.phone

    def now(self) -> datetime:
        return datetime.now(UTC).astimezone(self._pack.town.zone)

    def holiday(self, day: date) -> Name | None:
        return self._pack.calendar.holiday(day)

    async def read(self, work: Callable[[Any], Any]) -> NoReturn:  # noqa: ARG002
        self._refuse()

    async def write(self, work: Callable[[Any], Any]) -> NoReturn:  # noqa: ARG002
        self._refuse()

    async def file(self, ref: str) -> NoReturn:  # noqa: ARG002
        self._refuse()

    def keep_file(self, session: Any, ref: str) -> NoReturn:  # noqa: ARG002
        self._refuse()

    def add_file(self, session: Any, file: File) -> NoReturn:  # noqa: ARG002
        self._refuse()

    def drop_file(self, session: Any, ref: str) -> NoReturn:  # noqa: ARG002
        self._refuse()

    async def day(
        self,
        who: Caller,  # noqa: ARG002
        day: date,  # noqa: ARG002
        last: date | None = None,  # noqa: ARG002
    ) -> Sequence[Engagement]:
        return ()

    async def residents_at(self, addresses: Collection[str]) -> Sequence[Dweller]:  # noqa: ARG002
        return ()

    async def tell(self, progress: Progress) -> None:  # noqa: ARG002
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise RuntimeError("a provider must be made without asking anything of the host")


if __name__ == "__main__":
    main()
