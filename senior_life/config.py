"""Settings of one server: from ``SENIOR_LIFE_*`` variables, overridden by the command line."""

from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

CHECKOUT = Path(__file__).parents[1]
HERE = ("127.0.0.1", "::1")


class Settings(BaseSettings):
    """``data`` holds the database, drafts, keys and caches; nothing is written elsewhere."""

    model_config = SettingsConfigDict(env_prefix="SENIOR_LIFE_", frozen=True, extra="forbid")

    host: str = "127.0.0.1"
    port: int = Field(default=8550, ge=0, le=65535)
    data: Path = Path("data")
    town: Path = CHECKOUT / "assets" / "towns" / "senboku"
    assets: Path = CHECKOUT / "assets"
    database: str = ""
    """``postgresql://…``; empty: SQLite in ``data``."""
    compiles: bool = True
    """The dispatcher's loops are compiled in the background (extra ``dispatch``)."""
    workers: int = Field(default=0, ge=0, le=64)
    """How many ``senior-life work`` processes there are: what takes long is left to them, by the
    database's queue (PostgreSQL, extra ``workers``). 0: the town does it itself."""
    web: bool = False
    """Only the web view, even where a desktop window could open."""
    proxy: bool = False
    """A reverse proxy on this machine stands in front: its forwarding headers are believed, and no
    browser is taken for the sample resident's tablet."""
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = ()
    """Addresses or networks of proxies elsewhere that are believed as well, separated by commas."""
    sample_tablet: bool = True
    """On loopback, without a proxy, the browser is the sample resident's tablet."""
    public_url: str = ""
    """The address that tablets use, for pairing codes; empty: where this server listens."""
    origins: Annotated[tuple[str, ...], NoDecode] = ()
    """Addresses of a proxy that does not pass the Host header on, separated by commas."""
    speech_url: str = ""
    """A server with OpenAI's ``/v1/audio/speech``, without /v1; empty: the voice built in."""
    speech_model: str = "tts-1"
    speech_speaker: str = "alloy"
    speech_credit: str = ""
    speech_key: str = Field(default="", repr=False)
    signing_key: str = Field(default="", repr=False)
    """For several processes on one database; empty: made once and kept in ``data``."""

    @field_validator("origins", "trusted_proxies", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("trusted_proxies")
    @classmethod
    def _are_addresses(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        """A name, or ``*``, would let anyone say who they are."""
        for one in value:
            _ = ip_network(one) if "/" in one else ip_address(one)
        return value

    @property
    def is_behind_proxy(self) -> bool:
        return self.proxy or bool(self.trusted_proxies)

    @property
    def believed(self) -> tuple[str, ...]:
        """Whose forwarding headers are believed; of all others they are read by nobody."""
        return (*HERE, *self.trusted_proxies) if self.is_behind_proxy else ()

    @property
    def store_url(self) -> str:
        return self.database or f"sqlite:///{(self.data / 'town.sqlite').absolute()}"

    @property
    def is_sqlite(self) -> bool:
        return self.store_url.startswith("sqlite")

    def address(self, port: int) -> str:
        """Where a person on this machine opens the app."""
        shown = "localhost" if self.host in {"127.0.0.1", "::1", "0.0.0.0", "::"} else self.host  # noqa: S104 - compared, not bound
        return self.public_url.rstrip("/") or f"http://{shown}:{port}"
