"""The machine's copy of the pack's schema: one JSON schema for each file."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from senior_life.contract import Service
from senior_life.town import schema

FILES: dict[str, type[BaseModel]] = {
    "town.yaml": schema.TownFile,
    "places.csv": schema.PlacesFile,
    "holidays.yaml": schema.HolidaysFile,
    "services.yaml": schema.ServicesFile,
    "sample.yaml": schema.SampleFile,
}


def schemas(services: Iterable[Service]) -> dict[str, str]:
    """The text of each schema by its file's name; of a CSV file: the list of its rows."""
    models: dict[str, Any] = dict(FILES)
    for service in services:
        models |= {f"{service.id}.{file}": model for file, model in service.pack.items()}
    return {
        f"{file.rpartition('.')[0]}.schema.json": json.dumps(
            model.model_json_schema(), ensure_ascii=False, indent=2, sort_keys=True
        )
        + "\n"
        for file, model in models.items()
    }


def write(folder: Path, services: Iterable[Service]) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in schemas(services).items():
        path = folder / name
        path.write_text(text, "utf-8")
        written.append(path)
    return written
