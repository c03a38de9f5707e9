"""Takes the pictures of docs/screens from the running app: ``make pictures``."""

import shutil
import sys
import tempfile
from datetime import datetime
from io import BytesIO
from pathlib import Path

from conftest import QUIET, hands_of
from errands import to_read_back
from hands import Hands
from neighbour import Neighbour
from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright
from tour import DAY, chosen, go
from town_process import TOKYO, TownProcess

SCREENS = Path(__file__).parents[2] / "docs" / "screens"
RIDES = "on_demand_transport"
COLORS = 64
DRAWN_MS = 1500
LIKES = [
    (800, "theme", "dark"),
    (800, "theme", "contrast"),
    (390, "text", "largest"),
    (390, "furigana", "on"),
]
SIZES = {800: (800, 1280), 390: (390, 844)}


def picture(page: Page, name: str) -> None:
    """Few colours make a small file; the screens have few."""
    whole = Image.open(BytesIO(drawn(page))).convert("RGB")
    file = SCREENS / f"{name}.png"
    whole.quantize(COLORS, dither=Image.Dither.NONE).save(file, optimize=True)
    print(f"{file.name}: {file.stat().st_size // 1000} kB")


def drawn(page: Page) -> bytes:
    """What is seen once nothing changes any more: the tree is ahead of what is drawn."""
    page.wait_for_timeout(DRAWN_MS)
    before, now = b"", page.screenshot()
    while now != before:
        page.wait_for_timeout(DRAWN_MS)
        before, now = now, page.screenshot()
    return now


def a_reservation(hands: Hands, width: int) -> None:
    """From an empty day to the done screen, the plan and the home screen after it."""
    hands.see("action:today")
    picture(hands.page, f"home-{width}")
    hands.tap("tile:counter_reservation")
    hands.question()
    picture(hands.page, f"question-{width}")
    hands.mark("choice:pension")
    hands.tap("action:next")
    hands.gone("question:topic")
    hands.choose("minami_ward_office")
    hands.choose("in_person")
    hands.question()
    picture(hands.page, f"dates-{width}")
    go(hands, "action:more", f"day:{DAY}")
    picture(hands.page, f"calendar-{width}")
    hands.tap(f"day:{DAY}")
    hands.gone(f"day:{DAY}")
    hands.choose("morning")
    hands.choose("10:00")
    hands.see("readback")
    picture(hands.page, f"readback-{width}")
    with_rides(hands, width)
    go(hands, "action:confirm", "done")
    picture(hands.page, f"done-{width}")
    go(hands, "action:home", "action:today")
    picture(hands.page, f"home-booked-{width}")
    hands.tap("action:today")
    hands.gone("action:today")
    picture(hands.page, f"today-{width}")
    go(hands, "action:back", "action:today")
    for service, name in (("meal_delivery", "meals"), ("circular_board", "circulars")):
        hands.tap(f"tile:{service}")
        hands.gone(f"tile:{service}")
        picture(hands.page, f"{name}-{width}")
        go(hands, "action:back", "action:today")


def with_rides(hands: Hands, width: int) -> None:
    """A car there and back is added to the read-back, looked at, and left out again."""
    go(hands, f"action:with:{RIDES}", "readback:2")
    below = hands.at("readback:2").bounding_box()
    assert below is not None
    hands.page.mouse.move(width / 2, SIZES[width][1] / 2)
    hands.page.mouse.wheel(0, below["y"] - SIZES[width][1] / 3)
    picture(hands.page, f"plan-{width}")
    go(hands, f"action:without:{RIDES}", f"action:with:{RIDES}")


def as_someone_likes_it(hands: Hands, width: int, group: str, value: str) -> None:
    """The home screen and a question with one of the settings changed."""
    chosen(hands, group, value)
    picture(hands.page, f"home-{group}-{value}-{width}")
    hands.tap("tile:counter_reservation")
    hands.question()
    picture(hands.page, f"question-{group}-{value}-{width}")


def the_desk(page: Page, town: TownProcess) -> None:
    """The list of the day on which the residents' reservations are."""
    hands = hands_of(page)
    hands.type("field:name", town.account)
    hands.type("field:password", town.password)
    hands.tap("action:log-in")
    hands.see("action:day-after")
    hands.gone("action:log-in")
    picture(page, "desk-1280")


def the_depots(browser: Browser, town: TownProcess, page: Page) -> None:
    """Somebody books an appointment with both rides; then who drives when, as the desk sees it."""
    resident = hands_of(page_of(browser, town.url, *SIZES[800]))
    to_read_back(resident, "2026-11-27", "morning", "10:00")
    go(resident, f"action:with:{RIDES}", "readback:2")
    go(resident, "action:confirm", "done")
    hands = hands_of(page)
    go(hands, "choice:all_depots", f"table:{RIDES}.vehicles")
    hands.tap("action:day-after")
    expect(hands.see("action:calendar")).to_contain_text("11月27日")
    picture(page, "depots-1280")


def fill(town: TownProcess) -> None:
    """Neighbours who have reserved for the same day."""
    for name, topic, time in [
        ("よしだ つる", "tax", "09:00"),
        ("やまさき さちこ", "my_number", "11:00"),
    ]:
        with Neighbour(town, name) as neighbour:
            answers = {"topic": topic, "office": "minami_ward_office", "mode": "in_person"}
            period = {"date": DAY, "period": "morning", "time": time}
            assert neighbour.reserve(answers | period)


def page_of(browser: Browser, url: str, width: int, height: int) -> Page:
    size = {"width": width, "height": height}
    context = browser.new_context(viewport=size, locale="ja-JP")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(url)
    return page


def take(browser: Browser, folder: Path) -> None:
    for width, height in SIZES.values():
        town = TownProcess(folder / str(width))
        town.start()
        a_reservation(hands_of(page_of(browser, town.url, width, height)), width)
        town.stop()
    for width, group, value in LIKES:
        town = TownProcess(folder / value)
        town.start()
        as_someone_likes_it(
            hands_of(page_of(browser, town.url, *SIZES[width])), width, group, value
        )
        town.stop()
    town = TownProcess(folder / "desk")
    town.start()
    fill(town)
    town.set_clock(datetime(2026, 11, 26, 8, 40, tzinfo=TOKYO))
    page = page_of(browser, f"{town.url}/desk", 1280, 800)
    the_desk(page, town)
    the_depots(browser, town, page)
    town.stop()


def main() -> int:
    SCREENS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=QUIET, headless=True
        )
        expect.set_options(timeout=60_000)
        take(browser, Path(folder))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
