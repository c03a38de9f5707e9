"""An older person's hands: they see what the ARIA tree says and tap on what is there."""

import re
import time
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import APIResponse, Locator, Page, expect
from playwright.sync_api import TimeoutError as NothingCame

WAIT_MS = 60_000
"""A wait ends with what it waits for; this is for machines that have much else to do."""
LOOK_MS = 350
"""Nobody taps sooner after a new screen, or after the last tap; the app takes a faster one for the
last one's second."""
AGAIN_MS = 6_000
"""With furigana a control has another part that takes the tap: it is looked for anew."""


class Hands:
    """Finds every control by its stable handle, as assistive tools do."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._changed_at = 0.0

    def _changed(self) -> None:
        """Just now there was something new to see, or a finger came down."""
        self._changed_at = time.monotonic()

    def _calm(self) -> None:
        """Waits until that is long enough ago for another tap."""
        left_ms = LOOK_MS - (time.monotonic() - self._changed_at) * 1000
        if left_ms > 0:
            self.page.wait_for_timeout(left_ms)

    def _await(self, found: Locator) -> Locator:
        """What was not there at once belongs to a new screen."""
        if not found.count():
            expect(found).to_be_attached(timeout=WAIT_MS)
            self._changed()
        return found

    def at(self, handle: str) -> Locator:
        return self.page.locator(f'[flt-semantics-identifier="{handle}"]').first

    def among(self, start: str) -> list[str]:
        """The handles on the screen that begin so, from top to bottom."""
        found = self.page.locator("[flt-semantics-identifier]").evaluate_all(
            "all => all.map(one => one.getAttribute('flt-semantics-identifier'))"
        )
        return [handle for handle in found if handle.startswith(start)]

    def see(self, handle: str) -> Locator:
        return self._await(self.at(handle))

    def first(self, start: str, within: str = "") -> str:
        """Waits for a handle that begins so."""
        inside = f'[flt-semantics-identifier="{within}"] ' if within else ""
        found = self.page.locator(f'{inside}[flt-semantics-identifier^="{start}"]').first
        self._await(found)
        return str(found.get_attribute("flt-semantics-identifier"))

    def gone(self, handle: str) -> None:
        """And it stays away: while a screen is drawn anew, all of it is gone for a moment."""
        expect(self.at(handle)).not_to_be_attached(timeout=WAIT_MS)
        self.page.wait_for_timeout(LOOK_MS)
        expect(self.at(handle)).not_to_be_attached(timeout=WAIT_MS)
        self._changed()

    def button(self, handle: str) -> Locator:
        """The part of a control that takes a tap: itself or the button inside."""
        holder = self.see(handle)
        inside = holder.locator(
            '[role="button"], [role="checkbox"], [role="radio"], [flt-tappable]'
        )
        return inside.first if inside.count() else holder

    def tap(self, handle: str) -> None:
        """A finger that meets a screen just being drawn anew comes down again."""
        self.see(handle)
        self._calm()
        for _meets in range(WAIT_MS // AGAIN_MS):
            try:
                self.button(handle).click(timeout=AGAIN_MS)
            except NothingCame:
                continue
            self._changed()
            return
        raise AssertionError(f"{handle} cannot be tapped")

    def hand_in(self, field: str, words: str, button: str, arrived: str) -> None:
        """Types and taps, and looks: whoever finds the field empty again types once more, and a
        finger that met nothing comes down again. On an overloaded machine the client at times
        hears the letters of a field, or the tap that takes the keyboard from it, too early."""
        times = 4
        for _time in range(times):
            if self._value(field) != words:
                self.type(field, words)
            self.tap(button)
            with suppress(AssertionError):
                expect(self.at(arrived)).to_be_attached(timeout=WAIT_MS / times)
                self._changed()
                return
        raise AssertionError(f"{words} in {field} and {button} did not lead to {arrived}")

    def _value(self, field: str) -> str:
        return self.see(field).locator("input, textarea").first.input_value()

    def mark(self, handle: str) -> None:
        """Taps an answer that stays on the screen, and looks for its mark before the next tap."""
        self.tap(handle)
        marked = self.page.locator(
            f'[flt-semantics-identifier="{handle}"][aria-current="true"]'
        ).first
        expect(marked).to_be_attached(timeout=WAIT_MS)
        self._changed()

    def double_tap(self, handle: str) -> None:
        self.see(handle)
        self._calm()
        self.button(handle).dblclick(delay=20)
        self._changed()

    def type(self, handle: str, words: str) -> None:
        """As a person does, who sees when a field did not take the first letters, and begins anew:
        the client hands the keyboard over to another field a moment after the click."""
        field = self.see(handle).locator("input, textarea").first
        self._calm()
        for _tap in range(3):  # a new address takes the keyboard away; a person taps again
            field.click()
            self.page.wait_for_timeout(LOOK_MS)
            if field.evaluate("field => field === document.activeElement"):
                break
        expect(field).to_be_focused()
        self.page.keyboard.type(words, delay=15)
        taken = field.input_value()
        if taken != words and words.endswith(taken):
            for _letter in taken:
                self.page.keyboard.press("Backspace")
            self.page.keyboard.type(words, delay=15)
        expect(field).to_have_value(words)

    def text(self, handle: str) -> str:
        """All that a screen reader would say inside this control."""
        holder = self.see(handle)
        labels = holder.evaluate(
            """n => [n, ...n.querySelectorAll('*')].map(
                 e => e.getAttribute('aria-label') || (e.children.length ? '' : e.textContent)
               ).join(' ')"""
        )
        return re.sub(r"\s+", " ", str(labels)).strip()

    def screen(self) -> str:
        """Every word of the screen, as a screen reader would come by it."""
        words = self.page.evaluate(
            """() => [...document.querySelectorAll('flt-semantics, flt-semantics *')].map(
                 e => e.getAttribute('aria-label') || (e.children.length ? '' : e.textContent)
               ).join(' ')"""
        )
        return re.sub(r"\s+", " ", str(words)).strip()

    def hear(self, words: str, handle: str = "") -> None:
        """Waits until the screen, or one control of it, says so: what was there before a reload
        may stand for a moment."""
        until = time.monotonic() + WAIT_MS / 1000
        while words not in (said := self.text(handle) if handle else self.screen()):
            assert time.monotonic() < until, f"“{words}” is not in: {said}"
            self.page.wait_for_timeout(LOOK_MS)
        self._changed()

    def question(self) -> str:
        """Waits for a question and names its step."""
        self._await(self.page.locator('[flt-semantics-identifier^="question:"]').first)
        return self.among("question:")[0].removeprefix("question:")

    def choose(self, value: str = "") -> str:
        """Answer the question on screen: ``value``, or what stands first."""
        step = self.question()
        choice = f"choice:{value}" if value else self.among("choice:")[0]
        self.tap(choice)
        self.gone(f"question:{step}")
        return choice.removeprefix("choice:")

    def address(self, handle: str, of: str = "") -> str:
        """What a tap opens in a tab of its own; ``of`` begins the file's name."""
        with self.page.context.expect_event(
            "request", lambda request: f"/api/files/{of}" in request.url
        ) as asked:
            self.tap(handle)
        return str(asked.value.url)

    def opened(self, handle: str, of: str = "") -> APIResponse:
        return self.page.request.get(self.address(handle, of))

    def picture(self, file: Path) -> Path:
        file.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=str(file))
        return file
