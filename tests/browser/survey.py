"""What there is to measure on a screen: its controls' rectangles, its words, its picture."""

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, NamedTuple

from hands import Hands
from PIL import Image
from playwright.sync_api import Page

SETTLE_MS = 150
PATIENCE = 5
MOST_VIEWS = 40
FEW_COLORS = 16
"""An empty canvas has no more."""
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
    page.wait_for_timeout(SETTLE_MS)
    size = page.viewport_size or {"width": 0, "height": 0}
    page.mouse.move(size["width"] / 2, size["height"] / 2)
    seen = Seen(name, 0, picture_of(page))
    while moved(page, seen) and len(seen.views) < MOST_VIEWS:
        page.mouse.wheel(0, size["height"] * 0.3)
    page.mouse.wheel(0, -20_000)
    return seen


def picture_of(page: Page) -> Image.Image:
    """As drawn: for a moment the canvas may be behind what screen readers are told."""
    for _ in range(PATIENCE):
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
        picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
        if picture.getcolors(FEW_COLORS) is None:
            break
        page.wait_for_timeout(SETTLE_MS)
    return picture


def moved(page: Page, seen: Seen) -> bool:
    """Takes down what is there now; waits a while for it to be something else than before."""
    for _ in range(PATIENCE):
        page.wait_for_timeout(SETTLE_MS)
        found: dict[str, Any] = page.evaluate(LOOK)
        controls = [Control(*one) for one in found["controls"]]
        if not seen.views or controls != seen.views[-1]:
            seen.headings = max(seen.headings, found["headings"])
            seen.words += [said for said in found["words"] if said not in seen.words]
            seen.views.append(controls)
            return True
    return False
