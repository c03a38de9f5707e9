"""Notices and what becomes of them: notices → read receipt → answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from senior_life.contract.booking import Action, Row
from senior_life.contract.language import Label, Phone, Text, Value
from senior_life.contract.people import Caller, Staff
from senior_life.contract.questions import Answers

HELP = "help"
"""An answer of this value is a wish for help. The core puts it on the desk's list before it tells
the service, so that no fault of a service can swallow it."""
MOST_NOTICES = 20
"""How many notices one page holds at most."""


class How(StrEnum):
    """In which way somebody came to the end of a notice."""

    READ = "read"
    HEARD = "heard"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which notices are asked for: all, or those of which each thing given here is so.

    ``month`` is 2026-12; ``on`` the day on which what they announce takes place.
    """

    is_unread: bool = False
    month: str = ""
    words: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Happening:
    """What a notice announces; ``starts`` is aware."""

    starts: datetime
    where: Value = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that the service keeps (see ``Host.file``). ``says`` what it is: of a picture what can
    be seen on it, for those who cannot."""

    file: str
    says: Value
    is_picture: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """What the paragraphs after it are about."""

    says: Value


Part = Value | Heading


@dataclass(frozen=True, slots=True)
class Notice:
    """What one reader sees of it. ``parts`` are its headings and paragraphs, ``phones`` the numbers
    in them, to be called by a tap, and ``attachments`` what hangs on it; all empty in a list.

    ``reply`` is what may be answered, as long as it may be; ``answered`` what this reader said.
    ``calls`` brings an unread notice to the first screen by itself: it is urgent, or somebody
    reminds of it. Words that were typed are a ``str``; the core reads them by its dictionary.
    """

    ref: str
    title: Value
    source: Label
    published_at: datetime
    parts: tuple[Part, ...] = ()
    phones: tuple[Phone, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    is_urgent: bool = False
    is_read: bool = False
    reply: Action | None = None
    reply_until: datetime | None = None
    answered: tuple[Row, ...] = ()
    answers: Answers | None = None
    happening: Happening | None = None
    calls: Text | None = None


@dataclass(frozen=True, slots=True)
class Audience:
    """For whom a notice is: everyone, groups as the service calls them, single residents."""

    is_everyone: bool = False
    groups: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A notice that nobody sees yet. ``until`` is when it is over, ``since`` None: at once."""

    title: str
    text: str
    audience: Audience
    until: datetime
    since: datetime | None = None
    is_urgent: bool = False


class Board(Protocol):
    """notices → read receipt → answer. Only whom the audience names ever sees a notice."""

    async def notices(self, who: Caller, wanted: Wanted, page: int = 0) -> Sequence[Notice]:
        """At most ``MOST_NOTICES`` of a page: urgent ones that are unread first, then the latest.

        Cheap: asked with every first screen."""
        ...

    async def open(self, who: Caller, ref: str) -> Notice:
        """All of it; that it was opened is no receipt. Raises Gone, in the same words for what
        there is not and what is not for this reader."""
        ...

    async def receipt(self, who: Caller, ref: str, how: How) -> None:
        """The end was reached; told again, nothing more happens. Raises Gone as ``open``."""
        ...

    async def respond(self, who: Caller, ref: str, answers: Answers) -> Notice:
        """Answers stand in place of earlier ones, and of nothing else; whoever answers has read.
        Raises Gone as ``open``, Unclear, and Trouble when it is too late."""
        ...

    async def newest(self) -> Sequence[str]:
        """The refs of the latest few that are out and not over, for whomever they are, so that it
        shows when one comes or goes. Cheap: every process asks more than once in two seconds."""
        ...

    async def publish(self, who: Staff, draft: Draft, key: str) -> Notice:
        """Same key, published once. Raises Unclear where the draft says nothing, or nobody is
        meant, or it would be over before it began."""
        ...
