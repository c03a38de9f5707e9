"""In service.yaml: the server that knows the roads, if the town has one."""

from enum import StrEnum
from hashlib import sha256
from typing import Annotated, Any

from httpx import URL, InvalidURL
from pydantic import BeforeValidator, Field, StringConstraints

from senior_life.providing import File

KEY_LENGTH = 32


class Engine(StrEnum):
    OSRM = "osrm"
    VALHALLA = "valhalla"


PROFILES = {Engine.OSRM: "driving", Engine.VALHALLA: "auto"}


def _address(value: Any) -> str:
    """Nothing that is a secret stands in a pack, nor what would go to another path."""
    fix = f"“{value}” is no address of a router; write it like http://router.example.jp:5000"
    try:
        url = URL(str(value))
    except InvalidURL:
        raise ValueError(fix) from None
    if url.scheme not in {"http", "https"} or not url.host or url.query or url.fragment:
        raise ValueError(fix)
    if url.userinfo:
        raise ValueError("a password stands in the router's address; let a proxy add it")
    return str(url).rstrip("/")


class Router(File):
    """OSRM or Valhalla by URL. Its minutes hold where ``speeds`` are ``holds_at_km_per_hour``,
    by default the fastest of them. ``asks_for_doors``: whether it may hear of people's doors."""

    engine: Engine
    url: Annotated[str, BeforeValidator(_address)] = Field(max_length=300)
    profile: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{0,40}$")] = ""
    holds_at_km_per_hour: float | None = Field(default=None, gt=3, le=80)
    asks_for_doors: bool = True

    @property
    def vehicle(self) -> str:
        """OSRM's profile, Valhalla's costing."""
        return self.profile or PROFILES[self.engine]

    @property
    def host(self) -> str:
        return URL(self.url).host

    @property
    def key(self) -> str:
        """What it said is kept under this: another address is another router."""
        whole = f"{self.engine} {self.url} {self.vehicle}"
        return sha256(whole.encode()).hexdigest()[:KEY_LENGTH]
