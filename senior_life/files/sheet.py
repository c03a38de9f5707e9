"""A work list as plain words: what CSV and paper are made from."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Sheet:
    """``place`` is the office or depot; empty for the whole town. ``printed_at`` is aware.

    ``above`` are paragraphs over the list: then the sheet goes from door to door.
    """

    title: str
    place: str
    day: date
    columns: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    printed_at: datetime
    language: str = "ja"
    above: tuple[str, ...] = ()
