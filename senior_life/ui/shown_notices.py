"""What the two screens of a board of notices show; as in ``shown``."""

from dataclasses import dataclass
from datetime import date

from senior_life import wire
from senior_life.ui.paging import Page
from senior_life.ui.shown import Shown
from senior_life.words import Words


@dataclass(frozen=True, slots=True)
class Notices(Shown):
    """A board's notices: those of a ``month``, those with ``words`` in them, or the latest."""

    service: str
    name: Words
    notices: tuple[wire.NoticeOut, ...]
    month: date
    is_latest: bool = False
    words: str = ""
    is_all_read: bool = False

    @property
    def route(self) -> str:
        return f"/board/{self.service}/{'all' if self.is_latest else f'{self.month:%Y-%m}'}"

    @property
    def key(self) -> str:
        return f"{self.route}/{self.words}"


@dataclass(frozen=True, slots=True)
class Notice(Shown):
    """One page of a notice: ``pages`` of its text first, then one question a page. ``after`` is the
    route of what it interrupted."""

    notice: wire.NoticeOut
    pages: tuple[Page, ...]
    page: int = 0
    after: str = ""

    @property
    def route(self) -> str:
        return f"/board/{self.notice.service}/notice/{self.notice.ref}"

    @property
    def key(self) -> str:
        return f"{self.route}/{self.page}"

    @property
    def length(self) -> int:
        return len(self.pages) + len(self.notice.asks)

    @property
    def asked(self) -> wire.Card | None:
        """The question of this page."""
        at = self.page - len(self.pages)
        return self.notice.asks[at] if 0 <= at < len(self.notice.asks) else None

    @property
    def is_end_of_text(self) -> bool:
        return self.page == len(self.pages) - 1
