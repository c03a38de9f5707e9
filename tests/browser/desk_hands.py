"""A clerk's hands: what they do again and again at the desk."""

from hands import WAIT_MS, Hands
from playwright.sync_api import expect


class DeskHands(Hands):
    def log_in(self, name: str, password: str) -> None:
        self.type("field:name", name)
        self.type("field:password", password)
        self.tap("action:log-in")
        self.see("read-at")

    def says(self, handle: str, words: str) -> None:
        expect(self.see(handle)).to_contain_text(words, timeout=WAIT_MS)

    def work_at(self, place: str) -> None:
        """Goes to the work of a place, and looks that it is there: what is tapped while it comes
        belongs to the place before."""
        self.mark(f"choice:{place}")

    def go_on_to(self, day: str) -> None:
        """The day after, and a look at which day it is."""
        self.tap("action:day-after")
        self.says("action:calendar", day)
        self._changed()

    def do(self, handle: str) -> None:
        """Taps on an action that a line no longer offers once it is done."""
        self.tap(handle)
        self.gone(handle)

    def book_by_phone(self, digits: str, day: str, time: str) -> None:
        """From the day list to the done screen: pension, Minami ward office, in person."""
        self.tap("action:phone-booking")
        self.type("field:find", digits)
        self.tap("action:find")
        self.tap(self.first("action:open:"))
        self.tap("action:book")
        self.see("identity")
        self.tap("action:identified")
        self.tap("tile:counter_reservation")
        assert self.question() == "topic"
        self.mark("choice:pension")
        self.tap("action:next")
        for value in ("minami_ward_office", "in_person", day, "morning", time):
            self.choose(value)
        self.see("readback")
        self.tap("action:confirm")
        self.see("done")
