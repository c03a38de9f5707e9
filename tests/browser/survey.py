"""What there is to measure on a screen: its controls' rectangles, its words, its picture."""

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, NamedTuple

from hands import Hands
from PIL import Image
from playwright.sync_api import Page

SETTLE_MS = 100
PATIENCE = 3
"""Looks at a screen that may have ended; what has not moved by then is its end."""
LONG_PATIENCE = 60
"""Looks at a screen that is still being drawn, on a machine that has much else to do."""
MOST_VIEWS = 40
LOOK = """() => {
  const said = e => e.getAttribute('aria-label') || e.textContent || '';
  const box = e => { const r = e.getBoundingClientRect();
    return [r.left, r.top, r.right, r.bottom]; };
  const pressed = '[role=button],[role=checkbox],[role=radio],[role=link],input,textarea';
  const handle = e => { const at = e.closest('[flt-semantics-identifier]');
    return at ? at.getAttribute('flt-semantics-identifier') : ''; };
  const leaves = [...document.querySelectorAll('flt-semantics, flt-semantics *')]
    .filter(e => e.getAttribute('aria-label') || !e.children.length);
  return {
    controls: [...document.querySelectorAll(pressed)].map(e => [handle(e), said(e), ...box(e)]),
    words: leaves.map(said).map(s => s.trim()).filter(s => s),
    headings: document.querySelectorAll('h1').length,
    focused: document.activeElement ? handle(document.activeElement) : '',
  };
}"""


class Control(NamedTuple):
    """In CSS pixels, as drawn at one scroll position."""

    handle: str
    name: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass
class Seen:
    """One screen from its top to its end; ``views`` are its scroll positions."""

    name: str
    headings: int
    picture: Image.Image
    views: list[list[Control]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def largest(self) -> dict[str, Control]:
        """Each control where it was seen whole, and not cut by the end of the window."""
        best: dict[str, Control] = {}
        for view in self.views:
            for one in view:
                if one.handle not in best or one.height > best[one.handle].height:
                    best[one.handle] = one
        return best


def survey(hands: Hands, name: str) -> Seen:
    """Scrolls through the screen as a finger on a wheel would, and back to its top."""
    page = hands.page
    size = page.viewport_size or {"width": 0, "height": 0}
    page.mouse.move(size["width"] / 2, size["height"] / 2)
    seen = Seen(name, 0, picture_of(page))
    while moved(page, seen) and len(seen.views) < MOST_VIEWS:
        page.mouse.wheel(0, size["height"] * 0.3)
    page.mouse.wheel(0, -20_000)
    return seen


def picture_of(page: Page) -> Image.Image:
    """As drawn: for a while the canvas may be behind what screen readers are told.

    What was drawn before may lie just where a control will be: so the same picture is wanted
    twice. A caret that blinks is not waited for.
    """
    before = b""
    for look in range(LONG_PATIENCE):
        controls = controls_in(steady(page))
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
        picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
        is_still = picture.tobytes() == before or look >= PATIENCE
        if is_still and all(is_drawn(picture, one) for one in controls):
            break
        before = picture.tobytes()
        page.wait_for_timeout(SETTLE_MS)
    return picture


def is_drawn(picture: Image.Image, one: Control) -> bool:
    """Something stands where the control is: not one colour alone; or it is out of the picture."""
    box = (round(one.left), round(one.top), round(one.right), round(one.bottom))
    if box[0] < 0 or box[1] < 0 or box[2] > picture.width or box[3] > picture.height:
        return True
    return any(low != high for low, high in picture.crop(box).getextrema())


def steady(page: Page) -> dict[str, Any]:
    """What screen readers are told, once they are told the same twice."""
    before: dict[str, Any] = page.evaluate(LOOK)
    for _ in range(LONG_PATIENCE):
        page.wait_for_timeout(SETTLE_MS)
        found: dict[str, Any] = page.evaluate(LOOK)
        if found == before:
            break
        before = found
    return before


def controls_in(found: dict[str, Any]) -> list[Control]:
    return [Control(*one) for one in found["controls"]]


def moved(page: Page, seen: Seen) -> bool:
    """Takes down what is there now; waits a while for it to be something else than before."""
    for _ in range(PATIENCE):
        found = steady(page)
        controls = controls_in(found)
        if not seen.views or controls != seen.views[-1]:
            seen.headings = max(seen.headings, found["headings"])
            seen.words += [said for said in found["words"] if said not in seen.words]
            seen.views.append(controls)
            return True
    return False
