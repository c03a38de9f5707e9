"""A running town: everything that a use case receives, wired once in ``senior_life.app``."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from senior_life.contract import Host
from senior_life.registry import Registry
from senior_life.speech.mouth import Mouth
from senior_life.storage import Store
from senior_life.town.pack import Pack


@dataclass(frozen=True, slots=True)
class Town:
    """``now`` gives aware times; ``host_for`` what a service (by its id) may ask of the core.

    ``workers`` processes take long pieces of work by ``hand_over`` (service, piece); 0: nobody
    else does. ``public_url`` is where tablets find the town; empty: not known. ``practised`` are
    the services that residents do not see, as this process last heard of it.
    """

    id: str
    store: Store
    registry: Registry
    pack: Pack
    now: Callable[[], datetime]
    data_dir: Path
    host_for: Callable[[str], Host]
    signing_key: bytes = field(default=b"", repr=False)
    public_url: str = ""
    mouth: Mouth | None = None
    workers: int = 0
    hand_over: Callable[[str, str], Awaitable[None]] | None = None
    practised: set[str] = field(default_factory=set, compare=False)
