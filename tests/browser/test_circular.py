"""A circular goes round: written at the desk, heard, read and answered, followed by its leader."""

import os
from io import BytesIO
from pathlib import Path

import pytest
from conftest import OpenPage, hands_of
from desk_hands import DeskHands
from desk_over_api import Clerk
from hands import Hands
from newcomer import paired
from pypdf import PdfReader
from town_process import TownProcess

PICTURES = os.environ.get("CIRCULAR_PICTURES", "")
"""A folder in which each screen is kept, for whoever wants to look at them."""
TILE, HAN = "tile:circular_board", "mihondai_north_1"
TEXT = "あすの朝、水が止まります。お風呂に水をためてください。"
CLEANING, FRAUD = "公園の清掃", "電話の詐欺にご注意ください"
KAZUO = "やまさき かずお"


def keep(hands: Hands, name: str) -> None:
    if PICTURES:
        hands.page.wait_for_timeout(700)
        width = (hands.page.viewport_size or {}).get("width", 0)
        hands.page.screenshot(path=str(Path(PICTURES) / f"{width}-{name}.png"))


def to_the_end(hands: Hands) -> int:
    """Page by page to the end of the text, which is not yet said to be read; how many pages."""
    pages = 1
    while "読みました" not in hands.text("action:next"):
        hands.tap("action:next")
        hands.page.wait_for_timeout(600)
        pages += 1
        keep(hands, f"page{pages}")
    return pages


@pytest.mark.parametrize(("width", "height"), [(800, 1280), (390, 844)])
def test_unread_ones_come_one_at_a_time_and_an_event_stands_on_its_day(
    town: TownProcess, open_page: OpenPage, width: int, height: int
) -> None:
    hands = hands_of(open_page(town.url, width, height))
    assert "まだ読んでいないものが2件" in hands.text(TILE)
    keep(hands, "home")
    hands.tap(TILE)
    hands.gone("action:today")
    titles = [CLEANING, FRAUD] if CLEANING in hands.text("heading") else [FRAUD, CLEANING]
    for title in titles:
        hands.hear(title, "heading")
        to_the_end(hands)
        if title == CLEANING:
            hands.hear("11月29日 日曜日 午前9時")
        hands.tap("action:next")
        if title == CLEANING:
            assert hands.question() == "attendance"
            keep(hands, "attendance")
            hands.tap("choice:comes")
            hands.hear("返事を受け取りました")
            keep(hands, "answered")
            hands.tap("action:next")
            hands.gone("question:attendance")
    hands.hear("すべて読みました")
    keep(hands, "list")
    hands.tap("action:back")
    assert "町とご近所からのお知らせ" in hands.text(TILE)


def test_a_circular_is_published_heard_answered_by_two_followed_and_printed(
    town: TownProcess, open_page: OpenPage
) -> None:
    desk = DeskHands(hands_of(open_page(f"{town.url}/desk", 1280, 900)).page)
    desk.log_in(town.account, town.password)
    desk.work_at(HAN)
    desk.tap("action:write")
    desk.see("side")
    desk.type("field:title", "断水のお知らせ")
    desk.type("field:text", TEXT)
    desk.mark(f"choice:audience:{HAN}")
    desk.mark("choice:urgent:yes")
    desk.mark("choice:asks:safety")
    keep(desk, "form")
    desk.tap("action:next")
    draft = desk.first("row:", within="table:circular_board.drafts").removeprefix("row:")
    desk.tap(f"action:publish:{draft}")
    desk.says("warning", TEXT)
    keep(desk, "preview")
    desk.tap("action:confirm")
    desk.see("said")

    hana = hands_of(open_page(town.url))
    assert "断水のお知らせ" in hana.text(f"notice:{draft}")
    keep(hana, "urgent-home")
    hana.tap(f"notice:{draft}")
    hana.tap("action:listen")
    assert hana.question() == "safety"
    hana.mark("choice:well")
    hana.hear("返事を受け取りました")

    with Clerk(town) as clerk:
        (kazuo,) = clerk.get("/desk/residents", query=KAZUO)
        tablet = paired(town, open_page, clerk.pairs(kazuo["ref"]))
    tablet.tap(f"notice:{draft}")
    tablet.hear(TEXT.partition("。")[0])
    tablet.tap("action:next")
    assert tablet.question() == "safety"
    tablet.tap("choice:help")
    tablet.hear("返事を受け取りました")

    desk.tap("tab:help")
    desk.hear("助けがほしい")
    keep(desk, "help")
    desk.tap("tab:day")
    readers = f"circular_board.readers-{draft}"
    rows = f"table:{readers}"
    desk.hear("助けがほしい", rows)
    keep(desk, "readers")
    said = desk.text(rows)
    assert said.index("助けがほしい") < said.index("無事です")
    assert "紙で回す家" in said
    sheet = PdfReader(BytesIO(desk.opened(f"action:paper:{readers}").body()))
    printed = "".join(page.extract_text() for page in sheet.pages)
    for words in ("断水のお知らせ", "お風呂に水をためてください", "髙橋", "西村", "サイン"):
        assert words in printed
    assert "助けがほしい" not in printed
