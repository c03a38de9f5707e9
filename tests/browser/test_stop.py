"""Who walks to a stop sees where it is and reads the same in words, before the yes and after."""

import os
from io import BytesIO
from pathlib import Path

import pytest
from conftest import OpenPage
from hands import Hands
from newcomer import a_tablet
from PIL import Image
from pixels import contrast
from riding import to_offers
from tour import chosen
from town_process import TownProcess

PICTURES = os.environ.get("STOP_PICTURES", "")
"""A folder in which the screens are kept, for whoever wants to look at them."""
LETTERS = 7.0
SAID = ("のりばは、", "ご自宅から", "歩いて", "泉ケ丘駅")
SHOWN_MS = 700


@pytest.mark.parametrize(
    ("width", "height", "theme"),
    [(800, 1280, "light"), (390, 844, "light"), (390, 844, "dark"), (800, 1280, "contrast")],
)
def test_the_stop_is_drawn_and_told_before_the_yes_and_after_it(
    town: TownProcess, open_page: OpenPage, width: int, height: int, theme: str
) -> None:
    hands = a_tablet(town, open_page, width, height)
    chosen(hands, "theme", theme)
    to_offers(hands)
    hands.tap(hands.among("choice:")[0])
    hands.see("readback")
    for said in SAID:
        assert said in hands.screen()
    hands.tap("action:confirm")
    hands.see("done")
    look_at(hands, f"{width}-{theme}-done")
    hands.tap("action:home")
    hands.tap("action:today")
    hands.gone("action:today")
    hands.tap(hands.first("row:"))
    hands.see("action:cancel")
    for said in SAID:
        assert said in hands.screen()
    plan = look_at(hands, f"{width}-{theme}-booked")
    darkest, lightest = strongest(plan)
    assert contrast(darkest, lightest) >= LETTERS
    assert len(lasting_colors(plan)) >= 3, "signs, letters and ground can be told apart"


def look_at(hands: Hands, name: str) -> Image.Image:
    """Scrolls down until all of the plan is in sight; what is drawn there."""
    page = hands.page
    size = page.viewport_size or {"width": 0, "height": 0}
    page.mouse.move(size["width"] / 2, size["height"] / 2)
    for _turn in range(20):
        box = hands.see("picture").bounding_box()
        if box is not None and box["y"] + box["height"] < size["height"] * 0.85:
            break
        page.mouse.wheel(0, size["height"] * 0.3)
        page.wait_for_timeout(SHOWN_MS)
    assert box is not None, "there is a plan"
    assert box["width"] <= size["width"]
    page.wait_for_timeout(SHOWN_MS)
    whole = Image.open(BytesIO(page.screenshot())).convert("RGB")
    if PICTURES:
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        whole.save(Path(PICTURES) / f"{name}.png")
    inside = (8, 8, box["width"] - 8, box["height"] - 8)
    left, top = box["x"], box["y"]
    return whole.crop(
        tuple(  # type: ignore[arg-type]
            round(side + off) for side, off in zip(inside, (left, top, left, top), strict=True)
        )
    )


def lasting_colors(plan: Image.Image) -> list[tuple[int, ...]]:
    """Those that more than a few pixels have: without the soft edges of letters."""
    found = plan.getcolors(maxcolors=1_000_000) or []
    return [color for count, color in found if count >= 100]  # type: ignore[misc]


def strongest(plan: Image.Image) -> tuple[tuple[int, ...], tuple[int, ...]]:
    colors = sorted(lasting_colors(plan), key=sum)
    return colors[0], colors[-1]
