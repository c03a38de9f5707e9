"""What a screen shows: one frozen value for each kind of screen, from which all of it is drawn.

``route`` brings a person back after a reload or a restart; a new ``key`` is a new screen.
"""

from dataclasses import dataclass, field
from datetime import date

from senior_life import wire
from senior_life.contract import Text
from senior_life.words import Words


@dataclass(frozen=True, slots=True)
class Shown:
    @property
    def route(self) -> str:
        return "/"

    @property
    def key(self) -> str:
        return self.route


@dataclass(frozen=True, slots=True)
class Start(Shown):
    """First start, one thing at a time: the text size, who set it up, whom to call."""

    page: int = 0
    setup: wire.SetupOut = field(default_factory=lambda: wire.SetupOut(is_done=False))

    @property
    def key(self) -> str:
        return f"/start/{self.page}"


@dataclass(frozen=True, slots=True)
class Pair(Shown):
    """This device belongs to nobody yet; ``code`` came with the address of a QR code."""

    code: str = ""

    @property
    def route(self) -> str:
        return f"/pair/{self.code}" if self.code else "/pair"


@dataclass(frozen=True, slots=True)
class Turn(Shown):
    residents: tuple[wire.ResidentOut, ...] = ()

    @property
    def route(self) -> str:
        return "/turn"


@dataclass(frozen=True, slots=True)
class Home(Shown):
    today: wire.TodayOut
    tiles: tuple[wire.Tile, ...]
    who: wire.ResidentOut
    ahead: tuple[wire.BookingOut, ...] = ()
    shared: bool = False  # more than one person uses this tablet
    calls: tuple[wire.NoticeOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Services(Shown):
    tiles: tuple[wire.Tile, ...]

    @property
    def route(self) -> str:
        return "/services"


@dataclass(frozen=True, slots=True)
class Speak(Shown):
    """A field for a sentence: a wish (no walk), or the answer to a walk's question."""

    walk: wire.WalkOut | None = None

    @property
    def route(self) -> str:
        return f"/walk/{self.walk.id}/speak" if self.walk else "/speak"


@dataclass(frozen=True, slots=True)
class Question(Shown):
    """One question. ``picked`` is not sent yet; ``month`` opens the calendar."""

    walk: wire.WalkOut
    card: wire.Card
    picked: tuple[str, ...] = ()
    month: date | None = None

    @property
    def route(self) -> str:
        return f"/walk/{self.walk.id}"

    @property
    def key(self) -> str:
        month = self.month.isoformat() if self.month else ""
        return f"{self.route}/{self.card.step}/{self.card.page}/{month}/{self.walk.rev}"


@dataclass(frozen=True, slots=True)
class Confirm(Shown):
    walk: wire.WalkOut
    offer: wire.OfferOut | None  # None: choose among several first

    @property
    def route(self) -> str:
        return f"/walk/{self.walk.id}"

    @property
    def key(self) -> str:
        return f"{self.route}/confirm/{self.offer.id if self.offer else ''}"


@dataclass(frozen=True, slots=True)
class Trouble(Shown):
    walk: wire.WalkOut
    problem: wire.Problem

    @property
    def route(self) -> str:
        return f"/walk/{self.walk.id}"

    @property
    def key(self) -> str:
        return f"{self.route}/trouble/{self.walk.rev}"


@dataclass(frozen=True, slots=True)
class Leave(Shown):
    """Stop for now, or for good? Nothing is lost by looking at this screen."""

    walk: wire.WalkOut

    @property
    def route(self) -> str:
        return f"/walk/{self.walk.id}/leave"


@dataclass(frozen=True, slots=True)
class Done(Shown):
    """``links``: where its slip and its calendar entry are, for the next minutes; ``is_change``:
    it was there before this yes."""

    booking: wire.BookingOut
    links: wire.LinksOut | None = None
    is_change: bool = False

    @property
    def route(self) -> str:
        return f"/done/{self.booking.ref}"


@dataclass(frozen=True, slots=True)
class Today(Shown):
    """``habits`` go on every week, though perhaps nothing is booked of one just now."""

    today: wire.TodayOut
    ahead: tuple[wire.BookingOut, ...]
    habits: tuple[wire.HabitOut, ...] = ()

    @property
    def route(self) -> str:
        return "/today"


@dataclass(frozen=True, slots=True)
class Booked(Shown):
    """A booking; with an ``action``, what is asked and read back before that is done. ``before`` is
    the route from which somebody came."""

    booking: wire.BookingOut
    action: wire.ActionOut | None = None
    answers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    picked: tuple[str, ...] = ()
    month: date | None = None
    links: wire.LinksOut | None = None
    before: str = "/today"

    @property
    def route(self) -> str:
        return f"/booking/{self.booking.ref}" + (f"/{self.action.name}" if self.action else "")

    @property
    def key(self) -> str:
        return f"{self.route}/{len(self.answers)}/{self.booking.seq}"

    @property
    def asked(self) -> wire.Card | None:
        """The question of the action that has no answer yet."""
        cards = self.action.asks if self.action else ()
        return next(iter(cards[len(self.answers) :]), None)


@dataclass(frozen=True, slots=True)
class Settings(Shown):
    """``group``: text, theme, furigana, language, speed; empty: the list of them."""

    settings: wire.SettingsOut
    setup: wire.SetupOut
    group: str = ""
    shared: bool = False

    @property
    def route(self) -> str:
        return f"/settings/{self.group}" if self.group else "/settings"


@dataclass(frozen=True, slots=True)
class Person(Shown):
    """The desk's number. ``walk``: what was asked so far is handed over with the wish."""

    town: wire.TownOut
    setup: wire.SetupOut | None = None
    walk: wire.WalkOut | None = None
    told: wire.HelpOut | None = None

    @property
    def route(self) -> str:
        return f"/person/{self.walk.id}" if self.walk else "/person"

    @property
    def key(self) -> str:
        return f"{self.route}/{self.told.ref if self.told else ''}"


@dataclass(frozen=True, slots=True)
class Emergency(Shown):
    town: wire.TownOut

    @property
    def route(self) -> str:
        return "/emergency"


@dataclass(frozen=True, slots=True)
class About(Shown):
    town: wire.TownOut

    @property
    def route(self) -> str:
        return "/about"


@dataclass(frozen=True, slots=True)
class Outage(Shown):
    """Nothing could be loaded; ``wanted`` is where the person was going.

    ``says``: the town answered, and why it is closed to this person.
    """

    town: wire.TownOut | None
    wanted: str = "/"
    says: Text | Words | None = None

    @property
    def route(self) -> str:
        return self.wanted

    @property
    def key(self) -> str:
        return f"{self.wanted}#outage"
