"""``senior-life town prepare``: each service makes what it needs of the pack's large files."""

from collections.abc import Callable

from senior_life.config import Settings
from senior_life.contract import Text, Workshop
from senior_life.datafolder import prepare
from senior_life.registry.opening import descriptions
from senior_life.town import load, service_files
from senior_life.usecases.host import own_folder
from senior_life.words import add_catalogue


def prepare_all(settings: Settings, tell: Callable[[Text], None]) -> bool:
    """Whether a service had something to make. Raises PackBroken, and Trouble of a service."""
    data, pack = prepare(settings.data), load(settings.town)
    approved = {one.id for one in pack.approved}
    told: list[Text] = []

    def heard(text: Text) -> None:
        told.append(text)
        tell(text)

    for service in descriptions():
        if service.id not in approved or service.prepares is None:
            continue
        if service.package:
            add_catalogue(service.id, service.package)
        files = service_files(pack.folder, service, pack.places)
        folder = own_folder(data, service.id)
        service.prepares(Workshop(files, pack.folder / service.id, folder), heard)
    return bool(told)
