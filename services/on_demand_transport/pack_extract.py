"""In service.yaml: the OSM extract that knows the roads, for a town without a router."""

from hashlib import sha256
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

KEY_LENGTH = 32


class Extract(BaseModel):
    """``file`` stands in the folder of service.yaml, or is a whole path. ``profile`` is Valhalla's
    costing. Its minutes hold where ``speeds`` are ``holds_at_km_per_hour``, by default the fastest
    of them. Nobody's door leaves this machine."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: Annotated[str, StringConstraints(pattern=r"^\S.*\.osm\.pbf$")] = Field(max_length=300)
    profile: Literal["auto", "bus", "taxi"] = "auto"
    holds_at_km_per_hour: float | None = Field(default=None, gt=3, le=80)

    @property
    def asks_for_doors(self) -> bool:
        return True

    @property
    def vehicle(self) -> str:
        return self.profile

    @property
    def host(self) -> str:
        """By which the desk knows it."""
        return Path(self.file).name

    @property
    def key(self) -> str:
        """What it said is kept under this. A newer extract under the same name answers anew, see
        ``mapping``, and what the old one said holds until then."""
        return sha256(f"extract {self.file} {self.profile}".encode()).hexdigest()[:KEY_LENGTH]

    def path(self, pack_folder: Path) -> Path:
        return pack_folder / self.file
