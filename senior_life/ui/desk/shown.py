"""What the desk shows: one frozen value for each of its screens, all below /desk."""

from dataclasses import dataclass
from datetime import date, datetime

from senior_life import wire
from senior_life.contract import Text
from senior_life.ui.shown import Shown

Picked = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class LogIn(Shown):
    """``wanted`` is where the person was going, or was when the session ended; ``is_plain``: the
    password can be read as it is typed."""

    wanted: str = "/desk"
    is_plain: bool = False

    @property
    def route(self) -> str:
        return self.wanted

    @property
    def key(self) -> str:
        return "/desk#log-in"


@dataclass(frozen=True, slots=True)
class Sending:
    """A file on its way: how much of it has gone, from 0 to 1."""

    name: str
    part: float


@dataclass(frozen=True, slots=True)
class Side:
    """An action that asks something first. Nothing is sent before ``send``.

    ``seed`` makes the same answers one and the same act, however often they are sent.
    ``hours`` are the hours opened in questions of time, ``found`` the residents found so far.
    ``sending`` are the files on their way, by question, ``sent`` those that arrived.
    """

    table: wire.TableOut
    line: wire.LineOut | None
    action: wire.ActionOut
    seed: str
    picked: Picked = ()
    hours: tuple[tuple[str, str], ...] = ()
    found: tuple[wire.ResidentFull, ...] | None = None
    sending: tuple[tuple[str, Sending], ...] = ()
    sent: tuple[wire.FileOut, ...] = ()
    answers: Picked | None = None  # complete, and read back before it is done

    def chosen(self, step: str) -> tuple[str, ...]:
        return dict(self.picked).get(step, ())


@dataclass(frozen=True, slots=True)
class Day(Shown):
    """The work lists of one place and day. ``is_old``: they could not be read again."""

    places: tuple[wire.PlaceOut, ...]
    place: str
    day: date
    today: date
    tables: tuple[wire.TableOut, ...]
    read_at: datetime
    is_old: bool = False
    month: date | None = None
    side: Side | None = None
    said: Text | None = None

    @property
    def route(self) -> str:
        return f"/desk/day/{self.place}/{self.day.isoformat()}"


@dataclass(frozen=True, slots=True)
class Residents(Shown):
    """A search. ``found`` None: nothing was searched yet; ``wanted``: what for."""

    found: tuple[wire.ResidentFull, ...] | None = None
    query: str = ""

    @property
    def route(self) -> str:
        return "/desk/residents"


@dataclass(frozen=True, slots=True)
class Resident(Shown):
    """One resident; ``part``: identity, correct, trace, merge, suspend, resume, or empty.

    ``heads``: whoever looks may also join records.
    """

    resident: wire.ResidentFull
    bookings: tuple[wire.BookingOut, ...] = ()
    part: str = ""
    tiles: tuple[wire.Tile, ...] = ()
    traces: tuple[wire.TraceOut, ...] = ()
    found: tuple[wire.ResidentFull, ...] | None = None
    twin: wire.ResidentFull | None = None
    said: Text | None = None
    draft: str = ""
    heads: bool = False

    @property
    def route(self) -> str:
        part = f"/{self.part}" if self.part else ""
        return f"/desk/resident/{self.resident.ref}{part}"

    @property
    def key(self) -> str:
        return f"{self.route}#{self.twin.ref if self.twin else ''}"


@dataclass(frozen=True, slots=True)
class Newcomer(Shown):
    """The form for a resident whom the town does not know yet."""

    household: wire.ResidentFull | None = None  # whose household; None: a new one

    @property
    def route(self) -> str:
        return "/desk/new-resident" + (f"/{self.household.ref}" if self.household else "")


@dataclass(frozen=True, slots=True)
class Devices(Shown):
    """``asking``: the device that is about to be revoked."""

    devices: tuple[wire.DeviceOut, ...]
    asking: wire.DeviceOut | None = None
    said: Text | None = None

    @property
    def route(self) -> str:
        return "/desk/devices"


@dataclass(frozen=True, slots=True)
class Pairing(Shown):
    """``code`` None: choose first whose tablet it will be."""

    chosen: tuple[wire.ResidentFull, ...] = ()
    found: tuple[wire.ResidentFull, ...] | None = None
    code: wire.PairingOut | None = None

    @property
    def route(self) -> str:
        return "/desk/devices/pair"


@dataclass(frozen=True, slots=True)
class HelpList(Shown):
    lines: tuple[wire.HelpLineOut, ...]
    is_old: bool = False

    @property
    def route(self) -> str:
        return "/desk/help"


@dataclass(frozen=True, slots=True)
class Registry(Shown):
    services: tuple[wire.ServiceState, ...]

    @property
    def route(self) -> str:
        return "/desk/registry"


@dataclass(frozen=True, slots=True)
class Display(Shown):
    """Colours and letters of this screen."""

    @property
    def route(self) -> str:
        return "/desk/display"
