"""Why a file cannot be taken, each in a sentence that says what to do."""

from enum import StrEnum

from senior_life.contract import Text, words

_ = words("circular_board")


class Refusal(StrEnum):
    """What the child process answers when it must not go on; nothing was kept or published."""

    TOO_LARGE = "too_large"
    BROKEN = "broken"
    LOCKED = "locked"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_LONG = "too_long"
    TOO_HEAVY = "too_heavy"
    NO_PICTURE = "no_picture"
    TOO_MANY_PIXELS = "too_many_pixels"


class Refused(Exception):
    """The file is not taken, for this one reason."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.value)
        self.why = why


SAYS: dict[Refusal, Text] = {
    Refusal.TOO_LARGE: _(
        "This file is too large. Please choose one of at most 20 megabytes, or fewer pages."
    ),
    Refusal.BROKEN: _(
        "This file cannot be opened as a PDF. It may be damaged. Please save it as a PDF again."
    ),
    Refusal.LOCKED: _(
        "This PDF is locked with a password. Please save it without one, and choose it again."
    ),
    Refusal.TOO_MANY_PAGES: _(
        "This PDF has more than 60 pages. Please choose only the pages of the circular."
    ),
    Refusal.TOO_LONG: _(
        "This PDF has too much text for a circular. Please choose only the pages of the circular."
    ),
    Refusal.TOO_HEAVY: _(
        "This file took too long to read, so we stopped. Please save it as a simpler file, or type "
        "the text."
    ),
    Refusal.NO_PICTURE: _(
        "This file cannot be opened as a photo. Please choose a JPEG, PNG or WebP photo."
    ),
    Refusal.TOO_MANY_PIXELS: _(
        "This photo has too many pixels. Please make it smaller, and choose it again."
    ),
}
